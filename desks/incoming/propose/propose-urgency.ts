/** 紧急程度: 特急 or 加急 standing by itself above the title, also as the grade of a telegram. Rule: R-D31; GB/T 9704-2012 7.2.3 */
import { bare, type Paper, words } from './as-paper.ts'
import { type FieldProposal, propose } from './field-proposal.ts'

const grades: Readonly<Record<string, 'urgent' | 'most_urgent'>> = { 特急: 'most_urgent', 特提: 'most_urgent', 加急: 'urgent' }
export function proposeUrgency({ above }: Paper): FieldProposal<'urgent' | 'most_urgent'> | null {
  for (const line of above) {
    const alone = [...words(line.text), bare(line.text), bare(line.text).slice(0, 2)]
    const grade = alone.map((word) => grades[word.replace(/^等级[:：]?/, '').replace(/[·.、/]?明电$/, '')]).find((one) => one !== undefined)
    if (grade) return propose(grade, [line], 'beside')
  }
  return null
}
