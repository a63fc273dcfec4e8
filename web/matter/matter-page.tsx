/** One matter, on every desk the same: title and facts, who holds it now, clocks, chain; then past | content | next. On a phone stacked, with the bar at the foot. */
import { Link } from '@tanstack/react-router'
import { ChevronRight, PenLine, Printer } from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import type { MatterId } from '../../kernel/ids.ts'
import { trail } from '../../kernel/reading/shape.ts'
import type { MatterView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { deskOf } from '../desk-pages.ts'
import { PutButton } from '../dossiers/put-button.tsx'
import { useMe } from '../me.ts'
import { AnswerList } from '../parts/answer-list.tsx'
import { Button } from '../parts/button.tsx'
import { ClockBadge } from '../parts/clock-badge.tsx'
import { CopyNotice } from '../parts/copy-notice.tsx'
import { broughtIn, CustodyTrail } from '../parts/custody-trail.tsx'
import { FileList } from '../parts/file-view.tsx'
import { MatterChain } from '../parts/matter-chain.tsx'
import { HolderLine, MatterHeader } from '../parts/matter-header.tsx'
import { Pane } from '../parts/pane.tsx'
import { RouteStrip } from '../parts/route-strip.tsx'
import { Card, Kbd } from '../parts/small.tsx'
import { StageStrip } from '../parts/stage-strip.tsx'
import { Watermark } from '../parts/watermark.tsx'
import { useReading } from '../reading.ts'
import { sayDay, saySpan } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { MoveBar, type Moves } from './move-bar.tsx'
import { PrintDialog, slipsOf } from './print-dialog.tsx'
import { RecordDialog, recordable, useRecordKey } from './record-dialog.tsx'
import { TicketCard } from './ticket-card.tsx'

export interface MatterPageProps {
  readonly matter: MatterView
  /** The desk's own facts beside the number: 人民来信（邮寄）, 市政建设. Default: its origin. */
  readonly facts?: readonly ReactNode[]
  /** The middle: what the matter is about, drafts, forms of the desk's own. */
  readonly children?: ReactNode
  /** Above the moves: a hint, a warning. */
  readonly aside?: ReactNode
  /** More cards under the moves, right column. */
  readonly beside?: ReactNode
  readonly moves?: Moves
  /** What comes after now, as the desk knows it: 核稿 → 签发 → 送达来信人 → 回访. */
  readonly later?: string
  /** Seen by few even so: who asked is shown, or asked not to be. Named matters are of themselves. R-C04, R-C18 */
  readonly restricted?: boolean
  /** Crumbs between the desk and the number; default the desk's ledger. */
  readonly back?: { readonly to: string; readonly word: string }
}

function Past({ matter, later }: { readonly matter: MatterView; readonly later?: string | undefined }) {
  const t = useT()
  const { lines } = useReading(trail, { matter: matter.id as MatterId })
  const language = useLanguage()
  const brought = broughtIn(lines)
  const hands = new Set(lines.map((l) => l.actor.id)).size
  const worked = Date.parse(matter.phase === 'closed' ? (lines.at(-1)?.at ?? officeNow()) : officeNow()) - Date.parse(matter.registeredAt)
  return (
    <Card
      id="past"
      className="past"
      title={t('matter.trail')}
      aside={[t('matter.trailHands', { hands }), saySpan(worked, t), brought && t('matter.lateEntry', { time: sayDay(brought, officeNow(), language) })].filter(Boolean).join('　')}
    >
      <Pane label={t('matter.trail')}>
        <CustodyTrail matter={matter} lines={lines} later={later} />
      </Pane>
    </Card>
  )
}

/** Of the running clock of the whole, else of the nearest. */
const dueOf = (matter: MatterView): string | null =>
  [...matter.clocks].filter((clock) => clock.stoppedAt === null).sort((a, b) => Number(b.whole) - Number(a.whole) || (a.dueAt < b.dueAt ? -1 : 1))[0]?.dueAt ?? null

export function MatterPage({ matter, facts, children, aside, beside, moves = {}, later, restricted = false, back }: MatterPageProps) {
  const t = useT()
  const me = useMe()
  const language = useLanguage()
  const desk = deskOf(matter.desk)
  const [recording, setRecording] = useState(false)
  const [printing, setPrinting] = useState(false)
  const mayRecord = (me.powers.includes(`${matter.desk}.record`) || me.powers.includes('office.record')) && recordable(matter, me.person.id).length > 0
  useRecordKey(mayRecord && !recording, () => setRecording(true))
  const name = desk?.words[language].name ?? matter.desk
  return (
    <article className="matter-page" data-phase={matter.phase} data-readers={matter.readers}>
      {(restricted || matter.readers === 'named') && <Watermark named={matter.readers === 'named'} />}
      {matter.readers === 'named' && <p className="paper-only">{t('matter.noPaper')}</p>}
      <div className="matter-above no-print">
        <nav className="crumbs small quiet" aria-label={t('matter.crumbs')}>
          {back ? <Link to={back.to}>{back.word}</Link> : <Link to={`/${matter.desk}`}>{name}</Link>}
          <ChevronRight size={12} aria-hidden="true" />
          <span className="num">{matter.number}</span>
          {matter.number && matter.readers !== 'named' && (
            <CopyNotice told={{ kind: name, matter: { id: matter.id, desk: matter.desk, number: matter.number, named: false }, due: dueOf(matter) }} />
          )}
        </nav>
        <span className="row">
          <PutButton byKey matters={[{ id: matter.id, number: matter.number, title: matter.title }]} />
          {slipsOf(matter).length > 0 && (
            <Button small kind="text" icon={<Printer size={14} aria-hidden="true" />} onClick={() => setPrinting(true)}>
              {t('print.title')}
            </Button>
          )}
        </span>
      </div>
      <header className="card matter-head">
        <div className="matter-top">
          <MatterHeader matter={matter} {...(facts ? { facts } : {})}>
            <HolderLine matter={matter} />
          </MatterHeader>
          {matter.clocks.length > 0 && (
            <section className="clocks" aria-label={t('matter.clocks')}>
              {[...matter.clocks]
                .sort((a, b) => Number(a.stoppedAt !== null) - Number(b.stoppedAt !== null) || Number(b.whole) - Number(a.whole))
                .slice(0, 3)
                .map((clock) => (
                  <ClockBadge key={`${clock.key}${clock.startedAt}`} clock={clock} desk={matter.desk} />
                ))}
            </section>
          )}
        </div>
        <MatterChain matter={matter} />
      </header>
      <div className="matter-panes">
        <Suspense
          fallback={
            <Card className="past" title={t('matter.trail')}>
              <div className="card-body waiting" />
            </Card>
          }
        >
          <Past matter={matter} later={later} />
        </Suspense>
        {/* biome-ignore lint/a11y/useSemanticElements: no set of fields, and the cards within are the landmarks */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a column that scrolls must be reachable by the keyboard */}
        <div className="content stack" role="group" aria-label={name} tabIndex={0}>
          {children}
          {matter.files.length > 0 && (
            <Card title={t('matter.files')} id="files">
              <div className="card-body">
                <FileList files={matter.files} matter={matter.id} />
              </div>
            </Card>
          )}
          {matter.answers.some((a) => a.sentAt) && (
            <Card title={t('matter.answers')} id="answers">
              <div className="card-body">
                <AnswerList matter={matter} />
              </div>
            </Card>
          )}
        </div>
        <aside className="next stack" aria-label={t('matter.next')}>
          <Card title={t('matter.next')} id="next" className="next-card">
            <div className="card-body">
              {aside}
              <MoveBar matter={matter} moves={moves}>
                {matter.paused && <p className="amber small">{t('matter.paused', { date: matter.paused.until.slice(0, 10) })}</p>}
                {matter.openParts > 0 && <p className="small quiet">{t('matter.parts', { count: matter.openParts })}</p>}
              </MoveBar>
              {mayRecord && (
                <Button className="record-button" onClick={() => setRecording(true)} icon={<PenLine size={14} aria-hidden="true" />}>
                  {t('record.title')} <Kbd>D</Kbd>
                </Button>
              )}
            </div>
          </Card>
          {matter.stages.some((s) => !s.endedAt) && (
            <Card title={t('matter.stages')} id="stages">
              <div className="card-body">
                {matter.route && <RouteStrip route={matter.route} />}
                <StageStrip matter={matter} />
              </div>
            </Card>
          )}
          {beside}
          {matter.readers !== 'named' && matter.stages.length > 1 && <TicketCard matter={matter} />}
        </aside>
      </div>
      {printing && <PrintDialog matter={matter} onClose={() => setPrinting(false)} />}
      {recording && <RecordDialog matter={matter} onClose={() => setRecording(false)} />}
    </article>
  )
}
