/** 无回音清单: everything still owed to somebody, oldest first; its goal is nought. By how long and by whose hands; printed. HA-45, HB-52 */
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { z } from 'zod'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { usePages } from '../../../web/parts/pager.tsx'
import { useReading } from '../../../web/reading.ts'
import { useT } from '../../../web/words/use-words.ts'
import { unanswered } from '../shape.ts'
import { useLetterColumns } from './parts/letter-columns.tsx'
import { fill, useLettersWords } from './parts/use-letters-words.ts'
import './unanswered.css'

type Filter = Pick<z.input<typeof unanswered.input>, 'unit' | 'age'>
type Summary = NonNullable<z.output<typeof unanswered.output>['summary']>
function filterOf(search: Readonly<Record<string, unknown>>): Filter {
  const kept: Record<string, unknown> = {}
  for (const name of ['unit', 'age'] as const) if (search[name] && unanswered.input.shape[name].safeParse(search[name]).success) kept[name] = search[name]
  return kept as Filter
}
function Goal({ summary, filter, change }: { readonly summary: Summary; readonly filter: Filter; readonly change: (part: Filter) => void }) {
  const w = useLettersWords().screen.owed
  return (
    <>
      <p className={`owed-goal ${summary.n > 0 ? 'is-open' : ''}`}>
        <b className="num">{summary.n}</b> {summary.n > 0 ? w.above : w.reached}
      </p>
      <div className="owed-marks">
        {summary.ages
          .filter((one) => one.n > 0)
          .map((one) => (
            <button
              key={one.age}
              type="button"
              className={`owed-mark ${one.age === 'over15' ? 'is-late' : ''}`}
              aria-pressed={filter.age === one.age}
              onClick={() => change({ ...filter, age: filter.age === one.age ? undefined : one.age })}
            >
              {w.ages[one.age]} <b className="num">{one.n}</b>
            </button>
          ))}
        {summary.units.map(({ unit, n, oldest }) => (
          <button
            key={unit.id}
            type="button"
            className="owed-mark"
            aria-pressed={filter.unit === unit.id}
            title={fill(w.oldest, { n: oldest })}
            onClick={() => change({ ...filter, unit: filter.unit === unit.id ? undefined : (unit.id as never) })}
          >
            {unit.name} <b className="num">{n}</b>
          </button>
        ))}
      </div>
    </>
  )
}
function Rows({ filter, change }: { readonly filter: Filter; readonly change: (part: Filter) => void }) {
  const t = useT()
  const w = useLettersWords()
  const columns = useLetterColumns()
  const first = useReading(unanswered, { size: 50, ...filter })
  const { cursor, pager } = usePages()
  const page = useReading(unanswered, { size: 50, ...filter, ...(cursor ? { cursor } : {}) })
  return (
    <>
      {first.summary && <Goal summary={first.summary} filter={filter} change={change} />}
      <p className="small quiet" role="status">
        {first.count && t(first.count.more ? 'ledger.totalOver' : 'ledger.total', { count: first.count.n })}　{w.screen.ledger.owedNote}
      </p>
      <LedgerTable
        label={w.pages.unanswered}
        columns={columns}
        rows={page.rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => `/letters/${row.matter}`}
        none={w.screen.ledger.noneOwed}
      />
      {pager(page.next)}
    </>
  )
}
export function UnansweredPage() {
  const w = useLettersWords()
  const navigate = useNavigate()
  const filter = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const change = (next: Filter) =>
    void navigate({ to: '/letters/unanswered', search: Object.fromEntries(Object.entries(next).filter(([, value]) => value)), replace: true } as never)
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{w.pages.unanswered}</h1>
        <div className="row no-print">
          <LedgerFiles path="/api/letters/unanswered" query={filter} name={w.pages.unanswered} />
        </div>
      </div>
      <Rows key={JSON.stringify(filter)} filter={filter} change={change} />
    </section>
  )
}
