/**
 * The policies of the demo city: national papers with their own numbers and days, those of 云溪市 invented, with chains of change and repeal.
 * Rule: BZ-04, BZ-27, HB-45
 */
export interface DemoPolicy {
  readonly key: string
  readonly title: string
  readonly number: string | null
  readonly issuer: string
  readonly field: string
  readonly issued: string
  readonly from: string
  readonly until?: string
  /** Unit code whose own rule set it is. */
  readonly unit?: string
  /** Unit and key of the post that answers for it. */
  readonly owner: readonly [unit: string, post: string]
  readonly aliases?: readonly string[]
  readonly otherNumbers?: readonly string[]
  readonly otherDays?: readonly string[]
  readonly rules?: readonly string[]
  readonly master?: string
  /** Days until its next review; a year where nothing is said. */
  readonly review?: number
  readonly body?: string
}
export const demoFields: readonly (readonly [key: string, name: string])[] = [
  ['office-work', '机关运行'],
  ['letters-and-visits', '信访热线'],
  ['law', '依法行政'],
  ['housing', '住房城建'],
  ['archives', '档案保密'],
  ['market', '营商环境'],
]
const WD = ['ZFB-WD', 'division-head'] as const
const LX = ['ZFB-LX', 'letters-head'] as const
const ZH = ['ZFB-ZH', 'division-head'] as const
const DC = ['ZFB-DC', 'division-head'] as const
const HW = ['ZFB-HW', 'division-head'] as const
const ZJ = ['ZJJ', 'unit-head'] as const

export const demoPolicies: readonly DemoPolicy[] = [
  {
    key: 'gw',
    title: '党政机关公文处理工作条例',
    number: '中办发〔2012〕14号',
    issuer: '中共中央办公厅、国务院办公厅',
    field: 'office-work',
    issued: '2012-04-16',
    from: '2012-07-01',
    owner: WD,
    review: 20,
  },
  { key: 'gwold', title: '国家行政机关公文处理办法', number: '国发〔2000〕23号', issuer: '国务院', field: 'office-work', issued: '2000-08-24', from: '2001-01-01', owner: WD },
  { key: 'xfgz', title: '信访工作条例', number: null, issuer: '中共中央、国务院', field: 'letters-and-visits', issued: '2022-02-25', from: '2022-05-01', owner: LX },
  { key: 'xf', title: '信访条例', number: '国务院令第431号', issuer: '国务院', field: 'letters-and-visits', issued: '2005-01-10', from: '2005-05-01', owner: LX },
  { key: '752', title: '国务院关于修改和废止部分行政法规的决定', number: '国务院令第752号', issuer: '国务院', field: 'law', issued: '2022-03-29', from: '2022-05-01', owner: ZH },
  {
    key: 'rx',
    title: '国务院办公厅关于进一步优化地方政务服务便民热线的指导意见',
    number: '国办发〔2020〕53号',
    issuer: '国务院办公厅',
    field: 'letters-and-visits',
    issued: '2020-12-28',
    from: '2020-12-28',
    owner: LX,
    aliases: ['热线指导意见'],
    rules: ['clock:letters.handling'],
  },
  {
    key: 'xxgk',
    title: '中华人民共和国政府信息公开条例',
    number: '国务院令第711号',
    issuer: '国务院',
    field: 'law',
    issued: '2019-04-03',
    from: '2019-05-15',
    owner: ZH,
    otherNumbers: ['国务院令第492号'],
    otherDays: ['2007-04-05', '2008-05-01'],
  },
  { key: 'jc', title: '重大行政决策程序暂行条例', number: '国务院令第713号', issuer: '国务院', field: 'law', issued: '2019-04-20', from: '2019-09-01', owner: ZH },
  {
    key: 'cf',
    title: '中华人民共和国行政处罚法',
    number: '主席令第七十号',
    issuer: '全国人民代表大会常务委员会',
    field: 'law',
    issued: '2021-01-22',
    from: '2021-07-15',
    owner: ZH,
    otherNumbers: ['主席令第六十三号'],
    otherDays: ['1996-03-17', '1996-10-01'],
  },
  { key: 'mfd', title: '中华人民共和国民法典', number: '主席令第四十五号', issuer: '全国人民代表大会', field: 'law', issued: '2020-05-28', from: '2021-01-01', owner: ZH },
  { key: 'htf', title: '中华人民共和国合同法', number: '主席令第十五号', issuer: '全国人民代表大会', field: 'law', issued: '1999-03-15', from: '1999-10-01', owner: ZH },
  { key: 'ys', title: '优化营商环境条例', number: '国务院令第722号', issuer: '国务院', field: 'market', issued: '2019-10-22', from: '2020-01-01', owner: ZH },
  {
    key: 'jd',
    title: '党政机关国内公务接待管理规定',
    number: '中办发〔2013〕22号',
    issuer: '中共中央办公厅、国务院办公厅',
    field: 'office-work',
    issued: '2013-12-01',
    from: '2013-12-01',
    owner: HW,
  },
  { key: 'da', title: '机关档案管理规定', number: '国家档案局令第13号', issuer: '国家档案局', field: 'archives', issued: '2018-10-11', from: '2019-01-01', owner: WD },
  // 云溪市，虚构
  {
    key: 'hy19',
    title: '云溪市机关会议管理办法',
    number: '云政办〔2019〕18号',
    issuer: '市政府办公室',
    field: 'office-work',
    issued: '2019-06-03',
    from: '2019-07-01',
    owner: HW,
    body: '第一条　每周三为无会日。\n第二条　各部门召开全市性会议，每年不超过一次。',
  },
  {
    key: 'hy24',
    title: '云溪市机关会议管理办法',
    number: '云政办〔2024〕9号',
    issuer: '市政府办公室',
    field: 'office-work',
    issued: '2024-03-11',
    from: '2024-04-01',
    owner: HW,
    rules: ['quota:meeting.topic-minutes'],
    body: '第一条　能合并的会议合并开，能视频的不集中开。\n第二条　每个议题汇报不超过八分钟。\n第三条　2019年印发的《云溪市机关会议管理办法》（云政办〔2019〕18号）同时废止。',
  },
  {
    key: 'yz',
    title: '云溪市政府印章管理规定',
    number: '云政办〔2021〕7号',
    issuer: '市政府办公室',
    field: 'office-work',
    issued: '2021-02-25',
    from: '2021-03-01',
    owner: WD,
    review: -12,
    body: '第一条　用印须有签发人签字。\n第五条　空白介绍信不得盖章。',
  },
  {
    key: 'yzx',
    title: '云溪市政府办公室关于修改《云溪市政府印章管理规定》的通知',
    number: '云政办〔2025〕16号',
    issuer: '市政府办公室',
    field: 'office-work',
    issued: '2025-05-20',
    from: '2025-06-01',
    owner: WD,
    body: '将第五条修改为：空白介绍信、空白合同不得盖章。',
  },
  {
    key: 'bz',
    title: '云溪市住房租赁补贴暂行办法',
    number: '云政〔2022〕31号',
    issuer: '市人民政府',
    field: 'housing',
    issued: '2022-08-15',
    from: '2022-09-01',
    until: '2025-08-31',
    owner: ZJ,
    aliases: ['租赁补贴办法'],
    body: '第一条　在本市无房的新就业人员，每月每平方米补贴12元。\n第九条　本办法有效期三年。',
  },
  {
    key: 'dt',
    title: '云溪市老旧小区加装电梯实施细则',
    number: '云政办〔2023〕22号',
    issuer: '市政府办公室',
    field: 'housing',
    issued: '2023-09-06',
    from: '2023-10-08',
    owner: ZJ,
    body: '第三条　本单元三分之二以上业主同意即可申请。\n第九条　每部电梯补助十五万元。',
  },
  {
    key: 'dtx',
    title: '云溪市既有住宅加装电梯补助办法',
    number: '云政办〔2025〕41号',
    issuer: '市政府办公室',
    field: 'housing',
    issued: '2025-11-20',
    from: '2026-01-01',
    owner: ZJ,
    body: '第一条　每部电梯补助二十万元。\n第七条　《云溪市老旧小区加装电梯实施细则》第九条同时废止。',
  },
  {
    key: 'gr',
    title: '云溪市城市供热管理办法',
    number: '云政〔2026〕20号',
    issuer: '市人民政府',
    field: 'housing',
    issued: '2026-11-10',
    from: '2027-01-01',
    owner: ZJ,
    body: '第六条　供热期内室温不低于18摄氏度。',
  },
  {
    key: 'db',
    title: '云溪市政府办公室关于加强督查督办工作的通知',
    number: '云政办发〔2018〕40号',
    issuer: '市政府办公室',
    field: 'office-work',
    issued: '2018-10-12',
    from: '2018-10-12',
    owner: DC,
  },
  {
    key: 'dbn',
    title: '云溪市政府督查工作细则',
    number: '云政办〔2025〕3号',
    issuer: '市政府办公室',
    field: 'office-work',
    issued: '2025-01-15',
    from: '2025-02-01',
    owner: DC,
    rules: ['clock:affairs.handling'],
    body: '第四条　交办事项自交办之日起计时，临期提醒，超期上报。',
  },
  {
    key: 'zb',
    title: '市政府办公室公文办理规程',
    number: null,
    issuer: '市政府办公室',
    field: 'office-work',
    issued: '2025-03-03',
    from: '2025-03-10',
    unit: 'ZFB-WD',
    owner: WD,
    body: '第一条　收文当日登记。\n第二条　急件随到随办，注明办结时间。\n第三条　传阅不横传。',
  },
  {
    key: 'zj',
    title: '市住建局公文办理规程',
    number: null,
    issuer: '市住房和城乡建设局',
    field: 'office-work',
    issued: '2025-04-01',
    from: '2025-04-10',
    unit: 'ZJJ',
    owner: ZJ,
    master: 'zb',
    body: '第一条　收文当日登记。\n第二条　急件随到随办，局长不在的报分管副局长。',
  },
]
export const demoLinks: readonly (readonly [from: string, kind: 'basis' | 'explains' | 'amends' | 'repeals', to: string, on?: string, clauses?: string])[] = [
  ['gw', 'repeals', 'gwold', '2012-07-01'],
  ['752', 'repeals', 'xf', '2022-05-01'],
  ['mfd', 'repeals', 'htf', '2021-01-01'],
  ['hy24', 'repeals', 'hy19', '2024-04-01'],
  ['yzx', 'amends', 'yz', '2025-06-01'],
  ['dtx', 'repeals', 'dt', '2026-01-01', '第九条'],
  ['dbn', 'repeals', 'db', '2025-02-01'],
  ['zb', 'basis', 'gw'],
  ['zj', 'basis', 'zb'],
  ['dtx', 'basis', 'bz'],
]
