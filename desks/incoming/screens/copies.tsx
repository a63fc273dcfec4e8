/** 份数去向: which copies are out, with whom, since when, and which should be back; chosen by a tick or by their label. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { type FormEvent, Suspense, useState } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { Button } from '../../../web/parts/button.tsx'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { usePages } from '../../../web/parts/pager.tsx'
import { PaperFrame } from '../../../web/parts/paper-frame.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDate, sayDay } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type CopyRow, copies } from '../copies-shape.ts'
import './arrival.css'
import { CopiesDesk } from './parts/copies-desk.tsx'
import { fill, useIncomingWords } from './parts/use-incoming-words.ts'

const states = ['out', 'overdue', 'in', 'cleared', 'destroyed'] as const
interface Filter {
  readonly state: (typeof states)[number]
  readonly text?: string
}
function filterOf(search: Record<string, unknown>): Filter {
  const state = states.find((one) => one === search.state) ?? 'out'
  return { state, ...(typeof search.text === 'string' && search.text ? { text: search.text.slice(0, 60) } : {}) }
}
interface Choosing {
  readonly chosen: readonly CopyRow[]
  readonly onChoose: (rows: readonly CopyRow[]) => void
}
function Rows({ filter, chosen, onChoose }: { readonly filter: Filter } & Choosing) {
  const w = useIncomingWords()
  const a = w.arrival
  const language = useLanguage()
  const { cursor, pager } = usePages()
  const page = useReading(copies, { ...filter, ...(cursor ? { cursor } : {}) })
  const said = ({ n, more }: { readonly n: number; readonly more: boolean }) => fill(more ? a.copyCountOver : a.copyCount, { n })
  const ticked = (row: CopyRow) => chosen.some((one) => one.id === row.id)
  return (
    <>
      <p className="card-body small" role="status">
        <Light state={page.overdue.n > 0 ? 'late' : 'on'}>{fill(a.outNow, { out: said(page.out), overdue: said(page.overdue) })}</Light>
      </p>
      <LedgerTable<CopyRow>
        label={a.copies}
        rows={page.rows}
        keyOf={(row) => row.id}
        none={a.copiesNone}
        columns={[
          {
            key: 'pick',
            head: a.pick,
            width: '4em',
            cell: (row) => (
              <input
                type="checkbox"
                aria-label={`${a.pick} ${row.number ?? ''} ${fill(a.copy, { no: row.no })}`}
                checked={ticked(row)}
                disabled={row.state === 'cleared' || row.state === 'destroyed'}
                onChange={() => onChoose(ticked(row) ? chosen.filter((one) => one.id !== row.id) : [...chosen, row])}
              />
            ),
          },
          { key: 'title', head: a.title, phone: 'top', cell: (row) => <Link to={`/incoming/${row.matter}`}>{row.title ?? w.hints.erased}</Link> },
          { key: 'number', head: a.landed, width: '10em', cell: (row) => <span className="num">{row.number}</span> },
          { key: 'no', head: a.serial, width: '9em', cell: (row) => <span className="num">{row.serial ?? fill(a.copyOf, { no: row.no, of: row.of })}</span> },
          {
            key: 'holder',
            head: a.holder,
            width: '11em',
            cell: (row) => (row.holder ? `${row.holder.name} ${row.unit}` : <span className="quiet">{a.states[row.state]}</span>),
          },
          { key: 'folder', head: a.folder, width: '7em', phone: 'hide', cell: (row) => row.folder },
          { key: 'since', head: a.since, width: '7em', phone: 'hide', cell: (row) => <span className="num">{sayDay(row.since, officeNow(), language)}</span> },
          {
            key: 'back',
            head: a.backBy,
            width: '10em',
            cell: (row) => row.backBy && (row.overdue ? <Light state="late">{sayDate(row.backBy, language)}</Light> : <span className="num">{sayDate(row.backBy, language)}</span>),
          },
        ]}
      />
      {pager(page.next)}
    </>
  )
}
export function CopiesPage() {
  const t = useT()
  const w = useIncomingWords()
  const a = w.arrival
  const language = useLanguage()
  const navigate = useNavigate()
  const filter = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const [text, setText] = useState(filter.text ?? '')
  const [chosen, setChosen] = useState<readonly CopyRow[]>([])
  const [paper, setPaper] = useState(false)
  const change = (part: Partial<Record<keyof Filter, string | undefined>>) =>
    void navigate({ to: '/incoming/copies', search: Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)), replace: true } as never)
  const find = (event: FormEvent) => {
    event.preventDefault()
    change({ text: text.trim() || undefined })
  }
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{a.copies}</h1>
        <div className="row no-print">
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => setPaper(true)}>
            {a.recall}
          </Button>
          <LedgerFiles path="/api/incoming/copies" query={{ ...filter }} name={a.copies} />
        </div>
      </div>
      <CopiesDesk chosen={chosen} onChoose={setChosen} />
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served */}
      <form className="filters no-print" role="search" aria-label={t('ledger.filters')} onSubmit={find}>
        <input className="text-box filter-find" value={text} placeholder={w.fields.text} aria-label={w.fields.text} onChange={(e) => setText(e.target.value)} />
        <select className="text-box" aria-label={a.state} value={filter.state} onChange={(e) => change({ state: e.target.value })}>
          {states.map((value) => (
            <option key={value} value={value}>
              {a.filters[value]}
            </option>
          ))}
        </select>
      </form>
      <Suspense fallback={<Waiting />}>
        <Rows key={JSON.stringify(filter)} filter={filter} chosen={chosen} onChoose={setChosen} />
      </Suspense>
      {paper && (
        <Dialog title={a.recall} onClose={() => setPaper(false)} wide>
          <PaperFrame path={`/api/incoming/recall.pdf?overdue=${filter.state === 'overdue'}&language=${language}`} name={a.recall} />
        </Dialog>
      )}
    </section>
  )
}
