/** 下发量: papers, forms, deadlines and urgings sent down, by unit and month; a number opens its matters. Rule: R-M20 */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { Suspense, useState } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { matterPath } from '../../../web/desk-pages.ts'
import { Button } from '../../../web/parts/button.tsx'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { usePages } from '../../../web/parts/pager.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayMoment } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type DownKey, downKeys, sentDown, sentDownMatters } from '../units-shape.ts'
import './incoming.css'
import { fill, useIncomingWords } from './parts/use-incoming-words.ts'

interface Asked {
  readonly unit: { readonly id: string; readonly name: string }
  readonly key: DownKey
}
function Behind({ month, asked }: { readonly month: string; readonly asked: Asked }) {
  const w = useIncomingWords().units.down
  const language = useLanguage()
  const { cursor, pager } = usePages()
  const page = useReading(sentDownMatters, { month, unit: asked.unit.id as never, key: asked.key, ...(cursor ? { cursor: cursor as never } : {}) })
  return (
    <>
      <ul className="receipt-lines">
        {page.rows.map((row) => (
          <li key={row.matter} className="receipt-line">
            <Link to={matterPath(row.desk, row.matter)}>
              <span className="num">{row.number}</span>　{row.title}
            </Link>
            <span className="small quiet num">
              {sayMoment(row.at, officeNow(), language)}
              {row.n > 1 && ` ×${row.n}`}
            </span>
          </li>
        ))}
      </ul>
      {pager(page.next)}
      {page.hidden > 0 && <p className="small quiet">{fill(w.hidden, { n: page.hidden })}</p>}
    </>
  )
}

export function SentDownPage() {
  const t = useT()
  const whole = useIncomingWords()
  const w = whole.units.down
  const language = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { readonly month?: string }
  const page = useReading(sentDown, search.month ? { month: search.month } : {})
  const [asked, setAsked] = useState<Asked | null>(null)
  return (
    <div className="stack">
      <section className="card ledger-page">
        <div className="ledger-head received-head">
          <h1 className="grow">{whole.pages.sentDown}</h1>
          <div className="row wrap no-print">
            <select
              className="text-box"
              aria-label={w.month}
              value={page.month}
              onChange={(e) => void navigate({ to: '/incoming/down', search: { month: e.target.value }, replace: true } as never)}
            >
              {page.months.map((month) => (
                <option key={month} value={month}>
                  {month}
                </option>
              ))}
            </select>
            <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
              {t('act.print')}
            </Button>
          </div>
        </div>
        <p className="received-bar">
          {page.month}　{fill(w.quota, { n: page.quota })}
        </p>
        <p className="small quiet received-bar">{w.only}</p>
        <LedgerTable
          label={whole.pages.sentDown}
          rows={page.rows}
          keyOf={(row) => row.unit.id}
          none={w.none}
          columns={[
            { key: 'unit', head: w.unit, phone: 'top', cell: (row) => row.unit.name },
            ...downKeys.map((key) => ({
              key,
              head: w.keys[key],
              width: '7em',
              align: 'right' as const,
              cell: (row: (typeof page.rows)[number]) =>
                row[key] === 0 ? (
                  <span className="num">0</span>
                ) : (
                  <button
                    type="button"
                    className="btn is-text is-small num"
                    aria-label={`${row.unit.name} ${w.keys[key]} ${row[key]}`}
                    onClick={() => setAsked({ unit: row.unit, key })}
                  >
                    <span className="down-word">{w.keys[key]} </span>
                    {row[key]}
                  </button>
                ),
            })),
            { key: 'over', head: w.over, width: '7em', cell: (row) => (row.over ? <Light state="late">{w.over}</Light> : '') },
          ]}
        />
      </section>
      {page.reasons.length > 0 && (
        <Card id="reasons" title={w.reasons}>
          <ul className="receipt-lines">
            {page.reasons.map((one) => (
              <li key={`${one.matter}${one.unit.id}${one.at}`} className="receipt-line">
                <Link to={matterPath('incoming', one.matter)} className="num">
                  {one.number}
                </Link>
                <span>{fill(w.reasonLine, { unit: one.unit.name, n: one.n, reason: one.reason, name: one.by.name, time: sayMoment(one.at, officeNow(), language) })}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {asked && (
        <Dialog title={fill(w.behind, { unit: asked.unit.name, month: page.month, key: w.keys[asked.key] })} onClose={() => setAsked(null)}>
          <Suspense fallback={<Waiting />}>
            <Behind month={page.month} asked={asked} />
          </Suspense>
        </Dialog>
      )}
    </div>
  )
}
