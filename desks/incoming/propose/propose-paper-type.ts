/** 文种: the word the title ends with, where it is one of the fifteen. Rule: 党政机关公文处理工作条例 art. 8 */
import { bare, type Paper } from './as-paper.ts'
import { type FieldProposal, propose } from './field-proposal.ts'

export const paperTypeWords = {
  决议: 'resolution',
  决定: 'decision',
  命令: 'order',
  令: 'order',
  公报: 'communique',
  公告: 'announcement',
  通告: 'publicNotice',
  意见: 'opinion',
  通知: 'notice',
  通报: 'circular',
  报告: 'report',
  请示: 'request',
  批复: 'approval',
  议案: 'bill',
  复函: 'letter',
  函: 'letter',
  纪要: 'minutes',
} as const
export type ProposedType = (typeof paperTypeWords)[keyof typeof paperTypeWords]
/** A report of research, a letter of advice: named alike, another thing. */
const another = /(?:可行性研究|研究|调研|审计|调查|检测|评估)报告$|(?:通知|建议|意见|决定)书$/

/** 市长办公会议纪要 over a title that says what was talked about. */
export const isMinutesHead = (text: string): boolean => /会议纪要$/.test(bare(text))

export function proposePaperType({ above, title }: Paper): FieldProposal<ProposedType> | null {
  const text = bare(title.map((line) => line.text).join('')).replace(/[（(][^（）()]*[）)]$/, '')
  if (another.test(text)) return null
  const word = (Object.keys(paperTypeWords) as (keyof typeof paperTypeWords)[]).sort((a, b) => b.length - a.length).find((one) => text.endsWith(one))
  if (word) return propose(paperTypeWords[word], title.slice(-1), 'titleEnd')
  const minutes = above.filter((line) => isMinutesHead(line.text))
  return propose('minutes', minutes, 'head')
}
