/** Beside the form: what was recognised, what is suggested and why, what is alike, and what this number called about before. */
import { useDeferredValue, useEffect, useState } from 'react'
import { callAct } from '../../../../web/call.ts'
import { freshKey, officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Light } from '../../../../web/parts/light.tsx'
import { Card, Kbd } from '../../../../web/parts/small.tsx'
import { useReadingLater } from '../../../../web/reading.ts'
import { sayDay, sayDue } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { callerHistory, type LetterRow, type Pasted, similar } from '../../shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

export function Recognised({ read }: { readonly read: Pasted | null }) {
  const w = useLettersWords()
  const language = useLanguage()
  if (!read) return <div className="read-chips" />
  const chips: (readonly [string, string | null])[] = [
    [w.form.place, read.place],
    [w.form.name, read.name],
    [w.form.phone, read.phone],
    [w.form.due, read.due ? `${read.due.said} → ${sayDue(read.due.at, officeNow(), language)}` : null],
  ]
  const found = chips.filter(([, value]) => value !== null)
  if (found.length === 0 && !read.urgent) return <div className="read-chips" />
  return (
    <div className="read-chips small" role="status">
      <span className="quiet">{w.form.recognised}</span>
      {found.map(([name, value]) => (
        <span key={name} className="read-chip">
          <span className="quiet">{name}</span> {value}
        </span>
      ))}
      {read.urgent && <span className="read-chip is-urgent">{w.form.urgency}</span>}
    </div>
  )
}

const Bars = ({ sure }: { readonly sure: 'high' | 'middle' | 'low' }) => {
  const w = useLettersWords()
  const n = sure === 'high' ? 3 : sure === 'middle' ? 2 : 1
  return (
    <span className="small row">
      <span className="bars" aria-hidden="true">
        <i className="is-full" />
        <i className={n > 1 ? 'is-full' : ''} />
        <i className={n > 2 ? 'is-full' : ''} />
      </span>
      {w.sure[sure]}
    </span>
  )
}
export function Suggestions({ read, onUnit }: { readonly read: Pasted | null; readonly onUnit: (unit: { unit: string; name: string }, as: 'lead' | 'helper') => void }) {
  const w = useLettersWords()
  const language = useLanguage()
  return (
    <Card title={w.form.suggestions} id="suggestions">
      <div className="card-body">
        {!read || read.units.length === 0 ? (
          <p className="quiet">{w.form.noSuggestions}</p>
        ) : (
          <ul>
            {read.units.map((unit, n) => (
              <li key={unit.unit} className="suggestion">
                <span className="quiet small">{n === 0 ? w.roles.lead : w.roles.helper}</span>
                <div>
                  <button type="button" className="link strong" onClick={() => onUnit(unit, n === 0 ? 'lead' : 'helper')}>
                    {unit.name}
                  </button>
                  <p className="small quiet">{unit.because}</p>
                </div>
                <Bars sure={unit.sure} />
              </li>
            ))}
          </ul>
        )}
        {read && (
          <ul>
            <li className="suggestion">
              <span className="quiet small">{w.form.kind}</span>
              <div>
                <b>{w.kinds[read.kind.kind]}</b>
                <p className="small quiet">{read.kind.because}</p>
              </div>
            </li>
            {read.due && (
              <li className="suggestion">
                <span className="quiet small">{w.form.due}</span>
                <div>
                  <b className="num">{sayDue(read.due.at, officeNow(), language)}</b>
                  <p className="small quiet">{fill(w.form.dueSaid, { said: read.due.said })}</p>
                </div>
              </li>
            )}
          </ul>
        )}
      </div>
    </Card>
  )
}

const Line = ({ row }: { readonly row: LetterRow }) => {
  const w = useLettersWords()
  const language = useLanguage()
  return (
    <>
      <a href={`/letters/${row.matter}`} target="_blank" rel="noreferrer">
        {row.title}
      </a>
      <p className="small quiet">
        <span className="num">{row.number}</span>　{sayDay(row.registeredAt, officeNow(), language)}　{row.ownerUnit}　
        {(w.states as Readonly<Record<string, string>>)[row.state] ?? row.state}
      </p>
    </>
  )
}
export function useSimilar(title: string, place: string) {
  const asked = useDeferredValue(title.trim())
  const at = useDeferredValue(place.trim())
  return useReadingLater(similar, asked.length >= 4 ? { title: asked, ...(at ? { place: at } : {}) } : null).data?.rows ?? []
}
export function Duplicates({ rows, onMerge }: { readonly rows: ReturnType<typeof useSimilar>; readonly onMerge: (row: LetterRow) => void }) {
  const w = useLettersWords()
  const first = rows.find((r) => r.phase !== 'closed')
  return (
    <Card title={w.form.duplicates} id="duplicates" aside={rows.length > 0 ? rows.length : undefined}>
      <div className="card-body">
        {rows.length === 0 ? (
          <p className="quiet">{w.form.noDuplicates}</p>
        ) : (
          <ul>
            {rows.map((row) => (
              <li key={row.matter} className="duplicate">
                <Light state={row.light}>{w.sure[row.likeness]}</Light>
                <div>
                  <Line row={row} />
                  {row.same.length > 0 && <p className="small quiet">{row.same.join('、')}</p>}
                </div>
                {row.phase !== 'closed' && row.phase !== 'void' && (
                  <Button small onClick={() => onMerge(row)}>
                    {w.form.merge} {row === first && <Kbd>F4</Kbd>}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}

/** Looked up once per number, on record. */
export function CallerBefore({ phone }: { readonly phone: string }) {
  const w = useLettersWords()
  const [found, setFound] = useState<{ readonly phone: string; readonly rows: readonly LetterRow[]; readonly count: number } | null>(null)
  const whole = /^1\d{10}$|^0\d{2,3}-?\d{7,8}$/.test(phone.replace(/\s/g, ''))
  useEffect(() => {
    if (!whole) {
      setFound(null)
      return
    }
    let gone = false
    const timer = setTimeout(async () => {
      try {
        const answer = await callAct(callerHistory, { phone }, { key: freshKey() })
        if (!gone) setFound({ phone, ...answer })
      } catch {
        if (!gone) setFound(null) // without the power there is simply no card
      }
    }, 400)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [phone, whole])
  if (!found) return null
  return (
    <Card title={w.form.caller} id="caller" aside={w.form.callerNote}>
      <div className="card-body">
        {found.rows.length === 0 ? (
          <p className="quiet">{w.form.callerNone}</p>
        ) : (
          <ul className="stack tight">
            {found.rows.map((row) => (
              <li key={row.matter}>
                <Line row={row} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
