/** 下行文. Rule: 条例 arts. 16, 17 */
import { found, names, none, type WritingRule } from './writing.ts'

/** 经市政府同意, 已经市人民政府批准 … R-D08 */
const agreed = /经[^，。；]{0,16}(?:政府|党组|常务会议)[^，。；]{0,12}(?:同意|批准|授权|研究通过)/u

/** What is important is copied to the direct superior of whoever issues. R-D07; art. 16(1) */
export const importantCopiedUp: WritingRule = ({ way, important, superior, copyTo }) =>
  way === 'down' && important && superior !== null && !copyTo.some((one) => one.name === superior) ? found('R-D07', 'reason', 'notCopiedUp', superior) : none
/** Departments command no government below; where the government agreed, the text says so. R-D08; art. 16(2) */
export const departmentsDoNotCommand: WritingRule = ({ way, issuers, addressees, text }) => {
  // governments of counties stand beside departments, not below them
  const commanded = addressees.filter((one) => one.way !== 'up' && (one.kind === 'government' || one.kind === 'party'))
  // the office of a government writes down by its authority (art. 16(2))
  const isDepartment = issuers[0]?.kind === 'department'
  return way === 'down' && isDepartment && commanded.length > 0 && !agreed.test(text) ? found('R-D08', 'stop', 'agreedNotSaid', names(commanded)) : none
}
/** 内设机构 do not issue formally, the 办公厅（室） excepted. R-D10; art. 17 */
export const divisionsDoNotIssue: WritingRule = ({ issuers }) => {
  const divisions = issuers.filter((one) => one.kind === 'division')
  return divisions.length === 0 ? none : found('R-D10', 'stop', 'divisionIssues', names(divisions))
}
/** 联合行文 only among peers. R-D11; art. 17 */
export const jointAmongPeers: WritingRule = ({ issuers }) => {
  const [lead, ...others] = issuers
  const unequal = others.filter((one) => lead !== undefined && one.steps !== lead.steps)
  return unequal.length === 0 ? none : found('R-D11', 'stop', 'jointUnequal', names(unequal))
}
export const downwardRules: readonly WritingRule[] = [importantCopiedUp, departmentsDoNotCommand, divisionsDoNotIssue, jointAmongPeers]
