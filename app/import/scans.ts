/** Scans of an old register, in one folder, known by their names: the number, the id or the name a column gives; -1, _2, (3) are further pages. */
import { readdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'

export interface Scan {
  readonly name: string
  readonly path: string
}
export interface Scans {
  /** Of the first of these names that has any, in the order of their pages; from now on they are spoken for. */
  of(names: readonly string[]): readonly Scan[]
  /** Files no row has asked for. */
  left(): readonly string[]
}
const key = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[〔【[(]/g, '(')
    .replace(/[〕】\])]/g, ')')
    .replace(/\s/g, '')
    .toLowerCase()
const base = (name: string) => basename(name, extname(name))

export async function scansIn(folder: string): Promise<Scans> {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => entry.name)
  files.sort((a, b) => a.localeCompare(b, 'zh', { numeric: true }))
  const byName = new Map<string, string[]>()
  const put = (name: string, file: string) => byName.set(name, [...(byName.get(name) ?? []), file])
  for (const file of files) {
    const whole = key(base(file))
    put(key(file), file)
    put(whole, file)
    const page = /^(.+?)(?:[-_]\d{1,3}|\(\d{1,3}\))$/.exec(whole)?.[1]
    if (page && page !== whole) put(page, file)
  }
  const left = new Set(files)
  return {
    of(names) {
      for (const name of names) {
        const found = name.trim() === '' ? undefined : byName.get(key(name))
        if (!found) continue
        for (const file of found) left.delete(file)
        return found.map((file) => ({ name: file, path: join(folder, file) }))
      }
      return []
    },
    left: () => [...left],
  }
}
