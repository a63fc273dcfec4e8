/** 交办台账 and 来电来访登记簿: the figures on top, each leading to its matters; filters stand in the address; print. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { DoorOpen, PenLine } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { z } from 'zod'
import { officeNow } from '../../../web/clock.ts'
import { daysOfMonth, MonthsChart, UnitsChart } from '../../../web/figures/desk-charts.tsx'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerFilter } from '../../../web/parts/ledger-filter.tsx'
import { type Column, LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { type LightState, TimeLeft } from '../../../web/parts/light.tsx'
import { FigureCard, Urgency } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDay, sayMoment } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type AffairRow, type FigureKey, figures, ledger, ways } from '../shape.ts'
import './affairs.css'
import { fill, useAffairsWords } from './parts/use-affairs-words.ts'

type Filter = Pick<z.input<typeof ledger.input>, 'from' | 'to' | 'way' | 'phase' | 'figure' | 'text'>
const names = ['from', 'to', 'way', 'phase', 'figure', 'text'] as const
const states = ['open', 'registered', 'assigned', 'working', 'reported', 'closed', 'void'] as const
const lights: Readonly<Partial<Record<FigureKey, LightState>>> = { late: 'late', open: 'on', onTime: 'done' }
const onTop = { affairs: ['received', 'open', 'late', 'unanswered', 'onTime', 'takenOver'], visits: ['visits', 'atOnce', 'unanswered', 'takenOver'] } as const

/** What the address says, as far as the contract knows it. */
function filterOf(search: Readonly<Record<string, unknown>>): Filter {
  const kept: Record<string, unknown> = {}
  for (const name of names) if (search[name] && ledger.input.shape[name].safeParse(search[name]).success) kept[name] = search[name]
  return kept as Filter
}

function useColumns(visits: boolean): readonly Column<AffairRow>[] {
  const t = useT()
  const w = useAffairsWords()
  const language = useLanguage()
  const now = officeNow()
  const stateOf: Readonly<Record<string, string>> = w.states
  return [
    { key: 'left', head: w.fields.due, width: '8.5em', phone: 'top', cell: (row) => <TimeLeft state={row.light} due={row.due} /> },
    {
      key: 'title',
      head: w.fields.title,
      opens: true,
      phone: 'top',
      cell: (row) => (
        <>
          <Urgency level={row.urgency} /> {row.title ?? t('matter.hidden')}
        </>
      ),
    },
    { key: 'number', head: w.fields.number, width: '10em', spare: true, cell: (row) => <span className="num">{row.number}</span> },
    ...(visits ? [] : [{ key: 'asker', head: w.fields.asker, width: '6em', cell: (row: AffairRow) => row.asker ?? w.fields.outsider }]),
    { key: 'way', head: w.fields.way, width: '4.5em', spare: true, phone: 'hide', cell: (row) => w.ways[row.way] },
    { key: 'state', head: w.fields.state, width: '5.5em', cell: (row) => stateOf[row.state] ?? row.state },
    { key: 'unit', head: w.fields.lead, width: '8em', cell: (row) => row.ownerUnit },
    { key: 'holder', head: w.fields.holder, width: '6em', cell: (row) => row.holder },
    { key: 'registered', head: w.fields.registered, width: '7em', phone: 'hide', cell: (row) => <span className="num">{sayDay(row.registeredAt, now, language)}</span> },
  ]
}

type Found = z.output<typeof figures.output>
/** 逐月、各单位: drawn when asked for, printed as it stands. */
function Charts({ found, visits, onMonth }: { readonly found: Found; readonly visits: boolean; readonly onMonth: (month: string) => void }) {
  const t = useT()
  const w = useAffairsWords()
  const [open, setOpen] = useState(false)
  if (found.months.length < 2 && found.units.length < 2) return null
  const drawn: readonly FigureKey[] = visits ? ['visits', 'atOnce', 'takenOver'] : ['received', 'open', 'late']
  const charted = { label: visits ? w.pages.visits : w.pages.ledger, shown: drawn.map((key) => ({ key, name: w.figures[key].name })), unit: w.pieces }
  return (
    <details className={`affairs-charts ${open ? '' : 'no-print'}`} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('figures.charts')}</summary>
      {open && (
        <>
          <MonthsChart {...charted} months={found.months} onMonth={onMonth} />
          <UnitsChart {...charted} units={found.units} table />
        </>
      )}
    </details>
  )
}
interface FiguresProps {
  readonly filter: Filter
  readonly keys: readonly FigureKey[]
  readonly visits: boolean
  readonly onOpen: (key: FigureKey) => void
  readonly onMonth: (month: string) => void
}
function Figures({ filter, keys, visits, onOpen, onMonth }: FiguresProps) {
  const w = useAffairsWords()
  const language = useLanguage()
  const found = useReading(figures, { ...(filter.from ? { from: filter.from } : {}), ...(filter.to ? { to: filter.to } : {}) })
  return (
    <>
      <div className={`figures is-defined affairs-figures ${keys.length > 4 ? 'is-six' : ''}`}>
        {keys.map((key) => {
          const row = found.all.find((one) => one.key === key)
          const word = w.figures[key]
          return (
            <FigureCard
              key={key}
              light={lights[key] ?? 'on'}
              name={word.name}
              value={String(row?.n ?? 0)}
              unit=""
              note={row?.of === null || row === undefined ? word.n : fill(w.ofBase, { of: row.of, base: word.of })}
              says={{ words: { ...word, not: w.figuresNot }, version: row?.version ?? 0, span: { from: filter.from, to: filter.to, cutOff: found.cutOff } }}
              pressed={filter.figure === key}
              onOpen={() => onOpen(key)}
            />
          )
        })}
      </div>
      <Charts found={found} visits={visits} onMonth={onMonth} />
      <p className="small quiet">{fill(w.figuresNote, { at: sayMoment(found.cutOff, officeNow(), language) })}</p>
    </>
  )
}

function Rows({ filter, visits }: { readonly filter: Filter; readonly visits: boolean }) {
  const w = useAffairsWords()
  const [before, setBefore] = useState<string | null>(null)
  const page = useReading(ledger, { ...filter, ...(visits ? { outside: 'true' } : {}), ...(before ? { before } : {}) })
  return (
    <>
      <LedgerTable
        label={visits ? w.pages.visits : w.pages.ledger}
        columns={useColumns(visits)}
        rows={page.rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => `/affairs/${row.matter}`}
        none={w.none}
      />
      <div className="row end pager no-print">
        {before && (
          <Button small onClick={() => setBefore(null)}>
            {w.acts.first}
          </Button>
        )}
        {page.next && (
          <Button small onClick={() => setBefore(page.next)}>
            {w.acts.more}
          </Button>
        )}
      </div>
    </>
  )
}

function Ledger({ visits }: { readonly visits: boolean }) {
  const t = useT()
  const w = useAffairsWords()
  const navigate = useNavigate()
  const mayRegister = useMay('affairs.register')
  const to = visits ? '/affairs/visits' : '/affairs'
  const filter = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const change = (part: Partial<Record<keyof Filter, string | undefined>>) =>
    void navigate({ to, search: Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)), replace: true } as never)
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{visits ? w.pages.visits : w.pages.ledger}</h1>
        <div className="row no-print">
          {mayRegister && (
            <Button
              kind="primary"
              icon={visits ? <DoorOpen size={14} aria-hidden="true" /> : <PenLine size={14} aria-hidden="true" />}
              onClick={() => void navigate({ to: visits ? '/affairs/visit' : '/affairs/register' } as never)}
            >
              {visits ? w.pages.visit : w.pages.register}
            </Button>
          )}
          <LedgerFiles path={visits ? '/api/affairs/visits' : '/api/affairs/ledger'} query={filter} name={visits ? w.pages.visits : w.pages.ledger} />
        </div>
      </div>
      <Suspense fallback={<Waiting />}>
        <Figures
          filter={filter}
          keys={visits ? onTop.visits : onTop.affairs}
          visits={visits}
          onOpen={(key) => change({ figure: filter.figure === key ? undefined : key })}
          onMonth={(month) => change({ ...daysOfMonth(month), figure: visits ? 'visits' : 'received' })}
        />
      </Suspense>
      <LedgerFilter
        filter={filter as Readonly<Record<string, string | undefined>>}
        change={change as never}
        find={w.fields.find}
        days
        choices={[
          { name: 'phase', label: w.fields.state, options: states.map((value) => ({ value, word: value === 'open' ? t('ledger.open') : w.states[value] })) },
          { name: 'way', label: w.fields.way, options: ways.map((value) => ({ value, word: w.ways[value] })) },
        ]}
        onReset={() => void navigate({ to, search: {}, replace: true } as never)}
      />
      <Suspense fallback={<Waiting />}>
        <Rows key={JSON.stringify(filter)} filter={filter} visits={visits} />
      </Suspense>
    </section>
  )
}
export const AffairsLedgerPage = () => <Ledger visits={false} />
export const VisitsPage = () => <Ledger visits />
