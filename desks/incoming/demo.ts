/** Papers of the demo city, in every state. Moved through `decide`, so their history is true: opinions make tasks binding here as they do in the office. */
import { type BulkItem, type BulkMove, bulk } from '../../kernel/bulk.ts'
import { addWorkdays, isWorkday } from '../../kernel/clock/due.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import { holdersOf, receiverOf } from '../../kernel/decide/office.ts'
import type { ContactId, Ids, MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import { wordInput } from '../../kernel/moves/inputs.ts'
import { sealContact } from '../../kernel/people/contact.ts'
import { addDays, addMillis, atTime, HOUR, type Instant, MINUTE, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { type DemoPaper, demoPapers } from './demo-cases.ts'
import { bornCopies } from './do/born-copies.ts'
import { declared } from './do/move-paper.ts'
import { freshDetail } from './do/register-paper.ts'
import { checkKeys, type PaperDetail, registerPaper } from './shape.ts'
import { zh } from './words/zh-CN.ts'

type Step = readonly [move: string, who: PersonId, minutes: number, input: unknown, detail?: PaperDetail]
interface Cast {
  readonly clerk: PersonId
  readonly unit: UnitId
  readonly second: PersonId
  /** By rank, the highest first. */
  readonly leaders: readonly { readonly person: PersonId; readonly rank: number }[]
}
function castOf({ office, now }: Ctx): Cast | null {
  const unit = [...office.units.values()].find((u) => u.code === 'ZFB-WD')?.id
  const held = (key: string, of?: UnitId) =>
    [...office.posts.values()]
      .filter((p) => p.key === key && (of === undefined || p.unit === of))
      .flatMap((p) => holdersOf(office, p.id, now).map((person) => ({ person, rank: p.rank })))
  const [clerk, second] = [unit && held('division-head', unit)[0], held('secretary-general')[0]]
  return unit && clerk && second ? { unit, clerk: clerk.person, second: second.person, leaders: held('leader').sort((a, b) => a.rank - b.rank) } : null
}
/** So many working days before a day. */
function before(ctx: Ctx, from: OfficeDate, n: number): OfficeDate {
  let day = from
  for (let left = n; left > 0; ) {
    day = addDays(day, -1)
    if (isWorkday(day, ctx.calendar)) left--
  }
  return day
}
const DAY = 24 * 60
const openSay =
  (person: PersonId) =>
  ({ assignments }: MatterFacts) =>
    assignments.find((a) => a.person === person && a.kind === 'say' && a.state === 'open')?.id ?? null

function stepsOf(ctx: Ctx, cast: Cast, one: DemoPaper, on: { matter: MatterId; piece: null }, start: Instant): Step[] {
  const { clerk, second, unit } = cast
  const at = (minutes: number) => addMillis(start, minutes * MINUTE)
  const ofCode = (code?: string) => [...ctx.office.units.values()].find((u) => u.code === code)?.id
  const [lead, helper] = [ofCode(one.lead), ofCode(one.helper)]
  const hand = lead && receiverOf(ctx.office, lead, ctx.now)
  const aid = helper && receiverOf(ctx.office, helper, ctx.now)
  const leaders = (one.leaders ?? []).flatMap((rank) => cast.leaders.find((l) => l.rank === rank) ?? []).sort((a, b) => b.rank - a.rank)
  const told = registerPaper.input.parse({
    title: one.title,
    sender: one.sender,
    senderNumber: one.senderNumber,
    paperType: one.type,
    urgency: one.urgency ?? 'normal',
    handling: one.upTo === 'circulating' || one.upTo === 'read' ? 'read' : 'act',
    writtenOn: addDays(officeDate(start), -2),
    copies: one.copies ?? 1,
    attachmentsNamed: one.attachments ?? [],
  })
  const fresh = freshDetail(told, start)
  const checks = checkKeys.map((key) => ({ key, ok: !one.failed?.includes(key), note: one.failed?.includes(key) ? zh.say.notMet : null, by: clerk as string }))
  const examined = { ...fresh, checks }
  const urgency = ({ normal: 'normal', urgent: 'urgent', most_urgent: 'extra' } as const)[fresh.urgency]
  const steps: Step[] = [['register', clerk, 0, { ...wordInput.register.parse({ title: one.title, origin: 'superior', urgency, unit, askers: [{ contact: on.matter }] }) }, fresh]]
  if (one.upTo === 'void') {
    steps.push(['void', clerk, 30, wordInput.void.parse({ ...on, reason: '与前一件重复登记', told: { via: 'letter', body: '贵厅来文已另行登记办理。' } })])
    steps.push(['sign', second, 90, (f: MatterFacts) => wordInput.sign.parse({ ...on, piece: f.assignments.find((a) => a.kind === 'say' && a.state === 'open')?.id, agree: true })])
    return steps
  }
  if (one.failed) {
    const letter = [zh.say.returned, ...one.failed.map((key, n) => `${n + 1}. ${zh.checks[key]}：${zh.say.notMet}`), zh.say.returnedEnd].join('\n')
    steps.push(['returnPaper', clerk, 40, { ...on, result: 'returned', text: letter, letter, via: 'letter', files: [], withoutHelpers: [] }, examined])
    return steps
  }
  steps.push(['examine', clerk, 12, wordInput.note.parse({ ...on, text: zh.say.passed }), examined])
  if (told.handling === 'read') {
    const to = [...leaders].reverse().map(({ person }) => ({ person }))
    steps.push(['circulate', clerk, 25, wordInput.circulate.parse({ ...on, to, ask: zh.say.read, pace: 'in_turn', blocks: true })])
    const read = (one.upTo === 'read' ? to : to.slice(0, 1)).map(({ person }, n): Step => ['read', person, 120 + n * 60, wordInput.read.parse({ ...on, opinion: null })])
    steps.push(...read)
    if (one.upTo === 'read') steps.push(['closeRead', clerk, DAY + 60, { ...on, result: 'read', text: zh.say.wasRead, files: [], withoutHelpers: [] }])
    return steps
  }
  if (one.upTo === 'registered' || one.upTo === 'examined' || !one.proposal) return steps
  const due = one.urgency ? atTime(addWorkdays(officeDate(start), 3, ctx.calendar), '18:00') : null
  const task = lead ? { lead: { unit: lead }, helpers: helper ? [{ unit: helper }] : [], ask: one.proposal, due } : null
  const proposed: PaperDetail = {
    ...examined,
    proposal: { text: one.proposal, cause: one.cause ?? '', options: [...(one.options ?? [])], task, by: clerk, at: at(45) },
    leaders,
    chaser: one.urgency ? clerk : null,
  }
  const to = leaders.map(({ person }) => ({ person }))
  const pace = one.upTo === 'conflict' ? 'together' : 'in_turn'
  steps.push(['propose', clerk, 45, { ...wordInput.circulate.parse({ ...on, to, ask: one.proposal, kind: 'say', pace }), blocks: false }, proposed])
  if (one.upTo === 'proposed') return steps
  if (one.upTo === 'conflict') {
    const [low, high] = [leaders[0], leaders.at(-1)]
    if (high) steps.push(['sign', high.person, 120, (f: MatterFacts) => ({ ...on, piece: openSay(high.person)(f), agree: true, opinion: one.said ?? null })])
    if (low) steps.push(['sign', low.person, 200, (f: MatterFacts) => ({ ...on, piece: openSay(low.person)(f), agree: false, opinion: '补贴对象宜先核准，请再研究。' })])
    return steps
  }
  for (const [n, { person }] of leaders.entries()) {
    const opinion = n === leaders.length - 1 ? (one.said ?? null) : null
    steps.push(['sign', person, 100 + n * 50, (f: MatterFacts) => ({ ...on, piece: openSay(person)(f), agree: true, opinion })])
  }
  if (one.upTo === 'assigned' || !hand) return steps
  steps.push(['accept', hand, 260, wordInput.accept.parse(on)])
  if (one.upTo === 'working') return steps
  if (aid) steps.push(['done', aid, DAY, wordInput.done.parse({ ...on, opinion: '已会同核实。' })])
  steps.push(['report', hand, DAY + 90, ({ matter: { version } }: MatterFacts) => wordInput.report.parse({ ...on, version, result: 'done', text: one.result })])
  if (one.upTo === 'reported') return steps
  steps.push(['reply', clerk, DAY + 200, wordInput.reply.parse({ ...on, body: one.result ?? '', via: 'letter' })])
  if (one.upTo === 'closed') steps.push(['close', clerk, DAY + 260, wordInput.close.parse(on)])
  return steps
}
function item(ctx: Ctx, cast: Cast, one: DemoPaper, n: number, idsAt: (at: Instant) => Ids): BulkItem {
  const morning = addMillis(atTime(before(ctx, officeDate(ctx.now), one.ago), '08:40'), ((n * 17) % 100) * MINUTE)
  const start = morning < ctx.now ? morning : addMillis(ctx.now, -HOUR)
  const ids = idsAt(start)
  const matter = ids.next<MatterId>()
  const contact = sealContact(ctx.box, ids.next<ContactId>(), matter, { name: one.sender })
  const moves = stepsOf(ctx, cast, one, { matter, piece: null }, start).map(
    ([move, person, minutes, input, detail]): BulkMove => ({
      move,
      input: move === 'register' ? { ...(input as object), askers: [{ contact: contact.id }] } : input,
      at: addMillis(start, minutes * MINUTE),
      who: { person },
      ...(detail ? { detail } : {}),
    }),
  )
  // a paper of today goes no further than the clock has
  return { matter, moves: moves.filter((m) => m.at < ctx.now), contacts: [contact] }
}

/** @returns how many papers were made. @throws Error where a rule refuses one: a demo tells no untrue history */
export async function loadDemoIncoming(ctx: Ctx, idsAt: (at: Instant) => Ids): Promise<number> {
  const cast = castOf(ctx)
  if (!cast) return 0
  // in the order they came, as their numbers tell
  const items = [...demoPapers].sort((a, b) => b.ago - a.ago).map((one, n) => item(ctx, cast, one, n, idsAt))
  const { written, refused } = await bulk(ctx, declared, items, idsAt)
  if (refused[0]) throw new Error(`the demo of 收文 is refused at ${refused[0].move}: ${refused[0].refusal.code} ${JSON.stringify(refused[0].refusal.facts)}`)
  for (const { matter, moves } of items) {
    const told = moves[0]?.detail as PaperDetail | undefined
    if (told) await bornCopies(ctx, matter, { copies: told.copies, from: told.copyFrom })
  }
  return written
}
