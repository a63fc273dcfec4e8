/**
 * 一贴即办: a chat message, a text, an e-mail or a phone note becomes a letter's fields, each with its reason. Nothing is decided
 * here; a person looks and lands it. Pure: units, calendar and `now` are passed in. Rule: issue A «Paste anything», R-H02, R-H04
 */
import type { Calendar } from '../../kernel/clock/workdays.ts'
import type { UnitId } from '../../kernel/ids.ts'
import { saidDue } from '../../kernel/said/due.ts'
import { nameIn, phoneIn, placeIn } from '../../kernel/said/who.ts'
import type { Instant } from '../../kernel/time.ts'
import { dispatchList, nicknames } from './dispatch-list.ts'
import type { Kind, Pasted } from './shape.ts'

export interface PasteUnit {
  readonly id: UnitId
  readonly name: string
  readonly short: string
  readonly kind: string
}
export interface PasteOffice {
  readonly units: readonly PasteUnit[]
  readonly now: Instant
  readonly calendar: Calendar
}

const kindSigns: readonly (readonly [Kind, RegExp, number])[] = [
  ['tip', /举报|揭发/, 5],
  ['tip', /无证|偷税|黑作坊|受贿|贪污|套取|赌博|偷排|私分|盗采/, 3],
  ['complaint', /投诉/, 5],
  ['complaint', /乱收费|不作为|态度恶劣|态度差|推诿|扰民|拖欠|欠薪|不退|没人管|踢皮球|骗|违规|霸占|强制/, 2],
  ['advice', /建议/, 4],
  ['advice', /能不能增设|能否增设|希望增设|能否开通|希望开通|可不可以增加|能否增加/, 3],
  ['enquiry', /咨询|请问|想问|问一下/, 4],
  ['enquiry', /怎么办理|如何办理|需要什么(?:材料|手续)|怎么申请|如何申请|在哪里?办|什么条件|几点(?:上班|开门)|是否可以|多少钱|什么政策/, 3],
  ['praise', /表扬|点赞|锦旗|致谢|衷心感谢|特此感谢|来电感谢/, 5],
  ['help', /求助|帮帮|帮忙|救救|困难|急需|求求/, 3],
  ['help', /停水|停电|停暖|暖气不热|没有热水|漏水|塌陷|堵|坏了|没人修|走失/, 1],
]
export function kindOf(text: string): Pasted['kind'] {
  const score = new Map<Kind, number>()
  const because = new Map<Kind, string[]>()
  for (const [kind, sign, weight] of kindSigns) {
    const said = sign.exec(text)?.[0]
    if (!said) continue
    score.set(kind, (score.get(kind) ?? 0) + weight)
    because.set(kind, [...(because.get(kind) ?? []), `“${said}”`])
  }
  const [best] = [...score].sort((a, b) => b[1] - a[1])
  return best ? { kind: best[0], because: (because.get(best[0]) ?? []).join('') } : { kind: 'help', because: '未写明，按求助' }
}

const bare = (name: string): string => name.replace(/^市/, '')
function called(unit: PasteUnit): string[] {
  const own = [unit.name, unit.short, bare(unit.name), bare(unit.short)].filter((n) => n.length >= 3)
  return [...new Set([...own, ...Object.entries(nicknames).flatMap(([nick, short]) => (bare(unit.short) === short ? [nick] : []))])]
}
/** Words that stand beside the subject as often as they are the subject. */
const general = ['物业', '户口', '老师', '学校', '规划', '土地', '医院', '超市', '饭店', '路面', '小学', '中学']
interface Scored {
  readonly unit: PasteUnit
  score: number
  readonly because: string[]
}
/** Named and asked counts most, the subject next, the district last: where nobody else is known the district has it (R-H04). */
function unitsOf(text: string, place: string | null, units: readonly PasteUnit[]): Pasted['units'] {
  const all = new Map<string, Scored>()
  const add = (unit: PasteUnit, score: number, because: string) => {
    const known = all.get(unit.id) ?? { unit, score: 0, because: [] }
    known.score += score
    known.because.push(because)
    all.set(unit.id, known)
  }
  for (const unit of units) {
    if (unit.kind !== 'department' && unit.kind !== 'county') continue
    const names = called(unit).sort((a, b) => b.length - a.length)
    const asked = names.find((n) => new RegExp(`(?:请|转|由|交|派|责成|麻烦)(?:给|由|请|市|@)*${n}`).test(text) || text.includes(`@${n}`))
    const named = names.find((n) => text.includes(n))
    if (asked && unit.kind === 'department') add(unit, 12, `来文点名“${asked}”`)
    else if (named && unit.kind === 'department') add(unit, 2, `提到“${named}”`)
    if (unit.kind === 'county' && asked && new RegExp(`${asked}(?:政府|办理|处理|核实|研处|牵头)`).test(text)) add(unit, 12, `来文点名“${asked}”`)
    else if (unit.kind === 'county' && ((place ?? '').includes(unit.short) || text.includes(unit.short))) add(unit, 1, `发生地在${unit.short}`)
    for (const subject of dispatchList) {
      if (bare(unit.short) !== subject.unit) continue
      const words = subject.words.filter((w) => text.includes(w))
      if (words.length > 0)
        add(
          unit,
          words.reduce((sum, w) => sum + (general.includes(w) ? 2 : 3), 0),
          `${words
            .slice(0, 3)
            .map((w) => `“${w}”`)
            .join('')}，派单目录“${subject.what}”`,
        )
    }
  }
  const ranked = [...all.values()].sort((a, b) => b.score - a.score).slice(0, 3)
  return ranked.map(({ unit, score, because }, i) => {
    const next = ranked[1]?.score ?? 0
    const sure = i > 0 ? 'low' : score >= 12 || (score >= 6 && score >= 2 * next) ? 'high' : score > next ? 'middle' : 'low'
    return { unit: unit.id, name: unit.short, because: because.join('；'), sure }
  })
}

const chatHead =
  /^(?:【[^】\n]{1,20}】\s*$|\[[^\]\n]{1,12}\]\s*$|[^\s：:，。]{1,16}[ \t]+(?:\d{4}[/-]\d{1,2}[/-]\d{1,2}[ \t]+)?\d{1,2}:\d{2}(?::\d{2})?\s*$|-{3,}.*-{3,}\s*$|(?:转发|以下为转发消息)[:：]?\s*$)/
/** The same written before the text on one line: 【微信转】…, 转发：…; 【紧急】 is the writer's own word and stays. */
const inlineHead =
  /^(?:(?:[【[][^】\]\n]{0,14}(?:转|微信|短信|QQ|群聊|聊天记录|网友留言)[^】\]\n]{0,14}[】\]]|(?:转发|转自[^：:，。\n]{1,16}|以下为转发(?:消息|内容)?|转|Fwd?)\s*[:：])\s*)+(?=\S)/i
const mailHead = /^(?:发件人|收件人|抄送|发送时间|日期|时间|主题|标题|From|To|Date|Subject)\s*[:：]\s*(.*)$/i
const greeting = /^(?:(?:尊敬的)?(?:各位)?(?:市长|书记|领导|县长|区长|同志|工作人员|政府)*(?:同志|们|先生)?[，,:： ]*)?(?:您好|你好|大家好|领导好|早上好|下午好)?[！!，,。:： ~]*/
const sayer =
  /^(?:(?:来电人|群众|市民|网友|居民|村民|业主)(?:[（(][^）)]*[）)])?[一-龥]{0,3}(?:来电|来信|留言)?(?:反映|称|说|咨询|投诉|求助|举报)[：:，,]?|(?:[一-龥]{1,3}(?:女士|先生|大爷|阿姨|师傅))(?:来电|来信)?(?:反映|称|说)?[：:，,]?|(?:本人|我)(?:叫|是)[^，,。]{2,20}[，,。])/
/** What stands before the matter itself: whom it is for, who passes it on, what shall be done. */
const preface = /^[^。：:]{0,45}(?:请|转来|转办|批示|答复|完成|办理|投诉|反映|求助|咨询|来电|内容|政府|[局委办])[^。：:，,]{0,30}[：:]/
const order = /^(?:此件)?(?:请(?!问)|责成|转|要求)[^，,]{0,16}(?:办理|处理|答复|回复|牵头|核实|研处|反馈|回话|办结|完成|报情况|查处|查实|落实)/
const plea = /(?:请|望|盼|希望).{0,10}(?:回话|处理|解决|答复|回复|反馈|回电|办理|查处|给个说法|管一管)/
/** Strips what the chat program or the mail added; keeps what the person said. */
function strip(text: string): { readonly lines: string[]; readonly subject: string | null } {
  let subject: string | null = null
  const lines = text
    .replace(/\r/g, '')
    .split('\n')
    .map((l) =>
      l
        .replace(/^[>＞\s]+/, '')
        .replace(inlineHead, '')
        .trimEnd(),
    )
    .filter((l) => {
      const head = mailHead.exec(l)
      if (head && /^(?:主题|标题|Subject)/i.test(l)) subject = (head[1] ?? '').replace(/^(?:(?:转发|回复|Fw|Fwd|Re)\s*[:：]\s*)+/i, '').trim() || null
      return l.trim() !== '' && !head && !chatHead.test(l) && !/^\[(?:图片|语音|视频|位置|文件|动画表情)\]$/.test(l.trim())
    })
  return { lines, subject }
}
const LONGEST = 36
function titleOf(lines: readonly string[], subject: string | null): string {
  const bareOf = (s: string) =>
    s
      .replace(greeting, '')
      .replace(/^@\S+\s+/, '')
      .replace(/^[^：:]{1,12}[：:](?=请)/, '')
      .replace(preface, '')
      .replace(sayer, '')
      .replace(/^[，,。：:\s]+|[，,。；;：:！!\s]+$/g, '')
  if (subject) return bareOf(subject).slice(0, LONGEST) || subject.slice(0, LONGEST)
  const all = lines
    .join('。')
    .split(/[。！!？?；;\n]+/)
    .map(bareOf)
  const told = all.filter((s) => s.length >= 5 && !order.test(s) && !/^(?:联系|电话|手机|姓名|地址|地点|此致|谢谢)/.test(s))
  const first = told[0] ?? all.find((s) => s.length > 0) ?? ''
  const [begin = '', ...more] = first.split(/(?=[，,、])/)
  let made = begin
  for (const part of more) {
    if (made.length + part.length > LONGEST || plea.test(part)) break
    made += part
  }
  return made.slice(0, LONGEST)
}

/** @returns every field with what it was read from; the writer's number is taken out of the body, it stands with the contact */
export function readPasted(text: string, office: PasteOffice): Pasted {
  const { lines, subject } = strip(text)
  const said = lines.join('\n')
  const whole = [subject ?? '', said].join('\n')
  const phone = phoneIn(said)
  const place = placeIn(said)
  // with the word before it, so that no «电话» is left dangling
  const dialled = phone && new RegExp(`(?:[，,；;、\\s]*(?:联系)?(?:电话|手机|号码|联系方式)[:：是]?\\s*)?${phone.said.replace('+', '\\+')}`, 'g')
  const without = phone ? said.replaceAll(phone.said, '〔号码已登记〕') : said
  return {
    title: titleOf(
      lines.map((l) => (dialled ? l.replace(dialled, '') : l)),
      subject,
    ),
    body: without,
    kind: kindOf(whole),
    units: unitsOf(whole, place, office.units),
    category: null,
    due: saidDue(whole, office.now, office.calendar),
    phone: phone?.number ?? null,
    name: nameIn(text.replace(/\r/g, '')),
    place,
    urgent: /马上|立即|立刻|紧急|加急|特急|火速|人命|危险/.test(whole),
  }
}
