/** 收文登记簿: newest first, with light, sender, its number, type and who has it; type, urgency, state and words stand in the address. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { Suspense } from 'react'
import { type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerFilter } from '../../../web/parts/ledger-filter.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { usePages } from '../../../web/parts/pager.tsx'
import { FigureCard } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDay, sayDue, sayMoment } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type FigureKey, figureKeys, figures, handlings, ledger, type PaperRow, paperTypes, urgencies } from '../shape.ts'
import { fill, useIncomingWords } from './parts/use-incoming-words.ts'
import './incoming.css'

const phases = ['open', 'registered', 'assigned', 'working', 'reported', 'closed', 'void'] as const
interface Filter {
  readonly paperType?: (typeof paperTypes)[number]
  readonly urgency?: (typeof urgencies)[number]
  readonly handling?: (typeof handlings)[number]
  readonly phase?: (typeof phases)[number]
  readonly figure?: FigureKey
  /** A figure is of this year; so are the papers it shows. */
  readonly from?: OfficeDate
  readonly text?: string
}
const one = <T extends string>(list: readonly T[], value: unknown): T | undefined => list.find((item) => item === value)
const yearBegun = (): OfficeDate => `${officeDate(officeNow()).slice(0, 4)}-01-01` as OfficeDate
function filterOf(search: Record<string, unknown>): Filter {
  const figure = one(figureKeys, search.figure)
  const [paperType, urgency, handling, phase] = [one(paperTypes, search.paperType), one(urgencies, search.urgency), one(handlings, search.handling), one(phases, search.phase)]
  return {
    ...(paperType ? { paperType } : {}),
    ...(urgency ? { urgency } : {}),
    ...(handling ? { handling } : {}),
    ...(phase ? { phase } : {}),
    ...(figure ? { figure, from: yearBegun() } : {}),
    ...(typeof search.text === 'string' && search.text ? { text: search.text.slice(0, 60) } : {}),
  }
}

/** Shown on top; those of a returned paper's reasons only where something was returned. */
const onTop: readonly FigureKey[] = ['received', 'open', 'late', 'onTime', 'requests', 'inPromise', 'returned']
const lights: Readonly<Partial<Record<FigureKey, 'late' | 'soon' | 'done'>>> = { late: 'late', onTime: 'done', inPromise: 'done' }
function Figures({ pressed, onOpen }: { readonly pressed: FigureKey | undefined; readonly onOpen: (key: FigureKey) => void }) {
  const w = useIncomingWords()
  const language = useLanguage()
  const found = useReading(figures, { from: yearBegun() })
  const returned = (found.all.find((one) => one.key === 'returned')?.n ?? 0) > 0
  const reasons = returned ? figureKeys.filter((key) => key.startsWith('returned') && key !== 'returned') : []
  return (
    <>
      <div className="figures is-defined incoming-figures">
        {[...onTop, ...reasons].map((key) => {
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
              says={{ words: { ...word, not: w.figuresNot }, version: row?.version ?? 0, span: { from: yearBegun(), to: null, cutOff: found.cutOff } }}
              pressed={pressed === key}
              onOpen={() => onOpen(key)}
            />
          )
        })}
      </div>
      <p className="small quiet incoming-note">{fill(w.figuresNote, { at: sayMoment(found.cutOff, officeNow(), language) })}</p>
    </>
  )
}

function Rows({ filter }: { readonly filter: Filter }) {
  const w = useIncomingWords()
  const language = useLanguage()
  const { cursor, pager } = usePages()
  const page = useReading(ledger, { ...filter, ...(cursor ? { cursor } : {}) })
  const states = w.states as Readonly<Record<string, string>>
  const over = (row: PaperRow) => row.phase === 'closed' || row.phase === 'void'
  return (
    <>
      <LedgerTable
        label={w.pages.ledger}
        rows={page.rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => `/incoming/${row.matter}`}
        none={w.hints.none}
        columns={[
          { key: 'number', head: w.fields.number, width: '11em', cell: (row) => <span className="num">{row.number}</span> },
          { key: 'title', head: w.fields.title, opens: true, phone: 'top', cell: (row) => row.title },
          { key: 'sender', head: w.fields.sender, width: '11em', cell: (row) => row.sender },
          { key: 'senderNumber', head: w.fields.senderNumber, width: '11em', phone: 'hide', cell: (row) => <span className="num">{row.senderNumber}</span> },
          { key: 'type', head: w.fields.paperType, width: '5em', phone: 'hide', cell: (row) => w.paperTypes[row.paperType] },
          { key: 'urgency', head: w.fields.urgency, width: '5em', cell: (row) => (row.paperUrgency === 'normal' ? '' : <b className="red">{w.urgencies[row.paperUrgency]}</b>) },
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
      {pager(page.next)}
    </>
  )
}

export function IncomingLedgerPage() {
  const t = useT()
  const w = useIncomingWords()
  const navigate = useNavigate()
  const mayRegister = useMay('incoming.register')
  const filter = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const change = (part: Partial<Record<keyof Filter, string | undefined>>) =>
    void navigate({ to: '/incoming', search: Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)), replace: true } as never)
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{w.pages.ledger}</h1>
        <div className="row no-print">
          {mayRegister && (
            <Link to="/incoming/take" className="btn is-plain">
              {w.pages.take}
            </Link>
          )}
          {mayRegister && (
            <Button kind="primary" icon={<PenLine size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/incoming/new' } as never)}>
              {w.pages.register}
            </Button>
          )}
          <Button onClick={() => void navigate({ to: '/tables/new', search: { desk: 'incoming', ...(filter.phase ? { phase: filter.phase } : {}) } } as never)}>
            {t('tables.keep')}
          </Button>
          <LedgerFiles path="/api/incoming/ledger" query={{ ...filter }} name={w.pages.ledger} />
        </div>
      </div>
      <LedgerFilter
        filter={filter as Readonly<Record<string, string | undefined>>}
        change={change as never}
        find={w.fields.text}
        choices={[
          { name: 'paperType', label: w.fields.paperType, options: paperTypes.map((value) => ({ value, word: w.paperTypes[value] })) },
          { name: 'urgency', label: w.fields.urgency, options: urgencies.map((value) => ({ value, word: w.urgencies[value] })) },
          { name: 'handling', label: w.fields.handling, options: handlings.map((value) => ({ value, word: w.handlings[value] })) },
          { name: 'phase', label: w.fields.state, options: phases.map((value) => ({ value, word: value === 'open' ? t('ledger.open') : w.states[value] })) },
        ]}
        onReset={() => void navigate({ to: '/incoming', search: {}, replace: true } as never)}
      />
      <Suspense fallback={<Waiting />}>
        <Figures pressed={filter.figure} onOpen={(key) => change({ figure: filter.figure === key ? undefined : key, from: undefined })} />
      </Suspense>
      <Suspense fallback={<Waiting />}>
        <Rows key={JSON.stringify(filter)} filter={filter} />
      </Suspense>
    </section>
  )
}
