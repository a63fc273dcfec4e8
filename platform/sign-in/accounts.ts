/** Accounts: made, reset, password changed. A user's id is his person's id; the address the library wants is synthetic and never used. */
import { randomBytes } from 'node:crypto'
import type { PersonId } from '../../kernel/ids.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { addMillis, DAY, type Instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { noteUse } from './account-use.ts'
import { goodUsername } from './auth.ts'
import { hashPassword, oneTimePassword, tooWeak, verifyPassword } from './password.ts'

const HISTORY = 5
/** Days a password serves. Rule: R-C10 */
const AGE = 90

/**
 * Gives a person an account, or an existing one a new one-time password; all its sessions end and its lock opens.
 * @returns the password, told once
 * @throws RefusalError `people.bad-username` · `people.username-taken`
 */
export async function issuePassword(tx: Tx, person: { readonly id: PersonId; readonly name: string }, username: string, nameKey: string, now: Instant): Promise<string> {
  if (!goodUsername.test(username)) throw new RefusalError(refuse('people.bad-username', { username }, 422))
  const lower = username.toLowerCase()
  const taken = await run(tx, 'select 1 from auth."user" where "username" = $1 and "id" <> $2', [lower, person.id])
  if (taken.length > 0) throw new RefusalError(refuse('people.username-taken', { username }, 409))
  const password = oneTimePassword(randomBytes(48))
  await run(
    tx,
    `insert into auth."user" as u ("id", "name", "email", "username", "displayUsername", "createdAt", "updatedAt") values ($1, $2, $1 || '@staff.huiyin.internal', $3, $4, $5, $5)
     on conflict ("id") do update set "name" = $2, "username" = $3, "displayUsername" = $4, "mustChange" = true, "updatedAt" = $5`,
    [person.id, person.name, lower, username, now],
  )
  await keepPassword(tx, person.id, await hashPassword(password), now)
  await run(tx, 'delete from auth."session" where "userId" = $1', [person.id])
  await run(tx, 'delete from auth.attempt where name_key = $1', [nameKey])
  await noteUse(tx, person.id, now)
  return password
}

async function keepPassword(tx: Tx, person: PersonId, hash: string, now: Instant): Promise<void> {
  await run(
    tx,
    `insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt") values ($1, $1, 'credential', $1, $2, $3, $3)
     on conflict ("userId", "providerId") do update set "password" = $2, "updatedAt" = $3`,
    [person, hash, now],
  )
  await run(tx, 'insert into auth.password_past (person, hash, at) values ($1, $2, $3)', [person, hash, now])
}

/** At signing in: a password of ninety days opens nothing but the change of password, never in the middle of work. */
export async function agePassword(tx: Tx, person: PersonId, now: Instant): Promise<void> {
  await run(tx, `update auth."user" set "mustChange" = true where "id" = $1 and not "mustChange" and (select max(p.at) from auth.password_past p where p.person = $1::uuid) < $2`, [
    person,
    addMillis(now, -AGE * DAY),
  ])
}

/**
 * One's own new password. Ends every other session.
 * @param current null: already proved (the administrator's command line)
 * @throws RefusalError `session.wrong-password` · `session.weak-password` · `session.password-used`
 */
export async function changeOwnPassword(tx: Tx, person: PersonId, username: string, current: string, next: string, keepSession: string, now: Instant): Promise<void> {
  const [account] = await run<{ password: string }>(tx, `select "password" from auth."account" where "userId" = $1 and "providerId" = 'credential' for update`, [person])
  if (!account || !(await verifyPassword(account.password, current))) throw new RefusalError(refuse('session.wrong-password', {}, 403))
  const weak = tooWeak(next, username)
  if (weak) throw new RefusalError(weak)
  const past = await run<{ hash: string }>(tx, 'select hash from auth.password_past where person = $1 order by at desc limit $2', [person, HISTORY])
  for (const { hash } of past) if (await verifyPassword(hash, next)) throw new RefusalError(refuse('session.password-used', { n: HISTORY }, 422))
  await keepPassword(tx, person, await hashPassword(next), now)
  await run(tx, 'update auth."user" set "mustChange" = false, "updatedAt" = $2 where "id" = $1', [person, now])
  await run(tx, 'delete from auth."session" where "userId" = $1 and "id" <> $2', [person, keepSession])
  await run(
    tx,
    `delete from auth.password_past where person = $1 and at < (select min(k.at) from (select at from auth.password_past where person = $1 order by at desc limit $2) k)`,
    [person, HISTORY],
  )
}
