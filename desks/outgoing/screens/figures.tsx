/** 发文情况. Rule: R-H20, BZ-38, BZ-47 */
import { DeskFigures } from '../../../web/figures/desk-figures.tsx'
import { figures } from '../ledger-shape.ts'
import { figureKeys } from '../shape.ts'
import { useOutgoingWords, useScreenWords } from './parts/use-outgoing-words.ts'

export function OutgoingFiguresPage() {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const words = Object.fromEntries(figureKeys.map((key) => [key, { ...w.figures[key], not: s.figures.not }])) as never
  return (
    <DeskFigures
      reading={figures}
      register="/outgoing"
      keys={figureKeys}
      words={words}
      heading={w.pages.figures}
      title={w.pages.figures}
      note={w.figuresNote}
      charted={['drafted', 'issued', 'returned']}
      piece={s.figures.pieces}
    />
  )
}
