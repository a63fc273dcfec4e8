/** 页码 of the working copy: a dash on both sides, odd sides to the right and even ones to the left, a character in. Rule: GB/T 9704-2012 7.5; R-F31 */
import { AlignmentType, Footer, PageNumber, Paragraph, TextRun } from 'docx'
import { BOTTOM, SHEET, SIZE } from '../official/grid.ts'
import { FOOT_RULE, footRule } from './head.ts'
import { line } from './line.ts'
import { cells, fontOf, HALVES, twips } from './measures.ts'

/** Lower edge of the number's line box over that of the sheet, its dash 7 mm below the type area. */
const OVER_EDGE = SHEET.height - (BOTTOM + 7 + SIZE.four / 2)
export const footerMargin = (letter: boolean): number => twips(letter ? FOOT_RULE : OVER_EDGE)

const text = { font: fontOf('song'), size: HALVES.four }
const number = (odd: boolean): Paragraph =>
  new Paragraph({
    alignment: odd ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: odd ? { right: cells(1) } : { left: cells(1) },
    overflowPunctuation: true,
    spacing: { line: twips(SIZE.four), lineRule: 'exact' },
    children: [new TextRun({ ...text, text: '— ' }), new TextRun({ ...text, children: [PageNumber.CURRENT] }), new TextRun({ ...text, text: ' —' })],
  })
/** Under the number of a letter, whose footer reaches down to where its first side has the double line. */
const below = (letter: boolean): Paragraph[] => (letter ? [line([{ text: '' }], { pitch: twips(OVER_EDGE - FOOT_RULE) })] : [])
const of = (children: Paragraph[]) => new Footer({ children })
export const numbered = (letter: boolean) => ({
  default: of([number(true), ...below(letter)]),
  even: of([number(false), ...below(letter)]),
  ...(letter ? { first: of([footRule()]) } : {}),
})
export const silent = { default: of([line([{ text: '' }])]), even: of([line([{ text: '' }])]) } as const
