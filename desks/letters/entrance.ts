/** 收发窗口: letters, calls, mails and messages from citizens come in here. Rule: GN-02, R-H01, R-H02 */
import type { ActContract } from '../../kernel/contract.ts'
import { type Arrived, type Entrance, weigh } from '../../kernel/entrance.ts'
import { kindOf, readPasted } from './paste.ts'
import { type Channel, registerLetter } from './shape.ts'

/** Who speaks, and what citizens do: they report, complain, ask, propose. */
const signs: readonly (readonly [RegExp, number])[] = [
  [/来信|信件|人民来信|市长信箱|省长信箱|12345|热线/, 4],
  [/来电反映|来电咨询|来电投诉|来电求助/, 4],
  [/投诉|举报|揭发/, 3],
  [/反映|求助|咨询|请问|建议/, 2],
  [/市民|群众|居民|村民|业主|网友|家长|商户/, 2],
  [/小区|物业|拖欠|欠薪|扰民|停水|停电|漏水|积水|路灯|噪音|油烟/, 1],
]
const channels: readonly (readonly [Exclude<Channel, 'web'>, RegExp])[] = [
  ['email', /^(?:发件人|主题|From|Subject)\s*[:：]|电子邮件|邮箱/m],
  ['call', /来电|打来电话|电话反映|致电|热线|12345/],
  ['letter', /来信|信件|寄来|手写/],
]
export const channelOf = (text: string): Exclude<Channel, 'web'> => channels.find(([, sign]) => sign.test(text))?.[0] ?? 'message'

const digits = (phone: string) => phone.replace(/\D/g, '')
const letter: Entrance = {
  key: 'letter',
  power: 'letters.register',
  form: '/letters/register',
  shows: ['lead', 'due', 'name', 'phone', 'place'],
  needs: [],
  act: registerLetter as unknown as ActContract,
  propose(text, office) {
    const read = readPasted(text, { ...office, units: office.units as never })
    const [first, next] = read.units
    // one that stands out; of two alike a person chooses
    const clear = first && (first.sure !== 'low' || !next) ? first : null
    const weighed = weigh(text, signs)
    return {
      score: weighed.score + (read.phone ? 2 : 0),
      signs: read.phone ? [...weighed.signs, read.phone] : weighed.signs,
      arrived: {
        title: read.title,
        body: read.body,
        asker: null,
        lead: clear ? { holder: { unit: clear.unit as never }, name: clear.name, because: clear.because } : null,
        helpers: [],
        due: read.due && { at: read.due.at, said: read.due.said },
        name: read.name,
        phone: read.phone,
        place: read.place,
        urgent: read.urgent,
      },
    }
  },
  input: (text: string, now: Arrived) => ({
    channel: channelOf(text),
    kind: kindOf(text).kind,
    title: now.title,
    // the number is taken out of the text only while it stands with the contact
    body: now.phone !== null && text.replace(/\D/g, '').includes(digits(now.phone)) ? now.body : text,
    place: now.place,
    name: now.name,
    phone: now.phone,
    urgency: now.urgent ? 'urgent' : 'normal',
    assign: now.lead && { lead: now.lead.holder, helpers: now.helpers.map((one) => one.holder), ask: null, due: now.due?.at ?? null },
  }),
}
export const entrances: readonly Entrance[] = [letter]
