/** The demo city 云溪市: its units, posts, people and leaders' portfolios. All invented. Loaded by `./huiyin demo` and the first start. */

export interface DemoUnit {
  readonly code: string
  readonly name: string
  readonly short: string
  readonly kind: 'office' | 'division' | 'department' | 'county' | 'leaders'
  readonly parent: string | null
}
export interface DemoPost {
  /** Unit code and title make it known. */
  readonly unit: string
  readonly title: string
  readonly key: string | null
  readonly rank: number
  readonly head: boolean
  readonly receiving: boolean
  /** Names; the first holds it, the others as deputies. */
  readonly held: readonly string[]
  /** The first holds it beside his main post. */
  readonly also: boolean
}
export interface DemoPerson {
  readonly name: string
  readonly pinyin: string
  readonly username: string | null
}
export interface DemoPortfolio {
  readonly person: string
  readonly kind: '分管' | '协管' | '联系'
  readonly units: readonly string[]
}
export interface DemoOffice {
  readonly units: readonly DemoUnit[]
  readonly posts: readonly DemoPost[]
  readonly people: readonly DemoPerson[]
  readonly portfolios: readonly DemoPortfolio[]
  /** Powers of the house by post key. */
  readonly house: Readonly<Record<string, readonly string[]>>
  /** Who may be entered as without a password, in this order. */
  readonly demo: readonly string[]
}

const unit = (code: string, name: string, short: string, kind: DemoUnit['kind'], parent: string | null): DemoUnit => ({ code, name, short, kind, parent })
const division = (code: string, name: string) => unit(code, name, name, 'division', 'ZFB')
const units: readonly DemoUnit[] = [
  unit('SZF', '云溪市人民政府', '市政府', 'leaders', null),
  unit('ZFB', '云溪市人民政府办公室', '市政府办', 'office', null),
  division('ZFB-MS1', '秘书一科'),
  division('ZFB-MS2', '秘书二科'),
  division('ZFB-MS3', '秘书三科'),
  division('ZFB-ZH', '综合科'),
  division('ZFB-WD', '文电科'),
  division('ZFB-HW', '会务科'),
  division('ZFB-DC', '督查科'),
  division('ZFB-XX', '信息科'),
  division('ZFB-LX', '来信来电科'),
  division('ZFB-ZB', '值班室'),
  division('ZFB-XZ', '行政科'),
  unit('ZJJ', '市住房和城乡建设局', '市住建局', 'department', null),
  unit('CGJ', '市城市管理局', '市城管局', 'department', null),
  unit('JTJ', '市交通运输局', '市交通局', 'department', null),
  unit('GAJ', '市公安局', '市公安局', 'department', null),
  unit('JYJ', '市教育局', '市教育局', 'department', null),
  unit('WJW', '市卫生健康委员会', '市卫健委', 'department', null),
  unit('RSJ', '市人力资源和社会保障局', '市人社局', 'department', null),
  unit('HBJ', '市生态环境局', '市生态环境局', 'department', null),
  unit('SLJ', '市水利局', '市水利局', 'department', null),
  unit('SCJ', '市市场监督管理局', '市市场监管局', 'department', null),
  unit('MZJ', '市民政局', '市民政局', 'department', null),
  unit('ZGJ', '市自然资源和规划局', '市自然资源局', 'department', null),
  unit('CDQ', '城东区人民政府', '城东区', 'county', null),
  unit('CXQ', '城西区人民政府', '城西区', 'county', null),
  unit('QXX', '清溪县人民政府', '清溪县', 'county', null),
  unit('SQX', '石桥县人民政府', '石桥县', 'county', null),
]

interface More {
  readonly head?: true
  readonly receiving?: true
  readonly also?: true
}
const post = (of: string, title: string, key: string | null, rank: number, held: string, more: More = {}): DemoPost => ({
  unit: of,
  title,
  key,
  rank,
  head: more.head === true,
  receiving: more.receiving === true,
  also: more.also === true,
  held: held.split(' '),
})
/** A department: its head, and a liaison who receives at every hour, with a deputy for his days off. */
const department = (code: string, title: string, head: string, liaison: string, deputy: string): DemoPost[] => [
  post(code, title, 'unit-head', 10, head, { head: true }),
  post(code, '联络员', 'liaison', 40, `${liaison} ${deputy}`, { receiving: true }),
]
/** A division: its chief receives, a clerk stands in. */
const chief = (code: string, name: string, clerk: string): DemoPost[] => [post(code, '科长', 'division-head', 20, `${name} ${clerk}`, { head: true, receiving: true })]
const posts: readonly DemoPost[] = [
  post('SZF', '市长', 'leader', 1, '周启明', { head: true }),
  post('SZF', '常务副市长', 'leader', 2, '沈国栋'),
  post('SZF', '副市长（城建）', 'leader', 3, '韩冬'),
  post('SZF', '副市长（民生）', 'leader', 3, '罗静'),
  post('SZF', '秘书', 'secretary', 50, '陈立言 孟佳', { receiving: true, also: true }),
  post('ZFB', '秘书长', 'secretary-general', 5, '张怀远', { head: true }),
  post('ZFB', '副秘书长', 'arbiter', 8, '何平川 段锦程', { receiving: true }),
  post('ZFB', '机关纪委书记', 'integrity', 9, '段锦程', { also: true }),
  ...chief('ZFB-MS1', '陈立言', '孟佳'),
  ...chief('ZFB-MS2', '谭雪松', '贾一凡'),
  ...chief('ZFB-MS3', '石文静', '孟佳'),
  ...chief('ZFB-ZH', '顾维民', '贾一凡'),
  ...chief('ZFB-WD', '季红梅', '陶然'),
  post('ZFB-WD', '档案员', 'archivist', 60, '陶然', { also: true }),
  ...chief('ZFB-HW', '戴晓峰', '陶然'),
  ...chief('ZFB-DC', '唐晓峰', '常青'),
  ...chief('ZFB-XX', '施海洋', '丁一鸣'),
  post('ZFB-XX', '系统管理员', 'system-admin', 60, '丁一鸣'),
  post('ZFB-XX', '安全管理员', 'security-admin', 60, '龙思远'),
  post('ZFB-XX', '审计管理员', 'audit-admin', 60, '欧慧'),
  post('ZFB-LX', '科长', 'letters-head', 20, '高敏 陆青', { head: true }),
  post('ZFB-LX', '科员', 'letters-division', 40, '刘梦琪 陆青 袁小川', { receiving: true }),
  post('ZFB-LX', '话务员', 'call-centre', 50, '何雨桐 方可 苏婉'),
  post('ZFB-ZB', '值班员', 'duty-officer', 40, '邵军 魏东来 冯晓', { receiving: true, head: true }),
  ...chief('ZFB-XZ', '黎国平', '常青'),
  ...department('ZJJ', '局长', '郭振华', '许文涛', '汤佩'),
  post('ZJJ', '物业管理科经办人', 'handler', 60, '汤佩', { also: true }),
  ...department('CGJ', '局长', '严守信', '魏来', '包小雨'),
  ...department('JTJ', '局长', '雷正', '穆阳', '冉明'),
  ...department('GAJ', '局长', '邵峰', '江海', '柴琳'),
  ...department('JYJ', '局长', '温雅茹', '白露', '卜一鸣'),
  ...department('WJW', '主任', '钟南星', '葛晴', '卫青'),
  ...department('RSJ', '局长', '易成', '尹若兰', '车晓'),
  ...department('HBJ', '局长', '毕清河', '林沐', '阮文'),
  ...department('SLJ', '局长', '洪涛', '水清', '江月'),
  ...department('SCJ', '局长', '商正平', '康宁', '舒畅'),
  ...department('MZJ', '局长', '安淑芬', '仁和', '路遥'),
  ...department('ZGJ', '局长', '田土根', '柳丝雨', '尚进'),
  ...department('CDQ', '区长', '杜文彬', '夏至', '甘霖'),
  ...department('CXQ', '区长', '秦岭', '岳阳', '苗青'),
  ...department('QXX', '县长', '毛永福', '关山', '时雨'),
  ...department('SQX', '县长', '石磊', '乔木', '解放'),
]

/** Pinyin of every name held above; the account names of those who have one. */
const pinyin =
  '周启明 zhouqiming 沈国栋 shenguodong 韩冬 handong 罗静 luojing 陈立言 chenliyan 孟佳 mengjia 张怀远 zhanghuaiyuan 何平川 hepingchuan 段锦程 duanjincheng 谭雪松 tanxuesong 贾一凡 jiayifan 石文静 shiwenjing 顾维民 guweimin 季红梅 jihongmei 陶然 taoran 戴晓峰 daixiaofeng 唐晓峰 tangxiaofeng 常青 changqing 施海洋 shihaiyang 丁一鸣 dingyiming 龙思远 longsiyuan 欧慧 ouhui 高敏 gaomin 陆青 luqing 刘梦琪 liumengqi 袁小川 yuanxiaochuan 何雨桐 heyutong 方可 fangke 苏婉 suwan 邵军 shaojun 魏东来 weidonglai 冯晓 fengxiao 黎国平 liguoping 郭振华 guozhenhua 许文涛 xuwentao 汤佩 tangpei 严守信 yanshouxin 魏来 weilai 包小雨 baoxiaoyu 雷正 leizheng 穆阳 muyang 冉明 ranming 邵峰 shaofeng 江海 jianghai 柴琳 chailin 温雅茹 wenyaru 白露 bailu 卜一鸣 buyiming 钟南星 zhongnanxing 葛晴 geqing 卫青 weiqing 易成 yicheng 尹若兰 yinruolan 车晓 chexiao 毕清河 biqinghe 林沐 linmu 阮文 ruanwen 洪涛 hongtao 水清 shuiqing 江月 jiangyue 商正平 shangzhengping 康宁 kangning 舒畅 shuchang 安淑芬 anshufen 仁和 renhe 路遥 luyao 田土根 tiantugen 柳丝雨 liusiyu 尚进 shangjin 杜文彬 duwenbin 夏至 xiazhi 甘霖 ganlin 秦岭 qinling 岳阳 yueyang 苗青 miaoqing 毛永福 maoyongfu 关山 guanshan 时雨 shiyu 石磊 shilei 乔木 qiaomu 解放 xiefang'.split(
    ' ',
  )
const accounts = ['何雨桐', '高敏', '许文涛', '韩冬', '张怀远', '何平川', '郭振华', '邵军', '丁一鸣', '龙思远', '欧慧', '季红梅', '陶然']
const people = pinyin.flatMap((name, i): DemoPerson[] => {
  const said = pinyin[i + 1] ?? ''
  return i % 2 === 0 ? [{ name, pinyin: said, username: accounts.includes(name) ? said : null }] : []
})

export const demoOffice: DemoOffice = {
  units,
  posts,
  people,
  portfolios: [
    { person: '周启明', kind: '分管', units: ['ZFB'] },
    { person: '沈国栋', kind: '分管', units: ['RSJ', 'ZGJ', 'SCJ'] },
    { person: '韩冬', kind: '分管', units: ['ZJJ', 'CGJ', 'JTJ', 'HBJ', 'SLJ'] },
    { person: '罗静', kind: '分管', units: ['JYJ', 'WJW', 'MZJ'] },
    { person: '沈国栋', kind: '联系', units: ['CDQ', 'CXQ'] },
    { person: '罗静', kind: '联系', units: ['QXX', 'SQX'] },
    { person: '何平川', kind: '协管', units: ['ZJJ', 'CGJ', 'JTJ'] },
  ],
  house: {
    'system-admin': ['office.people', 'office.calendar', 'office.rules', 'office.status', 'office.channels'],
    'security-admin': ['office.accounts', 'office.rights', 'office.secrecy', 'office.approve-rules'],
    'audit-admin': ['office.audit'],
    'secretary-general': ['office.approve-rules', 'office.approve-policies'],
    'division-head': ['office.policies'],
    secretary: ['office.record'],
  },
  demo: accounts,
}

const names = new Map(people.map((p) => [p.name, p]))
/** What is wrong with the data above; an empty list is the proof. Every unit has a receiving post, every post somebody known. */
export function demoFaults(office: DemoOffice = demoOffice): string[] {
  const held = new Set(office.posts.flatMap((p) => p.held))
  return [
    ...office.units.filter((u) => !office.posts.some((p) => p.unit === u.code && p.receiving && p.held.length > 0)).map((u) => `${u.name}: nobody receives`),
    ...office.posts.flatMap((p) => p.held.filter((name) => !names.has(name)).map((name) => `${p.unit} ${p.title}: ${name} is unknown`)),
    ...office.people.filter((p) => !held.has(p.name)).map((p) => `${p.name} holds no post`),
    ...office.people.filter((p, i) => office.people.findIndex((q) => q.name === p.name) !== i).map((p) => `${p.name} twice`),
    ...office.portfolios.flatMap((p) => p.units.filter((code) => !office.units.some((u) => u.code === code)).map((code) => `${p.person}: no unit ${code}`)),
  ]
}
