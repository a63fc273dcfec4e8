/** 主体 of the working copy: title, addressees, levels with their counted numbers, tables, attachment list. Rule: GB/T 9704-2012 7.3; R-F22, R-F24 */
import { AlignmentType, BorderStyle, type Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx'
import { marks } from '../../kernel/drafts/numbering.ts'
import { widthOf } from '../official/breaker.ts'
import type { Attachment, Block, OfficialPaper } from '../official/document.ts'
import { HEIGHT, LINE, lineOf, SIZE, WIDTH } from '../official/grid.ts'
import { faceOfLevel } from '../official/numbering.ts'
import { titleLines } from '../official/title.ts'
import { empty, line, type Words } from './line.ts'
import { eighths, HALVES, LINE_TWIPS, twips } from './measures.ts'

export type Part = Paragraph | Table

/** @param over millimetres between what stands above and the upper edge of its characters */
export function title(text: string, names: readonly string[], over: number, across?: number): Paragraph {
  const words = titleLines(text, names, across).map((one, n): Words => ({ text: one, face: 'title', size: HALVES.title, closer: 0, ...(n > 0 ? { break: 1 } : {}) }))
  const pitch = lineOf(SIZE.two)
  return line(words, { align: AlignmentType.CENTER, before: Math.max(0, twips(over - (pitch - SIZE.two) / 2)), pitch: twips(pitch) })
}
export const addressees = (paper: OfficialPaper, pitch: number): Paragraph[] => [line([{ text: `${paper.addressees.join('，')}：` }], { before: pitch, pitch })]

const THICK = { style: BorderStyle.SINGLE, size: eighths(0.35), color: '000000' } as const
const FINE = { ...THICK, size: eighths(0.25) } as const
function table({ columns, rows }: Extract<Block, { kind: 'table' }>, across: number): Table {
  const sum = columns.reduce((a, b) => a + b, 0)
  const widths = columns.map((c) => Math.floor(twips(across) * (c / sum)))
  const cell = (text: string, n: number, head: boolean) =>
    new TableCell({
      width: { size: widths[n] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: twips(1.6), right: twips(1.6), top: twips(0.4), bottom: twips(0.4) },
      children: [
        line([{ text, face: head ? 'hei' : 'fang', size: Math.round(HALVES.four * 0.9), closer: 0 }], {
          align: head || widthOf(text) < 8 ? AlignmentType.CENTER : AlignmentType.LEFT,
          pitch: twips(7),
        }),
      ],
    })
  return new Table({
    width: { size: twips(across), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: THICK, bottom: FINE, left: FINE, right: FINE, insideHorizontal: FINE, insideVertical: FINE },
    rows: rows.map((cells, n) => new TableRow({ tableHeader: n === 0, cantSplit: true, children: cells.map((text, i) => cell(text, i, n === 0)) })),
  })
}
/** @param pitch twips from line to line */
export function blocks(body: readonly Block[], across: number = WIDTH, pitch: number = LINE_TWIPS): Part[] {
  const numbers = marks(body)
  return body.flatMap((block, n): Part[] => {
    if (block.kind === 'table') return [table(block, across)]
    if (block.kind === 'paragraph') return [line([{ text: block.text }], { first: 2, pitch })]
    if (block.kind === 'present') {
      const head = `${block.head}：`
      return [line([{ text: head, face: 'hei' }, { text: block.names }], { first: 2, hang: 2 + widthOf(head), before: body[n - 1]?.kind === 'present' ? 0 : pitch, pitch })]
    }
    const own = { text: `${numbers[n] ?? ''}${block.text}`, face: faceOfLevel[block.level] }
    return [line([own, ...(block.runOn ? [{ text: block.runOn }] : [])], { first: 2, pitch, more: { keepNext: !block.runOn } })]
  })
}
/** Names without a mark behind them; a second line begins under the first character of the name. */
export function attachmentList(attachments: readonly Attachment[], pitch: number): Paragraph[] {
  const several = attachments.length > 1
  const before = 2 + widthOf('附件：')
  return attachments.map(({ title: text }, n) => {
    const number = several ? `${n + 1}. ` : ''
    const name = text.replace(/[，。；：、]+$/u, '')
    return line([{ text: `${n === 0 ? '附件：' : ''}${number}${name}` }], {
      align: AlignmentType.LEFT,
      first: n === 0 ? 2 : before,
      hang: before + widthOf(number),
      before: n === 0 ? pitch : 0,
      pitch,
    })
  })
}
/** @param breaks it begins a side itself, where no section does */
export function attachment({ title: text, body }: Attachment, number: string, names: readonly string[], breaks: boolean): Part[] {
  const lying = isLying(body)
  const head = line([{ text: number, face: 'hei' }], { more: { pageBreakBefore: breaks } })
  const across = lying ? Math.floor(HEIGHT / SIZE.two) : undefined
  return [head, title(text, names, LINE, across), empty(), ...blocks(body, lying ? HEIGHT : WIDTH)]
}
export const isLying = (body: readonly Block[]): boolean => body[0]?.kind === 'table' && body[0].lying === true
export const overBody = (form: OfficialPaper['form']): number => (form === 'order' ? 2 : 1) * LINE_TWIPS
