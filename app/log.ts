/** The log of one process. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { officeDate } from '../kernel/time.ts'
import type { Log } from '../platform/ctx/house.ts'
import type { RunningEnv } from './env.ts'

/** Lines of JSON under `data/logs`, one file per office day: routes, times and faults, never addresses or contents. */
export async function openLog(env: Pick<RunningEnv, 'clock'> & { readonly folders: Pick<RunningEnv['folders'], 'data'> }): Promise<Log & { close(): void }> {
  const folder = join(env.folders.data, 'logs')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  let day = ''
  let out: ReturnType<typeof createWriteStream> | null = null
  const write = (level: string) => (line: Readonly<Record<string, unknown>>, words: string) => {
    const at = env.clock.now()
    if (officeDate(at) !== day) {
      out?.end()
      day = officeDate(at)
      out = createWriteStream(join(folder, `${day}.log`), { flags: 'a', mode: 0o600 })
      out.on('error', () => undefined) // a full disk must not stop the office; the health check and the database will say so
    }
    out?.write(`${JSON.stringify({ at, level, words, ...line })}\n`)
  }
  return { info: write('info'), warn: write('warn'), error: write('error'), close: () => void out?.end() }
}
