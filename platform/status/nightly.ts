/** 每夜备份 set on the page of the system administrator, as the command sets it: the setting lies beside the keys, the passphrase nowhere. Rule: R-C19 */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import type { ActId, PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import type { setNightly } from '../../kernel/reading/shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { SHORTEST, stretch } from '../backup/lock.ts'
import { backupPlace } from '../backup/place.ts'
import { dropSchedule, writeSchedule } from '../backup/schedule.ts'
import { systemIds } from '../clock.ts'
import { inAct } from '../ctx/transaction.ts'
import type { Serving } from '../http/serving.ts'

type Asked = z.output<typeof setNightly.input>
const no = (code: string, facts: Record<string, number> = {}) => new RefusalError(refuse(code, facts, 422))

/** @throws RefusalError `backup.bad-folder`, `backup.folder-closed`, `backup.short-passphrase` */
export async function settleNightly(serving: Serving, person: PersonId, asked: Asked): Promise<void> {
  const keys = resolve(join(serving.data, 'keys'))
  const now = serving.clock.now()
  if (asked.at === null) await dropSchedule(keys)
  else {
    if ([...asked.passphrase].length < SHORTEST) throw no('backup.short-passphrase', { n: SHORTEST })
    const place = await backupPlace(asked.folder, keys)
    if (place === 'bad') throw no('backup.bad-folder')
    if (place === 'closed') throw no('backup.folder-closed')
    const folder = place.path
    await mkdir(keys, { recursive: true, mode: 0o700 })
    const suite = asked.suite === 'sm' ? ('sm4-ctr-hmac-sm3' as const) : ('aes-256-gcm' as const)
    await writeSchedule(keys, { at: asked.at, since: now, folder, keep: asked.keep, suite }, await stretch(asked.passphrase))
  }
  const said = { at: asked.at, keep: asked.at === null ? null : asked.keep }
  await inAct(serving.pools.act, (tx) => recordOfficeAct({ tx, now, act: systemIds(() => now).next<ActId>(), who: { person } }, 'backup.schedule', said))
}
