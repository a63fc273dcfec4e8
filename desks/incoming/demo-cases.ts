/** What the demo city's incoming papers are about. All senders, numbers and people are invented. */
import type { PaperType, Urgency } from './shape.ts'

export interface DemoPaper {
  readonly title: string
  readonly sender: string
  readonly senderNumber: string
  readonly type: PaperType
  /** Working days ago. */
  readonly ago: number
  /** How far it has come. */
  readonly upTo: 'registered' | 'examined' | 'proposed' | 'conflict' | 'assigned' | 'working' | 'reported' | 'replied' | 'closed' | 'circulating' | 'read' | 'returned' | 'void'
  readonly lead?: string
  readonly helper?: string
  /** Ranks of the leaders it is put before or circulated to: 1 市长, 2 常务副市长, 3 副市长. */
  readonly leaders?: readonly number[]
  readonly said?: string
  readonly urgency?: Urgency
  readonly copies?: number
  readonly attachments?: readonly string[]
  readonly proposal?: string
  readonly cause?: string
  readonly options?: readonly string[]
  readonly result?: string
  readonly failed?: readonly ('ours' | 'rules' | 'format' | 'consulted' | 'rest')[]
}
export const demoPapers: readonly DemoPaper[] = [
  {
    title: '关于解决清溪水库除险加固资金的请示',
    sender: '清溪县人民政府',
    senderNumber: '清政〔2026〕18号',
    type: 'request',
    ago: 9,
    upTo: 'closed',
    lead: 'SLJ',
    helper: 'ZGJ',
    leaders: [3, 1],
    said: '同意。请市水利局会同有关部门提出意见，报市政府审定。',
    attachments: ['清溪水库除险加固工程资金测算表'],
    proposal: '拟请市水利局牵头、市自然资源局配合，核实工程量和资金缺口，提出安排意见。',
    cause: '清溪水库为小（1）型水库，汛后鉴定为三类坝，须在明年主汛期前完成加固。',
    options: ['由市水利局牵头核实后统筹安排', '先安排应急资金，其余纳入明年计划'],
    result: '经核实，资金缺口 320 万元，从水利发展资金中安排，云政函〔2026〕45号已复。',
  },
  {
    title: '关于做好今冬明春森林草原防灭火工作的通知',
    sender: '云中省人民政府办公厅',
    senderNumber: '云中政办发〔2026〕31号',
    type: 'notice',
    ago: 7,
    upTo: 'replied',
    lead: 'ZGJ',
    leaders: [3],
    copies: 3,
    proposal: '拟请市自然资源局牵头，结合我市实际提出贯彻落实意见。',
    cause: '省里要求 12 月 10 日前报送落实情况。',
    result: '已转发各县区并部署排查，落实情况已报省政府办公厅。',
  },
  {
    title: '关于商请支持跨市公交线路开行的函',
    sender: '临川市人民政府办公室',
    senderNumber: '临政办函〔2026〕62号',
    type: 'letter',
    ago: 5,
    upTo: 'reported',
    lead: 'JTJ',
    leaders: [3],
    proposal: '拟请市交通局研究后代拟复函。',
    cause: '来函商请年内开行两市公交线路。',
    result: '线路走向和票制已与对方商定，建议复函同意。',
  },
  {
    title: '关于报送城乡供水一体化进展情况的紧急通知',
    sender: '云中省水利厅',
    senderNumber: '云中水办明电〔2026〕9号',
    type: 'notice',
    ago: 2,
    upTo: 'working',
    lead: 'SLJ',
    leaders: [3],
    urgency: 'urgent',
    proposal: '拟请市水利局按要求汇总上报。',
    cause: '省厅要求三日内报送。',
  },
  {
    title: '关于石桥县老旧小区改造项目调整的请示',
    sender: '石桥县人民政府',
    senderNumber: '石政〔2026〕27号',
    type: 'request',
    ago: 1,
    upTo: 'assigned',
    lead: 'ZJJ',
    helper: 'CGJ',
    leaders: [3, 2],
    said: '同意拟办意见，请市住建局抓紧核实。',
    proposal: '拟请市住建局牵头、市城管局配合，核实后提出意见。',
    cause: '原项目两个小区居民意见不一，县里请求调整。',
    options: ['同意调整', '维持原计划并督促县里做工作'],
  },
  {
    title: '关于申请增加冬季供暖补贴的请示',
    sender: '市住房和城乡建设局',
    senderNumber: '云住建〔2026〕88号',
    type: 'request',
    ago: 3,
    upTo: 'conflict',
    lead: 'ZJJ',
    leaders: [3, 1],
    said: '原则同意，请住建局测算后报。',
    proposal: '拟请市住建局会同有关部门测算补贴规模。',
    cause: '煤价上涨，供热企业运行困难。',
  },
  {
    title: '关于召开全省安全生产电视电话会议的通知',
    sender: '云中省人民政府办公厅',
    senderNumber: '云中政办明电〔2026〕14号',
    type: 'notice',
    ago: 1,
    upTo: 'proposed',
    leaders: [3, 1],
    urgency: 'most_urgent',
    lead: 'ZJJ',
    proposal: '拟请分管副市长出席，会务科做好准备。',
    cause: '会议定于后日上午召开。',
  },
  {
    title: '关于上半年营商环境评价结果的通报',
    sender: '云中省人民政府办公厅',
    senderNumber: '云中政办发〔2026〕29号',
    type: 'circular',
    ago: 2,
    upTo: 'circulating',
    leaders: [1, 2, 3],
    copies: 2,
  },
  {
    title: '关于表彰全省粮食生产先进单位的决定',
    sender: '云中省人民政府',
    senderNumber: '云中政发〔2026〕12号',
    type: 'decision',
    ago: 6,
    upTo: 'read',
    leaders: [1, 2, 3],
  },
  {
    title: '关于今年秋粮收购情况的报告',
    sender: '城东区人民政府',
    senderNumber: '城东政〔2026〕41号',
    type: 'report',
    ago: 4,
    upTo: 'examined',
  },
  {
    title: '关于要求拨付镇区道路维修经费的函',
    sender: '清溪县青石镇人民政府',
    senderNumber: '青政函〔2026〕5号',
    type: 'letter',
    ago: 4,
    upTo: 'returned',
    failed: ['rules', 'consulted'],
  },
  { title: '关于征求城市更新条例（草案）意见的函', sender: '云中省住房和城乡建设厅', senderNumber: '云中建函〔2026〕77号', type: 'letter', ago: 0, upTo: 'registered' },
  { title: '关于做好岁末年初烟花爆竹管理的通知', sender: '云中省公安厅', senderNumber: '云中公通〔2026〕36号', type: 'notice', ago: 3, upTo: 'void' },
]
