/** 外部系统对照: what the other systems still wait for, and their lists against ours. */
import { Suspense } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDue } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { toFeed } from '../outside.ts'
import './outside.css'
import { CompareSheet } from './parts/compare-sheet.tsx'
import { ListedCard } from './parts/listed-card.tsx'
import { useLettersWords } from './parts/use-letters-words.ts'

function ToFeed() {
  const w = useLettersWords()
  const language = useLanguage()
  const now = officeNow()
  const states = w.states as Readonly<Record<string, string>>
  const { rows } = useReading(toFeed, {})
  return (
    <LedgerTable
      label={w.outside.toFeed}
      rows={rows}
      keyOf={(row) => `${row.matter}${row.outside.system}`}
      linkOf={(row) => `/letters/${row.matter}`}
      none={w.outside.none}
      columns={[
        { key: 'system', head: w.outside.system, width: '9em', cell: (row) => row.outside.system },
        { key: 'outside', head: w.outside.number, width: '12em', cell: (row) => <span className="num">{row.outside.number}</span> },
        { key: 'number', head: w.columns.number, width: '10em', phone: 'hide', cell: (row) => <span className="num">{row.number}</span> },
        { key: 'title', head: w.columns.title, opens: true, phone: 'top', cell: (row) => row.title },
        { key: 'state', head: w.columns.state, width: '7em', cell: (row) => states[row.state] ?? row.state },
        {
          key: 'feedBy',
          head: w.outside.feedBy,
          width: '9em',
          cell: (row) => row.outside.feedBy && <Light state={row.outside.feedBy < now ? 'late' : 'on'}>{sayDue(row.outside.feedBy, now, language)}</Light>,
        },
      ]}
    />
  )
}
export function OutsidePage() {
  const w = useLettersWords()
  return (
    <div className="outside-page">
      <section className="card ledger-page">
        <div className="ledger-head">
          <h1 className="grow">{w.outside.toFeed}</h1>
          <span className="small quiet">{w.outside.toFeedNote}</span>
          <div className="row no-print">
            <LedgerFiles path="/api/letters/to-feed" query={{}} name={w.outside.toFeed} />
          </div>
        </div>
        <Suspense fallback={<Waiting />}>
          <ToFeed />
        </Suspense>
      </section>
      <Suspense fallback={<Waiting />}>
        <CompareSheet />
      </Suspense>
      <Suspense fallback={<Waiting />}>
        <ListedCard />
      </Suspense>
    </div>
  )
}
