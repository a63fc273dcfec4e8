/** What a letter asks, and whether the reply takes it up. */
import { describe, expect, test } from 'vitest'
import { questionsIn, takesUp } from './questions.ts'

const letter = '桥下穿段回回积水，都说不归自己管。到底归谁管，什么时候修好，上冻结冰怎么办？盼政府给个准话。'

describe('来信所问 the questions of a letter', () => {
  test('each question is found where it stands, in order', () => {
    const found = questionsIn(letter)
    expect(found.map((q) => q.text)).toEqual(['到底归谁管', '什么时候修好', '上冻结冰怎么办'])
    for (const q of found) expect(letter.slice(q.from, q.to).replace(/？$/, '')).toBe(q.text)
  })
  test('the writer’s own numbers are not part of the question', () => {
    expect(questionsIn('请问：1. 电梯什么时候修好？2、维修基金怎么申请？').map((q) => q.text)).toEqual(['电梯什么时候修好', '维修基金怎么申请'])
  })
  test('one question needs no numbers, a statement asks nothing, five are enough', () => {
    expect(questionsIn('路灯什么时候修好？')).toEqual([])
    expect(questionsIn('路灯不亮半个月了。请派人修。')).toEqual([])
    expect(questionsIn('什么时候修好？'.repeat(9))).toHaveLength(5)
  })
  test('a paragraph that begins with the number takes the question up', () => {
    const draft = '您好：\n1. 由市住建局管护。\n二、11月28日前疏通。\n今后 3 天内上门。'
    expect([1, 2, 3].map((no) => takesUp(draft, no))).toEqual([true, true, false])
  })
})
