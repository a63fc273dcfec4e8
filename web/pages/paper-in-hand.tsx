/** One paper in hand: what it says, what is proposed, what others wrote; then my own opinion. */
import { Link } from '@tanstack/react-router'
import type { MatterView, PieceView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { matterPath } from '../desk-pages.ts'
import { MyOpinion } from '../matter/my-opinion.tsx'
import { Button } from '../parts/button.tsx'
import { FileList } from '../parts/file-view.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { Opinion } from '../parts/opinion.tsx'
import { Card, Urgency } from '../parts/small.tsx'
import { sayMoment } from '../say-time.ts'
import { moveWord, useDeskWords, useKernelWords, useLanguage, useStepWord, useT } from '../words/use-words.ts'

interface Props {
  readonly matter: MatterView
  readonly piece: string
  readonly onLanded: () => void
  readonly onLater: () => void
}
const pieces = (matter: MatterView): readonly PieceView[] => matter.stages.flatMap((s) => s.pieces)

/** The desk's own texts, as it names them: what the paper says. */
function Texts({ matter }: { readonly matter: MatterView }) {
  const names = useDeskWords(matter.desk)?.texts ?? {}
  const detail = (matter.detail ?? {}) as Readonly<Record<string, unknown>>
  return Object.entries(names).map(([key, name]) => {
    const text = detail[key]
    return typeof text === 'string' && text !== '' ? (
      <div key={key}>
        <p className="small quiet">{name}</p>
        <p className="pre paper-text serif">{text}</p>
      </div>
    ) : null
  })
}
function Said({ matter, except }: { readonly matter: MatterView; readonly except: string }) {
  const t = useT()
  const language = useLanguage()
  const words = useKernelWords()
  const given = pieces(matter)
    .filter((p) => p.id !== except && p.kind !== 'do' && p.endedAt && ['agreed', 'disagreed', 'read'].includes(p.ending ?? ''))
    .sort((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''))
  if (given.length === 0) return null
  return (
    <Card title={t('papers.said')} id="said">
      <ul className="card-body stack said-before">
        {given.map((p) => (
          <li key={p.id}>
            <p className="row between wrap">
              <span>
                <b>{(p.actedBy ?? p.person)?.name}</b> <span className="quiet">{words.endings[p.ending as 'agreed']}</span>
              </span>
              <span className="small quiet num">{p.endedAt && sayMoment(p.endedAt, officeNow(), language)}</span>
            </p>
            <Opinion piece={p} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function PaperInHand({ matter, piece: id, onLanded, onLater }: Props) {
  const t = useT()
  const step = useStepWord()
  const language = useLanguage()
  const piece = pieces(matter).find((p) => p.id === id)
  const stage = matter.stages.find((s) => s.id === piece?.stage)
  const mine = piece?.mine === true && piece.state === 'open'
  const byDraft = matter.draft !== null && piece?.kind === 'say' && stage?.asks === null
  return (
    <div className="stack paper-in-hand">
      <Card
        id="paper"
        title={
          <>
            <Urgency level={matter.urgency} /> {matter.title ?? t('matter.hidden')}
          </>
        }
        aside={piece?.light && piece.due ? <TimeLeft state={piece.light} due={piece.due} /> : undefined}
      >
        <div className="card-body stack tight">
          <p className="small quiet row between wrap">
            <span className="num">{matter.number}</span>
            <Link to={matterPath(matter.desk, matter.id)}>{t('papers.open')}</Link>
          </p>
          <Texts matter={matter} />
          {matter.files.length > 0 && <FileList files={matter.files} matter={matter.id} />}
        </div>
      </Card>
      {piece && (
        <Card
          id="proposal"
          title={stage?.asks ? t('matter.askedFor', { name: piece.givenBy.name, move: moveWord(matter.desk, stage.asks.move, language) }) : t('papers.proposal')}
          aside={step(matter.desk, piece)}
        >
          <div className="card-body stack tight">
            <p className={piece.ask ? 'pre serif paper-text' : 'quiet'}>{piece.ask ?? t('papers.noProposal')}</p>
            <p className="small quiet">{piece.givenBy.name}</p>
          </div>
        </Card>
      )}
      <Said matter={matter} except={id} />
      {!mine || byDraft ? (
        <div className="card card-body stack">
          <p>{t(mine ? 'papers.byDraft' : 'papers.gone')}</p>
          <p className="row wrap">
            {mine && (
              <Link to={matterPath(matter.desk, matter.id)} className="btn is-primary">
                {t('papers.open')}
              </Link>
            )}
            <Button onClick={onLater}>{t('papers.next')}</Button>
          </p>
        </div>
      ) : (
        <MyOpinion matter={matter} piece={piece} onLanded={onLanded} onLater={onLater} />
      )}
    </div>
  )
}
