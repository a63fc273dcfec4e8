/** The project as the house check sees it: a root, the files on disk, their text. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const folders = ['kernel', 'desks', 'platform', 'web', 'app', 'typeset', 'journeys', 'docs', 'deploy', 'tools'] as const
/** The folders that hold code, in the order of the street view. */
export const codeFolders = ['kernel', 'desks', 'platform', 'web', 'app', 'typeset', 'journeys', 'tools'] as const
const made = new Set(['node_modules', 'dist', 'data', '.git', '.cache', 'bench'])

export interface House {
  readonly root: string
  /** Paths from the root, with `/`, sorted. */
  readonly files: readonly string[]
  text(path: string): string
  has(path: string): boolean
  /** Names of the desk folders. */
  readonly desks: readonly string[]
}
export interface Check {
  readonly name: string
  /** What is wrong, one plain line each; an empty list is the proof. */
  run(house: House): readonly string[] | Promise<readonly string[]>
}

function walk(root: string, folder: string, into: string[]) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) {
      // `bench` at the root is made by runs; journeys/bench is ours
      if (!made.has(entry.name) || path === 'journeys/bench') walk(root, path, into)
    } else if (entry.isFile()) into.push(path)
  }
}

export function openHouse(root: string): House {
  const files: string[] = []
  walk(root, '', files)
  const texts = new Map<string, string>()
  const desks = existsSync(join(root, 'desks')) ? readdirSync(join(root, 'desks'), { withFileTypes: true }).filter((e) => e.isDirectory()) : []
  return {
    root,
    files: files.sort(),
    desks: desks.map((e) => e.name).sort(),
    has: (path) => existsSync(join(root, path)),
    text(path) {
      const known = texts.get(path)
      if (known !== undefined) return known
      const text = readFileSync(join(root, path), 'utf8')
      texts.set(path, text)
      return text
    },
  }
}

export const isCode = (path: string): boolean => /\.(ts|tsx|mjs|cjs|css|sql)$/.test(path)
export const isTest = (path: string): boolean => /\.(test|journey)\.tsx?$/.test(path)
