/** What the letter asks: its questions, in the order they stand; and which of them the draft takes up by number. Pure. */
export interface Question {
  readonly no: number
  readonly from: number
  readonly to: number
  readonly text: string
}
const asks = /什么时候|何时|怎么|怎样|如何|谁|哪[里儿个家些]|能不能|能否|可否|是否|是不是|有没有|为什么|为何|多少|多久|几时|吗$|呢$/
const MOST = 5

/** @returns none unless there are at least two: one question needs no numbers */
export function questionsIn(body: string): Question[] {
  const found: Question[] = []
  for (const part of body.matchAll(/[^，,。；;！!？?：:\n]+[？?]?/g)) {
    const text = part[0].replace(/^\s*[（(]?(?:\d{1,2}|[一二三四五六七八九十]+)[)）.．、]\s*/, '').trim()
    const asked = /[？?]$/.test(text) || asks.test(text.replace(/[？?]$/, ''))
    if (!asked || text.length < 4 || found.length === MOST) continue
    const from = (part.index ?? 0) + part[0].indexOf(text)
    found.push({ no: found.length + 1, from, to: from + text.length, text: text.replace(/[？?]$/, '') })
  }
  return found.length > 1 ? found : []
}
const numerals = '一二三四五'
/** Does a paragraph of the draft begin with this number? 1. 1、（1） 一、 */
export const takesUp = (draft: string, no: number): boolean => new RegExp(`(^|\\n)\\s*[（(]?(?:${no}|${numerals[no - 1]})[)）.．、 　]`).test(draft)
