/** Signing in and what belongs to it stands in the same history as everything else: who, when, what, whether it went well. No address and no name typed. Rule: R-C15 */
import type { ActId, PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { run } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { noteUse } from './account-use.ts'

/** Stands for whoever typed a name nobody has. */
export const NOBODY = '00000000-0000-0000-0000-000000000000' as PersonId

export function recordSession(
  house: House,
  person: PersonId | null,
  move: `session.${string}`,
  said: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<void> {
  const now = house.clock.now()
  return inAct(house.pools.act, async (tx) => {
    await recordOfficeAct({ tx, now, act: systemIds(() => now).next<ActId>(), who: { person: person ?? NOBODY } }, move, said)
    if (person && move === 'session.signIn') await noteUse(tx, person, now)
  })
}
/** An attempt that failed, of a name somebody has or nobody: written either way, so that the two take the same time. */
export async function recordFailure(house: House, username: string, code: string): Promise<void> {
  const [known] = await inAct(house.pools.act, (tx) =>
    run<{ id: PersonId }>(tx, 'select u."id"::uuid as id from auth."user" u where u."username" = $1', [username.trim().toLowerCase()]),
  )
  await recordSession(house, known?.id ?? null, code === 'session.locked' ? 'session.locked' : 'session.failed', { by: 'password' })
}
