/** A believable month of affairs: orders of leaders, visits, calls, in every state. Moved through `decide` in bulk, so their history is true. */
import { sql } from 'kysely'
import { type BulkItem, type BulkMove, bulk } from '../../kernel/bulk.ts'
import { isWorkday } from '../../kernel/clock/due.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import { hasPower, headOf, holdersOf, receiverOf } from '../../kernel/decide/office.ts'
import type { ContactId, Ids, MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import { wordInput } from '../../kernel/moves/inputs.ts'
import { sealContact } from '../../kernel/people/contact.ts'
import { sightOf, visible } from '../../kernel/people/sight.ts'
import { addDays, addMillis, atTime, type Instant, MINUTE, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { type DemoAffair, demoAffairs } from './demo-cases.ts'
import { desk } from './do/move-affair.ts'
import { spokenVia } from './do/spoken.ts'
import type { AffairDetail } from './shape.ts'

type Step = readonly [move: string, who: PersonId, minutes: number, input: unknown]
const ways: Readonly<Record<DemoAffair['upTo'], number>> = { registered: 1, assigned: 2, working: 3, reported: 5, answered: 6, closed: 8, atOnce: 2, takenOver: 2 }

/** So many working days before or after a day. */
function workday(ctx: Ctx, from: OfficeDate, n: number): OfficeDate {
  let day = from
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, n < 0 ? -1 : 1)
    if (isWorkday(day, ctx.calendar)) left--
  }
  return day
}
const unitBy = (ctx: Ctx, code: string): UnitId | undefined => [...ctx.office.units.values()].find((u) => u.code === code)?.id
/** Of several leaders the one whose portfolio the taker is in; else whoever holds the post first. */
function askerOf(ctx: Ctx, key: string, lead: UnitId | undefined): PersonId | undefined {
  const posts = [...ctx.office.posts.values()].filter((p) => p.key === key)
  const people = posts.flatMap((p) => holdersOf(ctx.office, p.id, ctx.now))
  return people.find((p) => ctx.office.portfolios.some((f) => f.person === p && f.unit === lead && f.kind === '分管')) ?? people[0]
}

interface Elsewhere {
  readonly id: MatterId
  readonly number: string
}
function item(ctx: Ctx, one: DemoAffair, n: number, idsAt: (at: Instant) => Ids, letter: Elsewhere | null): BulkItem | null {
  const [by, lead, helper] = [unitBy(ctx, one.by), one.lead ? unitBy(ctx, one.lead) : undefined, one.helper ? unitBy(ctx, one.helper) : undefined]
  const registrar = by && (headOf(ctx.office, by, ctx.now) ?? receiverOf(ctx.office, by, ctx.now))
  const asker = one.asker ? askerOf(ctx, one.asker, lead) : undefined
  if (!by || !registrar || (one.asker && !asker) || (one.upTo === 'takenOver' && !letter)) return null
  const day = workday(ctx, officeDate(ctx.now), -one.ago)
  const morning = addMillis(atTime(day, '08:30'), ((n * 23) % 150) * MINUTE)
  const start = morning < ctx.now ? morning : addMillis(ctx.now, -30 * MINUTE)
  const matter = idsAt(start).next<MatterId>()
  const contact = asker ? null : sealContact(ctx.box, idsAt(start).next<ContactId>(), matter, { name: one.name ?? null, phone: `138000061${String(n).padStart(2, '0')}` })
  const hand = lead && receiverOf(ctx.office, lead, ctx.now)
  const aid = helper && receiverOf(ctx.office, helper, ctx.now)
  const on = { matter, piece: null }
  const via = asker ? 'in_app' : spokenVia(one.way)
  const text = one.result ?? '已按要求办理。'
  const dayOn = (k: number) => k * 24 * 60
  const steps: Step[] = [
    [
      'register',
      registrar,
      0,
      {
        ...wordInput.register.parse({
          title: one.title,
          origin: asker ? 'assigned' : 'public',
          urgency: one.urgency ?? 'normal',
          unit: by,
          askers: [asker ? { holder: { person: asker } } : { contact: contact?.id }],
        }),
        due: one.days ? atTime(workday(ctx, day, one.days)) : null,
      },
    ],
  ]
  if (one.upTo === 'atOnce') steps.push(['answerAtOnce', registrar, 4, { ...on, result: 'explained', text, via, files: [], withoutHelpers: [] }])
  else if (one.upTo === 'takenOver' && letter)
    steps.push(['takeOver', registrar, 6, { ...on, result: 'takenOver', text: `已由${letter.number}接续办理。`, via, by: letter.id, files: [], withoutHelpers: [] }])
  else if (lead && hand) {
    steps.push(['assign', registrar, 8, wordInput.assign.parse({ ...on, lead: { unit: lead }, helpers: helper ? [{ unit: helper }] : [], ask: one.body })])
    steps.push(['accept', hand, 70, wordInput.accept.parse(on)])
    steps.push(
      aid ? ['done', aid, dayOn(1), wordInput.done.parse({ ...on, opinion: '已配合办理。' })] : ['note', hand, dayOn(1), wordInput.note.parse({ ...on, text: '已安排专人办理。' })],
    )
    steps.push(['report', hand, dayOn(1) + 90, ({ matter: { version } }: MatterFacts) => wordInput.report.parse({ ...on, version, result: 'done', text })])
    steps.push(['reply', registrar, dayOn(1) + 150, wordInput.reply.parse({ ...on, body: text, via })])
    steps.push(
      asker ? ['read', asker, dayOn(1) + 240, wordInput.read.parse(on)] : ['note', registrar, dayOn(1) + 240, wordInput.note.parse({ ...on, text: '已电话核实，来人认可。' })],
    )
    steps.push(['close', registrar, dayOn(1) + 260, wordInput.close.parse(on)])
  }
  const detail: AffairDetail = { way: one.way, body: one.body, relayedBy: null, outside: !asker, people: one.people ?? null, atOnce: one.upTo === 'atOnce', successor: null }
  const moves = steps.slice(0, ways[one.upTo]).map(
    ([move, person, minutes, input], i): BulkMove => ({
      move,
      input,
      at: addMillis(start, minutes * MINUTE),
      who: { person },
      ...(i === 0 ? { detail } : move === 'takeOver' ? { detail: { ...detail, successor: letter?.id ?? null } } : {}),
    }),
  )
  return { matter, moves, ...(contact ? { contacts: [contact] } : {}) }
}

/** @returns how many affairs were made. @throws Error where a rule refuses one: a demo tells no untrue history */
export async function loadDemoAffairs(ctx: Ctx, idsAt: (at: Ctx['now']) => Ids): Promise<number> {
  // as whoever sees the whole register of letters
  const reader = [...ctx.office.persons.keys()].find((p) => hasPower(ctx.office, p, 'letters.see-all', ctx.now))
  const found = reader
    ? await sql<Elsewhere>`select m.id, m.number from matter m where m.desk = 'letters' and m.phase = 'working' and ${visible(sightOf(ctx.office, reader, ctx.now), 'm')} order by m.id desc limit 1`.execute(
        ctx.tx,
      )
    : null
  const letter = found?.rows[0] ?? null
  const items = demoAffairs.flatMap((one, n) => item(ctx, one, n, idsAt, letter) ?? [])
  const { written, refused } = await bulk(ctx, desk, items, idsAt)
  if (refused[0]) throw new Error(`the demo of 交办事项 is refused at ${refused[0].move}: ${refused[0].refusal.code} ${JSON.stringify(refused[0].refusal.facts)}`)
  return written
}
