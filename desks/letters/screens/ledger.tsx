/** 来信台账: every letter I may know of. Filters stand in the address; pages by key; print. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PhoneCall } from 'lucide-react'
import { Suspense } from 'react'
import type { z } from 'zod'
import { units } from '../../../kernel/reading/shape.ts'
import { useDictionary } from '../../../web/dictionary.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerFilter } from '../../../web/parts/ledger-filter.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { LightBar } from '../../../web/parts/light-bar.tsx'
import { usePages } from '../../../web/parts/pager.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading, useReadingLater } from '../../../web/reading.ts'
import { useT } from '../../../web/words/use-words.ts'
import { channels, kinds, ledger } from '../shape.ts'
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
  const w = useLettersWords()
  const columns = useLetterColumns({ rated: filter.phase === 'closed' })
  const { cursor, pager } = usePages()
  const page = useReading(ledger, { ...filter, size: 50, ...(cursor ? { cursor } : {}) })
  return (
    <>
      <LedgerTable label={w.pages.ledger} columns={columns} rows={page.rows} keyOf={(row) => row.matter} linkOf={(row) => `/letters/${row.matter}`} none={w.screen.ledger.none} />
      {pager(page.next)}
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
  const count = useReadingLater(ledger, { ...filter, size: 50 }).data?.count
  const unitRows = useReadingLater(units, {}).data?.rows ?? []
  const change = (part: Partial<Record<keyof Filter, string | undefined>>) => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== ''))
    void navigate({ to: '/letters', search: next, replace: true } as never)
  }
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1>{w.pages.ledger}</h1>
        <p className="small quiet grow" role="status">
          {filter.report && (
            <Button small kind="text" className="no-print" onClick={() => change({ report: undefined, theme: undefined })}>
              {w.screen.weekly.counted} ×
            </Button>
          )}
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
      <LedgerFilter
        filter={filter as Readonly<Record<string, string | undefined>>}
        change={change as never}
        find={w.screen.ledger.find}
        days
        choices={[
          { name: 'phase', label: w.columns.state, options: states.map((value) => ({ value, word: value === 'open' ? t('ledger.open') : w.states[value] })) },
          { name: 'kind', label: w.columns.kind, options: kinds.map((value) => ({ value, word: kindsNow.word(value) })) },
          { name: 'channel', label: w.columns.channel, options: channels.map((value) => ({ value, word: w.channels[value] })) },
          { name: 'unit', label: w.columns.unit, wide: true, options: unitRows.map((unit) => ({ value: unit.id, word: unit.short })) },
        ]}
        onReset={() => void navigate({ to: '/letters', search: {}, replace: true } as never)}
      >
        <LightBar light={filter.light} onChange={(light) => change({ light })} />
        <CategorySelect label={w.form.category} none={w.form.category} value={filter.category ?? ''} onChange={(category) => change({ category })} className="filter-unit" />
      </LedgerFilter>
      <Suspense fallback={<Waiting />}>
        <Rows key={JSON.stringify(filter)} filter={filter} />
      </Suspense>
    </section>
  )
}
