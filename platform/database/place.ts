/** Where the embedded database lies, so that the user it runs as can reach it. */
import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PlainStop } from '../plain-stop.ts'
import { canRun, copyBinaries, databaseUser, embeddedBinaries, giveFolder, type RunAs } from './binaries.ts'
import { type ClusterFolder, isMade } from './cluster.ts'

export interface Place extends ClusterFolder {
  /** Not under the data folder, because its user cannot get there: told to the person. */
  readonly elsewhere: boolean
}

/** Root's own clone is often closed to the user `postgres`; then the database gets a folder of its own, named after the data folder. */
const outside = (data: string) => join('/var/lib', `huiyin-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`)

/** Only looks; makes nothing. */
export function knownPlace(data: string): string | null {
  const candidates = [join(data, 'pg'), ...(process.getuid?.() === 0 ? [join(outside(data), 'pg')] : [])]
  return candidates.find(isMade) ?? null
}

/**
 * Chooses the folder of the cluster and makes it reachable. An existing cluster stays where it is.
 * @param data the data folder, absolute
 * @throws PlainStop where a cluster lies in a folder its user can no longer reach
 */
export async function choosePlace(data: string): Promise<Place> {
  const as = await databaseUser()
  const bin = await embeddedBinaries()
  await mkdir(data, { recursive: true, mode: 0o711 })
  const inside: Place = { dir: join(data, 'pg'), bin, as, log: join(data, 'postgres.log'), elsewhere: false }
  if (!as) return inside
  const home = outside(data)
  const outer: ClusterFolder = { dir: join(home, 'pg'), bin, as, log: join(home, 'postgres.log') }
  const known = knownPlace(data)
  if (known === inside.dir && !(await giveFolder(inside.dir, as))) {
    throw new PlainStop(
      `数据库用户 postgres 进不去已有的数据库文件夹 ${inside.dir}，请放开其上级文件夹的进入权限（chmod o+x）。`,
      `The database user postgres cannot enter the existing database folder ${inside.dir}: allow entering the folders above it (chmod o+x).`,
    )
  }
  if (known === inside.dir || (known === null && (await canLieIn(data, as)))) return { ...inside, bin: canRun(bin, as) ? bin : await copyBinaries(bin, home) }
  await mkdir(home, { recursive: true })
  await chmod(home, 0o711)
  if (known === null && !(await canLieIn(home, as)))
    throw new PlainStop(`数据库用户 postgres 进不去 ${home}，请放开其权限。`, `The database user postgres cannot enter ${home}: allow it.`)
  return { ...outer, bin: canRun(bin, as) ? bin : await copyBinaries(bin, home), elsewhere: true }
}

/** Tried with a folder made for it, since owners, mounts and access lists all have a say. */
async function canLieIn(parent: string, as: RunAs): Promise<boolean> {
  const probe = await mkdtemp(join(parent, 'pg.try-'))
  try {
    return await giveFolder(probe, as)
  } finally {
    await rmdir(probe)
  }
}
