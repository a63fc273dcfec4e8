/** What the security administrator does about an account: sees its sessions and factors and when it was last used, ends sessions. All on record. Rule: R-C12, R-C14 */
import type { Ctx } from '../../kernel/ctx.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { accountView, endSessions, unusedAccounts } from '../../kernel/people/security-shape.ts'
import { addMillis, DAY, type Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import { channels } from '../live/channels.ts'
import { CLOSE_AFTER, TELL_AFTER } from '../sign-in/account-use.ts'
import { mustPerson } from './persons.ts'

const accounts = { power: 'office.accounts' } as const

/** Every session of his ends. @returns how many */
export async function signOut(ctx: Ctx, person: PersonId): Promise<number> {
  const ended = await run(ctx.tx, 'delete from auth."session" s where s."userId" = $1 returning 1', [person])
  await run(ctx.tx, 'select pg_notify($1, $2)', [channels.sessions, person])
  return ended.length
}

export const readAccount = read(
  accountView,
  async (ctx, { person }) => {
    mustPerson(ctx, person)
    const [account] = await run<{ totp: boolean; must: boolean; passkeys: number; since: string | null; used: string | null; closed: string | null }>(
      ctx.tx,
      `select u."twoFactorEnabled" as totp, u."mustChange" as must, (select count(*)::int from auth."passkey" k where k."userId" = u."id") as passkeys,
         (select max(p.at) from auth.password_past p where p.person = u."id"::uuid) as since,
         (select a.used_at from auth.account_use a where a.person = u."id"::uuid) as used, (select a.closed_at from auth.account_use a where a.person = u."id"::uuid) as closed
       from auth."user" u where u."id" = $1`,
      [person],
    )
    const sessions = await run<{ id: string; since: string; lastSeen: string; address: string | null; browser: string | null }>(
      ctx.tx,
      `select s."id", s."createdAt" as since, s."updatedAt" as "lastSeen", nullif(s."ipAddress", '') as address, nullif(s."userAgent", '') as browser
       from auth."session" s where s."userId" = $1 and s."expiresAt" > $2 order by s."updatedAt" desc limit 50`,
      [person, ctx.now],
    )
    return {
      totp: account?.totp === true,
      passkeys: account?.passkeys ?? 0,
      mustChange: account?.must !== false,
      passwordSince: account?.since ?? null,
      usedAt: account?.used ?? null,
      closedAt: account?.closed ?? null,
      sessions,
    }
  },
  accounts,
)

/** Two weeks before they are closed, and once they are. */
export const readUnused = read(
  unusedAccounts,
  async (ctx) => {
    const rows = await run<{ person: PersonId; used: Instant; closed: Instant | null }>(
      ctx.tx,
      `select a.person, a.used_at as used, a.closed_at as closed from auth.account_use a join person p on p.id = a.person and p.active
       where a.closed_at is not null or a.used_at <= $1 order by a.used_at limit 200`,
      [addMillis(ctx.now, -TELL_AFTER * DAY)],
    )
    return {
      rows: rows.map(({ person, used, closed }) => ({
        person: { id: person, name: ctx.office.persons.get(person)?.name ?? '' },
        usedAt: used,
        closesAt: addMillis(used, CLOSE_AFTER * DAY),
        closedAt: closed,
      })),
    }
  },
  accounts,
)

export const accountActs = [
  handle(
    endSessions,
    async (ctx, { person }) => {
      mustPerson(ctx, person)
      const ended = await signOut(ctx, person)
      await recordOfficeAct(ctx, 'people.endSessions', { person, n: ended })
      return { ended }
    },
    accounts,
    { endsSessions: true },
  ),
]
