/** Lines of the working copy: every paragraph stands on lines of exactly 592 twips, its digits half a cell wide and no space put beside them. Rule: R-F04 */
import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, Tab, TextRun } from 'docx'
import type { Face } from '../paper/faces.ts'
import { CLOSER, cells, fontOf, HALVES, LINE_TWIPS } from './measures.ts'

export interface Words {
  readonly text: string
  readonly face?: Face
  /** Half points; 3号 unless said. */
  readonly size?: number
  readonly red?: string
  readonly closer?: number
  /** Percent of its breadth. */
  readonly scale?: number
  /** Line breaks before it. */
  readonly break?: number
}
export const run = ({ text, face = 'fang', size = HALVES.three, red, closer, scale, break: breaks }: Words): TextRun =>
  new TextRun({
    children: text.split('\t').flatMap((piece, n) => (n > 0 ? [new Tab(), piece] : [piece])),
    font: fontOf(face),
    size,
    characterSpacing: closer ?? (size === HALVES.three ? CLOSER : 0),
    ...(red ? { color: red } : {}),
    ...(scale ? { scale } : {}),
    ...(breaks ? { break: breaks } : {}),
  })

export interface LineOptions {
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType]
  /** Cells: of the first line, of the later ones, from the right. */
  readonly first?: number
  readonly hang?: number
  readonly right?: number
  /** Twips. */
  readonly before?: number
  readonly after?: number
  readonly pitch?: number
  readonly more?: IParagraphOptions
}
export function line(
  words: readonly Words[],
  { align = AlignmentType.BOTH, first = 0, hang = 0, right = 0, before = 0, after = 0, pitch = LINE_TWIPS, more }: LineOptions = {},
): Paragraph {
  const step = first - hang
  return new Paragraph({
    children: words.map(run),
    alignment: align,
    spacing: { line: pitch, lineRule: LineRuleType.EXACT, before, after },
    indent: { left: cells(hang), right: cells(right), ...(step > 0 ? { firstLine: cells(step) } : step < 0 ? { hanging: cells(-step) } : {}) },
    overflowPunctuation: true,
    widowControl: false,
    ...more,
  })
}
export const empty = (): Paragraph => line([{ text: '' }])
