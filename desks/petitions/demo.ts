/** A few petitions for the demo city: one just in, one in hand, one answered and waiting, one reviewed, and one that only its list knows. Moved through `decide`, so their history is true. */
import { type BulkItem, type BulkMove, bulk } from '../../kernel/bulk.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import { holdersOf, postsOfUnit } from '../../kernel/decide/office.ts'
import type { ContactId, Ids, MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import type { Fen } from '../../kernel/money.ts'
import { wordInput } from '../../kernel/moves/inputs.ts'
import { sealContact } from '../../kernel/people/contact.ts'
import { addDays, addMillis, DAY, HOUR, type Instant, officeDate } from '../../kernel/time.ts'
import { declared } from './do/move-petition.ts'
import { confirmLanded, landGift } from './do/save-gift.ts'
import type { PetitionDetail, PetitionKind } from './shape.ts'
import { zh } from './words/zh-CN.ts'

interface Cast {
  readonly unit: UnitId
  readonly head: PersonId
  readonly hand: PersonId
}
const heldBy = ({ office, now }: Ctx, key: string): { readonly person: PersonId; readonly unit: UnitId } | null => {
  for (const post of office.posts.values()) {
    const person = post.key === key ? holdersOf(office, post.id, now)[0] : undefined
    if (person) return { person, unit: post.unit }
  }
  return null
}
/** Units with a head and somebody who receives. */
function units({ office, now }: Ctx): Cast[] {
  return [...office.units.keys()].flatMap((unit) => {
    const posts = postsOfUnit(office, unit, now)
    const held = (key: string) => posts.filter((p) => p.key === key).flatMap((p) => holdersOf(office, p.id, now))[0]
    const [head, hand] = [held('unit-head'), held('liaison')]
    return head && hand ? [{ unit, head, hand }] : []
  })
}
const said: readonly { readonly kind: PetitionKind; readonly title: string; readonly body: string; readonly daysAgo: number; readonly upTo: number }[] = [
  { kind: 'claim', title: '要求落实旧房征收补偿', body: '城东片区征收两年，约定的安置房至今没有交付，过渡费也停发了，请依约落实。', daysAgo: 3, upTo: 1 },
  { kind: 'claim', title: '要求补发被拖欠的工资', body: '在工业园区务工八个月，项目部拖欠工资三个月，劳动监察处理后仍未发放。', daysAgo: 26, upTo: 4 },
  { kind: 'claim', title: '不服宅基地确权结论', body: '村里把我家宅基地登记在邻居名下，镇里答复按现状确权，我不同意。', daysAgo: 40, upTo: 7 },
  { kind: 'advice', title: '建议改进老年人办事窗口', body: '办事大厅叫号全用手机，老年人不会用，建议保留人工窗口。', daysAgo: 20, upTo: 8 },
  { kind: 'accusation', title: '反映有人借检查之机接受宴请', body: '有工作人员到基层检查时接受宴请、收受土特产，请查处。', daysAgo: 9, upTo: 3 },
]
/** Three declarations: one pending, one paid for, one handed in and confirmed. */
async function demoGifts(ctx: Ctx, keeper: PersonId, casts: readonly Cast[]): Promise<void> {
  const [first, second] = casts.map((cast) => cast.hand) as [PersonId, PersonId]
  const by = (person: PersonId): Ctx => ({ ...ctx, who: { person } })
  const ago = (days: number) => addDays(officeDate(ctx.now), -days)
  const gift = { id: null, version: 0, person: null, kind: 'gift', giver: '清溪县某企业', occasion: '下乡检查', backOn: null } as const
  await landGift(by(first), { ...gift, what: '茶叶两盒', value: 38_000 as Fen, receivedOn: ago(5), outcome: 'pending', dealtOn: null, receipt: null })
  const meal = { kind: 'meal', what: '工作餐一次', giver: '清溪县某镇食堂', value: 4000 as Fen } as const
  await landGift(by(second), { ...gift, ...meal, receivedOn: ago(12), outcome: 'paid', dealtOn: ago(12), receipt: '伙食费收据 0032' })
  const card = { kind: 'money', what: '购物卡一张', value: 50_000 as Fen } as const
  const { id, version } = await landGift(by(first), { ...gift, ...card, receivedOn: ago(20), outcome: 'handedIn', dealtOn: ago(18), receipt: '收字 0017 号' })
  await confirmLanded(by(keeper), { id, version })
}
/** @returns how many petitions were made */
export async function loadDemoPetitions(ctx: Ctx, idsAt: (at: Instant) => Ids): Promise<number> {
  const [office, list] = [heldBy(ctx, 'letters-head'), heldBy(ctx, 'secretary-general')]
  const casts = units(ctx)
  if (!office || !list || casts.length < 2) return 0
  const items = said.map((one, n): BulkItem => {
    const cast = casts[n % casts.length] as Cast
    const start = addMillis(ctx.now, -one.daysAgo * DAY)
    const ids = idsAt(start)
    const matter = ids.next<MatterId>()
    const contact = sealContact(ctx.box, ids.next<ContactId>(), matter, { name: '周先生', phone: `1390000${String(7001 + n)}` })
    const closed = one.kind === 'accusation'
    const taker = closed ? list.person : cast.hand
    const on = { matter, piece: null }
    const detail: PetitionDetail = { kind: one.kind, way: n % 2 === 0 ? 'visit' : 'letter', body: one.body, people: 1, reachable: true }
    const register = wordInput.register.parse({ title: one.title, origin: 'public', readers: closed ? 'named' : 'units', unit: office.unit, askers: [{ contact: contact.id }] })
    const admit = wordInput.reply.parse({ ...on, body: zh.say.admit.replace('{{title}}', one.title), via: 'letter' })
    const letter = zh.say.parts.map((part) => `${part}\n经查，情况基本属实，按规定办理。`).join('\n\n')
    const steps: readonly (readonly [string, PersonId, unknown])[] = [
      ['register', office.person, register],
      [
        closed ? 'entrust' : 'assign',
        office.person,
        wordInput.assign.parse({ ...on, lead: closed ? { person: list.person } : { unit: cast.unit }, ask: zh.say.entrust, bound: closed }),
      ],
      ['accept', taker, wordInput.accept.parse(on)],
      ['admit', taker, admit],
      ['report', taker, ({ matter: { version } }: MatterFacts) => wordInput.report.parse({ ...on, version, result: 'partly', text: '基本属实，限期落实。' })],
      ['reply', taker, wordInput.reply.parse({ ...on, body: letter, via: 'letter' })],
      [
        'sign',
        cast.head,
        ({ assignments }: MatterFacts) => wordInput.sign.parse({ matter, piece: assignments.find((a) => a.kind === 'say' && a.state === 'open')?.id ?? null, agree: true }),
      ],
      ['close', taker, wordInput.close.parse(on)],
    ]
    const gap = Math.floor((one.daysAgo * DAY) / (steps.length + 2))
    const moves = steps.slice(0, one.upTo).map(
      ([move, person, input], step): BulkMove => ({
        move,
        input,
        at: addMillis(start, step * Math.max(HOUR, gap)),
        who: { person },
        ...(step === 0 ? { detail } : {}),
      }),
    )
    return { matter, moves, contacts: [contact] }
  })
  await demoGifts(ctx, list.person, casts)
  const { written, refused } = await bulk(ctx, declared, items, idsAt)
  if (refused[0]) throw new Error(`the demo of 信访 is refused at ${refused[0].move}: ${refused[0].refusal.code}`)
  return written
}
