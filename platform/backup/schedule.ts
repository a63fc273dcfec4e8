/**
 * The nightly backup: when, where, how many are kept, and what its passphrase became. The setting lies beside the keys, since whoever has it
 * can open the backups; the passphrase itself lies nowhere.
 */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { addMillis, atTime, DAY, HOUR, type Instant, instant, officeDate, officeTime } from '../../kernel/time.ts'
import { PlainStop } from '../plain-stop.ts'
import type { PassKey } from './lock.ts'

const setting = z.object({
  /** 24-hour office time. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** When this was set: the first backup is the one of the night after. */
  since: z.string().transform((text) => instant(text)),
  folder: z.string().min(1),
  keep: z.int().min(1).max(3660),
  suite: z.enum(['aes-256-gcm', 'sm4-ctr-hmac-sm3']),
  kdf: z.object({ salt: z.string(), n: z.int(), r: z.int(), p: z.int() }),
  key: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Schedule = z.infer<typeof setting>
const fileOf = (keys: string) => join(keys, 'backup.json')

/** @throws PlainStop on a file somebody edited past reading */
export async function readSchedule(keys: string): Promise<Schedule | null> {
  const text = await readFile(fileOf(keys), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  try {
    return setting.parse(JSON.parse(text))
  } catch (error) {
    throw new PlainStop(
      `每夜备份的设定 ${fileOf(keys)} 读不懂，请用 ./huiyin backup --nightly 重新设定。`,
      `The setting of the nightly backup ${fileOf(keys)} cannot be read: set it again with ./huiyin backup --nightly.`,
      error,
    )
  }
}
export const passKeyOf = ({ kdf, key }: Schedule): PassKey => ({ kdf, key: Buffer.from(key, 'hex') })

export async function writeSchedule(keys: string, schedule: Omit<Schedule, 'kdf' | 'key'>, passphrase: PassKey): Promise<void> {
  const half = `${fileOf(keys)}.half`
  const whole: Schedule = setting.parse({ ...schedule, kdf: passphrase.kdf, key: passphrase.key.toString('hex') })
  await writeFile(half, `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600, flush: true })
  await rename(half, fileOf(keys))
}
export const dropSchedule = (keys: string): Promise<void> => rm(fileOf(keys), { force: true })

/** After a failure it is tried again every hour; a night the machine was off is made up for when it is on again. */
export function isDue({ at, since }: Pick<Schedule, 'at' | 'since'>, now: Instant, lastGood: Instant | null, lastTry: Instant | null): boolean {
  const today = atTime(officeDate(now), at)
  const due = now >= today ? today : addMillis(today, -DAY)
  if (due < since || (lastGood !== null && lastGood >= due)) return false
  return lastTry === null || lastTry < due || now >= addMillis(lastTry, HOUR)
}

const stamp = (now: Instant) => `${officeDate(now).replaceAll('-', '')}-${officeTime(now).replace(':', '')}`
export const backupName = (what: 'nightly' | 'by-hand' | 'before-upgrade', now: Instant): string => `huiyin-${what}-${stamp(now)}-${now.slice(17, 19)}.backup`

/** Old nightly backups beyond those kept; nothing else in the folder is touched. @returns names removed */
export async function prune(folder: string, keep: number): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^huiyin-nightly-\d{8}-\d{4}-\d{2}\.backup$/.test(name)).sort()
  const old = names.slice(0, Math.max(0, names.length - keep))
  for (const name of old) await rm(join(folder, name))
  return old
}
