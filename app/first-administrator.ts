/** The first administrator: made with a random one-time password on a database without one; shown until that password has been changed. */
import type { PersonId } from '../kernel/ids.ts'
import { housePowers } from '../kernel/people/shape.ts'
import { run } from '../kernel/write/tx.ts'
import { systemIds } from '../platform/clock.ts'
import { openBox } from '../platform/crypto/box.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { issuePassword } from '../platform/sign-in/accounts.ts'
import { signInKey } from '../platform/sign-in/attempts.ts'
import type { RunningEnv } from './env.ts'

export const ADMIN = 'admin'
const NAME = '系统管理员'

/**
 * No administrator: makes one. One who has never signed in: a new one-time password, the old one forgotten, for only its hash is kept.
 * @returns null once somebody has signed in with it. Rule: R-C14, anchors S9
 */
export async function firstAdministrator(env: RunningEnv): Promise<{ username: string; password: string } | null> {
  const box = openBox(env.keys.contact, env.keys.lookup)
  const now = env.clock.now()
  const ids = systemIds(() => now)
  return inAct(env.pools.act, async (tx) => {
    await run(tx, 'select pg_advisory_xact_lock(4210655122)', [])
    const [known] = await run<{ id: PersonId; used: boolean }>(
      tx,
      `select p.id, coalesce(not u."mustChange", false) or exists (select 1 from auth."session" s where s."userId" = u."id") as used
       from person p left join auth."user" u on u."id" = p.id::text where p.username = $1`,
      [ADMIN],
    )
    if (known?.used) return null
    const id = known?.id ?? ids.next<PersonId>()
    if (!known) {
      await run(tx, 'insert into person (id, name, username) values ($1, $2, $3)', [id, NAME, ADMIN])
      for (const key of housePowers) await run(tx, 'insert into power (id, person, key, from_at) values ($1, $2, $3, $4)', [ids.next(), id, key, now])
    }
    return { username: ADMIN, password: await issuePassword(tx, { id, name: NAME }, ADMIN, signInKey(box, ADMIN), now) }
  })
}
