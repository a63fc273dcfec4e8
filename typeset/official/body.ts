/** 主体: title, addressees, text, attachment list, signature, remark. Rule: GB/T 9704-2012 7.3; standards §1.3; R-F20 … R-F23 */

import { marks } from '../../kernel/drafts/numbering.ts'
import { widthOf } from './breaker.ts'
import type { Attachment, Block, OfficialPaper } from './document.ts'
import { COLUMNS, LEFT, LINE, lineOf, SIZE, WIDTH } from './grid.ts'
import { faceOfLevel } from './numbering.ts'
import type { Item } from './page.ts'
import { LEADING, type Row, rowsOf } from './set-line.ts'
import { signature } from './signature.ts'
import { lyingTable, table } from './table.ts'
import { titleLines } from './title.ts'

const flush = { first: 0, hang: 0, across: COLUMNS }
const indented = { first: 2, hang: 0, across: COLUMNS }
const EMPTY = LINE

/** @param lead over its first line */
export function titleRows(title: string, names: readonly string[], lead: number): Row[] {
  return titleLines(title, names).map((text, n) => ({
    lead: n === 0 ? lead : lineOf(SIZE.two) - SIZE.two,
    height: SIZE.two,
    stays: true,
    draw: (y): Item[] => [{ kind: 'text', text, x: LEFT, y, width: WIDTH, size: SIZE.two, face: 'title', fit: 'centre' }],
  }))
}
function heading(block: Extract<Block, { kind: 'heading' }>, mark: string): Row[] {
  const text = `${mark}${block.text}`
  const rows = rowsOf(
    text + (block.runOn ?? ''),
    { face: block.runOn ? 'fang' : faceOfLevel[block.level], measure: indented, body: true },
    { length: [...text].length, face: faceOfLevel[block.level] },
  )
  const last = rows.at(-1)
  return block.runOn || !last ? rows : [...rows.slice(0, -1), { ...last, stays: true }]
}
export function blocks(body: readonly Block[]): Row[] {
  const numbers = marks(body)
  return body.flatMap((block, n): Row[] => {
    if (block.kind === 'heading') return heading(block, numbers[n] as string)
    if (block.kind === 'table') return table(block)
    if (block.kind === 'paragraph') return rowsOf(block.text, { face: 'fang', measure: indented, body: true })
    const head = `${block.head}：`
    const hang = 2 + widthOf(head)
    return rowsOf(
      head + block.names,
      { face: 'fang', measure: { first: 2, hang, across: COLUMNS }, lead: body[n - 1]?.kind === 'present' ? LEADING : EMPTY + LEADING, body: true },
      { length: [...head].length, face: 'hei' },
    )
  })
}
/** 附件说明: names without a mark behind them; a second line begins under the first character of the name. */
function attachmentList(attachments: readonly Attachment[]): Row[] {
  if (attachments.length === 0) return []
  const several = attachments.length > 1
  return attachments.flatMap(({ title }, n) => {
    const name = title.replace(/[，。；：、]+$/u, '')
    const head = n === 0 ? '附件：' : ''
    const number = several ? `${n + 1}. ` : ''
    const before = 2 + widthOf('附件：')
    return rowsOf(`${head}${number}${name}`, {
      face: 'fang',
      measure: { first: n === 0 ? 2 : before, hang: before + widthOf(number), across: COLUMNS },
      lead: n === 0 ? EMPTY + LEADING : LEADING,
    })
  })
}
const remark = (text: string | null): Row[] => (text ? rowsOf(`（${text.replace(/^[（(](.*)[）)]$/u, '$1')}）`, { face: 'fang', measure: indented }) : [])
/** The last line of the text goes with the signature and the remark to the next side, so that neither ever stands alone there. */
const ended = (text: readonly Row[], ending: readonly Row[]): Row[] =>
  [...text, ...ending].map((row, n, all) => (n >= text.length - 1 && n < all.length - 1 ? { ...row, stays: true } : row))

/** @param addressees in their place, or moved to the 版记 where they would leave no room for text on the first side */
export function mainRows(paper: OfficialPaper, addressees: boolean): Row[] {
  const to = addressees && paper.addressees.length > 0 ? rowsOf(`${paper.addressees.join('，')}：`, { face: 'fang', measure: flush, lead: EMPTY + LEADING }) : []
  const [first, ...rest] = blocks(paper.body)
  const lead = (paper.form === 'order' ? 2 : 1) * EMPTY + LEADING // below the number of an order two lines, below a title one
  const opened = first ? [to.length > 0 ? first : { ...first, lead }, ...rest] : []
  const text = [...opened, ...attachmentList(paper.attachments)]
  const titled = paper.form === 'order' ? [] : titleRows(paper.title, paper.names, 2 * LINE)
  return [...titled, ...to, ...ended(text, [...(paper.form === 'minutes' ? [] : signature(paper)), ...remark(paper.remark)])]
}
/** 附件: a side of its own each; 附件 and its number in the first line, its title in the third. */
export function attachmentRows({ title, body }: Attachment, n: number, of: number, names: readonly string[]): Row[] {
  const number = `附件${of > 1 ? n + 1 : ''}`
  const [table, ...more] = body
  if (table?.kind === 'table' && table.lying) return [...lyingTable(table, { number, title, names }), ...blocks(more)]
  const head = rowsOf(number, { face: 'hei', measure: flush })
  const [first, ...rest] = blocks(body)
  return [
    ...head.map((row) => ({ ...row, lead: 0, breaks: true, stays: true })),
    ...titleRows(title, names, EMPTY + LEADING),
    ...(first ? [{ ...first, lead: EMPTY + LEADING }, ...rest] : []),
  ]
}
