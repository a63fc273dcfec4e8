/** 借阅登记簿: who has what until when. One's own, and for the archivist all of it. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { Suspense, useState } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDue } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { loans } from '../shape.ts'
import { useArchivesWords } from './parts/use-archives-words.ts'
import './archives.css'

const states = ['open', 'lent', 'late', 'all'] as const
type State = (typeof states)[number]

function Rows({ state }: { readonly state: State }) {
  const w = useArchivesWords()
  const language = useLanguage()
  const [before, setBefore] = useState<string | null>(null)
  const page = useReading(loans, { state, ...(before ? { before } : {}) })
  const words = w.states as Readonly<Record<string, string>>
  return (
    <>
      <LedgerTable
        label={w.pages.loans}
        rows={page.rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => `/archives/loans/${row.matter}`}
        none={w.hints.noLoans}
        columns={[
          { key: 'number', head: w.fields.own, width: '10em', cell: (row) => <span className="num">{row.number}</span> },
          { key: 'title', head: w.fields.wanted, opens: true, phone: 'top', cell: (row) => row.title ?? w.erased },
          { key: 'reference', head: w.columns.reference, width: '16em', phone: 'hide', cell: (row) => <span className="num">{row.reference}</span> },
          { key: 'borrower', head: w.fields.borrower, width: '6em', cell: (row) => row.borrower },
          { key: 'way', head: w.fields.way, width: '7em', cell: (row) => w.ways[row.way] },
          {
            key: 'state',
            head: w.fields.state,
            width: '8em',
            cell: (row) => <Light state={row.phase === 'closed' ? 'done' : row.late ? 'late' : 'on'}>{row.late ? w.hints.late : (words[row.state] ?? row.state)}</Light>,
          },
          {
            key: 'until',
            head: w.fields.until,
            width: '8em',
            cell: (row) => <span className="num">{row.until && row.state === 'lent' ? sayDue(row.until, officeNow(), language) : ''}</span>,
          },
        ]}
      />
      {page.next && (
        <div className="row end pager no-print">
          <Button small onClick={() => setBefore(page.next)}>
            {w.acts.more}
          </Button>
        </div>
      )}
    </>
  )
}
export function LoansPage() {
  const t = useT()
  const w = useArchivesWords()
  const navigate = useNavigate()
  const borrows = useMay('archives.register')
  const search = useSearch({ strict: false }) as { state?: string }
  const state = states.find((one) => one === search.state) ?? 'open'
  const words: Readonly<Record<State, string>> = { open: t('ledger.open'), lent: w.states.lent, late: w.hints.late, all: w.acts.all }
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{w.pages.loans}</h1>
        <div className="row no-print">
          {borrows && (
            <Link className="btn is-primary" to="/archives/borrow">
              {w.pages.ask}
            </Link>
          )}
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <div className="filters no-print">
        <select
          className="text-box"
          aria-label={w.fields.state}
          value={state}
          onChange={(e) => void navigate({ to: '/archives/loans', search: e.target.value === 'open' ? {} : { state: e.target.value }, replace: true } as never)}
        >
          {states.map((value) => (
            <option key={value} value={value}>
              {words[value]}
            </option>
          ))}
        </select>
      </div>
      <Suspense fallback={<Waiting />}>
        <Rows key={state} state={state} />
      </Suspense>
    </section>
  )
}
