/** What the demo city's outgoing papers are about, one at every stage. All numbers and people are invented. */

import type { z } from 'zod'
import type { paperFields } from './shape.ts'

/** The ordinary way, in order; each paper goes as far as its own step. */
export const demoSteps = ['drafting', 'submitted', 'returned', 'reviewing', 'reviewed', 'signing', 'signed', 'rechecked', 'numbered', 'issued', 'published', 'closed'] as const
export type DemoStep = (typeof demoSteps)[number]
export interface DemoDraft {
  readonly title: string
  readonly fields: z.input<typeof paperFields>
  /** Working days ago. */
  readonly ago: number
  readonly upTo: DemoStep
  readonly to: string
  readonly lines: readonly string[]
  /** Unit whose liaison drafts it for the government. */
  readonly by?: string
  /** Units asked to countersign, and the one that says no. */
  readonly asks?: readonly string[]
  readonly dissent?: string
  /** Changed after it was signed: before the signer again. */
  readonly changed?: boolean
  readonly withdrawn?: boolean
  /** Before the public until yesterday: what citizens wrote, and what was said at a meeting. */
  readonly opinions?: readonly string[]
  readonly meeting?: string
}
const government = { level: 'government' as const, organs: ['云溪市人民政府'], code: '云政发' }
const office = { level: 'office' as const, organs: ['云溪市人民政府办公室'], code: '云政办发' }
export const demoDrafts: readonly DemoDraft[] = [
  {
    title: '关于印发云溪市居民二次供水设施管理办法的通知',
    fields: { ...government, paperType: 'notice', purpose: '规范二次供水' },
    ago: 18,
    upTo: 'drafting',
    to: '各县（区）人民政府，市政府各部门',
    lines: [
      '为保障居民用水安全，制定本办法。',
      '居民二次供水设施的改造费用，由供水企业、业主和财政按照三三四的比例分担。',
      '水箱每半年清洗消毒一次，水质检测结果在小区公示栏公布。',
    ],
    opinions: [
      '改造费用里业主承担三成偏高，老旧小区多是退休职工，建议降到两成。',
      '水箱半年清洗一次太少，夏天建议每季度一次，清洗时提前一天通知停水。',
      '检测结果只贴公示栏看不到，建议在供水公司公众号上也能查。',
    ],
    by: 'ZJJ',
    meeting: '建议写明物业交接供水设施的期限，避免两头不管。',
  },
  {
    // public, out for six weeks, and nobody has put it on the site: what the public list is for
    title: '关于开展全市读书月活动的通知',
    fields: { ...office, paperType: 'notice', purpose: '部署读书月活动' },
    ago: 29,
    upTo: 'issued',
    to: '各县（区）人民政府，市政府有关部门',
    lines: ['经市政府同意，决定开展全市读书月活动，现通知如下。', '各县（区）要依托图书馆、社区书屋组织活动，方便群众就近参加。'],
  },
  {
    title: '关于印发云溪市既有住宅加装电梯实施办法的通知',
    fields: { ...government, paperType: 'notice', purpose: '规范加装电梯' },
    ago: 19,
    upTo: 'closed',
    to: '各县（区）人民政府，市政府各部门',
    lines: ['《云溪市既有住宅加装电梯实施办法》已经市政府同意，现印发给你们，请认真贯彻执行。', '加装电梯坚持业主自愿、政府引导、依法合规、保障安全的原则。'],
    asks: ['ZJJ', 'ZGJ'],
  },
  {
    title: '关于2025年冬季临时救助标准的通知',
    fields: { ...office, paperType: 'notice', purpose: '明确救助标准' },
    ago: 17,
    upTo: 'issued',
    to: '各县（区）人民政府，市政府有关部门',
    lines: ['经市政府同意，现将冬季临时救助标准通知如下。', '临时救助标准按照当地最低生活保障标准的六倍执行。'],
    withdrawn: true,
  },
  {
    title: '关于做好今冬明春供热保障工作的通知',
    fields: { ...office, paperType: 'notice', urgency: 'urgent', purpose: '部署供热保障' },
    ago: 9,
    upTo: 'issued',
    to: '各县（区）人民政府，市政府有关部门',
    lines: [
      '为切实做好今冬明春供热保障工作，现就有关事项通知如下。',
      '各供热单位要在十二月五日前完成设备检修，储备不少于十五天的燃料。',
      '市住房和城乡建设局要建立日调度制度，确保群众温暖过冬。',
    ],
    asks: ['ZJJ', 'MZJ'],
  },
  {
    title: '关于加强冬季道路交通安全工作的通知',
    fields: { ...office, paperType: 'notice', purpose: '部署冬季交通安全' },
    ago: 7,
    upTo: 'numbered',
    to: '各县（区）人民政府，市政府有关部门',
    lines: ['近期我市将出现雨雪天气，为加强冬季道路交通安全工作，现通知如下。', '市公安局、市交通运输局要加强重点路段巡查，及时除雪除冰。'],
    asks: ['GAJ', 'JTJ'],
  },
  {
    title: '关于解决清溪水库除险加固资金的请示',
    fields: { ...government, paperType: 'request', form: 'upward', direction: 'up', purpose: '争取省级资金' },
    ago: 6,
    upTo: 'rechecked',
    to: '云中省人民政府',
    lines: ['清溪水库为小（1）型水库，汛后鉴定为三类坝。', '恳请省政府从水利发展资金中安排320万元，用于清溪水库除险加固。', '妥否，请批示。'],
  },
  {
    title: '关于开展城市公共停车设施普查的通知',
    fields: { ...office, paperType: 'notice', purpose: '摸清停车底数' },
    ago: 5,
    upTo: 'signed',
    to: '各县（区）人民政府，市政府有关部门',
    lines: ['为摸清全市城市公共停车设施底数，决定开展普查，现通知如下。', '普查范围为建成区内全部公共停车场和路内停车泊位。'],
    changed: true,
  },
  {
    title: '关于支持家政服务业提质扩容的意见',
    fields: { ...government, paperType: 'opinion', purpose: '促进家政服务' },
    ago: 5,
    upTo: 'signing',
    to: '各县（区）人民政府，市政府各部门',
    lines: ['为支持家政服务业提质扩容，现提出以下意见。', '到2027年，培育员工制家政企业二十家以上。'],
    asks: ['RSJ', 'SCJ', 'MZJ'],
    dissent: 'SCJ',
  },
  {
    title: '关于规范电动自行车停放充电管理的通告',
    fields: { ...government, paperType: 'publicNotice', direction: 'public', purpose: '规范停放充电' },
    ago: 4,
    upTo: 'reviewing',
    to: '',
    lines: ['为规范电动自行车停放充电管理，预防火灾事故，现通告如下。', '禁止在公共门厅、疏散通道、楼梯间、安全出口停放电动自行车或者为其充电。'],
    by: 'ZJJ',
    asks: ['GAJ', 'CGJ'],
  },
  {
    title: '关于公布2026年水利工程管理范围的公告',
    fields: { ...government, paperType: 'announcement', direction: 'public', purpose: '公布管理范围' },
    ago: 4,
    upTo: 'returned',
    to: '',
    lines: ['根据有关规定，现将2026年水利工程管理范围予以公布。'],
    by: 'SLJ',
  },
  {
    title: '关于印发云溪市突发公共卫生事件应急预案的通知',
    fields: { ...government, paperType: 'notice', purpose: '修订预案' },
    ago: 2,
    upTo: 'submitted',
    to: '各县（区）人民政府，市政府各部门',
    lines: ['《云溪市突发公共卫生事件应急预案》已经市政府同意，现印发给你们，请认真组织实施。'],
    by: 'WJW',
  },
  {
    title: '关于印发云溪市城市绿地认建认养办法的通知',
    fields: { ...government, paperType: 'notice', purpose: '引导群众参与绿化' },
    ago: 2,
    upTo: 'drafting',
    to: '各县（区）人民政府，市政府各部门',
    lines: ['为引导单位和群众参与城市绿化，制定本办法。', '单位和个人可以认建、认养城市公园绿地，每期不少于一年。', '认养人可以在绿地设置铭牌，不得用于经营。'],
    by: 'ZJJ',
  },
  {
    title: '关于商请共享跨市公交客流数据的函',
    fields: { ...office, paperType: 'letter', form: 'letter', direction: 'level', code: '云政办函', purpose: '商请共享数据' },
    ago: 1,
    upTo: 'drafting',
    to: '临江市人民政府办公室',
    lines: ['为便利两市群众出行，商请贵市共享跨市公交线路客流数据。', '请予支持为盼。'],
  },
]
