/** The first words of a report, from its numbers: plain sentences for somebody to go on from. Pure. Rule: HA-41, GN-04 */
import { type BlockKey, headings, type Numbers } from './weekly-words.ts'

export interface Theme {
  readonly label: string
  readonly n: number
}
export interface DraftFrom {
  readonly kind: 'weekly' | 'opinions'
  readonly numbers: Numbers
  readonly themes: readonly Theme[]
  readonly overdue: readonly { readonly unit: string; readonly late: number; readonly open: number }[]
  readonly cases: readonly { readonly title: string; readonly unit: string; readonly days: number }[]
}
const n = (numbers: Numbers, of: keyof Numbers, key: string): number => numbers[of].find((f) => f.key === key)?.n ?? 0
const listed = (lines: readonly string[]): string => lines.map((line, at) => `${at + 1}. ${line}`).join('\n')

function changes({ numbers }: DraftFrom): string {
  const by = n(numbers, 'week', 'received') - n(numbers, 'before', 'received')
  const how = by === 0 ? '与上周持平' : by > 0 ? `比上周增加${by}件` : `比上周减少${-by}件`
  return `受理【受理】件，上周【上周受理】件，${how}。满意率【满意率】，上周【上周满意率】；解决率【解决率】，上周【上周解决率】。`
}
const texts: Readonly<Record<BlockKey, (from: DraftFrom) => string>> = {
  totals: ({ kind }) =>
    `本周受理${kind === 'opinions' ? '意见建议' : '来信来电'}【受理】件，已答复【已答复】件，办结率【办结率】，按时办结率【按时办结率】，答复用时中位数【答复用时】天。截至统计时在办【在办】件，其中超期【超期】件，尚无回音【尚无回音】件。`,
  changes,
  themes: ({ themes }) => (themes.length === 0 ? '本周没有集中反映的问题。' : listed(themes.map((t) => `${t.label}，【反映：${t.label}】件。`))),
  overdue: ({ overdue }) => (overdue.length === 0 ? '没有超期在办的单位。' : listed(overdue.map((o) => `${o.unit}：在办【在办：${o.unit}】件，超期【超期：${o.unit}】件。`))),
  cases: ({ cases }) => (cases.length === 0 ? '' : listed(cases.map((c) => `${c.title}（${c.unit}，受理${c.days}天）。`))),
  suggestions: ({ overdue, themes }) => {
    const late = overdue.slice(0, 3).map((o) => o.unit)
    const said = [
      ...(late.length > 0 ? [`请${late.join('、')}限期办结超期件，并说明原因。`] : []),
      ...(themes[0] ? [`“${themes[0].label}”一周内【反映：${themes[0].label}】件，建议归口单位统一研究、一并答复。`] : []),
    ]
    return listed(said)
  },
}
export interface Block {
  readonly key: BlockKey
  readonly heading: string
  readonly text: string
}
export const draftBlocks = (from: DraftFrom): Block[] => (Object.keys(headings) as BlockKey[]).map((key) => ({ key, heading: headings[key], text: texts[key](from) }))
