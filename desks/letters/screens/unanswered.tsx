/** 尚无回音: everything still owed to somebody, oldest first. The number to bring to nought. HA-45, HB-52 */
import { useState } from 'react'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { useReading } from '../../../web/reading.ts'
import { useT } from '../../../web/words/use-words.ts'
import { unanswered } from '../shape.ts'
import './ledger.css'
import { useLetterColumns } from './parts/letter-columns.tsx'
import { useLettersWords } from './parts/use-letters-words.ts'

export function UnansweredPage() {
  const t = useT()
  const w = useLettersWords()
  const columns = useLetterColumns()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const cursor = cursors.at(-1)
  const page = useReading(unanswered, { size: 50, ...(cursor ? { cursor } : {}) })
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1>{w.pages.unanswered}</h1>
        <p className="small quiet grow" role="status">
          {page.count && t(page.count.more ? 'ledger.totalOver' : 'ledger.total', { count: page.count.n })}　{w.screen.ledger.owedNote}
        </p>
        <div className="row no-print">
          <LedgerFiles path="/api/letters/unanswered" query={{}} name={w.pages.unanswered} />
        </div>
      </div>
      <LedgerTable
        label={w.pages.unanswered}
        columns={columns}
        rows={page.rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => `/letters/${row.matter}`}
        none={w.screen.ledger.noneOwed}
      />
      <div className="row end pager no-print">
        {cursors.length > 0 && (
          <Button small onClick={() => setCursors(cursors.slice(0, -1))}>
            {t('ledger.prior')}
          </Button>
        )}
        {page.next && (
          <Button small onClick={() => setCursors([...cursors, page.next ?? ''])}>
            {t('ledger.next')}
          </Button>
        )}
      </div>
    </section>
  )
}
