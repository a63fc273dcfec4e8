/** Test support: one paper of every form, and bodies of any length. Nothing here is about anybody. */
import type { OfficeDate } from '../../kernel/time.ts'
import type { Block, OfficialPaper } from './document.ts'

const day = '2026-01-05' as OfficeDate
const sentence = '各级各部门要坚持问题导向，逐件登记、逐件交办、逐件答复，做到件件有着落、事事有回音。'
export const paragraphs = (n: number): Block[] =>
  Array.from({ length: n }, (_, i) => ({ kind: 'paragraph', text: `${sentence}${i % 3 === 0 ? '对2026年以来办结的1250件事项，按10%的比例抽查，回访率不低于95%。' : sentence}` }))
/** So many lines of the text, exactly. */
export const linesOf = (n: number): Block[] => Array.from({ length: n }, () => ({ kind: 'paragraph', text: '逐件登记逐件交办逐件答复。' }))
const levels: Block[] = [
  { kind: 'heading', level: 1, text: '总体要求' },
  { kind: 'paragraph', text: sentence },
  { kind: 'heading', level: 2, text: '目标' },
  { kind: 'heading', level: 3, text: '年内完成改造小区。', runOn: '全年改造老旧小区42个，惠及居民1.8万户。' },
  { kind: 'heading', level: 4, text: '摸清底数。', runOn: '3月底前完成调查。' },
  { kind: 'heading', level: 1, text: '保障措施' },
  { kind: 'paragraph', text: sentence },
]
export const plain: OfficialPaper = {
  form: 'paper',
  organs: ['云溪市人民政府办公室'],
  copyNumber: null,
  urgency: null,
  number: '云政办发〔2026〕12号',
  signers: [],
  title: '云溪市人民政府办公室关于印发云溪市城镇老旧小区改造三年行动方案的通知',
  names: ['云溪市', '老旧小区'],
  addressees: ['各县（市、区）人民政府', '市政府各部门', '市各直属机构'],
  body: levels,
  attachments: [],
  signature: { organs: ['云溪市人民政府办公室'], date: day, sealed: true, by: null },
  remark: null,
  colophon: { copyTo: ['市委各部门', '市人大常委会办公室', '市政协办公室', '市法院', '市检察院', '云溪军分区'], printer: '云溪市人民政府办公室', printedOn: day },
}
export const upward: OfficialPaper = {
  ...plain,
  form: 'upward',
  organs: ['云溪市人民政府'],
  urgency: '特急',
  copyNumber: '000012',
  number: '云政〔2026〕3号',
  signers: ['周启明', '张怀远'],
  title: '云溪市人民政府关于请求解决城区防洪排涝工程建设资金的请示',
  addressees: ['省人民政府'],
  remark: '联系人：何雨桐，电话：0500-80001234',
  signature: { ...plain.signature, organs: ['云溪市人民政府'] },
}
export const joint: OfficialPaper = {
  ...plain,
  organs: ['云溪市住房和城乡建设局', '云溪市财政局', '云溪市自然资源和规划局'],
  number: '云住建发〔2026〕8号',
  title: '关于做好既有住宅加装电梯工作的通知',
  signature: { organs: ['云溪市住房和城乡建设局', '云溪市财政局', '云溪市自然资源和规划局'], date: day, sealed: true, by: null },
}
export const letter: OfficialPaper = {
  ...plain,
  form: 'letter',
  organs: ['云溪市人民政府办公室'],
  number: '云政办函〔2026〕5号',
  title: '云溪市人民政府办公室关于同意调整供热方案的函',
  addressees: ['市城市管理局'],
  body: paragraphs(3),
  colophon: { copyTo: ['市住房和城乡建设局'], printer: '云溪市人民政府办公室', printedOn: day },
}
export const order: OfficialPaper = {
  ...plain,
  form: 'order',
  organs: ['云溪市人民政府令'],
  number: '第6号',
  addressees: [],
  body: [{ kind: 'paragraph', text: '《云溪市供水条例实施办法》已经2025年12月30日市政府第20次常务会议通过，现予公布，自2026年3月1日起施行。' }],
  signature: { organs: [], date: day, sealed: false, by: { post: '市　长', name: '周启明' } },
  colophon: null,
}
export const minutes: OfficialPaper = {
  ...plain,
  form: 'minutes',
  organs: ['云溪市人民政府常务会议纪要'],
  number: '〔2026〕1号',
  title: '市政府第1次常务会议纪要',
  addressees: [],
  body: [
    ...paragraphs(2),
    { kind: 'present', head: '出席', names: '周启明　张怀远　高　敏' },
    { kind: 'present', head: '请假', names: '何雨桐' },
    { kind: 'present', head: '列席', names: '许文涛　丁一鸣　欧　慧　龙思远　王　芳　李　明　赵　强　陈　晨' },
  ],
}
export const threeAttachments: OfficialPaper = {
  ...plain,
  attachments: [
    { title: '云溪市城镇老旧小区改造三年行动方案', body: levels },
    {
      title: '任务分解表',
      body: [
        {
          kind: 'table',
          columns: [1, 4, 2, 2],
          lying: true,
          rows: [['序号', '任务', '牵头单位', '完成时限'], ...Array.from({ length: 24 }, (_, n) => [String(n + 1), sentence.slice(0, 22), '市住房和城乡建设局', '2026年12月'])],
        },
      ],
    },
    {
      title: '重点项目和资金安排以及与去年同期相比较的增减情况一览表',
      body: [
        {
          kind: 'table',
          columns: [1, 3, 2],
          rows: [
            ['序号', '项目', '资金（万元）'],
            ['1', '城北片区雨污分流', '1,200'],
            ['2', '北苑小区换热站', '380'],
          ],
        },
      ],
    },
  ],
}
export const unsealed: OfficialPaper = { ...plain, signature: { ...plain.signature, sealed: false }, attachments: [{ title: '任务分解表', body: paragraphs(1) }] }
