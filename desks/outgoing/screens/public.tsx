/** 主动公开文件: what is to be published, by when, where and when it was; what is late is red. It leaves as a list, and as a package for the government's site. Rule: GN-38, R-D60 */
import { Link } from '@tanstack/react-router'
import { FolderArchive } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lastDay } from '../../../kernel/clock/due.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { officialPaths } from '../../../kernel/reading/official-shape.ts'
import { type Instant, officeYear } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDate, sayDay } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { publicList } from '../issue-shape.ts'
import './outgoing.css'
import { Select } from './parts/select.tsx'
import { fill, useOutgoingWords, useScreenWords } from './parts/use-outgoing-words.ts'

const [ALL, DUE] = ['all', 'due'] as const
function Papers() {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const language = useLanguage()
  const now = officeNow()
  const [year, setYear] = useState(() => officeYear(now))
  const [state, setState] = useState<typeof ALL | typeof DUE>(ALL)
  const due = state === DUE
  const page = useReading(publicList, { year, due: String(due) })
  type Row = (typeof page.rows)[number]
  const late = (row: Row) => row.publishedOn === null && row.withdrawn === null && row.dueAt !== null && row.dueAt < now
  return (
    <section className="card outgoing-sheet">
      <div className="ledger-head">
        <h1 className="grow">{w.pages.public}</h1>
        <div className="row wrap no-print">
          <LedgerFiles path="/api/outgoing/public-list" query={{ year: String(year), due: String(due) }} name={w.columns.publicList} />
          <a className="btn is-plain" href={`/api/outgoing/site.zip?year=${year}`} download>
            <FolderArchive size={14} aria-hidden="true" /> {s.site.zip}
          </a>
        </div>
      </div>
      <div className="row wrap card-body no-print">
        <Select
          label={s.fields.year}
          value={String(year)}
          options={Array.from({ length: 5 }, (_, n) => String(officeYear(now) - n)).map((value) => ({ value, word: value }))}
          onChange={(value) => setYear(Number(value))}
        />
        <Select label={s.site.state} value={state} options={[ALL, DUE].map((value) => ({ value, word: s.site.states[value] }))} onChange={setState} />
      </div>
      <LedgerTable
        label={w.pages.public}
        rows={page.rows}
        keyOf={(row) => row.matter}
        none={s.site.none}
        columns={[
          { key: 'number', head: w.fields.docNumber, width: '13em', cell: (row) => <span className="num">{row.docNumber}</span> },
          { key: 'title', head: w.fields.title, phone: 'top', cell: (row) => <Link to={`/outgoing/${row.matter}` as never}>{row.title}</Link> },
          { key: 'issued', head: w.columns.issued, width: '7em', phone: 'hide', cell: (row) => <span className="num">{sayDay(row.issuedAt, now, language)}</span> },
          {
            key: 'state',
            head: s.site.state,
            width: '13em',
            cell: (row) =>
              row.publishedOn !== null ? (
                <span className="num">{fill(s.site.published, { day: sayDate(row.publishedOn, language) })}</span>
              ) : (
                row.withdrawn === null &&
                row.dueAt !== null && (
                  <span className={`num ${late(row) ? 'red' : ''}`}>{fill(late(row) ? s.site.late : s.site.due, { day: sayDate(lastDay(row.dueAt as Instant), language) })}</span>
                )
              ),
          },
          { key: 'where', head: s.site.where, width: '10em', phone: 'hide', cell: (row) => row.where },
          {
            key: 'stands',
            head: w.columns.withdrawn,
            width: '4em',
            phone: 'hide',
            cell: (row) => row.withdrawn && <span className="amber">{w.withdrawalKinds[row.withdrawn]}</span>,
          },
          {
            key: 'pdf',
            head: s.site.pdf,
            width: '4em',
            phone: 'hide',
            cell: (row) => (
              <a
                href={officialPaths('outgoing', 'official', row.matter as MatterId).pdf('screen')}
                target="_blank"
                rel="noreferrer"
                aria-label={fill(s.site.pdfOf, { number: row.docNumber })}
              >
                {s.site.pdf}
              </a>
            ),
          },
        ]}
      />
    </section>
  )
}
export const PublicPapersPage = () => (
  <Suspense fallback={<Waiting />}>
    <Papers />
  </Suspense>
)
