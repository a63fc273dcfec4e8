/** What was said on a piece, as it was given: the words, how they came, and the hand itself. */
import type { PieceView } from '../../kernel/view.ts'
import { useKernelWords } from '../words/use-words.ts'
import { InkView } from './ink-view.tsx'

export function Opinion({ piece, words = true }: { readonly piece: PieceView; readonly words?: boolean }) {
  const { hands } = useKernelWords()
  const how = piece.via ? hands[piece.via] : ''
  return (
    <>
      {words && piece.opinion && <p className="pre serif">{piece.opinion}</p>}
      {how && <span className="hand-mark small quiet">{how}</span>}
      {piece.ink && <InkView ink={piece.ink} by={(piece.actedBy ?? piece.person)?.name ?? ''} />}
    </>
  )
}
