/** 发出件签收情况: paper by paper, which unit has signed, read, answered, and which has not; one press urges all who have not. Rule: HA-84, F15 */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { BellRing, Phone, Printer } from 'lucide-react'
import { Suspense } from 'react'
import type { z } from 'zod'
import { officeNow } from '../../../web/clock.ts'
import { matterPath } from '../../../web/desk-pages.ts'
import { Button } from '../../../web/parts/button.tsx'
import { CopyNotice } from '../../../web/parts/copy-notice.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { usePages } from '../../../web/parts/pager.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayDue, sayMoment, sayTime } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type ReceiptRow, receiptStates, sentOut, urgeAll } from '../units-shape.ts'
import './incoming.css'
import { fill, useIncomingWords } from './parts/use-incoming-words.ts'

type Paper = z.output<(typeof sentOut)['output']>['papers'][number]
const lights = { toSign: 'soon', signed: 'on', read: 'done', answered: 'done', withdrawn: 'paused' } as const

function Piece({ row }: { readonly row: ReceiptRow }) {
  const w = useIncomingWords().units.sent
  const language = useLanguage()
  const at = (moment: string) => sayMoment(moment, officeNow(), language)
  const says = [
    row.signed ? fill(w.signedBy, { name: row.signed.by.name, time: at(row.signed.at) }) : row.seenAt ? fill(w.seen, { time: at(row.seenAt) }) : row.state === 'toSign' && w.unseen,
    row.endedAt && (row.state === 'read' || row.state === 'answered') && at(row.endedAt),
    row.urgedAt && (row.state === 'toSign' || row.state === 'signed') && fill(w.urgedAt, { time: at(row.urgedAt) }),
  ].filter(Boolean)
  return (
    <li className="receipt-line">
      <span className="receipt-unit">{row.unit.name}</span>
      <Light state={row.light === 'late' ? 'late' : lights[row.state]}>{w.states[row.state]}</Light>
      <span className="small quiet">{says.join('，')}</span>
      {row.due && row.state !== 'answered' && row.state !== 'read' && <span className="small num">{sayDue(row.due, officeNow(), language)}</span>}
    </li>
  )
}
function PaperCard({ paper }: { readonly paper: Paper }) {
  const w = useIncomingWords().units.sent
  const language = useLanguage()
  const act = useAct(urgeAll)
  const waiting = paper.counts.toSign + paper.counts.signed
  return (
    <section className="card receipt-card" aria-labelledby={`paper-${paper.matter}`}>
      <div className="card-head">
        <h2 id={`paper-${paper.matter}`}>
          <Link to={matterPath(paper.desk, paper.matter)}>
            <span className="num">{paper.number}</span>　{paper.title}
          </Link>
        </h2>
        <div className="card-aside small quiet">{fill(w.sentAt, { time: sayMoment(paper.sentAt, officeNow(), language) })}</div>
      </div>
      <p className="receipt-counts">
        {receiptStates.map((state) =>
          paper.counts[state] > 0 ? (
            <span key={state}>
              {w.states[state]} <b>{paper.counts[state]}</b>
            </span>
          ) : null,
        )}
        {paper.late > 0 && <span className="red">{fill(w.late, { n: paper.late })}</span>}
      </p>
      <ul className="receipt-lines">
        {paper.pieces.map((row) => (
          <Piece key={row.piece} row={row} />
        ))}
      </ul>
      <div className="row wrap no-print receipt-foot">
        {waiting > 0 && (
          <Button
            kind="primary"
            small
            icon={<BellRing size={14} aria-hidden="true" />}
            busy={act.busy}
            disabled={paper.quietUntil !== null}
            onClick={() => act.run({ matter: paper.matter as never, text: w.urgeText })}
          >
            {fill(w.urge, { n: waiting })}
          </Button>
        )}
        {paper.quietUntil !== null && <span className="small quiet">{fill(w.quiet, { time: sayTime(paper.quietUntil) })}</span>}
        <CopyNotice
          told={{ kind: w.copy, matter: { id: paper.matter, desk: paper.desk, number: paper.number, named: false }, due: paper.pieces.find((row) => row.due)?.due ?? null }}
          about={paper.number ?? ''}
        />
      </div>
      <RefusalNote error={act.refused} desk={paper.desk} />
    </section>
  )
}

function Papers({ waiting, matter }: { readonly waiting: boolean; readonly matter: string | undefined }) {
  const w = useIncomingWords().units.sent
  const { cursor, pager } = usePages()
  const page = useReading(sentOut, { ...(waiting ? { waiting: 'true' } : {}), ...(matter ? { matter: matter as never } : {}), ...(cursor ? { cursor: cursor as never } : {}) })
  return (
    <>
      {page.papers.length === 0 && <p className="empty">{w.none}</p>}
      {page.papers.map((paper) => (
        <PaperCard key={paper.matter} paper={paper} />
      ))}
      {pager(page.next)}
    </>
  )
}
export function SentOutPage() {
  const t = useT()
  const whole = useIncomingWords()
  const w = whole.units.sent
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { readonly waiting?: boolean | string; readonly matter?: string }
  const waiting = String(search.waiting) === 'true'
  return (
    <div className="stack receipts">
      <div className="page-head">
        <h1>{whole.pages.sentOut}</h1>
        <div className="row wrap no-print">
          <label className="row">
            <input
              type="checkbox"
              checked={waiting}
              onChange={(e) => void navigate({ to: '/incoming/sent', search: e.target.checked ? { waiting: 'true' } : {}, replace: true } as never)}
            />
            {w.waiting}
          </label>
          <Button icon={<Phone size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/calls' } as never)}>
            {w.calls}
          </Button>
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <Suspense fallback={<Waiting />}>
        <Papers key={`${waiting} ${search.matter ?? ''}`} waiting={waiting} matter={search.matter} />
      </Suspense>
    </div>
  )
}
