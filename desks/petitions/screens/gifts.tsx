/** 礼品登记: one's own declarations; the whole register for whoever keeps it. Rule: ZK-50 */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { sayYuan } from '../../../kernel/money.ts'
import type { OfficeDate } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerFilter } from '../../../web/parts/ledger-filter.tsx'
import { type Column, LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDay } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { type GiftRow, giftKinds, giftStates, gifts } from '../gift-shape.ts'
import { GiftForm } from './parts/gift-form.tsx'
import { usePageWords } from './parts/use-page-words.ts'
import { usePetitionsWords } from './parts/use-petitions-words.ts'
import './petitions.css'

const names = ['text', 'kind', 'state', 'from', 'to'] as const
type Filter = Partial<Record<(typeof names)[number], string>>
/** What of the address is a filter; anything else is as good as not said. */
function filterOf(search: Record<string, unknown>): Filter {
  return Object.fromEntries(names.flatMap((name) => (search[name] && gifts.input.shape[name].safeParse(search[name]).success ? [[name, String(search[name])]] : [])))
}
const lights = { pending: 'on', soon: 'soon', late: 'late', dealt: 'on', confirmed: 'done' } as const

function Rows({ filter }: { readonly filter: Filter }) {
  const w = usePageWords().gifts
  const { pages } = usePetitionsWords()
  const language = useLanguage()
  const [cursor, setCursor] = useState<string | null>(null)
  const [form, setForm] = useState<GiftRow | null>(null)
  const page = useReading(gifts, { ...(filter as object), ...(cursor ? { cursor } : {}) })
  const day = (date: OfficeDate) => <span className="num">{sayDay(`${date}T04:00:00.000Z`, officeNow(), language)}</span>
  const columns: readonly Column<GiftRow>[] = [
    { key: 'number', head: w.number, width: '9em', cell: (row) => <span className="num">{row.number}</span> },
    {
      key: 'what',
      head: w.what,
      phone: 'top',
      cell: (row) => (
        <>
          {row.what}　<span className="small quiet">{w.kinds[row.kind]}</span>
        </>
      ),
    },
    { key: 'giver', head: w.giver, width: '12em', phone: 'hide', cell: (row) => row.giver },
    { key: 'value', head: w.value, width: '7em', align: 'right', cell: (row) => <span className="num">{row.value === null ? '' : sayYuan(row.value)}</span> },
    ...(page.keeps ? [{ key: 'person', head: w.person, width: '6em', cell: (row: GiftRow) => row.person.name }] : []),
    { key: 'received', head: w.receivedOn, width: '7em', phone: 'hide', cell: (row) => day(row.receivedOn) },
    { key: 'due', head: w.dueOn, width: '7em', cell: (row) => (row.outcome === 'pending' ? day(row.dueOn) : null) },
    { key: 'outcome', head: w.outcome, width: '7em', cell: (row) => (row.outcome === 'pending' ? '' : w.outcomes[row.outcome]) },
    {
      key: 'state',
      head: w.state,
      width: '9em',
      cell: (row) => (
        <Light state={lights[row.state]}>
          {w.states[row.state]}
          {row.over && row.state !== 'late' && <span className="small amber">　{w.over}</span>}
        </Light>
      ),
    },
    {
      key: 'acts',
      head: '',
      width: '5em',
      cell: (row) =>
        row.may.change && (
          <Button small kind="text" className="no-print" aria-label={`${w.open} ${row.number}`} onClick={() => setForm(row)}>
            {w.open}
          </Button>
        ),
    },
  ]
  return (
    <>
      <LedgerTable label={pages.gifts} columns={columns} rows={page.rows} keyOf={(row) => row.id} none={w.none} />
      {page.next && (
        <div className="row end pager no-print">
          <Button small onClick={() => setCursor(page.next)}>
            {w.more}
          </Button>
        </div>
      )}
      {form && <GiftForm row={form} keeps={page.keeps} onClose={() => setForm(null)} />}
    </>
  )
}
function Declare() {
  const w = usePageWords().gifts
  const { keeps } = useReading(gifts, { size: 1 })
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {w.add}
      </Button>
      {open && <GiftForm row={null} keeps={keeps} onClose={() => setOpen(false)} />}
    </>
  )
}
export function GiftsPage() {
  const { pages } = usePetitionsWords()
  const w = usePageWords().gifts
  const navigate = useNavigate()
  const filter = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const to = (search: Filter) => void navigate({ to: '/petitions/gifts', search, replace: true } as never)
  const change = (part: Readonly<Record<string, string | undefined>>) => to(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)))
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{pages.gifts}</h1>
        <div className="row no-print">
          <Suspense fallback={null}>
            <Declare />
          </Suspense>
          <LedgerFiles path="/api/petitions/gifts" query={filter} name={pages.gifts} />
        </div>
      </div>
      <p className="small quiet no-print petitions-hint">{w.intro}</p>
      <LedgerFilter
        filter={filter}
        change={change}
        find={w.find}
        days
        choices={[
          { name: 'kind', label: w.kind, options: giftKinds.map((value) => ({ value, word: w.kinds[value] })) },
          { name: 'state', label: w.state, options: giftStates.map((value) => ({ value, word: w.states[value] })) },
        ]}
        onReset={() => to({})}
      />
      <Suspense fallback={<Waiting />}>
        <Rows key={JSON.stringify(filter)} filter={filter} />
      </Suspense>
    </section>
  )
}
