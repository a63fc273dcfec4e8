/** 来信台账: every letter I may know of. Filters stand in the address; pages by key; print. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PhoneCall } from 'lucide-react'
import { type FormEvent, Suspense, useState } from 'react'
import type { z } from 'zod'
import { units } from '../../../kernel/reading/shape.ts'
import { useDictionary } from '../../../web/dictionary.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { LightBar } from '../../../web/parts/light-bar.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading, useReadingLater } from '../../../web/reading.ts'
import { useT } from '../../../web/words/use-words.ts'
import { channels, kinds, ledger } from '../shape.ts'
import './ledger.css'
import { CategorySelect } from './parts/category-select.tsx'
import { useLetterColumns } from './parts/letter-columns.tsx'
import { useLettersWords } from './parts/use-letters-words.ts'

type Filter = Omit<z.input<typeof ledger.input>, 'cursor' | 'size'>
const fields = ledger.input.shape
const states = ['open', 'registered', 'assigned', 'working', 'reported', 'closed', 'void'] as const

/** What the address says, as far as the contract knows it. */
function filterOf(search: Readonly<Record<string, unknown>>): Filter {
  const kept: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = search[name]
    if (name !== 'cursor' && name !== 'size' && value !== undefined && value !== '' && field.safeParse(value).success) kept[name] = value
  }
  return kept as Filter
}

function Rows({ filter }: { readonly filter: Filter }) {
  const t = useT()
  const w = useLettersWords()
  const columns = useLetterColumns({ rated: filter.phase === 'closed' })
  const [cursors, setCursors] = useState<readonly string[]>([])
  const cursor = cursors.at(-1)
  const page = useReading(ledger, { ...filter, size: 50, ...(cursor ? { cursor } : {}) })
  return (
    <>
      <LedgerTable label={w.pages.ledger} columns={columns} rows={page.rows} keyOf={(row) => row.matter} linkOf={(row) => `/letters/${row.matter}`} none={w.screen.ledger.none} />
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
    </>
  )
}

export function LettersLedgerPage() {
  const t = useT()
  const w = useLettersWords()
  const kindsNow = useDictionary('letters.kinds', w.kinds)
  const navigate = useNavigate()
  const mayRegister = useMay('letters.register')
  const filter = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const [text, setText] = useState(filter.text ?? '')
  const count = useReadingLater(ledger, { ...filter, size: 50 }).data?.count
  const unitRows = useReadingLater(units, {}).data?.rows ?? []
  const change = (part: Partial<Record<keyof Filter, string | undefined>>) => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== ''))
    void navigate({ to: '/letters', search: next, replace: true } as never)
  }
  const find = (event: FormEvent) => {
    event.preventDefault()
    change({ text: text.trim() || undefined })
  }
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1>{w.pages.ledger}</h1>
        <p className="small quiet grow" role="status">
          {count && t(count.more ? 'ledger.totalOver' : 'ledger.total', { count: count.n })}
        </p>
        <div className="row no-print">
          {mayRegister && (
            <Button kind="primary" icon={<PhoneCall size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/letters/register' } as never)}>
              {w.pages.register}
            </Button>
          )}
          <LedgerFiles path="/api/letters/ledger" query={filter} name={w.pages.ledger} />
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served */}
      <form className="filters no-print" role="search" aria-label={t('ledger.filters')} onSubmit={find}>
        <input className="text-box filter-find" value={text} placeholder={w.screen.ledger.find} aria-label={w.screen.ledger.find} onChange={(e) => setText(e.target.value)} />
        <LightBar light={filter.light} onChange={(light) => change({ light })} />
        <select className="text-box" aria-label={w.columns.state} value={filter.phase ?? ''} onChange={(e) => change({ phase: e.target.value })}>
          <option value="">{w.columns.state}</option>
          {states.map((one) => (
            <option key={one} value={one}>
              {one === 'open' ? t('ledger.open') : w.states[one]}
            </option>
          ))}
        </select>
        <select className="text-box" aria-label={w.columns.kind} value={filter.kind ?? ''} onChange={(e) => change({ kind: e.target.value })}>
          <option value="">{w.columns.kind}</option>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {kindsNow.word(one)}
            </option>
          ))}
        </select>
        <CategorySelect label={w.form.category} none={w.form.category} value={filter.category ?? ''} onChange={(category) => change({ category })} className="filter-unit" />
        <select className="text-box" aria-label={w.columns.channel} value={filter.channel ?? ''} onChange={(e) => change({ channel: e.target.value })}>
          <option value="">{w.columns.channel}</option>
          {channels.map((one) => (
            <option key={one} value={one}>
              {w.channels[one]}
            </option>
          ))}
        </select>
        <select className="text-box filter-unit" aria-label={w.columns.unit} value={filter.unit ?? ''} onChange={(e) => change({ unit: e.target.value })}>
          <option value="">{w.columns.unit}</option>
          {unitRows.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.short}
            </option>
          ))}
        </select>
        <span className="date-pair">
          <DateField aria-label={t('ledger.from')} placeholder={t('ledger.from')} value={filter.from ?? ''} onChange={(day) => change({ from: day })} />
          <span aria-hidden="true">–</span>
          <DateField aria-label={t('ledger.to')} placeholder={t('ledger.to')} value={filter.to ?? ''} onChange={(day) => change({ to: day })} />
        </span>
        {Object.keys(filter).length > 0 && (
          <Button
            small
            kind="text"
            onClick={() => {
              setText('')
              void navigate({ to: '/letters', search: {}, replace: true } as never)
            }}
          >
            {t('ledger.reset')}
          </Button>
        )}
      </form>
      <Suspense fallback={<Waiting />}>
        <Rows key={JSON.stringify(filter)} filter={filter} />
      </Suspense>
    </section>
  )
}
