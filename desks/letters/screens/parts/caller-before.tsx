/** 来电人往来: earlier letters of this number, for the conversation only. Looked up once per number, on record. */
import { useEffect, useState } from 'react'
import { callAct } from '../../../../web/call.ts'
import { freshKey, officeNow } from '../../../../web/clock.ts'
import { Light } from '../../../../web/parts/light.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { sayDay } from '../../../../web/say-time.ts'
import { useKernelWords, useLanguage } from '../../../../web/words/use-words.ts'
import { callerHistory, type LetterRow } from '../../shape.ts'
import { isOpen } from './duplicate-list.tsx'
import { fill, useLettersWords } from './use-letters-words.ts'

export interface Before {
  readonly phone: string
  readonly count: number
  readonly rows: readonly LetterRow[]
}
const REST = 400
/** @param allowed whoever may not see contacts asks nothing */
export function useCallerBefore(phone: string, allowed: boolean): Before | null {
  const [found, setFound] = useState<Before | null>(null)
  const number = phone.replace(/[\s-]/g, '')
  const whole = allowed && /^(?:1\d{10}|0\d{9,11}|[2-9]\d{6,7})$/.test(number)
  useEffect(() => {
    if (!whole) return setFound(null)
    let gone = false
    const timer = setTimeout(async () => {
      const answer = await callAct(callerHistory, { phone: number }, { key: freshKey() }).catch(() => null)
      if (!gone) setFound(answer && { phone: number, ...answer })
    }, REST)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [number, whole])
  return found
}
export function CallerBefore({ found }: { readonly found: Before | null }) {
  const w = useLettersWords()
  const language = useLanguage()
  const marks: Readonly<Record<string, string>> = useKernelWords().satisfied
  const states = w.states as Readonly<Record<string, string>>
  return (
    <Card title={w.form.caller} id="caller" className="hint-card" aside={w.form.callerNote}>
      {!found && <p className="card-body quiet">{w.screen.intake.noNumber}</p>}
      {found?.rows.length === 0 && <p className="card-body quiet">{w.form.callerNone}</p>}
      <ul className="hint-list is-plain">
        {found?.rows.map((row) => (
          <li key={row.matter} className="before">
            <span className="num quiet">{sayDay(row.registeredAt, officeNow(), language)}</span>
            <a className="grow clip" href={`/letters/${row.matter}`} target="_blank" rel="noreferrer">
              {row.title}
            </a>
            <span className="small">
              <Light state={isOpen(row) ? row.light : 'done'}>
                {states[row.state] ?? ''} {marks[row.satisfied ?? ''] ?? ''}
              </Light>
            </span>
          </li>
        ))}
      </ul>
      {found && found.count > found.rows.length && <p className="card-body small quiet">{fill(w.screen.intake.callerMore, { n: found.count })}</p>}
    </Card>
  )
}
