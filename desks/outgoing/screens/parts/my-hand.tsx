/** On the telephone: right under the text, what a thumb signs with. On a wide screen the moves stand beside the text already. Rule: R-D24 */
import type { MatterView } from '../../../../kernel/view.ts'
import { MyOpinion } from '../../../../web/matter/my-opinion.tsx'
import { useScreenWords } from './use-outgoing-words.ts'

export function MyHand({ paper }: { readonly paper: MatterView }) {
  const s = useScreenWords()
  const may = paper.may.sign
  const piece = may?.allowed ? paper.stages.flatMap((stage) => stage.pieces).find((one) => one.id === may.piece) : undefined
  if (!piece?.mine || piece.state !== 'open') return null
  return (
    <div className="outgoing-hand">
      <MyOpinion key={piece.id} matter={paper} piece={piece} onLanded={() => window.scrollTo(0, 0)} {...(piece.role === 'approve' ? { no: s.hints.signedBack } : {})} />
    </div>
  )
}
