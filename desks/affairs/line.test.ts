import { describe, expect, test } from 'vitest'
import { addMillis, type Instant, instant, officeDate } from '../../kernel/time.ts'
import { type LineOffice, readOneLine } from './line.ts'

const units = [
  ['zjj', '市住房和城乡建设局', '市住建局'],
  ['cgj', '市城市管理局', '市城管局'],
  ['jtj', '市交通运输局', '市交通局'],
  ['dc', '督查科', '督查科'],
  ['zh', '综合科', '综合科'],
  ['cdq', '城东区人民政府', '城东区'],
].map(([id = '', name = '', short = '']) => ({ id, name, short }))
const people = [
  ['周启明', '市长'],
  ['韩冬', '副市长（城建）'],
  ['罗静', '副市长（民生）'],
  ['张怀远', '秘书长'],
  ['何平川', '副秘书长'],
  ['唐晓峰', '科长'],
  ['顾维民', '科长'],
].map(([name = '', title = '']) => ({ id: name, name, unit: null, titles: [title] }))
/** Monday. */
const office: LineOffice = { units, people, now: instant('2026-11-23T10:20:00+08:00'), calendar: { days: new Map(), years: new Set([2026]) } }
const day = (due: { readonly at: string } | null) => (due ? officeDate(addMillis(due.at as Instant, -1)) : null)

describe('一行登记 one line (ZK-49, ZK-09)', () => {
  test.each([
    ['张秘书长：请市住建局三日内报北苑小区供暖情况，督查科协助。', '张怀远', '市住建局', ['督查科'], '2026-11-26', '报北苑小区供暖情况', 'oral'],
    ['秘书长口头交办：唐晓峰周五前核清老城区停车位数量', '张怀远', '唐晓峰', [], '2026-11-27', '核清老城区停车位数量', 'oral'],
    ['周市长电话交办，由市城管局牵头、市交通局配合，11月30日前报清河路整治方案', '周启明', '市城管局', ['市交通局'], '2026-11-30', '报清河路整治方案', 'call'],
    ['韩副市长批示：请市交通局会同城东区研究云溪大桥限高架，本周内报。', '韩冬', '市交通局', ['城东区'], '2026-11-27', '研究云溪大桥限高架', 'paper'],
    ['罗静副市长要求综合科下班前列出敬老院名单', '罗静', '综合科', [], null, '下班前列出敬老院名单', 'oral'],
    ['何平川微信：请顾维民明天下班前把年终总结提纲发我', '何平川', '顾维民', [], '2026-11-24', '把年终总结提纲发我', 'message'],
    ['请市住建局、市城管局研究背街小巷照明', null, '市住建局', ['市城管局'], null, '研究背街小巷照明', 'oral'],
    ['给会议室换两盏灯', null, null, [], null, '给会议室换两盏灯', 'oral'],
  ])('%s', (text, asker, lead, helpers, due, title, way) => {
    const read = readOneLine(text, office)
    expect({
      asker: read.asker?.name ?? null,
      lead: read.lead?.name ?? null,
      helpers: read.helpers.map((h) => h.name),
      due: day(read.due),
      title: read.title,
      way: read.way,
    }).toEqual({
      asker,
      lead,
      helpers,
      due,
      title,
      way,
    })
  })
  test('a title two people bear names nobody; 副市长 alone is nobody in particular', () => {
    expect(readOneLine('科长：请综合科报名单', office).asker).toBeNull()
    expect(readOneLine('副市长：请综合科报名单', office).asker).toBeNull()
  })
  test('the deputy is not taken for the mayor, nor the mayor for the deputy', () => {
    expect(readOneLine('市长交办：请综合科报名单', office).asker?.name).toBe('周启明')
    expect(readOneLine('韩市长交办：请综合科报名单', office).asker?.name).toBe('韩冬')
  })
  test('each field says what it was read from', () => expect(readOneLine('张秘书长：请市住建局报', office).asker?.because).toBe('张秘书长'))
  test('the due time is the end of that day', () => expect(readOneLine('请综合科25日前报', office).due?.at).toBe('2026-11-25T16:00:00.000Z'))
  test('any text at all is read without fault, and quickly', () => {
    const started = performance.now()
    for (const odd of ['', ' ', '请'.repeat(4000), '市住建局、'.repeat(800), '\u0000', '（'.repeat(4000)]) readOneLine(odd, office)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
