/** What the security administrator does about an account: sees its sessions and factors, ends them, frees somebody who has lost his second factor. All on record. Rule: R-C12, R-C14 */
import type { Ctx } from '../../kernel/ctx.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { accountView, endSessions, removeFactors } from '../../kernel/people/security-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import { channels } from '../live/channels.ts'
import { mustPerson } from './persons.ts'

const accounts = { power: 'office.accounts' } as const

async function signOut(ctx: Ctx, person: PersonId): Promise<number> {
  const ended = await run(ctx.tx, 'delete from auth."session" s where s."userId" = $1 returning 1', [person])
  await run(ctx.tx, 'select pg_notify($1, $2)', [channels.sessions, person])
  return ended.length
}

export const readAccount = read(
  accountView,
  async (ctx, { person }) => {
    mustPerson(ctx, person)
    const [account] = await run<{ totp: boolean; must: boolean; passkeys: number; since: string | null }>(
      ctx.tx,
      `select u."twoFactorEnabled" as totp, u."mustChange" as must, (select count(*)::int from auth."passkey" k where k."userId" = u."id") as passkeys,
         (select max(p.at) from auth.password_past p where p.person = u."id"::uuid) as since
       from auth."user" u where u."id" = $1`,
      [person],
    )
    const sessions = await run<{ id: string; since: string; lastSeen: string; address: string | null; browser: string | null }>(
      ctx.tx,
      `select s."id", s."createdAt" as since, s."updatedAt" as "lastSeen", nullif(s."ipAddress", '') as address, nullif(s."userAgent", '') as browser
       from auth."session" s where s."userId" = $1 and s."expiresAt" > $2 order by s."updatedAt" desc limit 50`,
      [person, ctx.now],
    )
    return { totp: account?.totp === true, passkeys: account?.passkeys ?? 0, mustChange: account?.must !== false, passwordSince: account?.since ?? null, sessions }
  },
  accounts,
)

export const accountActs = [
  /** @throws RefusalError `people.not-ones-own-factor` · `session.no-factor` */
  handle(
    removeFactors,
    async (ctx, { person: id, ground }) => {
      const person = mustPerson(ctx, id)
      if (id === ctx.who.person) throw new RefusalError(refuse('people.not-ones-own-factor', {}, 403))
      const codes = await run(ctx.tx, 'delete from auth."twoFactor" f where f."userId" = $1 returning 1', [id])
      const keys = await run(ctx.tx, 'delete from auth."passkey" k where k."userId" = $1 returning 1', [id])
      if (codes.length + keys.length === 0) throw new RefusalError(refuse('session.no-factor', {}, 409))
      await run(ctx.tx, 'update auth."user" set "twoFactorEnabled" = false, "updatedAt" = $2 where "id" = $1', [id, ctx.now])
      await signOut(ctx, id)
      await recordOfficeAct(ctx, 'people.removeFactors', { person: person.id, codes: codes.length, passkeys: keys.length, ground })
      return {}
    },
    accounts,
  ),
  handle(
    endSessions,
    async (ctx, { person }) => {
      mustPerson(ctx, person)
      const ended = await signOut(ctx, person)
      await recordOfficeAct(ctx, 'people.endSessions', { person, n: ended })
      return { ended }
    },
    accounts,
  ),
]
