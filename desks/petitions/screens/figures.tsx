/** 信访统计: what the annual report tells. */
import { DeskFigures } from '../../../web/figures/desk-figures.tsx'
import { figureKeys, figures } from '../shape.ts'
import { usePageWords } from './parts/use-page-words.ts'
import { usePetitionsWords } from './parts/use-petitions-words.ts'

export function PetitionFiguresPage() {
  const w = usePetitionsWords()
  const p = usePageWords()
  return (
    <DeskFigures
      reading={figures}
      register="/petitions"
      keys={figureKeys}
      words={p.figures}
      heading={w.pages.figures}
      title={p.figuresTitle}
      note={p.figuresNote}
      charted={['received', 'given', 'open']}
      piece={p.figurePieces}
    />
  )
}
