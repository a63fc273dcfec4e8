/**
 * The one list of what a test run may skip, and why. A skipped test is allowed only while its title carries one of these phrases
 * and the thing is really absent. Any other skip fails the run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Programs of Debian's PostgreSQL 15. */
export const postgres15 = '/usr/lib/postgresql/15/bin'

export interface AllowedSkip {
  readonly needs: string
  /** As the titles of the tests say it. */
  readonly phrase: string
  readonly reason: string
  absent(): boolean
}
const isRoot = () => process.getuid?.() === 0
/** CAP_SYS_ADMIN, which containers usually withhold from their root. */
function mayMount(): boolean {
  if (!isRoot() || !existsSync('/proc/self/status')) return false
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  return effective !== undefined && (BigInt(`0x${effective}`) & (1n << 21n)) !== 0n
}

const runs = (command: string, args: readonly string[]): boolean => spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0
export const systemdAnalyze = (): boolean => runs('systemd-analyze', ['--version'])
export const dockerBuilds = (): boolean => runs('docker', ['image', 'inspect', 'node:24-bookworm-slim'])
export const libreOffice = (): boolean => runs('soffice', ['--version'])

export const allowedSkips: readonly AllowedSkip[] = [
  {
    needs: '../shared/data',
    phrase: '../shared/data',
    reason: 'real letters lie beside the project and are not ours to publish; the invented set in the project is tested everywhere',
    absent: () => !existsSync(join(root, '../shared/data')),
  },
  {
    needs: 'PostgreSQL 15',
    phrase: 'needs PostgreSQL 15',
    reason: 'the oldest server we promise comes from Debian, not from npm; the same tests run on the embedded 18 everywhere',
    absent: () => !existsSync(join(postgres15, 'postgres')),
  },
  {
    needs: 'root',
    phrase: "root's folder closed to the database user",
    reason: 'only root can own a folder the database user cannot enter',
    absent: () => !isRoot(),
  },
  {
    needs: 'the right to mount',
    phrase: 'npm start a full disk',
    reason: 'a disk that is full is a small one mounted for the test',
    absent: () => !mayMount(),
  },
  {
    needs: 'a user without root’s rights who may enter the project',
    phrase: 'npm start a folder that cannot be written',
    reason: 'root can write everywhere; where the project is closed to the database user there is nobody to try it as',
    absent: isRoot,
  },
  {
    needs: 'systemd-analyze',
    phrase: 'needs systemd-analyze',
    reason: 'only systemd can say whether it reads the unit',
    absent: () => !systemdAnalyze(),
  },
  {
    needs: 'Docker',
    phrase: 'needs Docker with its base image',
    reason: 'an image is built by a Docker that runs; a test run fetches nothing from its registry',
    absent: () => !dockerBuilds(),
  },
  {
    needs: 'LibreOffice',
    phrase: 'needs LibreOffice',
    reason: 'only a word processor can say how a Word file comes out; the file itself is checked everywhere',
    absent: () => !libreOffice(),
  },
]

/** The entry that lets this title be skipped now, if any. */
export const allows = (title: string, list: readonly AllowedSkip[] = allowedSkips): AllowedSkip | undefined => list.find((skip) => title.includes(skip.phrase) && skip.absent())
