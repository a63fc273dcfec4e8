/**
 * The one list of what a test run may skip, and why. A test that needs one of these says so in its title, `(needs ../shared/data)`,
 * and may be skipped only while the thing is really absent. Any other skip fails the run.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Programs of Debian's PostgreSQL 15. */
export const postgres15 = '/usr/lib/postgresql/15/bin'
export const sharedData = join(root, '../shared/data')

export interface AllowedSkip {
  /** As it stands in titles after "needs". */
  readonly needs: string
  readonly reason: string
  absent(): boolean
}
export const allowedSkips: readonly AllowedSkip[] = [
  {
    needs: '../shared/data',
    reason: 'real letters and speeches lie beside the project and are not ours to publish; the invented set in the project is tested everywhere',
    absent: () => !existsSync(sharedData),
  },
  {
    needs: 'PostgreSQL 15',
    reason: 'the oldest server we promise comes from Debian, not from npm; the same tests run on the embedded 18 everywhere',
    absent: () => !existsSync(join(postgres15, 'postgres')),
  },
]

/** The entry that lets this title be skipped now, if any. */
export const allows = (title: string): AllowedSkip | undefined => allowedSkips.find((skip) => title.includes(`needs ${skip.needs}`) && skip.absent())
