/** 环节: who was asked what in which round of hands, and how each ended. Signers side by side when they sign together. */
import type { MatterView, PieceView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { sayMoment } from '../say-time.ts'
import { useKernelWords, useLanguage, useStepWord, useT } from '../words/use-words.ts'
import { Light, TimeLeft } from './light.tsx'
import { Opinion } from './opinion.tsx'

function Piece({ piece, among }: { readonly piece: PieceView; readonly among: boolean }) {
  const t = useT()
  const language = useLanguage()
  const words = useKernelWords()
  const endings: Readonly<Record<string, string>> = words.endings
  const now = officeNow()
  const state =
    piece.state === 'ended' ? (
      <span className={`small ${['refused', 'disagreed', 'dropped', 'expired'].includes(piece.ending ?? '') ? 'amber' : 'quiet'}`}>
        {endings[piece.ending ?? ''] ?? ''} {piece.endedAt && sayMoment(piece.endedAt, now, language)}
      </span>
    ) : piece.light && piece.due ? (
      <TimeLeft state={piece.light} due={piece.due} />
    ) : (
      <Light state={piece.state === 'open' ? 'on' : 'paused'}>{words.pieceStates[piece.state]}</Light>
    )
  return (
    <li className={`piece ${piece.mine ? 'is-mine' : ''} is-${piece.state}`}>
      <div className="row between">
        <span className="clip">
          {piece.lead && among && <span className="small quiet">{t('matter.lead')} </span>}
          <b>{piece.unit.name}</b> {piece.person?.name}
        </span>
        {state}
      </div>
      <Opinion piece={piece} />
    </li>
  )
}
/** @param stages default: those still open, and the ended ones behind a fold */
export function StageStrip({ matter }: { readonly matter: MatterView }) {
  const t = useT()
  const step = useStepWord()
  const open = matter.stages.filter((s) => !s.endedAt)
  if (open.length === 0) return <p className="empty">{t('matter.nothing')}</p>
  return (
    <ul className="stages">
      {open.map((stage) => (
        <li key={stage.id} className="stage">
          <p className="small quiet">{step(matter.desk, stage)}</p>
          <ul>
            {stage.pieces.map((piece) => (
              <Piece key={piece.id} piece={piece} among={stage.pieces.length > 1} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
