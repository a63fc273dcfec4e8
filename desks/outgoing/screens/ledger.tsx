/** 发文登记簿: newest first; type, way, number, openness, state and words stand in the address. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { Suspense } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerFilter } from '../../../web/parts/ledger-filter.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { usePages } from '../../../web/parts/pager.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDay, sayDue } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { ledger, type PaperRow, phases } from '../ledger-shape.ts'
import { directions, figureKeys, opennessKinds, paperTypes } from '../shape.ts'
import { useOutgoingWords, useScreenWords } from './parts/use-outgoing-words.ts'

const choices = { paperType: paperTypes, direction: directions, numbered: ['true', 'false'], openness: opennessKinds, phase: phases, figure: figureKeys } as const
const days = ['from', 'to'] as const
type Filter = Readonly<Partial<Record<keyof typeof choices | (typeof days)[number] | 'text', string>>>
function filterOf(search: Record<string, unknown>): Filter {
  const known = (Object.keys(choices) as (keyof typeof choices)[]).flatMap((name) => {
    const value = (choices[name] as readonly string[]).find((one) => one === String(search[name]))
    return value ? [[name, value] as const] : []
  })
  const span = days.flatMap((name) => (search[name] && ledger.input.shape[name].safeParse(search[name]).success ? [[name, String(search[name])] as const] : []))
  return { ...Object.fromEntries([...known, ...span]), ...(typeof search.text === 'string' && search.text ? { text: search.text.slice(0, 60) } : {}) }
}

function Rows({ filter }: { readonly filter: Filter }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const language = useLanguage()
  const { cursor, pager } = usePages()
  const page = useReading(ledger, { ...filter, ...(cursor ? { cursor } : {}) } as never)
  const states = w.states as Readonly<Record<string, string>>
  const over = (row: PaperRow) => row.phase === 'closed' || row.phase === 'void'
  return (
    <>
      <LedgerTable
        label={w.pages.ledger}
        rows={page.rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => `/outgoing/${row.matter}`}
        none={s.hints.none}
        columns={[
          {
            key: 'docNumber',
            head: w.fields.docNumber,
            width: '13em',
            cell: (row) => (row.docNumber ? <span className="num">{row.docNumber}</span> : <span className="quiet">{w.say.awaits}</span>),
          },
          { key: 'title', head: w.fields.title, opens: true, phone: 'top', cell: (row) => row.title },
          { key: 'type', head: s.fields.paperType, width: '4em', phone: 'hide', cell: (row) => (w.paperTypes as Readonly<Record<string, string>>)[row.paperType] },
          { key: 'organs', head: s.fields.organs, width: '9em', phone: 'hide', cell: (row) => row.organs.join('、') },
          { key: 'urgency', head: s.fields.urgency, width: '4em', cell: (row) => (row.paperUrgency === 'normal' ? '' : <b className="red">{w.urgencies[row.paperUrgency]}</b>) },
          { key: 'holder', head: s.fields.holder, width: '9em', phone: 'hide', cell: (row) => `${row.ownerUnit} ${row.holder}` },
          { key: 'state', head: s.fields.state, width: '10em', cell: (row) => <Light state={over(row) ? 'done' : row.light}>{states[row.state] ?? row.state}</Light> },
          { key: 'due', head: s.fields.due, width: '6em', cell: (row) => <span className="num">{row.due && !over(row) ? sayDue(row.due, officeNow(), language) : ''}</span> },
          {
            key: 'issued',
            head: s.fields.issuedAt,
            width: '7em',
            phone: 'hide',
            cell: (row) => <span className="num">{row.issuedAt ? sayDay(row.issuedAt, officeNow(), language) : ''}</span>,
          },
          { key: 'number', head: w.fields.number, width: '9em', phone: 'hide', cell: (row) => <span className="num quiet">{row.number}</span> },
        ]}
      />
      {pager(page.next)}
    </>
  )
}

export function OutgoingLedgerPage() {
  const t = useT()
  const w = useOutgoingWords()
  const s = useScreenWords()
  const navigate = useNavigate()
  const mayRegister = useMay('outgoing.register')
  const filter = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const change = (part: Partial<Filter>) =>
    void navigate({ to: '/outgoing', search: Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)), replace: true } as never)
  const options = <V extends string>(list: readonly V[], words: Readonly<Record<V, string>>) => list.map((value) => ({ value, word: words[value] }))
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{w.pages.ledger}</h1>
        <div className="row no-print">
          {filter.figure && (
            <Button small kind="text" onClick={() => change({ figure: undefined, from: undefined, to: undefined } as never)}>
              {w.figures[filter.figure as (typeof figureKeys)[number]].name} ×
            </Button>
          )}
          {mayRegister && (
            <Button kind="primary" icon={<PenLine size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/outgoing/new' } as never)}>
              {w.pages.register}
            </Button>
          )}
          <LedgerFiles path="/api/outgoing/ledger" query={{ ...filter }} name={w.pages.ledger} />
        </div>
      </div>
      <LedgerFilter
        filter={filter}
        change={change as never}
        find={s.fields.words}
        choices={[
          { name: 'paperType', label: s.fields.paperType, options: options(paperTypes, w.paperTypes) },
          { name: 'direction', label: s.fields.direction, options: options(directions, w.directions) },
          {
            name: 'numbered',
            label: s.fields.numbered,
            options: [
              { value: 'true', word: s.numberedWords.yes },
              { value: 'false', word: s.numberedWords.no },
            ],
          },
          { name: 'openness', label: s.fields.openness, options: options(opennessKinds, w.opennessKinds) },
          {
            name: 'phase',
            label: s.fields.state,
            options: phases.map((value) => ({
              value,
              word:
                value === 'open'
                  ? t('ledger.open')
                  : ((
                      { ...w.states, assigned: w.states.submitted, working: w.states.reviewing, registered: w.states.drafting, reported: w.states.issued } as Record<string, string>
                    )[value] ?? value),
            })),
          },
        ]}
        onReset={() => void navigate({ to: '/outgoing', search: {}, replace: true } as never)}
      />
      <Suspense fallback={<Waiting />}>
        <Rows key={JSON.stringify(filter)} filter={filter} />
      </Suspense>
    </section>
  )
}
