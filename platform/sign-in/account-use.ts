/** 长期不用的账号: told two weeks before, closed after ninety days; a new one-time password opens it again. Rule: R-C14 «unused > 90 days disabled» */
import { neverVacant } from '../../kernel/decide/administrators.ts'
import { hasPower, type Office } from '../../kernel/decide/office.ts'
import type { ActId, PersonId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { addMillis, DAY, type Instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { channels } from '../live/channels.ts'

/** Days without a sign-in until its owner is told, and until it is closed; nobody is closed sooner than a week after he was told. */
export const [TELL_AFTER, CLOSE_AFTER, GRACE] = [76, 90, 7]

/** He signed in, or was given a password: it is in use, and open. */
export const noteUse = (tx: Tx, person: PersonId, now: Instant) =>
  run(
    tx,
    `insert into auth.account_use as a (person, used_at) select p.id, $2 from person p where p.id = $1
     on conflict (person) do update set used_at = greatest(a.used_at, excluded.used_at), told_at = null, closed_at = null`,
    [person, now],
  )
/** Whatever he can show: a closed account opens nothing. @throws RefusalError `session.account-closed` */
export async function mustBeOpen(house: House, person: PersonId): Promise<void> {
  const closed = await inAct(house.pools.act, async (tx) => {
    const rows = await run(tx, 'select 1 from auth.account_use a where a.person = $1 and a.closed_at is not null', [person])
    if (rows.length > 0) await run(tx, 'delete from auth."session" s where s."userId" = $1', [person])
    return rows.length > 0
  })
  if (closed) throw new RefusalError(refuse('session.account-closed', { days: CLOSE_AFTER }, 403))
}

interface Idle {
  readonly person: PersonId
  readonly used_at: Instant
  readonly told_at: Instant | null
}
/** The office could not be kept without him: the last open account with one of these powers stays. */
const needed = (office: Office, person: PersonId, open: ReadonlySet<PersonId>, now: Instant): boolean =>
  neverVacant.some((power) => hasPower(office, person, power, now) && ![...open].some((other) => other !== person && hasPower(office, other, power, now)))

/** The night's look at accounts nobody used. @returns how many were told, how many closed */
export async function closeUnused(house: House): Promise<{ told: number; closed: number }> {
  const now = house.clock.now()
  return inAct(house.pools.act, async (tx) => {
    const { office } = await loadStanding(tx)
    const accounts = await run<Idle>(
      tx,
      `select p.id as person, a.used_at, a.told_at from auth.account_use a join person p on p.id = a.person and p.active
       where a.closed_at is null order by a.used_at, p.id for update of a`,
      [],
    )
    const open = new Set(accounts.map((one) => one.person))
    const idle = accounts.filter((one) => one.used_at <= addMillis(now, -TELL_AFTER * DAY))
    const telling = idle.filter((one) => one.told_at === null)
    for (const { person } of telling) await run(tx, 'update auth.account_use set told_at = $2 where person = $1', [person, now])
    await putNotices(
      tx,
      telling.map(({ person, used_at }) => ({ kind: 'account-unused', to: person, key: 'account-unused', payload: { since: used_at }, dueAt: now })),
    )
    let closed = 0
    for (const { person, used_at, told_at } of idle) {
      const due = used_at <= addMillis(now, -CLOSE_AFTER * DAY) && told_at !== null && told_at <= addMillis(now, -GRACE * DAY)
      if (!due || needed(office, person, open, now)) continue
      open.delete(person)
      closed++
      await run(tx, 'update auth.account_use set closed_at = $2 where person = $1', [person, now])
      await run(tx, 'delete from auth."session" s where s."userId" = $1', [person])
      await run(tx, 'select pg_notify($1, $2)', [channels.sessions, person])
      await recordOfficeAct({ tx, now, act: systemIds(() => now).next<ActId>(), who: { person } }, 'session.closeAccount', { since: used_at, system: true })
    }
    return { told: telling.length, closed }
  })
}
