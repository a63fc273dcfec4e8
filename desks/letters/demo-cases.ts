/** What people of an invented city write about, and what comes of it. {p} a place, {n} and {m} numbers. Made from our own sentences. */
import type { Kind } from './shape.ts'

export type Where = 'any' | 'estate' | 'road' | 'bridge' | 'crossing' | 'public' | 'station' | 'school' | 'hospital' | 'village'
export interface DemoCase {
  /** Code of the unit that handles it. */
  readonly unit: string
  readonly kind: Kind
  /** What sort of place it can happen in. */
  readonly where: Where
  readonly title: string
  readonly body: string
  readonly result: string
  readonly report: string
  readonly reply: string
}
/** Unit | kind | where | title | body | result | what the unit reported | what the citizen was told */
const table = `
CGJ | help | estate | {p}暖气不热 | {p}从{n}天前开始暖气不热，室温只有1{n}度，家里有老人孩子，问了物业和供热站都让等。 | solved | 换热站循环泵故障，已更换并排气，入户测温 20 度。 | 经查，供热不足系换热站循环泵故障所致，现已更换，昨日上门测温 20 度。今后如再不热，请拨打供热站 24 小时电话。
CGJ | help | road | {p}路灯不亮 | {p}一段{n}00多米的路灯全灭，已经{m}天，晚上走路害怕。 | solved | 电缆被施工挖断，已接通，{n}0 盏路灯恢复照明。 | {p}路灯因电缆被挖断停电，现已修复。我们已要求施工单位加强巡查。
CGJ | complaint | public | {p}夜市油烟扰民 | {p}的烧烤摊每天摆到凌晨，油烟往楼上灌，找过{n}次，罚完照旧。 | partly | 已取缔占道摊位 {n} 处，另有 3 家店外经营限期入室并安装净化设备。 | {p}占道摊位已清理，3 家店铺正在安装油烟净化设备，月底前完成，届时我们再去复查。
CGJ | complaint | estate | {p}垃圾堆放无人清运 | {p}的垃圾点堆了{n}天没人收，气味很大，夏天蚊蝇多。 | solved | 已清运 {n} 车，并把该点纳入每日两清。 | {p}积存垃圾已全部清走，今后每日早晚各清一次。
CGJ | advice | public | 建议在{p}增设公共厕所 | {p}人流大，附近{n}00米没有公厕，建议增设。 | adopted | 已列入明年新建公厕计划第 {n} 项。 | 您的建议已采纳，{p}公厕列入明年建设计划，预计上半年开工。
ZJJ | complaint | estate | {p}物业未经业主同意涨价 | {p}物业{n}月起把停车费由每月 80 元涨到 2{n}0 元，没有开过业主大会。 | solved | 已约谈物业公司，涨价通知撤销，多收费用退还 {n}6 户。 | 经查，物业未履行业主共同决定程序，已责令撤销涨价并退还多收费用。
ZJJ | help | estate | {p}楼顶漏水 | {p}顶层漏水{n}年，一到下雨墙皮脱落，物业说没有维修基金。 | partly | 已指导启动应急维修程序，施工单位进场，工期 {n}0 天。 | {p}屋面漏水已启动维修资金应急使用，施工队已进场，预计{n}0天完工。
ZJJ | complaint | estate | {p}延期交房 | {p}合同约定去年交房，至今没有动静，{n}户在外租房。 | explained | 项目资金监管账户已补足，复工 {n} 栋，计划明年 6 月交付。 | {p}项目已复工，计划明年 6 月 30 日前交付；逾期违约金请按合同约定向企业主张，也可向法院起诉。
ZJJ | help | bridge | {p}下穿段逢雨积水 | {p}一下雨就积水，最深有{n}0公分，孩子上学要绕{n}里路。 | solved | 疏通淤堵管道 {n}6 米，更换水泵 1 台。 | {p}积水系管道淤堵、水泵停用所致，已疏通管道、更换水泵，并安排雨前巡查。
ZJJ | enquiry | any | 公租房申请条件咨询 | 我家{n}口人，月收入 {n}000 元，没有住房，能不能申请公租房，要什么材料？ | explained | 已告知条件、材料和受理窗口。 | 人均可支配收入低于上年度城镇居民平均水平、无自有住房的家庭可以申请。请带身份证、户口簿、收入证明到区住房保障窗口办理。
JTJ | advice | road | 建议{p}增加公交班次 | 经过{p}的1{n}路车半小时一班，早高峰挤不上，建议加密。 | adopted | 早高峰发车间隔由 25 分钟调整为 12 分钟。 | 您的建议已采纳，1{n}路早高峰发车间隔自下周一起调整为 12 分钟。
JTJ | help | road | {p}路面坑洼 | {p}有{n}处大坑，已有电动车摔倒，请尽快修补。 | solved | 修补坑槽 {n} 处 {m}6 平方米。 | {p}路面坑槽已全部修补，请放心通行。
JTJ | complaint | station | 出租车{p}拒载 | 在{p}打车，{n}辆空车都拒载，要么要一口价{n}0元。 | solved | 查实 2 辆，各停运 3 天并通报。 | 您反映的情况属实，对 2 名驾驶员作停运学习 3 天处理，车站已增派人员值守。
GAJ | complaint | road | {p}车辆违停堵塞通道 | {p}两侧每天停满车，救护车进不来，报过{n}次没人管。 | solved | 施划禁停线 {n}00 米，增设抓拍 2 处，查处违停 {n}6 起。 | {p}已施划禁停线并增设抓拍，交警早晚各巡一次。
GAJ | help | crossing | {p}红绿灯配时不合理 | {p}绿灯只有1{n}秒，老人走不完，请调整。 | solved | 行人绿灯由 1{n} 秒调整为 25 秒。 | {p}行人绿灯已延长到 25 秒。
GAJ | complaint | estate | {p}广场舞噪声扰民 | {p}每晚七点到十点放音响，孩子没法写作业，劝过{n}次没用。 | partly | 与 {n} 支队伍签订公约，音量不超过 60 分贝，九点前结束。 | {p}各队伍已签公约，九点前结束；派出所和社区每晚巡查。如仍超时，请拨打 110。
GAJ | enquiry | estate | 外地户籍办理居住证咨询 | 我在{p}租房{n}个月，办居住证要什么材料，多久能拿到？ | explained | 已告知材料和时限。 | 居住满半年可以申领。请带身份证、租房合同或居住证明到{p}派出所办理，15 个工作日内领取。
JYJ | complaint | school | {p}有偿补课 | {p}一位老师周末在家补课，一节课{n}00元，不去的孩子被冷落。 | solved | 查实 1 人，退还费用 {n}600 元，取消当年评优。 | 经查属实，已责令退费并给予处分，学校向家长公开了举报电话。
JYJ | enquiry | estate | {p}学区划分咨询 | 我家在{p}，明年孩子上小学，属于哪个学区，几月报名？ | explained | 已告知学区和报名时间。 | {p}属实验小学学区，报名时间为明年 6 月中旬，届时请看市教育局网站公告。
JYJ | help | school | {p}门口上下学拥堵 | {p}下午四点半堵成一团，家长孩子挤在车流里，请想办法。 | solved | 错峰放学分 {n} 批，交警、家长志愿者各 2 人值守。 | {p}自本周起分批放学，并设家长等候区，拥堵已缓解。
WJW | complaint | hospital | {p}夜间无医生值班 | 我父亲夜里摔伤送到{p}，等了一个多小时没有医生。 | solved | 当晚值班医生脱岗属实，已停职，完善双人值班。 | 您反映属实，我们向您和家人道歉。脱岗医生已停职，{p}实行夜间双人值班。
WJW | enquiry | estate | 老年人体检地点咨询 | 我母亲7{n}岁，住{p}，免费体检在哪里做，要预约吗？ | explained | 已告知地点和预约方式。 | 65 岁以上老人每年一次，凭身份证到{p}卫生服务中心，提前一天电话预约。
WJW | advice | hospital | 建议{p}开设夜间儿科门诊 | {p}晚上没有儿科，孩子发烧要跑{n}公里，建议开夜诊。 | adopted | 自下月起每晚 6 时至 10 时开诊。 | 您的建议已采纳，{p}自下月 1 日起开设夜间儿科门诊。
RSJ | complaint | estate | {p}工地拖欠工资 | 我们{n}个人在{p}干了{n}个月，工资一分没给，包工头不接电话。 | solved | 责令总包单位先行垫付 {n}8 万元，已发放到人。 | 经协调，总包单位已垫付全部拖欠工资，发放表请核对。如有出入，请来劳动监察大队。
RSJ | enquiry | any | 工伤认定申请咨询 | 在单位摔伤骨折，单位不给出证明，工伤怎么申请，多久有结果？ | explained | 已告知申请时限和材料。 | 自受伤之日起 1 年内本人可以直接申请，带诊断证明和劳动关系证据到市政务中心；60 日内作出决定。
RSJ | help | any | 医保停保无法报销 | 住院结账时说医保停了，单位说一直在交，已经垫了{n}600元。 | solved | 单位申报信息错误，已更正，费用补报 {n}600 元。 | 停保系单位申报时证件号码录错，已更正，垫付费用请带发票到窗口补报。
HBJ | tip | estate | {p}夜间排放刺鼻气体 | {p}晚上十点以后有刺鼻气味，开不了窗，已经{n}天。 | solved | 夜查 {n} 次，查实 1 家企业治污设施停运，立案处罚，责令停产整改。 | 经夜间检查，1 家企业擅自停运治污设施，已立案处罚并停产整改。
HBJ | complaint | estate | {p}工地夜间施工噪声 | {p}的工地每晚打桩到后半夜，没法睡觉。 | solved | 未办夜间施工许可，罚款 2 万元，夜间已停工。 | {p}工地无夜间施工许可，已处罚并停止夜间作业。
HBJ | tip | village | {p}河水发黑发臭 | {p}的河水这几天发黑，漂着死鱼，怀疑有人偷排。 | partly | 查明雨污混接 {n} 处，已封堵 {n} 处，管网改造列入计划。 | 黑臭系上游雨污混接，已封堵排口，管网改造明年汛期前完成。
SLJ | help | estate | {p}停水 | {p}停水{n}天，{m}多户吃水困难，没人通知。 | solved | 主管道爆裂，抢修完成，停水期间送水 {n}6 车。 | {p}停水系主管道爆裂，现已恢复供水。未及时通知您，我们向您致歉。
SLJ | help | estate | {p}水压不足 | {p}五楼以上早晚没有水，洗衣机转不动，反映过{n}次。 | solved | 加压泵站调整运行，末端水压 0.16 兆帕。 | {p}加压泵已调整，高层水压达标。
SLJ | complaint | estate | {p}水费突然增多 | {p}我家两口人，上月水费{m}0元，比平时多{n}倍。 | explained | 入户检测水表合格，查明马桶漏水，日漏 {n}00 升。 | 经现场检测水表准确，马桶浮球漏水，已帮您更换。
SCJ | complaint | public | 健身房关门预付款不退 | 在{p}的健身房充了{m}00元年卡，上周突然关门，电话打不通。 | partly | 已联系到经营者，登记 {n}6 人，达成分期退款协议。 | 经营者同意分三期退款，首期已到账；如不履行，可凭调解书申请法院执行。
SCJ | complaint | estate | {p}超市销售过期食品 | 在{p}超市买的牛奶过期{n}天，孩子喝了拉肚子。 | solved | 下架过期食品 {n} 种，立案处罚，赔偿消费者 1000 元。 | 情况属实，超市已赔偿您 1000 元，我们依法立案处罚。
SCJ | help | estate | {p}电梯频繁故障 | {p}的电梯两个月坏了{n}次，昨天困人 20 分钟。 | solved | 更换控制板和钢丝绳，检验合格，约谈维保单位。 | {p}电梯已更换主要部件并检验合格。
MZJ | help | any | 高龄津贴未发放 | 我母亲8{n}岁，高龄津贴从{n}月起没有到账，问了社区和银行都说不清。 | solved | 银行卡过期退票，已换卡补发 {n}00 元。 | 津贴因银行卡过期被退回，已更换账户并补发。
MZJ | help | estate | 申请低保的求助 | 丈夫去世，自己有残疾，没有收入，住{p}，低保材料跑了{n}趟。 | solved | 上门核查，符合条件，下月起发放，另给临时救助 {n}000 元。 | 经上门核查，您符合条件，下月起发放低保金，临时救助已到账。
MZJ | enquiry | estate | 老年证办理咨询 | 我母亲今年6{n}岁，办老年证要什么材料，能不能代办？ | explained | 已告知材料和代办方式。 | 60 周岁以上带身份证和一寸照片，到{p}社区即可办理，子女可以代办。
ZGJ | complaint | village | {p}征地补偿款未到位 | {p}去年征地，补偿款少算{n}分地，镇里县里互相推。 | partly | 复测面积属实，补差 {n}600 元，款项已拨到镇。 | 经复测，您家少计面积属实，差额已拨付到镇，月底前发放到户。
ZGJ | enquiry | any | 不动产证办理咨询 | 买了二手房，住在外地，不动产证能不能邮寄，要多少钱？ | explained | 已告知办理流程和费用。 | 可以网上申请、到付邮寄，登记费住宅 80 元。
ZGJ | tip | village | {p}有人夜里盗采山砂 | {p}后山每晚有{n}辆货车拉砂，路都压坏了。 | solved | 联合查处，扣押车辆 {n} 台，移送公安。 | 经联合执法，扣押车辆 {n} 台，案件已移送公安机关。
CDQ | help | estate | {p}楼道堆放杂物 | {p}楼道里堆满纸箱和电动车，怕着火，社区贴了通知没用。 | solved | 清理 {n} 个单元，建充电车棚 1 处。 | {p}楼道已清理，新建的充电车棚下周启用。
CXQ | advice | estate | 建议{p}增设停车位 | {p}有{m}0户，只有{n}0个车位，建议把闲置空地利用起来。 | adopted | 空地改造后新增车位 {n}6 个。 | 您的建议已采纳，{p}旁空地改造后新增停车位 {n}6 个，年底投用。
QXX | help | village | {p}村道没有护栏 | {p}的村道一边是水塘，没有护栏，上个月有人骑车掉下去。 | solved | 安装护栏 {n}00 米、反光标志 {m} 块。 | {p}村道护栏和反光标志已经装好。
SQX | help | village | {p}手机没有信号 | {p}山里{n}个组没有信号，老人生病打不出电话。 | partly | 已选定站址，铁塔公司 {n} 月内建成。 | {p}基站站址已选定，计划年底前开通。
`
const fields = ['unit', 'kind', 'where', 'title', 'body', 'result', 'report', 'reply'] as const
export const demoCases: readonly DemoCase[] = table
  .trim()
  .split('\n')
  .map((row) => {
    const cells = row.split(' | ')
    return Object.fromEntries(fields.map((field, i) => [field, cells[i] ?? ''])) as unknown as DemoCase
  })

interface DemoPlace {
  readonly name: string
  readonly county: string
  readonly sort: readonly Where[]
}
const places = (county: string, named: Readonly<Partial<Record<Where, string>>>): DemoPlace[] =>
  Object.entries(named).flatMap(([sort, list]) => list.split(' ').map((name) => ({ name, county, sort: [sort as Where] })))
const demoPlaces: readonly DemoPlace[] = [
  ...places('CDQ', {
    estate: '北苑小区 滨河花园 锦绣家园 柳荫小区',
    road: '团结路 文昌路',
    bridge: '翠屏桥',
    crossing: '人民路与建设街路口',
    public: '文昌路菜场 城东夜市',
    station: '城东客运站',
    school: '东风小学 文昌路小学',
  }),
  ...places('CXQ', {
    estate: '桃园小区 翡翠城 西苑社区 幸福里安置小区',
    road: '纺织路 古井巷 云溪大道西段',
    bridge: '西环铁路桥',
    crossing: '云溪大道与纺织路路口',
    public: '建材市场 西关广场',
    station: '火车站',
    school: '实验中学',
    hospital: '市第二人民医院',
  }),
  ...places('QXX', { estate: '清溪县阳光花园', road: '省道203清溪段', school: '清溪县城关小学', hospital: '双桥镇卫生院', village: '石门村 柳河镇新桥村 双桥镇南湾村' }),
  ...places('SQX', { estate: '石桥县和平小区', road: '青石镇集镇大街', school: '白马镇中心小学', hospital: '石桥县人民医院', village: '青石镇大坝村 白马镇东湾村 青石镇岭后村' }),
]
/** Where a story can be told: of a county its own places, of a department any of the sort. */
export const placesFor = (story: DemoCase): string[] => {
  const near = demoPlaces.filter((p) => story.where === 'any' || p.sort.includes(story.where))
  const own = near.filter((p) => p.county === story.unit)
  return (own.length > 0 ? own : near).map((p) => p.name)
}

/** A sequence that is the same every time: what it gives depends on the seed alone. */
export function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
/** One case told for one place. */
export function tell(story: DemoCase, place: string, n: number, m: number): Omit<DemoCase, 'unit' | 'kind' | 'where' | 'result'> {
  const fill = (text: string) => text.replaceAll('{p}', place).replaceAll('{n}', String(n)).replaceAll('{m}', String(m))
  return { title: fill(story.title), body: fill(story.body), report: fill(story.report), reply: fill(story.reply) }
}
