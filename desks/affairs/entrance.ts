/** 收发窗口: orders from within, and people who come in person. Rule: GN-02, GN-31, ZK-49 */
import type { ActContract } from '../../kernel/contract.ts'
import { type Arrived, type Entrance, type EntranceOffice, type Named, weigh } from '../../kernel/entrance.ts'
import { nameIn, phoneIn, placeIn } from '../../kernel/said/who.ts'
import { readOneLine, wayOf } from './line.ts'
import { type ReadHolder, registerAffair, registerVisit } from './shape.ts'

const orders: readonly (readonly [RegExp, number])[] = [
  [/交办|批示|指示|签批|圈阅/, 4],
  [/要求|责成|督办|落实/, 2],
  [/秘书长|市长|书记|主任|局长|领导/, 2],
  [/请[^，。]{0,14}(?:报|办|查|写|准备|通知|协调|答复)/, 2],
]
const visits: readonly (readonly [RegExp, number])[] = [
  [/来访|上门|到访|来人|接访|前来|来窗口|来大厅|来办公室|在门卫/, 8],
  [/一行\s*\d+\s*人|\d+\s*人来|带着?材料/, 2],
]
const asNamed = ({ unit, person, name, because }: ReadHolder): Named => ({
  holder: { ...(unit ? { unit: unit as never } : {}), ...(person ? { person: person as never } : {}) },
  name,
  because,
})
function arrivedOf(text: string, office: EntranceOffice): Arrived {
  const read = readOneLine(text, office)
  return {
    title: read.title,
    body: text,
    asker: read.asker && asNamed(read.asker),
    lead: read.lead && asNamed(read.lead),
    helpers: read.helpers.map(asNamed),
    due: read.due && { at: read.due.at, said: read.due.said },
    name: nameIn(text),
    phone: phoneIn(text)?.number ?? null,
    place: placeIn(text),
    urgent: read.urgent,
  }
}
const given = (now: Arrived) => now.lead && { lead: now.lead.holder, helpers: now.helpers.map((one) => one.holder) }

const order: Entrance = {
  key: 'order',
  power: 'affairs.register',
  form: '/affairs/register',
  shows: ['asker', 'lead', 'due'],
  needs: ['asker'],
  act: registerAffair as unknown as ActContract,
  propose(text, office) {
    const arrived = arrivedOf(text, office)
    const { score, signs } = weigh(text, orders)
    return {
      score: score + (arrived.asker ? 5 : 0),
      signs: [...new Set([...(arrived.asker ? [arrived.asker.because] : []), ...signs])],
      arrived: { ...arrived, name: null, phone: null, place: null },
    }
  },
  input: (text, now) => ({
    title: now.title,
    body: text,
    way: wayOf(text),
    asker: now.asker?.holder,
    urgency: now.urgent ? 'urgent' : 'normal',
    due: now.due?.at ?? null,
    assign: given(now),
  }),
}
/** Who came and that he came is no title. */
const cameFirst = /^[^，,。：:]{0,14}(?:来访|上门|到访|来人|接访|前来|来窗口|来大厅)[，,：:\s]*(?:说|反映|称|咨询|讲|要求)?[：:，,\s]*/

const visit: Entrance = {
  key: 'visit',
  power: 'affairs.register',
  form: '/affairs/visit',
  shows: ['lead', 'name', 'phone'],
  needs: [],
  act: registerVisit as unknown as ActContract,
  propose(text, office) {
    const arrived = arrivedOf(text, office)
    const phone = phoneIn(text)
    // the number stands with the contact, not in what the unit reads (R-C18)
    const body = phone ? text.replaceAll(phone.said, '〔号码已登记〕') : text
    return {
      ...weigh(text, visits),
      arrived: { ...arrived, title: readOneLine(body.replace(cameFirst, ''), office).title || arrived.title, body, asker: null, due: null, place: null },
    }
  },
  input: (text, now) => ({
    way: 'visit',
    title: now.title,
    body: now.phone === null ? text : now.body,
    name: now.name,
    phone: now.phone,
    urgency: now.urgent ? 'urgent' : 'normal',
    assign: given(now),
  }),
}
export const entrances: readonly Entrance[] = [order, visit]
