/** 推诿预警: letters that went from hand to hand and nobody did anything. HA-70 */

import { useMay } from '../../../web/me.ts'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { useReading } from '../../../web/reading.ts'
import { passed } from '../passing.ts'
import './outside.css'
import { SampleCard } from './parts/sample-card.tsx'
import { fill, useLettersWords } from './parts/use-letters-words.ts'

export function PassedPage() {
  const w = useLettersWords()
  const states = w.states as Readonly<Record<string, string>>
  const mayReopen = useMay('letters.reopen')
  const { most, rows } = useReading(passed, {})
  return (
    <div className="outside-page">
      <section className="card ledger-page">
        <div className="ledger-head">
          <h1>{w.pages.passed}</h1>
          <p className="small quiet grow">{fill(w.outside.passedNote, { n: most })}</p>
        </div>
        <LedgerTable
          label={w.pages.passed}
          rows={rows}
          keyOf={(row) => row.matter}
          linkOf={(row) => `/letters/${row.matter}`}
          none={w.outside.passedNone}
          columns={[
            { key: 'number', head: w.columns.number, width: '11em', cell: (row) => <span className="num">{row.number}</span> },
            { key: 'title', head: w.columns.title, opens: true, phone: 'top', cell: (row) => row.title },
            { key: 'times', head: w.outside.times, width: '5em', cell: (row) => <b className="num amber">{row.times}</b> },
            { key: 'last', head: w.outside.last, width: '8em', cell: (row) => row.last },
            { key: 'holder', head: w.columns.holder, width: '12em', phone: 'hide', cell: (row) => `${row.ownerUnit} ${row.holder}` },
            { key: 'state', head: w.columns.state, width: '7em', cell: (row) => states[row.state] ?? row.state },
          ]}
        />
      </section>
      {mayReopen && <SampleCard />}
    </div>
  )
}
