/** 标题 and 文种. Rule: 条例 art. 9(7); GB/T 9704-2012 7.3.1; standards §1.3 */
import { waysOf } from './paper-types.ts'
import { found, none, type Writing, type WritingRule } from './writing.ts'

const wordsOf: Readonly<Record<Writing['type'], string>> = {
  resolution: '决议',
  decision: '决定',
  order: '令',
  communique: '公报',
  announcement: '公告',
  publicNotice: '通告',
  opinion: '意见',
  notice: '通知',
  circular: '通报',
  report: '报告',
  request: '请示',
  approval: '批复',
  bill: '议案',
  letter: '函',
  minutes: '纪要',
  other: '',
}
const bare = (title: string) => title.replace(/[（(][^（）()]*[）)]$/u, '').trim()

/** It ends in its type. */
export const endsInType: WritingRule = ({ type, title }) =>
  wordsOf[type] === '' || bare(title).endsWith(wordsOf[type]) ? none : found('§1.3', 'stop', 'titleWithoutType', wordsOf[type])
/** 关于 + matter + 的 + type; orders and minutes are titled otherwise. */
export const saysAbout: WritingRule = ({ type, title }) =>
  ['order', 'minutes', 'announcement', 'publicNotice', 'communique', 'other'].includes(type) || /关于.+的/u.test(title) ? none : found('§1.3', 'hint', 'titleWithoutAbout')
/** No mark but 《》 and “”, and none at its end. */
export const noMarks: WritingRule = ({ title }) => {
  const mark = /[，。；：！？、,.;:!?]/u.exec(title.replace(/《[^》]*》|“[^”]*”/gu, ''))
  return mark ? found('§1.3', 'reason', 'titleMarks', mark[0]) : none
}
/** The type goes the way the paper goes: 请示 never down, 批复 never up. standards §2.1 */
export const typeGoesThatWay: WritingRule = ({ type, way }) => (waysOf(type).includes(way) ? none : found('§2.1', 'stop', 'wrongWay', wordsOf[type]))
export const titleRules: readonly WritingRule[] = [typeGoesThatWay, endsInType, saysAbout, noMarks]
