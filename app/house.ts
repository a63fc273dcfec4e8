/** The house as commands and the server open it: its desks, its keys, its database. Nothing here listens, so a command that only writes loads no server. */
import type { DeskWords, Language } from '../kernel/words.ts'
import { openBox } from '../platform/crypto/box.ts'
import type { House, Log } from '../platform/ctx/house.ts'
import { desks, registry } from './desks.ts'
import type { RunningEnv } from './env.ts'

/** What acts, readings and jobs stand on; commands use it too. */
export function houseOf(env: RunningEnv, log: Log): House {
  const words = new Map<string, Readonly<Record<Language, DeskWords>>>(desks.map((one) => [one.desk.key, one.words]))
  return {
    address: env.database,
    pools: env.pools,
    clock: env.clock,
    box: openBox(env.keys.contact, env.keys.lookup),
    desks: registry,
    words,
    checkOutput: ['test', 'development'].includes(process.env.NODE_ENV ?? ''),
    log,
  }
}
