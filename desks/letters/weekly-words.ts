/** 专报中的数: a figure stands in the text as 【受理】, and is told as the frozen number, a link to its letters. Pure: paper speaks Chinese. Rule: HA-41 */
import type { FigureView } from '../../kernel/figures/shape.ts'

/** What a number may be called in the text: of the week, of the week before, and of everything in hand at the cut-off. */
const names = {
  受理: 'received',
  已答复: 'answered',
  办结率: 'closed',
  按时办结率: 'onTime',
  回退率: 'returned',
  重办率: 'reopened',
  响应率: 'responded',
  解决率: 'solved',
  满意率: 'satisfied',
  答复用时: 'daysToAnswer',
} as const
const standing = { 在办: 'open', 超期: 'late', 尚无回音: 'unanswered' } as const
const shares: readonly string[] = ['closed', 'onTime', 'returned', 'reopened', 'responded', 'solved', 'satisfied']

export interface Told {
  readonly word: string
  readonly key: string
  readonly of: 'week' | 'before' | 'standing'
}
export const tokens: readonly Told[] = [
  ...Object.entries(names).flatMap(([word, key]): Told[] => [
    { word, key, of: 'week' },
    { word: `上周${word}`, key, of: 'before' },
  ]),
  ...Object.entries(standing).map(([word, key]): Told => ({ word, key, of: 'standing' })),
]
export type Numbers = Readonly<Record<Told['of'], readonly FigureView[]>>

/** The number as it is told: a share in percent, days, or so many. */
export function toldNumber(figure: FigureView | undefined): string {
  if (!figure) return '—'
  if (figure.key === 'daysToAnswer') return figure.median === null ? '—' : String(Math.round(figure.median * 10) / 10)
  if (!shares.includes(figure.key)) return String(figure.n)
  return figure.of ? `${figure.n === figure.of ? 100 : ((100 * figure.n) / figure.of).toFixed(1)}%` : '—'
}
/** A number of one unit or theme: 【超期：市住建局】, 【反映：文昌路】. */
export interface NamedNumber {
  readonly word: string
  readonly number: number
  /** Which unit's, or which of the themes and the word the ledger finds its letters by. */
  readonly unit?: string
  readonly find?: string
  /** Its letters are kept with the report. */
  readonly theme?: number
}
export const namedNumbers = (from: {
  readonly overdue: readonly { readonly unit: { readonly id: string; readonly name: string }; readonly late: number; readonly open: number }[]
  readonly themes: readonly { readonly label: string; readonly find: string; readonly n: number; readonly letters?: readonly string[] | undefined }[]
}): NamedNumber[] => [
  ...from.overdue.flatMap(({ unit, late, open }) => [
    { word: `超期：${unit.name}`, number: late, unit: unit.id },
    { word: `在办：${unit.name}`, number: open, unit: unit.id },
  ]),
  ...from.themes.map(({ label, find, n, letters }, theme) => ({ word: `反映：${label}`, number: n, find, ...(letters ? { theme } : {}) })),
]
export type Piece = string | { readonly told: Told | NamedNumber; readonly number: string }
/** A text in pieces: words, and the numbers in it. A name nobody knows stays as it was typed. */
export function piecesOf(text: string, numbers: Numbers, named: readonly NamedNumber[] = []): Piece[] {
  return text.split(/(【[^】\n]{1,40}】)/).flatMap((part): Piece[] => {
    if (part === '') return []
    const own = named.find((one) => part === `【${one.word}】`)
    if (own) return [{ told: own, number: String(own.number) }]
    const told = tokens.find((one) => part === `【${one.word}】`)
    return [told ? { told, number: toldNumber(numbers[told.of].find((f) => f.key === told.key)) } : part]
  })
}
export const plainText = (text: string, numbers: Numbers, named: readonly NamedNumber[] = []): string =>
  piecesOf(text, numbers, named)
    .map((piece) => (typeof piece === 'string' ? piece : piece.number))
    .join('')

export const blockKeys = ['totals', 'changes', 'themes', 'overdue', 'cases', 'suggestions'] as const
export type BlockKey = (typeof blockKeys)[number]
export const headings: Readonly<Record<BlockKey, string>> = {
  totals: '总体情况',
  changes: '变化情况',
  themes: '集中反映的问题',
  overdue: '超期办理情况',
  cases: '典型事例',
  suggestions: '工作建议',
}
/** 第12期. */
export const titles = { weekly: '市长公开电话办理情况专报', opinions: '群众意见建议摘报' } as const
export const issueNumber = (year: number, no: number): string => `〔${year}〕第${no}期`
/** What stands on the paper itself, whatever the reader's language. */
export const onPaper = { notIssued: '（签发时编号）', office: '市政府办公室', signedBy: '签发' } as const
