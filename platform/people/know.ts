/**
 * 申请查阅 (HB-55). Whoever asks learns nothing he does not know: the answer is the same for a matter that is not there, one he must stay away from,
 * and one that waits; and «not granted» shows after the same days for all three. Rule: HB-55, invariant 14
 */
import { advance } from '../../kernel/advance.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import { headOf, homeUnits, postsHeld } from '../../kernel/decide/office.ts'
import type { MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { askToKnow, decideKnow, KNOW_DAYS, KNOW_MOST, myRequests, toDecide } from '../../kernel/people/know-shape.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { addMillis, DAY, type Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { type ReadCtx, read } from '../ctx/reading.ts'

interface Found {
  readonly id: MatterId
  readonly desk: string
  readonly owner_person: PersonId
  readonly owner_unit: UnitId
}
interface Request {
  readonly id: string
  readonly asker: PersonId
  readonly matter_id: MatterId | null
  readonly decided_at: Instant | null
}
const no = (code: string, facts: Record<string, string | number> = {}, status: 404 | 409 | 422 = 409) => new RefusalError(refuse(code, facts, status))

/** Numbers are typed with whatever brackets the keyboard has: 信[2026]12号 is 信〔2026〕12号. */
const plainNumber = (typed: string): string =>
  typed
    .replace(/\s+/g, '')
    .replace(/[[［【（(]/g, '〔')
    .replace(/[\]］】）)]/g, '〕')
/** The owner, and the head of his unit; never whoever asks, never who must stay away. */
async function deciders(ctx: Ctx, found: Found, asker: PersonId): Promise<PersonId[]> {
  const head = headOf(ctx.office, found.owner_unit, ctx.now)
  const people = [...new Set([found.owner_person, ...(head ? [head] : [])])].filter((person) => person !== asker)
  const seen = await Promise.all(people.map((person) => maySee(ctx.tx, sightOf(ctx.office, person, ctx.now), found.id)))
  return people.filter((_, n) => seen[n])
}
const isRecusedFrom = async (ctx: Ctx, matter: MatterId): Promise<boolean> => {
  const units = homeUnits(ctx.office, ctx.who.person, ctx.now)
  const rows = await run(ctx.tx, 'select 1 from recusal x where x.matter_id = $1 and (x.person = $2 or x.unit = any ($3::uuid[]))', [matter, ctx.who.person, units])
  return rows.length > 0
}
const named = (ctx: Pick<ReadCtx, 'office'>, id: PersonId) => ({ id, name: ctx.office.persons.get(id)?.name ?? '' })

export const knowActs = [
  handle(
    askToKnow,
    async (ctx, { number, reason }) => {
      const asker = ctx.who.person
      const typed = plainNumber(number)
      const since = addMillis(ctx.now, -KNOW_DAYS * DAY)
      const before = await run<{ number: string; decided: boolean }>(ctx.tx, 'select k.number, k.granted is true as decided from know_request k where k.asker = $1 and k.at > $2', [
        asker,
        since,
      ])
      if (before.some((row) => row.number === typed && !row.decided)) throw no('people.know-asked')
      if (before.length >= KNOW_MOST) throw no('people.know-too-many', { n: before.length })
      // who may see it is asked below: a number alone opens nothing
      const [found] = await run<Found>(ctx.tx, 'select m.id, m.desk, m.owner_person, m.owner_unit from matter m where m.number = $1 order by m.id desc limit 1', [typed])
      if (found && (await maySee(ctx.tx, sightOf(ctx.office, asker, ctx.now), found.id))) throw no('people.know-already')
      const matter = found && !(await isRecusedFrom(ctx, found.id)) ? found : null
      const id = ctx.ids.next()
      await run(ctx.tx, 'insert into know_request (id, asker, number, reason, reason_salt, at, matter_id) values ($1, $2, $3, $4, $5, $6, $7)', [
        id,
        asker,
        typed,
        reason,
        ctx.ids.salt(),
        ctx.now,
        matter?.id ?? null,
      ])
      if (matter)
        await putNotices(
          ctx.tx,
          (await deciders(ctx, matter, asker)).map((to) => ({
            kind: 'know-asked',
            to,
            key: `know:${id}`,
            payload: { matter: matter.id, desk: matter.desk, by: asker },
            dueAt: ctx.now,
          })),
        )
      await recordOfficeAct(ctx, 'know.ask', { request: id })
      return { id }
    },
    'signed-in',
  ),
  handle(
    decideKnow,
    async (ctx, { request: id, grant, reply }) => {
      const [request] = await run<Request>(ctx.tx, 'select k.id, k.asker, k.matter_id, k.decided_at from know_request k where k.id = $1 for update', [id])
      const matter = request?.matter_id ?? null
      const [found] = matter ? await run<Found>(ctx.tx, 'select m.id, m.desk, m.owner_person, m.owner_unit from matter m where m.id = $1', [matter]) : []
      if (!request || !found || !(await deciders(ctx, found, request.asker)).includes(ctx.who.person)) throw no('kernel.not-found', {}, 404)
      if (request.decided_at !== null) throw no('people.know-decided')
      if (!grant && reply === null) throw no('kernel.reason-missing', {}, 422)
      const desk = ctx.desks.get(found.desk)?.desk
      if (!desk) throw new Error(`no desk ${found.desk} is registered`)
      if (grant) await advance(ctx, desk, 'letKnow', { input: { matter: found.id, piece: null, person: request.asker } })
      await run(ctx.tx, 'update know_request set decided_at = $2, decided_by = $3, granted = $4, reply = $5, reply_salt = $6 where id = $1', [
        id,
        ctx.now,
        ctx.who.person,
        grant,
        reply,
        reply === null ? null : ctx.ids.salt(),
      ])
      await recordOfficeAct(ctx, grant ? 'know.grant' : 'know.refuse', { request: id, person: request.asker })
      return {}
    },
    'signed-in',
  ),
]

export const knowReadings = [
  read(
    myRequests,
    async (ctx) => {
      const rows = await run<{
        id: string
        number: string
        reason: string | null
        at: Instant
        granted: boolean | null
        matter: string | null
        desk: string | null
        title: string | null
      }>(
        ctx.tx,
        `select k.id, k.number, k.reason, k.at, k.granted, case when k.granted then m.id end as matter, case when k.granted then m.desk end as desk, case when k.granted then m.title end as title
         from know_request k left join matter m on m.id = k.matter_id where k.asker = $1 order by k.at desc limit 50`,
        [ctx.who.person],
      )
      const lapsed = addMillis(ctx.now, -KNOW_DAYS * DAY)
      return {
        rows: rows.map(({ granted, matter, desk, title, ...row }) => ({
          ...row,
          state: granted === true ? ('granted' as const) : row.at <= lapsed ? ('not-granted' as const) : ('open' as const),
          matter: matter && desk ? { id: matter, desk, number: row.number, title } : null,
        })),
      }
    },
    'signed-in',
  ),
  read(
    toDecide,
    async (ctx) => {
      const heads = [...ctx.office.units.keys()].filter((unit) => headOf(ctx.office, unit, ctx.now) === ctx.who.person)
      const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
      const found = await run<{
        id: string
        asker: PersonId
        reason: string | null
        at: Instant
        matter: MatterId
        desk: string
        number: string | null
        title: string | null
        decided_at: Instant | null
        decided_by: PersonId | null
        granted: boolean | null
        reply: string | null
      }>(
        ctx.tx,
        `select k.id, k.asker, k.reason, k.at, m.id as matter, m.desk, m.number, m.title, k.decided_at, k.decided_by, k.granted, k.reply
         from know_request k join matter m on m.id = k.matter_id
         where (m.owner_person = $1 or m.owner_unit = any ($2::uuid[])) and k.asker <> $1 order by k.decided_at is not null, k.at desc limit 100`,
        [ctx.who.person, heads],
      )
      const seen = await Promise.all(found.map((row) => maySee(ctx.tx, sight, row.matter)))
      return {
        rows: found
          .filter((_, n) => seen[n])
          .map(({ asker, matter, desk, number, title, decided_at, decided_by, ...row }) => {
            const [post] = postsHeld(ctx.office, asker, ctx.now)
            return {
              ...row,
              asker: named(ctx, asker),
              unit: (post && ctx.office.units.get(post.unit)?.name) ?? '',
              post: post?.title ?? '',
              matter: { id: matter, desk, number, title },
              decidedAt: decided_at,
              decidedBy: decided_by ? named(ctx, decided_by) : null,
            }
          }),
      }
    },
    'signed-in',
  ),
]
