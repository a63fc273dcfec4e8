/** 版头 of the working copy, in the flow: what stands above is counted out in line boxes, so that mark and red line come to their places. Rule: GB/T 9704-2012 7.2, 10; R-F11 */
import { AlignmentType, BorderStyle, Header, type Paragraph, Table, TableCell, TableRow, TabStopType, VerticalAlign, WidthType } from 'docx'
import { widthOf } from '../official/breaker.ts'
import type { OfficialPaper } from '../official/document.ts'
import { CELL, LINE, SHEET, TOP, WIDTH } from '../official/grid.ts'
import { line, type Words } from './line.ts'
import { cells, eighths, HALF_LEADING, MARGINS, RED, twips } from './measures.ts'

/** Upper edge of the mark from the upper edge of the sheet, in millimetres. */
export const MARK = { paper: TOP + 35, upward: TOP + 35, minutes: TOP + 35, order: TOP + 20, letter: 30 } as const
const MOST = 20
/** Below the number to the red line, less what the line box leaves under its characters. */
const OVER_LINE = 4 - HALF_LEADING
/** The red line takes its own thickness and the rounding of its distance. */
export const LINE_TAKES = 0.6
const POINT = 25.4 / 72
/** Line box of a mark, and what it has over its ink above and below: the layout counts from the ink. */
const [BOX, INK] = [1.02, 0.92] as const
const SPARE = (BOX - INK) / 2
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
export const bare = { top: none, bottom: none, left: none, right: none } as const
const bareTable = { ...bare, insideHorizontal: none, insideVertical: none } as const

const corner = ({ copyNumber, urgency }: OfficialPaper): Words[] => [...(copyNumber ? [{ text: copyNumber }] : []), ...(urgency ? [{ text: urgency, face: 'hei' as const }] : [])]
const sizeOf = (millimetres: number): number => Math.floor((millimetres / POINT) * 2)
function mark(text: string, most: number, before: number): { paragraph: Paragraph; below: number } {
  const size = Math.min(most, WIDTH / [...text].length)
  const height = size * BOX
  return {
    paragraph: line([{ text, face: 'title', size: sizeOf(size), red: RED, closer: 0 }], {
      align: AlignmentType.CENTER,
      before: Math.max(0, twips(before - size * SPARE)),
      pitch: twips(height),
    }),
    below: size * SPARE,
  }
}
/** Organs one below the other, spread to the longest; 文件 to the right of them at middle height. */
function joint(organs: readonly string[], before: number): (Paragraph | Table)[] {
  const longest = Math.max(...organs.map((o) => [...o].length))
  const size = Math.min(MOST * 0.6, WIDTH / (longest + 3))
  const pitch = size * 1.35
  const words = (text: string): Words => ({ text, face: 'title', size: sizeOf(size), red: RED, closer: 0 })
  const cell = (children: Paragraph[], width: number) =>
    new TableCell({ children, borders: bare, verticalAlign: VerticalAlign.CENTER, margins: { left: 0, right: 0 }, width: { size: twips(width), type: WidthType.DXA } })
  const [names, suffix] = [size * longest * 1.02, size * 2.6]
  return [
    line([{ text: '' }], { pitch: twips(before) }),
    new Table({
      alignment: AlignmentType.CENTER,
      width: { size: twips(names + suffix), type: WidthType.DXA },
      columnWidths: [twips(names), twips(suffix)],
      borders: bareTable,
      rows: [
        new TableRow({
          children: [
            cell(
              organs.map((organ) => line([words(organ)], { align: AlignmentType.DISTRIBUTE, pitch: twips(pitch) })),
              names,
            ),
            cell([line([words('文件')], { align: AlignmentType.CENTER, pitch: twips(pitch) })], suffix),
          ],
        }),
      ],
    }),
  ]
}
const redLine = (mm: number, space: number) => ({ more: { border: { bottom: { style: BorderStyle.SINGLE, size: eighths(mm), color: RED, space } } } })
/** 签发人 to the right, two names a line; the number stands on the last. */
function signed({ signers, number }: OfficialPaper, before: number): Paragraph[] {
  const rows = Array.from({ length: Math.max(1, Math.ceil(signers.length / 2)) }, (_, n) => signers.slice(2 * n, 2 * n + 2))
  const widest = Math.max(...signers.map(widthOf), 2)
  const from = 28 - 1 - (4 + widest * Math.min(2, signers.length) + (Math.min(2, signers.length) - 1))
  return rows.map((names, n) => {
    const last = n === rows.length - 1
    const left = last ? (number ?? '') : ''
    const label = n === 0 ? '签发人：' : '　　　　'
    return line([{ text: `${left}\t${label}` }, { text: names.join('　'), face: 'kai' }], {
      align: AlignmentType.LEFT,
      first: 1,
      before: n === 0 ? before : 0,
      more: { tabStops: [{ type: TabStopType.LEFT, position: cells(from) }], ...(last ? redLine(0.5, Math.round(OVER_LINE / POINT)).more : {}) },
    })
  })
}
const double = (thickAbove: boolean) => ({
  style: thickAbove ? BorderStyle.THICK_THIN_SMALL_GAP : BorderStyle.THIN_THICK_SMALL_GAP,
  size: eighths(1.6),
  color: RED,
})
/** 170 mm, seven more than the type area on either side. */
export const beyond = { left: -twips((170 - WIDTH) / 2), right: -twips((170 - WIDTH) / 2) }
/** Name and double line stand above the type area: in the header of the first side. */
export function letterMast(paper: OfficialPaper): Header {
  const { paragraph, below } = mark(paper.organs[0] ?? '', 13, 0)
  const rule = line([{ text: '' }], { pitch: twips(4 - 2 * below), more: { indent: beyond, border: { bottom: { ...double(true), space: 0 } } } })
  return new Header({ children: [paragraph, rule] })
}
/** The number under the line to the right, the urgency to the left of it. */
function letterHead(paper: OfficialPaper): Paragraph[] {
  const left = corner(paper)
  const before = twips(CELL * (7 / 8) - HALF_LEADING)
  const number = paper.number ?? ''
  if (!left[0]) return [line([{ text: number }], { align: AlignmentType.RIGHT, before })]
  const tabStops = [{ type: TabStopType.RIGHT, position: twips(WIDTH) }]
  return [line([left[0], { text: `\t${number}` }], { align: AlignmentType.LEFT, before, more: { tabStops } }), ...left.slice(1).map((w) => line([w]))]
}

export function headLines(paper: OfficialPaper): (Paragraph | Table)[] {
  if (paper.form === 'letter') return letterHead(paper)
  const over = corner(paper)
  const above = MARK[paper.form] - MARGINS.top - over.length * LINE
  const first = over.map((words) => line([words]))
  const number = paper.number ?? ''
  const name = paper.organs[0] ?? ''
  if (paper.form === 'order') {
    const { paragraph, below } = mark(/令$/u.test(name) ? name : `${name}令`, MOST, above)
    return [...first, paragraph, line([{ text: number }], { align: AlignmentType.CENTER, before: twips(2 * LINE - HALF_LEADING - below) })]
  }
  const single = paper.organs.length > 1 ? null : mark(`${name}${paper.form === 'minutes' ? '' : '文件'}`, MOST, above)
  const joined = single ? [single.paragraph] : joint(paper.organs, above)
  const before = twips((paper.form === 'minutes' ? 1 : 2) * LINE - HALF_LEADING - (single?.below ?? 0))
  const below =
    paper.form === 'upward' ? signed(paper, before) : [line([{ text: number }], { align: AlignmentType.CENTER, before, ...redLine(0.5, Math.round(OVER_LINE / POINT)) })]
  return [...first, ...joined, ...below]
}
/** The lower double line of a letter, 20 mm over the lower edge of its first sheet. */
export const footRule = (): Paragraph => line([{ text: '' }], { pitch: twips(2), more: { indent: beyond, border: { bottom: { ...double(false), space: 0 } } } })
export const FOOT_RULE = SHEET.height - 277
