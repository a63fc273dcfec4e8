/** Numbers of levels are counted, never typed: 一、（一）1.（1）. Rule: GB/T 9704-2012 7.3.3; standards §1.3 */
import type { Block } from './draft.ts'

const digits = '零一二三四五六七八九'
/** 1 … 99 → 一 … 九十九 */
function chineseOrdinal(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`
  return `${ten}${ones === 0 && tens > 0 ? '' : digits[ones]}`
}
const mark = { 1: (n: number) => `${chineseOrdinal(n)}、`, 2: (n: number) => `（${chineseOrdinal(n)}）`, 3: (n: number) => `${n}. `, 4: (n: number) => `（${n}）` } as const

/** @returns the mark of every block, '' where it has none */
export function marks(body: readonly Block[]): string[] {
  const at = [0, 0, 0, 0]
  return body.map((block) => {
    if (block.kind !== 'heading') return ''
    at[block.level - 1] = (at[block.level - 1] as number) + 1
    at.fill(0, block.level)
    return mark[block.level](at[block.level - 1] as number)
  })
}
