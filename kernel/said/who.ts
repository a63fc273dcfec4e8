/** Who wrote, on which number, and where it is: as people put it into a message. Pure. */
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
const given = `[${surnames}][一-龥]{1,2}`
const titles = '女士|先生|小姐|师傅|大爷|大妈|大姐|大哥|阿姨|老人|同学|同志'
const notNames =
  /^(?:[一-龥]?(?:业主|居民|村民|市民|家长|网友|群众|领导|我们|本人|老百姓|小区|高龄|高层|高中|金额|时间|方便|和我|全家|明天|应该|成了|关于|于是|万一|安全|解决|连续|任何|向您|向你|查一|全体|游客|学生|商户|路过|尤其|单位|房子|车主|边上|成员|和谐|应当|冷水|文明))/
const field = (labels: string, value: string) => new RegExp(`(?:${labels})\\s*[:：]\\s*(${value})`)

export interface Phone {
  readonly number: string
  /** As it stands in the text. */
  readonly said: string
}
/** The number to call back: the writer's own, never the one he complains about. */
export function phoneIn(text: string): Phone | null {
  const pattern = /(?<![\d-])(?:(?:\+?86[- ]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[- ]?\d{7,8}|(?<=(?:电话|座机|号码|联系方式)[:：是]?\s?)\d{7,8})(?![\d-])/g
  const found = [...text.matchAll(pattern)].map((m) => {
    const before =
      text
        .slice(Math.max(0, m.index - 12), m.index)
        .split(/[，。；,;\n]/)
        .at(-1) ?? ''
    const own = /我的|本人|手机|联系|回电|来电|回访|我电话/.test(before) ? 2 : 0
    const others = /物业|热线|客服|对方|老板|公司|打过|打了|投诉电话|营业部|前台|中介|骗子|卖家|商家/.test(before) ? -3 : 0
    return { said: m[0], score: own + others, index: m.index }
  })
  const [best] = found.filter((f) => f.score > -1).sort((a, b) => b.score - a.score || b.index - a.index)
  return best ? { number: best.said.replace(/^\+?86[- ]?(?=1)/, '').replace(/[ -]/g, (c) => (/^0/.test(best.said) && c === '-' ? '-' : '')), said: best.said } : null
}

/** How the writer calls himself: a full name, or 王女士. */
export function nameIn(text: string): string | null {
  const labelled = new RegExp(
    `(?:联系人|姓名|反映人|来电人|来信人|信访人|投诉人|求助人|举报人|发件人|署名|申请人|诉求人|带头的?|代表|受害人|当事人)\\s*[:：是]?\\s*(${given}(?=[^一-龥]|$|反映|来电|来信|投诉|${titles})|[${surnames}](?:${titles}))`,
  ).exec(text)
  const tries = [
    labelled?.[1],
    new RegExp(`(?:我叫|我是|本人是?|我的名字叫|名叫)(${given})(?=[，,。；、\\s（(]|$)`).exec(text)?.[1],
    new RegExp(`(?:居民|村民|业主|市民|家长|职工|工人|老师|租户|商户|农民|退休职工|学生)[：: ]?(${given})(?=[，,。；\\s（(：:]|$|反映|来电|投诉|电话)`).exec(text)?.[1],
    new RegExp(`(?<![一-龥])([${surnames}](?:${titles}))`).exec(text)?.[1] ??
      new RegExp(`([${surnames}](?:女士|先生|大爷|大妈|师傅|阿姨))(?=反映|来电|打电话|打来电话|致电|称|说|，|,|：|:)`).exec(text)?.[1],
    new RegExp(`(?:^|\\n)\\s*(?:此致|敬礼|谢谢)?[—\\-– ]*(${given})\\s*(?:(?:敬上|上|呈)\\s*)?(?:\\d{4}年.*|1[3-9]\\d[\\d -]{8,10})?\\s*$`).exec(text)?.[1],
  ]
  return tries.find((name) => name !== undefined && !notNames.test(name)) ?? null
}

const town = '街道|镇|乡|城区|开发区|工业园|园区'
const street = '社区|村|大道|街道|[路街](?![面过灯都线边])|巷|交叉口|交汇处|路口|桥下穿段|桥下|桥|省道\\d+|国道\\d+|湾|庄'
const spot =
  '小区|花园|家园|公寓|大厦|广场|市场|学校|小学|中学|[一二三四五六]中|幼儿园|医院|卫生院|公园|公交站|车站|安置房|\\d+号楼|\\d+栋|\\d+单元|\\d+号|[一二三四五六七八九十\\d]组|换热站|超市|菜场|食堂|工地|苑|城(?![东西南北区])|厂|段'
const tail = `(?:${spot}|${street}|${town}|[区县](?!政府|[局委办医人]))`
const place = new RegExp(`[一-龥A-Za-z0-9]{1,9}?${tail}(?:[一-龥A-Za-z0-9]{0,8}?${tail}){0,6}(?:东侧|西侧|南侧|北侧|旁边?|对面|门口|附近|路段)?`, 'g')
const lead =
  /^.*(?:反映|投诉|举报|咨询|请问|关于|来自|住在|家住|位于|坐落|坐落于|就在|门牌|地点|地址|我们|我家|我是|我在|我住|你们|咱们|市民|居民|业主|村民|您好|你好|领导|市长|每天|昨晚|昨天|今天|今早|最近|现在|目前|路过|经过|建议在|建议把|希望|请|在|从|到|去|把|被|让|给|由|向|对|因|住|和|跟|是|有|的|了|说|称)(?=[一-龥A-Za-z0-9]{2})/
const notPlaces =
  /^(?:(?:[小社]区|学校|医院|单位|工地|市场|马路|全[村镇县区]|我[村镇县区]|本[村镇县区])(?:门口|附近|旁边?|对面)?|\d+路|物业|道路|一条街|[那这][条个].*|几[个号].*|[一二三四五六七八九十\d]+(?:号|栋|组|单元|号楼)|.{0,1}(?:路|街|厂|村|区|号|段|组|城|县|镇|桥))$|上(?:小学|中学)$|马路$/
const finest = (said: string): number => [spot, street, town].reduce((best, kind, i) => Math.max(best, new RegExp(`(?:${kind})$`).test(said) ? 3 - i : 0), 0)

/** Where it is. The most exact of the places named; the writer's own label wins. */
export function placeIn(text: string): string | null {
  const labelled = field('地点|地址|发生地点|位置|事发地', '[^\\n。；;，,]{2,40}').exec(text)?.[1]
  if (labelled) return labelled.trim()
  const found = text.split(/[，。；！？、\n,;!?（）()“”"：:\s]/).flatMap((clause) =>
    [...clause.matchAll(place)].map((m) => {
      const said = m[0].replace(lead, '')
      return { said, parts: (said.match(new RegExp(tail, 'g')) ?? []).length }
    }),
  )
  const [best] = found
    .filter((f) => f.said.length >= 3 && !notPlaces.test(f.said))
    .sort((a, b) => b.parts - a.parts || finest(b.said) - finest(a.said) || b.said.length - a.said.length)
  return best?.said ?? null
}
