/** 制度政策库 as the cases of citations.cases.ts find it on 30 November 2026. National papers with their real numbers and days; those of 云溪市 are invented. */
import type { OfficeDate } from '../time.ts'
import type { Entry } from './state.ts'

const day = (text: string) => text as OfficeDate
const entry = (id: string, title: string, number: string | null, issuedOn: string, fromOn: string, more: Partial<Entry> = {}): Entry => ({
  id,
  title,
  number,
  aliases: [],
  otherNumbers: [],
  otherDays: [],
  issuedOn: day(issuedOn),
  fromOn: day(fromOn),
  untilOn: null,
  textAsOf: null,
  ...more,
})
export const library: readonly Entry[] = [
  entry('gwy', '中华人民共和国公务员法', '主席令第二十号', '2018-12-29', '2019-06-01', {
    otherNumbers: ['主席令第三十五号'],
    otherDays: [day('2005-04-27'), day('2006-01-01'), day('2017-09-01')],
  }),
  entry('cf', '中华人民共和国行政处罚法', '主席令第七十号', '2021-01-22', '2021-07-15', { otherDays: [day('1996-03-17'), day('1996-10-01')], otherNumbers: ['主席令第六十三号'] }),
  entry('mfd', '中华人民共和国民法典', '主席令第四十五号', '2020-05-28', '2021-01-01'),
  entry('htf', '中华人民共和国合同法', '主席令第十五号', '1999-03-15', '1999-10-01'),
  entry('xxgk', '中华人民共和国政府信息公开条例', '国务院令第711号', '2019-04-03', '2019-05-15', {
    otherNumbers: ['国务院令第492号'],
    otherDays: [day('2007-04-05'), day('2008-05-01')],
  }),
  entry('xf', '信访条例', '国务院令第431号', '2005-01-10', '2005-05-01'),
  entry('xfgz', '信访工作条例', null, '2022-02-25', '2022-05-01'),
  entry('752', '国务院关于修改和废止部分行政法规的决定', '国务院令第752号', '2022-03-29', '2022-05-01'),
  entry('gw', '党政机关公文处理工作条例', '中办发〔2012〕14号', '2012-04-16', '2012-07-01'),
  entry('gwold', '国家行政机关公文处理办法', '国发〔2000〕23号', '2000-08-24', '2001-01-01'),
  entry('jc', '重大行政决策程序暂行条例', '国务院令第713号', '2019-04-20', '2019-09-01'),
  entry('jd', '党政机关国内公务接待管理规定', '中办发〔2013〕22号', '2013-12-01', '2013-12-01'),
  entry('rx', '国务院办公厅关于进一步优化地方政务服务便民热线的指导意见', '国办发〔2020〕53号', '2020-12-28', '2020-12-28'),
  entry('da', '机关档案管理规定', '国家档案局令第13号', '2018-10-11', '2019-01-01'),
  // 云溪市，虚构
  entry('hy19', '云溪市机关会议管理办法', '云政办〔2019〕18号', '2019-06-03', '2019-07-01'),
  entry('hy24', '云溪市机关会议管理办法', '云政办〔2024〕9号', '2024-03-11', '2024-04-01'),
  entry('yz', '云溪市政府印章管理规定', '云政办〔2021〕7号', '2021-02-25', '2021-03-01'),
  entry('yzx', '云溪市政府办公室关于修改《云溪市政府印章管理规定》的通知', '云政办〔2025〕16号', '2025-05-20', '2025-06-01'),
  entry('bz', '云溪市住房租赁补贴暂行办法', '云政〔2022〕31号', '2022-08-15', '2022-09-01', { untilOn: day('2025-08-31'), aliases: ['租赁补贴办法'] }),
  entry('qy', '云溪市老旧小区加装电梯实施细则', '云政办〔2023〕22号', '2023-09-06', '2023-10-08'),
  entry('qx', '云溪市城市供热管理办法', '云政〔2026〕20号', '2026-11-10', '2027-01-01'),
  entry('db', '云溪市政府办公室关于加强督查督办工作的通知', '云政办发〔2018〕40号', '2018-10-12', '2018-10-12'),
  entry('dbn', '云溪市政府督查工作细则', '云政办〔2025〕3号', '2025-01-15', '2025-02-01'),
  entry('tz', '云溪市政府办公室关于印发《云溪市政务值班工作制度（试行）》的通知', '云政办〔2024〕27号', '2024-11-05', '2024-11-05'),
]
const link = (from: string, to: string, kind: 'amends' | 'repeals', on: string, clauses: string | null = null) => ({ from, to, kind, on: day(on), clauses })
export const links = [
  link('mfd', 'htf', 'repeals', '2021-01-01'),
  link('752', 'xf', 'repeals', '2022-05-01'),
  link('gw', 'gwold', 'repeals', '2012-07-01'),
  link('hy24', 'hy19', 'repeals', '2024-04-01'),
  link('dbn', 'db', 'repeals', '2025-02-01'),
  link('yzx', 'yz', 'amends', '2025-06-01'),
  link('dbn', 'qy', 'repeals', '2026-01-01', '第九条、第十二条'),
]
export const today = day('2026-11-30')
