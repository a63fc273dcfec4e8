/** How the workbook of people calls its sheets, columns and values, and how its faults are said. The first of each is what the template shows. */
import type { Language } from '../../kernel/words.ts'

export const sheetNames = {
  units: ['单位', 'Units'],
  people: ['人员', 'People'],
  posts: ['岗位', 'Posts'],
  portfolios: ['分管', 'Portfolios'],
} as const satisfies Record<string, readonly string[]>
export type SheetKey = keyof typeof sheetNames
export const headings: Readonly<Record<string, readonly string[]>> = {
  code: ['编码', 'Code'],
  name: ['名称', 'Name'],
  short: ['简称', 'Short name'],
  parent: ['上级编码', 'Parent code'],
  kind: ['类型', 'Kind'],
  sort: ['序号', 'Order'],
  person: ['姓名', 'Name'],
  username: ['登录名', 'User name'],
  pinyin: ['拼音', 'Pinyin'],
  unit: ['单位编码', 'Unit code'],
  title: ['岗位', 'Post'],
  rank: ['排序', 'Rank'],
  head: ['负责人', 'Head'],
  receiving: ['收文岗', 'Receiving'],
  holder: ['任职人', '姓名', 'Holder', 'Name'],
  holding: ['任职方式', 'Holding'],
  portfolio: ['方式', 'Portfolio'],
}
export const templateColumns: Readonly<Record<SheetKey, readonly string[]>> = {
  units: ['code', 'name', 'short', 'parent', 'kind', 'sort'],
  people: ['person', 'username', 'pinyin'],
  posts: ['unit', 'title', 'rank', 'head', 'receiving', 'holder', 'holding'],
  portfolios: ['holder', 'unit', 'portfolio'],
}
export const unitKinds: Readonly<Record<string, string>> = {
  办公室: 'office',
  科室: 'division',
  部门: 'department',
  县区: 'county',
  领导: 'leaders',
  office: 'office',
  division: 'division',
  department: 'department',
  county: 'county',
  leaders: 'leaders',
}
export const holdingKinds: Readonly<Record<string, string>> = {
  主要: 'main',
  兼任: 'also',
  借调: 'borrowed',
  副职: 'deputy',
  main: 'main',
  also: 'also',
  borrowed: 'borrowed',
  deputy: 'deputy',
}

const zh = {
  missing: '必填，没有填写',
  'too-long': '过长，或含有不可见字符',
  'bad-value': '填写的值不认识',
  'unknown-unit': '没有这个单位编码（上级须排在下级之前）',
  'unknown-person': '没有这个人（人员表中也没有）',
  'two-persons': '有同名者，请改填登录名',
  'code-taken': '编码已用于别的单位',
  'username-taken': '登录名已被别人使用',
  'bad-username': '登录名只能用汉字、字母、数字、点、横线',
  'nothing-known': '工作簿中没有“单位”“人员”“岗位”“分管”任何一张表，或表中无数据',
} as const
export type FaultCode = keyof typeof zh
const en: Record<FaultCode, string> = {
  missing: 'Required, but empty',
  'too-long': 'Too long, or with invisible characters',
  'bad-value': 'A value that is not known',
  'unknown-unit': 'No unit has this code (a parent stands before its parts)',
  'unknown-person': 'No such person, nor in the sheet of people',
  'two-persons': 'Several bear this name: give the user name',
  'code-taken': 'The code belongs to another unit',
  'username-taken': 'The user name belongs to somebody else',
  'bad-username': 'A user name has Chinese characters, letters, digits, dots and dashes only',
  'nothing-known': 'None of the sheets 单位 (Units), 人员 (People), 岗位 (Posts), 分管 (Portfolios) is there, or they are empty',
}
export const faultWords: Readonly<Record<Language, Readonly<Record<FaultCode, string>>>> = { 'zh-CN': zh, en }
