/**
 * The watched folder (监视文件夹): `scans/<user name>/` holds what that person's scanner saves; `scans/<user name>/双面/` what it scanned on both sides.
 * Taken once its size has stood still; then moved to `done/`, or to `refused/` with a text beside it that says why. Nothing outside the folder is read.
 */
import { createReadStream } from 'node:fs'
import { lstat, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Person } from '../../kernel/decide/office.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { refusalText } from '../../kernel/words.ts'
import type { House } from '../ctx/house.ts'
import { mustNameNoMark } from '../ctx/secret-gate.ts'
import { inAct } from '../ctx/transaction.ts'
import { putJudged } from '../files/put-judged.ts'
import { tidyName } from '../files/routes.ts'
import type { FileStore } from '../files/store.ts'
import { UPLOAD_LIMIT } from '../http/serving.ts'
import { mustTakePiles, takePile } from './take-pile.ts'

export interface Watching {
  readonly house: House
  readonly files: FileStore
  readonly folder: string
}
export const TWO_SIDED = '双面'
const [DONE, REFUSED] = ['done', 'refused']
/** How a file lay there at the last look: `size mtime`. */
export type Looked = Map<string, string>

interface Found {
  readonly person: Person | null
  readonly folder: string
  readonly name: string
  readonly twoSided: boolean
}
/** Plain files only: a link leads out of the folder. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((one) => one.isFile() && !one.name.startsWith('.')).map((one) => one.name)
}
const foldersIn = async (folder: string): Promise<string[]> => (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory()).map((one) => one.name)

async function look({ house, folder }: Watching): Promise<Found[]> {
  const { office } = await inAct(house.pools.act, (tx) => loadStanding(tx))
  const found: Found[] = (await filesIn(folder)).map((name) => ({ person: null, folder, name, twoSided: false }))
  for (const own of await foldersIn(folder)) {
    if (own === REFUSED) continue
    const person = [...office.persons.values()].find((p) => p.active && p.username === own) ?? null
    const inner = (await foldersIn(join(folder, own))).includes(TWO_SIDED) ? [join(folder, own, TWO_SIDED)] : []
    for (const place of [join(folder, own), ...inner]) {
      for (const name of await filesIn(place)) found.push({ person, folder: place, name, twoSided: place !== join(folder, own) })
    }
  }
  return found
}

/** Under a name of its own: what was done before stays. */
async function moveTo(found: Found, place: string, stamp: string): Promise<string> {
  const folder = join(found.folder, place)
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${stamp} ${found.name}`)
  await rename(join(found.folder, found.name), path)
  return path
}
async function take({ house, files }: Watching, found: Found): Promise<void> {
  const { person } = found
  if (!person) throw new RefusalError(refuse('scans.no-such-folder', {}, 404))
  await mustTakePiles(house, person.id)
  const name = tidyName(found.name)
  const coming = { person: person.id, where: 'scans.folder', name }
  await mustNameNoMark(house, coming.person, coming.where, name)
  const stored = await putJudged(house, files, coming, createReadStream(join(found.folder, found.name)), UPLOAD_LIMIT)
  await takePile(house, files, { by: person.id, name, stored, twoSided: found.twoSided, origin: 'folder' })
}

/** One look. @param looked what lay there at the look before; a file that has changed since is still being written */
export async function lookIntoFolder(watching: Watching, looked: Looked): Promise<{ taken: number; refused: number }> {
  const { house } = watching
  const told = { taken: 0, refused: 0 }
  await mkdir(watching.folder, { recursive: true, mode: 0o700 })
  const still: Looked = new Map()
  for (const found of await look(watching)) {
    const path = join(found.folder, found.name)
    const { size, mtimeMs } = await lstat(path)
    const now = `${size} ${mtimeMs}`
    still.set(path, now)
    if (size === 0 || looked.get(path) !== now) continue
    const stamp = house.clock.now().slice(0, 19).replace(/[T:]/g, '-')
    try {
      await take(watching, found)
      await moveTo(found, DONE, stamp)
      told.taken++
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      const moved = await moveTo(found, REFUSED, stamp)
      const words = (['zh-CN', 'en'] as const).map((language) => refusalText(error.refusal.code, error.refusal.facts, language))
      await writeFile(`${moved}.txt`, `${words.join('\n')}\n`)
      told.refused++
    }
    still.delete(path)
  }
  looked.clear()
  for (const [path, was] of still) looked.set(path, was)
  return told
}
