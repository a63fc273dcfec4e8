import { describe, expect, test } from 'vitest'
import { checkWriting, stops, wantsReason } from './check-writing.ts'
import { sayFinding } from './finding-words.ts'
import { lengthFindings, pageFindings, yearFindings } from './lean.ts'
import { alwaysUp, paperTypes, waysOf } from './paper-types.ts'
import { relationOf } from './relation.ts'
import { type Named, unsaid, type Writing } from './writing.ts'

const province: Named = { name: '省人民政府', kind: 'government', way: 'up', steps: 1 }
const state: Named = { name: '国务院', kind: 'government', way: 'up', steps: 2 }
const county: Named = { name: '清溪县人民政府', kind: 'government', way: 'down', steps: 1 }
const bureau: Named = { name: '市财政局', kind: 'department', way: 'down', steps: 1 }
const city: Named = { name: '云溪市人民政府', kind: 'government', way: 'level', steps: 0 }
const request: Writing = {
  ...unsaid,
  type: 'request',
  way: 'up',
  title: '关于增拨防汛资金的请示',
  text: '因灾情较重，拟申请增拨防汛资金。妥否，请批示。',
  issuers: [city],
  addressees: [province],
  superior: '省人民政府',
}
const notice: Writing = { ...request, type: 'notice', way: 'down', title: '关于做好防汛工作的通知', text: '请认真落实。', addressees: [county, bureau] }
const rules = (paper: Writing) => checkWriting(paper).map(({ rule, key }) => `${rule} ${key}`)

describe('行文规则：合规的一条也不报', () => {
  test.each([
    ['请示', request],
    ['通知', notice],
    ['报告', { ...request, type: 'report', title: '关于防汛工作情况的报告', text: '现将情况报告如下。特此报告。' }],
    ['函', { ...request, type: 'letter', way: 'level', title: '关于商请支援防汛物资的函', addressees: [{ ...city, name: '邻市人民政府' }] }],
    ['转发', { ...notice, title: '关于转发《防汛条例》的通知' }],
  ] satisfies [string, Writing][])('%s', (_, paper) => expect(checkWriting(paper)).toEqual([]))
})
describe('上行文 (R-D01 … R-D06)', () => {
  const other: Named = { name: '省水利厅', kind: 'department', way: 'up', steps: 1 }
  test.each<[string, Partial<Writing>, string]>([
    ['越级又不抄送被越过的机关', { addressees: [state] }, 'R-D01 skipsALevel'],
    ['两个主送', { addressees: [province, other] }, 'R-D02 manyAddresseesUp'],
    ['没有主送', { addressees: [] }, 'R-D02 noAddresseeUp'],
    ['抄送下级', { copyTo: [county] }, 'R-D02 copiedBelow'],
    ['报告里请批示', { type: 'report', title: '关于防汛的报告', text: '以上妥否，请批示。' }, 'R-D03 reportAsks'],
    ['请示报告', { title: '关于防汛资金的请示报告', type: 'request' }, 'R-D03 requestAndReport'],
    ['一份请示问两次', { text: '其一，妥否，请批示。其二，当否，请批复。' }, 'R-D03 manyMatters'],
    ['写给领导个人', { addressees: [{ name: '王省长', kind: 'person', way: 'up', steps: 1 }] }, 'R-D04 toAPerson'],
    ['原文转报下级请示', { passesOnRequest: true }, 'R-D05 noInclination'],
    ['双重领导只报一方', { otherSuperior: '市委' }, 'R-D06 otherSuperior'],
  ])('%s', (_, change, wanted) => expect(rules({ ...request, ...change })).toContain(wanted))
  test('越级而抄送了被越过的机关；领导交办的直接报；有倾向性意见：都不拦', () => {
    expect(rules({ ...request, addressees: [state], copyTo: [province] })).toEqual([])
    expect(rules({ ...request, addressees: [{ name: '王省长', kind: 'person', way: 'up', steps: 1 }], byLeadersOrder: true })).toEqual([])
    expect(rules({ ...request, passesOnRequest: true, inclination: '拟同意。' })).toEqual([])
  })
})
describe('下行文、联合行文 (R-D07, R-D08, R-D10, R-D11)', () => {
  const bureauIssues = { issuers: [{ ...bureau, way: 'level', steps: 0 } as Named] }
  test.each<[string, Partial<Writing>, string]>([
    ['重要的没有抄送上级', { important: true }, 'R-D07 notCopiedUp'],
    ['部门向县政府下指令，没有写明经政府同意', bureauIssues, 'R-D08 agreedNotSaid'],
    ['科室对外正式发文', { issuers: [{ name: '文电科', kind: 'division', way: 'level', steps: 0 }] }, 'R-D10 divisionIssues'],
    ['与下级联合行文', { issuers: [city, { ...county, steps: 1 }] }, 'R-D11 jointUnequal'],
  ])('%s', (_, change, wanted) => expect(rules({ ...notice, ...change })).toContain(wanted))
  test.each(['经市政府同意，现通知如下。', '经市人民政府批准，现就有关事项通知如下。', '经市政府常务会议研究通过，现印发你们。'])('写明了：%s', (text) =>
    expect(rules({ ...notice, ...bureauIssues, text })).toEqual([]),
  )
})
describe('标题、文种 (standards §1.3, §2.1)', () => {
  test.each<[string, Partial<Writing>, string]>([
    ['标题没有文种', { title: '关于做好防汛工作' }, '§1.3 titleWithoutType'],
    ['标题有逗号', { title: '关于做好防汛，抗旱工作的通知' }, '§1.3 titleMarks'],
    ['没有关于', { title: '防汛工作通知' }, '§1.3 titleWithoutAbout'],
    ['请示下行', { type: 'request', title: '关于防汛的请示' }, '§2.1 wrongWay'],
    ['批复上行', { type: 'approval', title: '关于防汛的批复', way: 'up', addressees: [province] }, '§2.1 wrongWay'],
  ])('%s', (_, change, wanted) => expect(rules({ ...notice, ...change })).toContain(wanted))
  test('十五种各有去向，报告、请示一定上行', () => {
    for (const type of paperTypes) expect(waysOf(type).length, type).toBeGreaterThan(0)
    expect(paperTypes.filter(alwaysUp)).toEqual(['report', 'request'])
  })
  test('每一条都说得出理由，中英文都不留空格位', () => {
    const [one] = checkWriting({ ...notice, title: '关于防汛，抗旱的通知' })
    expect(one && [sayFinding(one, 'zh-CN'), sayFinding(one, 'en')]).toEqual(['标题中除书名号、引号外不用标点：，', 'A title has no mark but 《》 and “”: ，'])
  })
  test('分量说得清：有拦的就有停，要理由的不停', () => {
    const weighed = checkWriting({ ...notice, important: true })
    expect([stops(weighed), wantsReason(weighed)]).toEqual([[], weighed])
    expect(stops(checkWriting({ ...request, addressees: [] }))).toHaveLength(1)
  })
})
test('五千字以内不问，多一字就要理由 (R-M20)', () => {
  expect(lengthFindings(5000, 5000)).toEqual([])
  expect(lengthFindings(5001, 5000)).toEqual([{ rule: 'R-M20', weight: 'reason', key: 'tooLong', about: '5001/5000' }])
})
test('十页以内不问，多一页就要理由；排不出来的不问；超过本年限额的逐项说明 (R-M20, HB-29)', () => {
  expect(pageFindings(10, 10)).toEqual([])
  expect(pageFindings(null, 10)).toEqual([])
  expect(pageFindings(11, 10)).toEqual([{ rule: 'R-M20', weight: 'reason', key: 'tooManyPages', about: '11/10' }])
  expect(yearFindings(['通知 31/30', '公文 81/80']).map((one) => sayFinding(one, 'zh-CN'))).toEqual([
    '超过本年发文限额：通知 31/30，请说明理由',
    '超过本年发文限额：公文 81/80，请说明理由',
  ])
})
describe('称谓认得出上下 (proposal)', () => {
  const known = [{ name: '市财政局', kind: 'department' as const, below: true }]
  test.each([
    ['国务院', 'up', 2],
    ['省人民政府', 'up', 1],
    ['岭东省水利厅', 'up', 1],
    ['各县（区）人民政府', 'down', 1],
    ['市政府各部门', 'down', 1],
    ['市财政局', 'down', 1],
    ['邻水市人民政府', 'level', 0],
    ['王省长', 'up', 1],
  ])('%s %s %i', (name, way, steps) => expect(relationOf(name, known)).toMatchObject({ way, steps }))
})
