/** What a command does for a system administrator stands on record under his name. Rule: R-C15 */
import { hasPower } from '../../kernel/decide/office.ts'
import type { ActId, PersonId } from '../../kernel/ids.ts'
import { loadOffice } from '../../kernel/people/load.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { systemIds } from '../../platform/clock.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import type { RunningEnv } from '../env.ts'
import type { Call } from './command.ts'

/** The system administrator whose act it is. */
async function administrator(tx: Tx, env: RunningEnv, username: string): Promise<PersonId> {
  const [person] = await run<{ id: PersonId }>(tx, 'select p.id from person p where lower(p.username) = lower($1) and p.active', [username])
  if (!person || !hasPower(await loadOffice(tx), person.id, 'office.channels', env.clock.now()))
    throw new PlainStop(`登录名“${username}”不是管通知渠道与对接的系统管理员。`, `"${username}" is not a system administrator who keeps channels and interfaces.`)
  return person.id
}
type Recorded = Readonly<Record<string, string | number | boolean | null>>
/** @throws PlainStop where nobody is named, or one who may not */
export async function onRecord(env: RunningEnv, call: Call, wrong: () => PlainStop, move: string, work: (tx: Tx) => Promise<Recorded>): Promise<void> {
  const { by } = call.flags
  if (typeof by !== 'string') throw wrong()
  await inAct(env.pools.act, async (tx) => {
    const [person, now] = [await administrator(tx, env, by), env.clock.now()]
    const said = await work(tx)
    await recordOfficeAct({ tx, now, act: systemIds(() => now).next<ActId>(), who: { person } }, move, { ...said, commandLine: true })
  })
}
