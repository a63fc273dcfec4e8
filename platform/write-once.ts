import { randomBytes } from 'node:crypto'
import { link, rename, rm, writeFile } from 'node:fs/promises'

/**
 * Writes a secret file, mode 600, whole or not at all (a full disk leaves no half file), and never over an existing one.
 * @returns false where the file was there already
 */
export async function writeOnce(path: string, content: string | Buffer): Promise<boolean> {
  const half = `${path}.${randomBytes(4).toString('hex')}`
  try {
    await writeFile(half, content, { mode: 0o600, flag: 'wx', flush: true })
    await link(half, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error
      return rename(half, path) // a disk without hard links
    })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(half, { force: true })
  }
}
