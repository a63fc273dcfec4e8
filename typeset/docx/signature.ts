/** 署名 of the working copy: where a seal goes its room is left free, the seal itself is pressed on paper. Rule: GB/T 9704-2012 7.3.5; R-E04, R-F20 */
import { AlignmentType, type Paragraph, Table, TableCell, TableRow, VerticalAlign, WidthType } from 'docx'
import { chineseDate } from '../../kernel/time.ts'
import { widthOf } from '../official/breaker.ts'
import type { OfficialPaper } from '../official/document.ts'
import { CELL, LINE, WIDTH } from '../official/grid.ts'
import { bare } from './head.ts'
import { line } from './line.ts'
import { HALF_LEADING, LINE_TWIPS, twips } from './measures.ts'
import type { Part } from './text.ts'

const [SEAL, SEAL_BELOW, UNDER_MIDDLE] = [45, 8, 3] as const
const RIGHT = AlignmentType.RIGHT

function sealed(organ: string, date: string): Paragraph[] {
  const nameTop = SEAL_BELOW + SEAL / 2 + UNDER_MIDDLE - (LINE + CELL) / 2
  const left = SEAL_BELOW + SEAL - nameTop - LINE - CELL
  const half = (widthOf(organ) - widthOf(date)) / 2
  const dateRight = Math.max(4, half)
  return [
    line([{ text: organ }], { align: RIGHT, right: dateRight - half, before: twips(nameTop - HALF_LEADING), more: { keepNext: true } }),
    line([{ text: date }], { align: RIGHT, right: dateRight, after: Math.max(0, twips(left - HALF_LEADING)) }),
  ]
}
function jointSealed(organs: readonly string[], date: string): Part[] {
  const step = Math.max(SEAL + 2, Math.max(...organs.map((o) => widthOf(o) * CELL)) + CELL)
  const inRow = Math.max(1, Math.floor(WIDTH / step))
  const rows = Array.from({ length: Math.ceil(organs.length / inRow) }, (_, n) => organs.slice(n * inRow, (n + 1) * inRow))
  const own = (here: number) => ({ size: Math.floor(twips(WIDTH) / here), type: WidthType.DXA })
  return rows.map(
    (here) =>
      new Table({
        width: { size: twips(WIDTH), type: WidthType.DXA },
        borders: { ...bare, insideHorizontal: bare.top, insideVertical: bare.top },
        rows: [
          new TableRow({
            cantSplit: true,
            height: { value: twips(SEAL + SEAL_BELOW), rule: 'atLeast' },
            children: here.map(
              (organ) =>
                new TableCell({
                  borders: bare,
                  width: own(here.length),
                  verticalAlign: VerticalAlign.CENTER,
                  margins: { left: 0, right: 0 },
                  children: [
                    line([{ text: organ }], { align: AlignmentType.CENTER }),
                    ...(organ === organs.at(-1) ? [line([{ text: date }], { align: AlignmentType.CENTER })] : []),
                  ],
                }),
            ),
          }),
        ],
      }),
  )
}
function unsealed(organs: readonly string[], date: string): Paragraph[] {
  const last = organs.at(-1) ?? ''
  const dateFirst = widthOf(date) + 2 > widthOf(last)
  // the date begins two cells right of the name; the longer of the two ends two cells from the right
  const nameRight = (name: string) => (dateFirst ? 2 + widthOf(date) + 2 - widthOf(name) - (widthOf(last) - widthOf(name)) / 2 : 2)
  const dateRight = dateFirst ? 2 : 2 + widthOf(last) - 2 - widthOf(date)
  return [
    ...organs.map((organ, n) => line([{ text: organ }], { align: RIGHT, right: Math.max(0, nameRight(organ)), before: n === 0 ? LINE_TWIPS : 0, more: { keepNext: true } })),
    line([{ text: date }], { align: RIGHT, right: Math.max(0, dateRight) }),
  ]
}
/** 签名章 of an order. */
function signedBy({ post, name }: { readonly post: string; readonly name: string }, date: string): Paragraph[] {
  return [
    line([{ text: `${post}　　` }, { text: name, face: 'kai', size: 56, closer: 0 }], {
      align: RIGHT,
      right: 4,
      before: 2 * LINE_TWIPS,
      pitch: twips(18),
      more: { keepNext: true },
    }),
    line([{ text: date }], { align: RIGHT, right: 4, before: LINE_TWIPS }),
  ]
}
export function signature({ signature: s }: OfficialPaper): Part[] {
  const date = chineseDate(s.date)
  if (s.by) return signedBy(s.by, date)
  if (!s.sealed) return unsealed(s.organs, date)
  return s.organs.length === 1 ? sealed(s.organs[0] as string, date) : jointSealed(s.organs, date)
}
