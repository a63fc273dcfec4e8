/** Where backups may lie: a folder of the server that can be written, not among the keys. Probed before anything is set. Rule: R-C19 */
import { access, constants, mkdir, stat } from 'node:fs/promises'
import { dirname, isAbsolute, resolve, sep } from 'node:path'

/** Level by level: a whole path made at once under /proc is asked for without end. */
async function make(path: string): Promise<void> {
  const there = await stat(path).catch(() => null)
  if (there) return
  if (dirname(path) !== path) await make(dirname(path))
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}
/** @returns the whole path; `bad`: none of the server, or among the keys, where whoever has a backup needs no passphrase; `closed`: it cannot be made or written */
export async function backupPlace(folder: string, keys: string): Promise<{ readonly path: string } | 'bad' | 'closed'> {
  const [path, among] = [resolve(folder), resolve(keys)]
  if (!isAbsolute(folder) || path === among || path.startsWith(among + sep)) return 'bad'
  try {
    await make(path)
    await access(path, constants.W_OK)
    return (await stat(path)).isDirectory() ? { path } : 'closed'
  } catch {
    return 'closed' // whatever the system says of it: it cannot be used
  }
}
