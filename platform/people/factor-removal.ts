/** 解除二次验证: for whoever has lost his telephone; asked by the security administrator, agreed by a second administrator. Rule: R-C12, R-C14 */
import type { Ctx } from '../../kernel/ctx.ts'
import { hasPower } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { decideFactors, factorRequests, removeFactors } from '../../kernel/people/security-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import { signOut } from './accounts.ts'
import { mustPerson } from './persons.ts'

/** An administrator of the house; whose second word it takes. */
const administers = (ctx: Pick<Ctx, 'office' | 'now'>, person: PersonId): boolean =>
  ['office.accounts', 'office.people'].some((power) => hasPower(ctx.office, person, power, ctx.now))
const no = (code: string, status: 403 | 404 | 409 = 409) => new RefusalError(refuse(code, {}, status))

interface Asked {
  readonly id: string
  readonly person: PersonId
  readonly ground: 'lost' | 'replaced' | 'broken' | 'other'
  readonly asked_by: PersonId
  readonly asked_at: Instant
}
const columns = 'f.id, f.person, f.ground, f.asked_by, f.asked_at'
async function openOne(ctx: Ctx, id: string): Promise<Asked> {
  const [asked] = await run<Asked>(ctx.tx, `select ${columns} from auth.factor_removal f where f.id = $1 and f.decided_at is null for update`, [id])
  if (!asked) throw no('kernel.not-found', 404)
  return asked
}
const hasFactor = async (ctx: Ctx, person: PersonId): Promise<boolean> => {
  const rows = await run(ctx.tx, 'select 1 from auth."twoFactor" f where f."userId" = $1 union all select 1 from auth."passkey" k where k."userId" = $1', [person])
  return rows.length > 0
}
const decided = (ctx: Ctx, id: string, agreed: boolean) =>
  run(ctx.tx, 'update auth.factor_removal set decided_by = $2, decided_at = $3, agreed = $4 where id = $1', [id, ctx.who.person, ctx.now, agreed])

export const factorActs = [
  /** @throws RefusalError `people.not-ones-own-factor` · `session.no-factor` · `people.factor-asked` */
  handle(
    removeFactors,
    async (ctx, { person: id, ground }) => {
      mustPerson(ctx, id)
      if (id === ctx.who.person) throw no('people.not-ones-own-factor', 403)
      if (!(await hasFactor(ctx, id))) throw no('session.no-factor')
      const open = await run(ctx.tx, 'select 1 from auth.factor_removal f where f.person = $1 and f.decided_at is null', [id])
      if (open.length > 0) throw no('people.factor-asked')
      const request = ctx.ids.next()
      await run(ctx.tx, 'insert into auth.factor_removal (id, person, ground, asked_by, asked_at) values ($1, $2, $3, $4, $5)', [request, id, ground, ctx.who.person, ctx.now])
      const others = [...ctx.office.persons.values()].filter((p) => p.active && p.id !== ctx.who.person && p.id !== id && administers(ctx, p.id))
      if (others.length === 0) throw no('people.no-second-administrator')
      await putNotices(
        ctx.tx,
        others.map((to) => ({ kind: 'factor-asked', to: to.id, key: `factor:${request}`, payload: { by: ctx.who.person }, dueAt: ctx.now })),
      )
      await recordOfficeAct(ctx, 'people.askFactors', { person: id, ground })
      return {}
    },
    { power: 'office.accounts' },
    { endsSessions: true },
  ),
  /** @throws RefusalError `session.not-allowed`, `people.factor-second` (asked by himself, or about himself) */
  handle(
    decideFactors,
    async (ctx, { request, agree }) => {
      if (!administers(ctx, ctx.who.person)) throw new RefusalError(refuse('session.not-allowed', { power: 'office.people' }, 403))
      const asked = await openOne(ctx, request)
      if (asked.asked_by === ctx.who.person || asked.person === ctx.who.person) throw no('people.factor-second', 403)
      await decided(ctx, request, agree)
      if (!agree) {
        await recordOfficeAct(ctx, 'people.refuseFactors', { person: asked.person, by: asked.asked_by })
        return {}
      }
      const codes = await run(ctx.tx, 'delete from auth."twoFactor" f where f."userId" = $1 returning 1', [asked.person])
      const keys = await run(ctx.tx, 'delete from auth."passkey" k where k."userId" = $1 returning 1', [asked.person])
      await run(ctx.tx, 'update auth."user" set "twoFactorEnabled" = false, "updatedAt" = $2 where "id" = $1', [asked.person, ctx.now])
      await signOut(ctx, asked.person)
      await recordOfficeAct(ctx, 'people.removeFactors', { person: asked.person, by: asked.asked_by, codes: codes.length, passkeys: keys.length, ground: asked.ground })
      return {}
    },
    'signed-in',
    { endsSessions: true },
  ),
]
export const readFactorRequests = read(
  factorRequests,
  async (ctx) => {
    if (!administers(ctx, ctx.who.person)) throw new RefusalError(refuse('session.not-allowed', { power: 'office.people' }, 403))
    const rows = await run<Asked>(ctx.tx, `select ${columns} from auth.factor_removal f where f.decided_at is null order by f.asked_at`, [])
    const named = (id: PersonId) => ({ id, name: ctx.office.persons.get(id)?.name ?? '' })
    return {
      rows: rows.map((row) => ({
        id: row.id,
        person: named(row.person),
        ground: row.ground,
        askedBy: named(row.asked_by),
        askedAt: row.asked_at,
        mayDecide: row.asked_by !== ctx.who.person && row.person !== ctx.who.person,
      })),
    }
  },
  'signed-in',
)
