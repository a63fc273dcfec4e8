/** 上行文. Rule: 条例 arts. 14, 15, 16(5) */
import { findRequest } from './find-request.ts'
import { found, type Named, names, none, type Writing, type WritingRule } from './writing.ts'

const above = (all: readonly Named[]) => all.filter((one) => one.way === 'up')
const below = (all: readonly Named[]) => all.filter((one) => one.way === 'down')

/** One level up only; who must skip a level copies the level skipped. R-D01; art. 14 */
export const oneLevelUp: WritingRule = ({ way, addressees, copyTo }) => {
  const skipping = above(addressees).filter((one) => one.steps > 1)
  if (way !== 'up' || skipping.length === 0) return none
  return above(copyTo).some((one) => one.steps === 1) ? none : found('R-D01', 'stop', 'skipsALevel', names(skipping))
}
/** Exactly one 主送. R-D02; art. 15(1) */
export const oneAddressee: WritingRule = ({ way, addressees }) => {
  if (way !== 'up') return none
  if (addressees.length === 0) return found('R-D02', 'stop', 'noAddresseeUp')
  return addressees.length === 1 ? none : found('R-D02', 'stop', 'manyAddresseesUp', names(addressees))
}
/** Not copied to whoever stands below. R-D02; art. 15(1) */
export const noCopyBelow: WritingRule = ({ way, copyTo }) => (way === 'up' && below(copyTo).length > 0 ? found('R-D02', 'stop', 'copiedBelow', names(below(copyTo))) : none)
/** A report asks for nothing. R-D03; art. 15(4) */
export const reportAsksNothing: WritingRule = ({ type, text }) => {
  const asks = findRequest(type, text)
  return asks ? found('R-D03', 'stop', 'reportAsks', asks.phrase) : none
}
/** 请示 has one matter: 一文一事. Two closings ask twice. R-D03; art. 15(4) */
export const oneMatter: WritingRule = ({ type, title, text }) => {
  if (type !== 'request') return none
  if (/请示报告|报告请示/u.test(title)) return found('R-D03', 'stop', 'requestAndReport', title)
  const asked = text.match(/(?:妥否|当否|可否)[^。]{0,10}请(?:予)?(?:批示|批复|审定|审批)/gu) ?? []
  return asked.length > 1 ? found('R-D03', 'reason', 'manyMatters', String(asked.length)) : none
}
/** Never to a leader in person, but where he ordered it. R-D04; art. 15(5) */
export const notToAPerson: WritingRule = ({ addressees, byLeadersOrder }) => {
  const persons = addressees.filter((one) => one.kind === 'person')
  return persons.length === 0 || byLeadersOrder ? none : found('R-D04', 'stop', 'toAPerson', names(persons))
}
/** A request from below goes up with our own inclination, never as it came. R-D05; art. 15(3) */
export const ownInclination: WritingRule = ({ way, passesOnRequest, inclination }) =>
  way === 'up' && passesOnRequest && inclination.trim() === '' ? found('R-D05', 'stop', 'noInclination') : none
/** 双重领导: to the one, copied to the other. R-D06; arts. 15(6), 16(5) */
export const bothSuperiors: WritingRule = ({ way, addressees, copyTo, otherSuperior }: Writing) => {
  if (way !== 'up' || otherSuperior === null || addressees.some((one) => one.name === otherSuperior)) return none
  return copyTo.some((one) => one.name === otherSuperior) ? none : found('R-D06', 'hint', 'otherSuperior', otherSuperior)
}
export const upwardRules: readonly WritingRule[] = [oneLevelUp, oneAddressee, noCopyBelow, reportAsksNothing, oneMatter, notToAPerson, ownInclination, bothSuperiors]
