/** 此前信访: what came from this number before, each with what the law says of putting it again. Looked up once per number, on record. R-X04 */
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { callAct } from '../../../../web/call.ts'
import { freshKey, officeNow } from '../../../../web/clock.ts'
import { useMay } from '../../../../web/me.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { sayDay } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { earlier } from '../../shape.ts'
import { fill, usePetitionsWords } from './use-petitions-words.ts'

type Row = z.output<typeof earlier.output>['rows'][number]
const REST = 400
function useEarlier(phone: string): readonly Row[] | null {
  const [rows, setRows] = useState<readonly Row[] | null>(null)
  const number = phone.replace(/[\s-]/g, '')
  const whole = useMay('petitions.contact') && /^(?:1\d{10}|0\d{9,11}|[2-9]\d{6,7})$/.test(number)
  useEffect(() => {
    if (!whole) return setRows(null)
    let gone = false
    const timer = setTimeout(async () => {
      const answer = await callAct(earlier, { phone: number }, { key: freshKey() }).catch(() => null)
      if (!gone) setRows(answer?.rows ?? null)
    }, REST)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [number, whole])
  return rows
}
export interface EarlierProps {
  readonly phone: string
  readonly same: string | null
  readonly onSame: (matter: string | null) => void
}
export function EarlierPetitions({ phone, same, onSame }: EarlierProps) {
  const w = usePetitionsWords()
  const language = useLanguage()
  const rows = useEarlier(phone)
  if (rows === null) return null
  return (
    <Card title={w.fields.earlier} id="earlier">
      {rows.length === 0 && <p className="card-body quiet">{w.hints.noEarlier}</p>}
      <ul className="card-body stack">
        {rows.map((row) => (
          <li key={row.matter} className="row between">
            <div className="grow">
              <a className="strong" href={`/petitions/${row.matter}`} target="_blank" rel="noreferrer">
                {row.title}
              </a>
              <p className="small quiet">
                <span className="num">{row.number}</span>　{sayDay(row.registeredAt, officeNow(), language)}　{w.rounds[row.round - 1]}　
                {(w.states as Readonly<Record<string, string>>)[row.state]}
              </p>
              <p className={row.advice === 'late' ? 'small' : 'small amber'}>{fill(w.advice[row.advice], { next: w.rounds[row.round] ?? '' })}</p>
            </div>
            <Button small aria-pressed={same === row.matter} onClick={() => onSame(same === row.matter ? null : row.matter)}>
              {w.fields.same}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
