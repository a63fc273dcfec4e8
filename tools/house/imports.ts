/**
 * The walls of the house, by dependency-cruiser. A checker that sees nothing passes everything (it does with TypeScript 7), so:
 * every file on disk must have been seen, every rule must catch what is planted for it in a copy, and lawful imports stay silent.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Check, codeFolders, type House } from './house.ts'
import { furniture, lawful, plants } from './plants.ts'

interface Violation {
  readonly rule: { readonly name: string }
  readonly from: string
  readonly to: string
}
interface Cruise {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: { readonly violations: readonly Violation[] }
}
const require = createRequire(import.meta.url)
const cruiser = fileURLToPath(new URL('../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs', import.meta.url))

/** One run over the code folders of `root`. */
function cruise(root: string): Promise<Cruise> {
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...codeFolders]
  return new Promise((done, fail) =>
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1 << 28 }, (_, out, err) => {
      try {
        done(JSON.parse(out) as Cruise)
      } catch {
        fail(new Error(`dependency-cruiser: ${err.trim() || out.slice(0, 300)}`))
      }
    }),
  )
}

const key = (v: { from: string; rule: string }) => `${v.rule} ${v.from}`
const specifier = (from: string, to: string) => {
  if (!to.includes('/')) return to
  const path = relative(dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}
function place(root: string, path: string, code: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), code)
}
/** The rules as written, no house around them: the plants bring their own furniture. */
function plantedCopy(house: House): string {
  const copy = mkdtempSync(join(tmpdir(), 'huiyin-planted-'))
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'package.json']) cpSync(join(house.root, file), join(copy, file))
  symlinkSync(join(house.root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  for (const path of furniture) place(copy, path, 'export const planted = 1\n')
  for (const { from, to } of [...plants, ...lawful]) place(copy, from, `import '${specifier(from, to)}'\n`)
  return copy
}

export const walls: Check = {
  name: 'nobody imports through a wall, and every file was seen',
  async run(house) {
    const seen = await cruise(house.root)
    const sources = new Set(seen.modules.map((m) => m.source))
    const unseen = house.files.filter((path) => codeFolders.some((f) => path.startsWith(`${f}/`)) && /\.tsx?$/.test(path) && !sources.has(path))
    return [...unseen.map((path) => `not seen by the import check: ${path}`), ...seen.summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)]
  },
}

export const plantsCaught: Check = {
  name: 'every import rule catches what is planted for it',
  async run(house) {
    const rules = (require(join(house.root, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] }).forbidden.map((r) => r.name)
    const unplanted = rules.filter((name) => !plants.some((p) => p.rule === name)).map((name) => `nothing is planted for ${name}`)
    const strangers = plants.filter((p) => !rules.includes(p.rule)).map((p) => `planted for a rule that does not exist: ${p.rule}`)
    const copy = plantedCopy(house)
    try {
      const { summary } = await cruise(copy)
      const caught = new Set(summary.violations.map((v) => key({ from: v.from, rule: v.rule.name })))
      const missed = plants.filter((p) => !caught.has(key(p))).map((p) => `not caught: ${p.rule}, ${p.from} → ${p.to}`)
      const wronged = summary.violations.filter((v) => lawful.some((l) => l.from === v.from)).map((v) => `lawful import refused: ${v.rule.name}, ${v.from} → ${v.to}`)
      return [...unplanted, ...strangers, ...missed, ...wronged]
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  },
}

export const compilerFits: Check = {
  name: 'TypeScript is 6: with 7 the import check sees nothing',
  run() {
    const { version } = require('typescript/package.json') as { version: string }
    return version.startsWith('6.') ? [] : [`TypeScript ${version}`]
  },
}
