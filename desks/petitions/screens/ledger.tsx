/** 信访台账: newest first, with light, kind, round and who holds it; kind, state and words stand in the address. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { Suspense, useState } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerFilter } from '../../../web/parts/ledger-filter.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDay, sayDue } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type FigureKey, figureKeys, kinds, ledger, type PetitionRow } from '../shape.ts'
import { usePageWords } from './parts/use-page-words.ts'
import { usePetitionsWords } from './parts/use-petitions-words.ts'

const phases = ['open', 'registered', 'assigned', 'working', 'reported', 'closed', 'void'] as const
interface Filter {
  readonly kind?: (typeof kinds)[number]
  readonly phase?: (typeof phases)[number]
  readonly text?: string
  readonly from?: string
  readonly to?: string
  readonly figure?: FigureKey
}
const one = <T extends string>(list: readonly T[], value: unknown): T | undefined => list.find((item) => item === value)
function filterOf(search: Record<string, unknown>): Filter {
  const [kind, phase, figure] = [one(kinds, search.kind), one(phases, search.phase), one(figureKeys, search.figure)]
  const day = (name: 'from' | 'to') => (search[name] && ledger.input.shape[name].safeParse(search[name]).success ? { [name]: String(search[name]) } : {})
  return {
    ...day('from'),
    ...day('to'),
    ...(figure ? { figure } : {}),
    ...(kind ? { kind } : {}),
    ...(phase ? { phase } : {}),
    ...(typeof search.text === 'string' && search.text ? { text: search.text.slice(0, 60) } : {}),
  }
}

function Rows({ filter }: { readonly filter: Filter }) {
  const w = usePetitionsWords()
  const language = useLanguage()
  const [cursor, setCursor] = useState<string | null>(null)
  const page = useReading(ledger, { ...(filter as object), ...(cursor ? { cursor } : {}) })
  const states = w.states as Readonly<Record<string, string>>
  const over = (row: PetitionRow) => row.phase === 'closed' || row.phase === 'void'
  return (
    <>
      <LedgerTable
        label={w.pages.ledger}
        rows={page.rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => `/petitions/${row.matter}`}
        none={w.hints.none}
        columns={[
          { key: 'number', head: w.fields.number, width: '11em', cell: (row) => <span className="num">{row.number}</span> },
          { key: 'title', head: w.fields.title, opens: true, phone: 'top', cell: (row) => row.title },
          { key: 'kind', head: w.fields.kind, width: '6em', cell: (row) => w.kinds[row.petitionKind] },
          { key: 'round', head: w.fields.round, width: '4em', phone: 'hide', cell: (row) => w.rounds[row.round - 1] ?? '' },
          { key: 'holder', head: w.fields.holder, width: '10em', phone: 'hide', cell: (row) => `${row.ownerUnit} ${row.holder}` },
          { key: 'state', head: w.fields.state, width: '8em', cell: (row) => <Light state={over(row) ? 'done' : row.light}>{states[row.state] ?? row.state}</Light> },
          { key: 'due', head: w.fields.due, width: '7em', cell: (row) => <span className="num">{row.due && !over(row) ? sayDue(row.due, officeNow(), language) : ''}</span> },
          {
            key: 'registered',
            head: w.fields.registered,
            width: '7em',
            phone: 'hide',
            cell: (row) => <span className="num">{sayDay(row.registeredAt, officeNow(), language)}</span>,
          },
        ]}
      />
      {page.next && (
        <div className="row end pager no-print">
          <Button small onClick={() => setCursor(page.next)}>
            {w.hints.more}
          </Button>
        </div>
      )}
    </>
  )
}

export function PetitionsLedgerPage() {
  const t = useT()
  const w = usePetitionsWords()
  const p = usePageWords()
  const navigate = useNavigate()
  const mayRegister = useMay('petitions.register')
  const filter = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const change = (part: Partial<Record<keyof Filter, string | undefined>>) =>
    void navigate({ to: '/petitions', search: Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)), replace: true } as never)
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{w.pages.ledger}</h1>
        <div className="row no-print">
          {mayRegister && (
            <Button kind="primary" icon={<PenLine size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/petitions/new' } as never)}>
              {w.pages.register}
            </Button>
          )}
          <LedgerFiles path="/api/petitions/ledger" query={filter as Readonly<Record<string, unknown>>} name={w.pages.ledger} />
        </div>
      </div>
      <LedgerFilter
        filter={filter as Readonly<Record<string, string | undefined>>}
        change={change as never}
        find={w.fields.text}
        days
        choices={[
          { name: 'kind', label: w.fields.kind, options: kinds.map((value) => ({ value, word: w.kinds[value] })) },
          {
            name: 'phase',
            label: w.fields.state,
            options: phases.map((value) => ({
              value,
              word: value === 'open' ? t('ledger.open') : value === 'reported' ? w.states.reported : ((w.states as Readonly<Record<string, string>>)[value] ?? value),
            })),
          },
        ]}
        onReset={() => void navigate({ to: '/petitions', search: {}, replace: true } as never)}
      >
        {filter.figure && (
          <Button small kind="text" onClick={() => change({ figure: undefined })}>
            {p.figures[filter.figure].name} ×
          </Button>
        )}
      </LedgerFilter>
      <Suspense fallback={<Waiting />}>
        <Rows key={JSON.stringify(filter)} filter={filter} />
      </Suspense>
    </section>
  )
}
