/** 归档文件目录: by year, term and 机构; found by any text; printed and taken out as it is filtered. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, Suspense, useState } from 'react'
import { officeYear } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { PaperFrame } from '../../../web/parts/paper-frame.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDate, sayDue } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { catalogue, groups, type KeptRow } from '../shape.ts'
import { type Term, terms } from '../terms.ts'
import { SpinesDialog } from './parts/spines-dialog.tsx'
import { fill, useArchivesWords } from './parts/use-archives-words.ts'
import './archives.css'

interface Filter {
  readonly year?: number
  readonly term?: Term
  readonly organ?: string
  readonly text?: string
  readonly overBy?: number
  readonly handOverBy?: number
}
const yearOf = (value: unknown) => (/^\d{4}$/.test(String(value)) ? Number(value) : undefined)
function filterOf(search: Readonly<Record<string, unknown>>): Filter {
  const [year, overBy, handOverBy] = [yearOf(search.year), yearOf(search.overBy), yearOf(search.handOverBy)]
  const term = terms.find((one) => one === search.term)
  const organ = /^[A-Za-z0-9]{1,10}$/.exec(String(search.organ ?? ''))?.[0]
  const text = typeof search.text === 'string' ? search.text.trim().slice(0, 60) : ''
  return {
    ...(year ? { year } : {}),
    ...(term ? { term } : {}),
    ...(organ ? { organ } : {}),
    ...(text ? { text } : {}),
    ...(overBy ? { overBy } : {}),
    ...(handOverBy ? { handOverBy } : {}),
  }
}

function Rows({ filter }: { readonly filter: Filter }) {
  const w = useArchivesWords()
  const language = useLanguage()
  const keeps = useMay('archives.keep')
  const [before, setBefore] = useState<string | null>(null)
  const [labels, setLabels] = useState(false)
  const [spines, setSpines] = useState(false)
  const { year, term, organ } = filter
  const run = year && term && organ ? { year, term, organ } : null
  const page = useReading(catalogue, { ...filter, ...(before ? { before } : {}) })
  const state = (row: KeptRow) =>
    row.lentUntil ? fill(w.hints.lentUntil, { date: sayDue(row.lentUntil, officeNow(), language) }) : row.sensitive ? w.fields.sensitive : (row.remark ?? '')
  return (
    <>
      <LedgerTable
        label={w.pages.catalogue}
        rows={page.rows}
        keyOf={(row) => row.item}
        linkOf={(row) => `/archives/items/${row.item}`}
        none={w.hints.noneKept}
        columns={[
          { key: 'no', head: w.columns.no, width: '4em', phone: 'hide', cell: (row) => <span className="num">{row.no}</span> },
          { key: 'reference', head: w.columns.reference, width: '17em', cell: (row) => <span className="num">{row.reference}</span> },
          { key: 'number', head: w.columns.number, width: '11em', phone: 'hide', cell: (row) => <span className="num">{row.number}</span> },
          { key: 'author', head: w.columns.author, width: '9em', phone: 'hide', cell: (row) => row.author },
          { key: 'title', head: w.columns.title, opens: true, phone: 'top', cell: (row) => row.title ?? w.erased },
          { key: 'on', head: w.columns.on, width: '9em', cell: (row) => <span className="num">{sayDate(row.on, language)}</span> },
          { key: 'pages', head: w.columns.pages, width: '4em', align: 'right', phone: 'hide', cell: (row) => <span className="num">{row.pages}</span> },
          { key: 'remark', head: w.columns.remark, width: '11em', cell: state },
        ]}
      />
      <div className="row end pager no-print">
        {keeps && run && page.rows.length > 0 && (
          <Button small onClick={() => setSpines(true)}>
            {w.acts.spines}
          </Button>
        )}
        {keeps && page.rows.length > 0 && (
          <Button small onClick={() => setLabels(true)}>
            {w.acts.labels}
          </Button>
        )}
        {page.next && (
          <Button small onClick={() => setBefore(page.next)}>
            {w.acts.more}
          </Button>
        )}
      </div>
      {spines && run && <SpinesDialog run={run} onClose={() => setSpines(false)} />}
      {labels && (
        <Dialog title={w.acts.labels} onClose={() => setLabels(false)} wide>
          <PaperFrame path={`/api/archives/labels.pdf?ids=${page.rows.map((row) => row.item).join(',')}`} name={w.acts.labels} />
        </Dialog>
      )}
    </>
  )
}
/** Which runs there are; one press narrows to one. */
function Groups({ onPick }: { readonly onPick: (filter: Filter) => void }) {
  const w = useArchivesWords()
  const { rows } = useReading(groups, {})
  if (rows.length === 0) return null
  return (
    <ul className="archives-groups no-print">
      {rows.map((row) => (
        <li key={`${row.year}${row.term}${row.organ}`}>
          <button type="button" className="btn is-plain is-small" onClick={() => onPick({ year: row.year, term: row.term, organ: row.organ })}>
            <span className="num">{row.year}</span>　{w.terms[row.term]}　{row.name} <span className="quiet">{fill(w.hints.groupSum, { count: row.count, pages: row.pages })}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

export function CataloguePage() {
  const t = useT()
  const w = useArchivesWords()
  const navigate = useNavigate()
  const borrows = useMay('archives.register')
  const filter = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const [text, setText] = useState(filter.text ?? '')
  const thisYear = officeYear(officeNow())
  const go = (next: Readonly<Record<string, unknown>>) =>
    void navigate({ to: '/archives', search: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== '')), replace: true } as never)
  const change = (part: Readonly<Record<string, unknown>>) => go({ ...filter, ...part })
  const find = (event: FormEvent) => {
    event.preventDefault()
    change({ text: text.trim() })
  }
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{w.pages.catalogue}</h1>
        <div className="row wrap no-print">
          {borrows && (
            <Link className="btn is-plain" to="/archives/borrow">
              {w.pages.ask}
            </Link>
          )}
          <LedgerFiles path="/api/archives/catalogue" query={filter as Readonly<Record<string, unknown>>} name={w.pages.catalogue} />
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served */}
      <form className="filters no-print" role="search" aria-label={t('ledger.filters')} onSubmit={find}>
        <input className="text-box filter-find" value={text} placeholder={w.fields.text} aria-label={w.fields.text} onChange={(e) => setText(e.target.value)} />
        <select className="text-box" aria-label={w.fields.term} value={filter.term ?? ''} onChange={(e) => change({ term: e.target.value })}>
          <option value="">{w.fields.term}</option>
          {terms.map((value) => (
            <option key={value} value={value}>
              {w.terms[value]}
            </option>
          ))}
        </select>
        <select
          className="text-box"
          aria-label={w.fields.state}
          value={filter.overBy ? 'over' : filter.handOverBy ? 'handOver' : ''}
          onChange={(e) => change({ overBy: e.target.value === 'over' ? thisYear : undefined, handOverBy: e.target.value === 'handOver' ? thisYear : undefined })}
        >
          <option value="">{w.acts.all}</option>
          <option value="over">{w.fields.overBy}</option>
          <option value="handOver">{w.fields.handOverBy}</option>
        </select>
        {(filter.year || filter.organ) && (
          <Button small onClick={() => change({ year: undefined, organ: undefined, term: undefined })}>
            {filter.year}　{filter.organ}　×
          </Button>
        )}
      </form>
      <Suspense fallback={<Waiting />}>
        {!filter.year && <Groups onPick={(one) => go({ ...one })} />}
        <Rows key={JSON.stringify(filter)} filter={filter} />
      </Suspense>
    </section>
  )
}
