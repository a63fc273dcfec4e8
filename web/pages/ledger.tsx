/** 总台账: every matter I may know of, all desks. Filters stand in the address; pages by key, never by offset; print; XLSX. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Table2 } from 'lucide-react'
import { type FormEvent, Suspense, useState } from 'react'
import { ledger } from '../../kernel/reading/shape.ts'
import type { WorkRow } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { allDesks, deskOf, matterPath } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { LedgerFiles } from '../parts/ledger-files.tsx'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { Urgency } from '../parts/small.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useReading, useReadingLater } from '../reading.ts'
import { sayDay, sayDue } from '../say-time.ts'
import { asNumber } from '../shell/as-number.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { type Filter, filterOf } from './ledger-filter.ts'
import { LedgerFilters } from './ledger-filters.tsx'

const route = getRouteApi('/menu/ledger')

function useLedgerColumns(): readonly Column<WorkRow>[] {
  const t = useT()
  const language = useLanguage()
  const many = allDesks().length > 1
  const now = officeNow()
  return [
    { key: 'left', head: t('work.left'), width: '8.5em', phone: 'top', cell: (row) => <TimeLeft state={row.light} due={row.due} /> },
    {
      key: 'title',
      head: t('work.title'),
      opens: true,
      phone: 'top',
      cell: (row) => (
        <>
          <Urgency level={row.urgency} /> {row.title ?? t('matter.hidden')}
        </>
      ),
    },
    { key: 'number', head: t('work.number'), width: '11em', spare: true, cell: (row) => <span className="num">{row.number}</span> },
    ...(many ? [{ key: 'desk', head: t('ledger.desk'), width: '7em', cell: (row: WorkRow) => deskOf(row.desk)?.words[language].one ?? row.desk }] : []),
    { key: 'state', head: t('ledger.phase'), width: language === 'en' ? '11em' : '6.5em', cell: (row) => deskOf(row.desk)?.words[language].states[row.state] ?? row.state },
    { key: 'unit', head: t('work.unit'), width: '10em', cell: (row) => row.ownerUnit },
    { key: 'holder', head: t('work.holder'), width: '8em', cell: (row) => row.holder },
    {
      key: 'registered',
      head: t('ledger.registered'),
      width: '8em',
      spare: true,
      phone: 'hide',
      cell: (row) => <span className="num">{sayDay(row.registeredAt, now, language)}</span>,
    },
    { key: 'due', head: t('ledger.due'), width: '9em', phone: 'hide', cell: (row) => <span className="num">{row.due ? sayDue(row.due, now, language) : ''}</span> },
  ]
}
function Rows({
  filter,
  cursor,
  onCursor,
  depth,
}: {
  readonly filter: Filter
  readonly cursor: string | undefined
  readonly onCursor: (cursor: string | undefined) => void
  readonly depth: number
}) {
  const t = useT()
  const columns = useLedgerColumns()
  const page = useReading(ledger, { ...filter, size: 50, ...(cursor ? { cursor } : {}) })
  return (
    <>
      <LedgerTable
        label={t('ledger.title')}
        columns={columns}
        rows={page.rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => matterPath(row.desk, row.matter)}
        none={t('ledger.none')}
      />
      <div className="row end pager no-print">
        {depth > 0 && (
          <Button small onClick={() => onCursor(undefined)}>
            {t('ledger.first')}
          </Button>
        )}
        {page.next && (
          <Button small onClick={() => onCursor(page.next ?? undefined)}>
            {t('ledger.next')}
          </Button>
        )}
      </div>
    </>
  )
}
export function LedgerPage() {
  const t = useT()
  const navigate = useNavigate()
  const filter = filterOf(route.useSearch() as Record<string, unknown>)
  const [text, setText] = useState(filter.number ?? filter.text ?? '')
  const [cursors, setCursors] = useState<readonly string[]>([])
  const count = useReadingLater(ledger, { ...filter, size: 50 }).data?.count
  const change = (part: Partial<Record<keyof Filter, string | undefined>>) => {
    setCursors([])
    const next = Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== ''))
    void navigate({ to: '/ledger', search: next, replace: true } as never)
  }
  const find = (event: FormEvent) => {
    event.preventDefault()
    const q = text.trim()
    change(asNumber(q) ? { number: q, text: undefined } : { text: q || undefined, number: undefined })
  }
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1>{t('ledger.title')}</h1>
        <p className="small quiet grow" role="status">
          {count && t(count.more ? 'ledger.totalOver' : 'ledger.total', { count: count.n })}
        </p>
        <div className="row wrap no-print">
          <Button icon={<Table2 size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/tables' } as never)}>
            {t('tables.title')}
          </Button>
          <Button onClick={() => void navigate({ to: '/tables/new', search: filter } as never)}>{t('tables.keep')}</Button>
          <LedgerFiles path="/api/matters/ledger" query={filter} name={t('ledger.title')} />
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served */}
      <form className="filters no-print" role="search" aria-label={t('ledger.filters')} onSubmit={find}>
        <input
          className="text-box filter-find"
          value={text}
          placeholder={t('ledger.find')}
          aria-label={t('ledger.find')}
          onChange={(e) => setText(e.target.value)}
          onBlur={() => !text && (filter.text || filter.number) && change({ text: undefined, number: undefined })}
        />
        <LedgerFilters filter={filter} change={change} />
        {Object.keys(filter).length > 0 && (
          <Button
            small
            kind="text"
            onClick={() => {
              setText('')
              setCursors([])
              void navigate({ to: '/ledger', search: {}, replace: true } as never)
            }}
          >
            {t('ledger.reset')}
          </Button>
        )}
      </form>
      <Suspense fallback={<Waiting />}>
        <Rows filter={filter} cursor={cursors.at(-1)} depth={cursors.length} onCursor={(cursor) => setCursors(cursor ? [...cursors, cursor] : [])} />
      </Suspense>
    </section>
  )
}
