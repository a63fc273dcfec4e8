/** The first three administrators: each made with a random one-time password where the office has none of his kind; shown until that password has been changed. */
import { type AdministratorRole, administratorRoles, firstPowers, rolesOf } from '../kernel/decide/administrators.ts'
import type { PersonId } from '../kernel/ids.ts'
import { loadOffice } from '../kernel/people/load.ts'
import type { Instant } from '../kernel/time.ts'
import { run, type Tx } from '../kernel/write/tx.ts'
import { systemIds } from '../platform/clock.ts'
import { openBox } from '../platform/crypto/box.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { issuePassword } from '../platform/sign-in/accounts.ts'
import { signInKey } from '../platform/sign-in/attempts.ts'
import type { FirstAdministrator, RunningEnv } from './env.ts'

/** User names of the first three, and what they are called until the office names its people. */
export const first: Readonly<Record<AdministratorRole, { readonly username: string; readonly name: string; readonly english: string }>> = {
  system: { username: 'admin', name: '系统管理员', english: 'System administrator' },
  security: { username: 'security', name: '安全管理员', english: 'Security administrator' },
  audit: { username: 'audit', name: '审计管理员', english: 'Audit administrator' },
}
/**
 * Whom the office lacks is made. One who has never signed in gets a new one-time password, the old one forgotten, for only its hash is kept.
 * @returns those still to be told; none once all have signed in. Rule: R-C14, anchors S9
 */
export async function firstAdministrators(env: RunningEnv): Promise<FirstAdministrator[]> {
  const box = openBox(env.keys.contact, env.keys.lookup)
  const now = env.clock.now()
  return inAct(env.pools.act, async (tx) => {
    await run(tx, 'select pg_advisory_xact_lock(4210655122)', [])
    const told: FirstAdministrator[] = []
    for (const role of administratorRoles) {
      const { username, name, english } = first[role]
      const id = await waiting(tx, role, now)
      if (id) told.push({ role, username, name, english, password: await issuePassword(tx, { id, name }, username, signInKey(box, username), now) })
    }
    return told
  })
}

/** The first administrator of this kind, made where there is nobody of the kind; null where he or another has taken it up. */
async function waiting(tx: Tx, role: AdministratorRole, now: Instant): Promise<PersonId | null> {
  const { username, name } = first[role]
  const [known] = await run<{ id: PersonId; used: boolean }>(
    tx,
    `select p.id, not p.active or coalesce(not u."mustChange", false) or exists (select 1 from auth."session" s where s."userId" = u."id") as used
     from person p left join auth."user" u on u."id" = p.id::text where p.username = $1`,
    [username],
  )
  if (known) return known.used ? null : known.id
  const office = await loadOffice(tx)
  if ([...office.persons.values()].some((p) => p.active && p.username !== null && rolesOf(office, p.id, now).includes(role))) return null
  const ids = systemIds(() => now)
  const id = ids.next<PersonId>()
  await run(tx, 'insert into person (id, name, username) values ($1, $2, $3)', [id, name, username])
  for (const key of firstPowers[role]) await run(tx, 'insert into power (id, person, key, from_at) values ($1, $2, $3, $4)', [ids.next(), id, key, now])
  return id
}
