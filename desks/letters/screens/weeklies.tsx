/** The two series of reports: every Monday one of each, the newest first. */
import { Link, useNavigate } from '@tanstack/react-router'
import { officeNow } from '../../../web/clock.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayDay, sayMoment } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { drawWeekly, weeklyKinds, weeklyList } from '../weekly-shape.ts'
import { titles } from '../weekly-words.ts'
import { fill, useLettersWords } from './parts/use-letters-words.ts'
import './weekly.css'

export function WeekliesPage() {
  const words = useLettersWords()
  const w = words.screen.weekly
  const language = useLanguage()
  const navigate = useNavigate()
  const { rows, may } = useReading(weeklyList, {})
  const draw = useAct(drawWeekly, { onDone: ({ id }) => void navigate({ to: `/letters/weekly/${id}` } as never) })
  const day = (text: string) => sayDay(`${text}T04:00:00.000Z`, officeNow(), language)
  return (
    <div className="stack weeklies-page">
      <div className="page-head">
        <h1>{words.pages.weekly}</h1>
        <span className="row wrap no-print">
          {may.draw &&
            weeklyKinds.map((kind) => (
              <Button key={kind} busy={draw.busy} onClick={() => draw.run({ kind })}>
                {fill(w.draw, { title: w.kinds[kind] })}
              </Button>
            ))}
          <LedgerFiles path="/api/letters/weeklies" query={{}} name={words.pages.weekly} />
        </span>
      </div>
      <RefusalNote error={draw.refused} desk="letters" />
      <section className="card" aria-label={words.pages.weekly}>
        {rows.length === 0 && <p className="empty">{w.none}</p>}
        <ul className="weeklies">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={`/letters/weekly/${row.id}`}>
                <b>{titles[row.kind]}</b>　{row.number ?? <span className="amber">{w.draft}</span>}
              </Link>
              <span className="quiet num">{fill(w.span, { from: day(row.from), to: day(row.to) })}</span>
              <span className="small quiet num">
                {row.issuedAt
                  ? fill(w.issuedAt, { by: row.issuedBy?.name ?? '', at: sayMoment(row.issuedAt, officeNow(), language) })
                  : row.savedBy
                    ? fill(w.savedAt, { by: row.savedBy.name, at: sayMoment(row.savedAt, officeNow(), language) })
                    : w.drawn}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
