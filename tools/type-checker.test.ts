import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checker, installed, root } from './stage.ts'

/** The one the editor and the house check read with. */
const former = installed('typescript/bin/tsc')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiyin-types-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const server = { extends: join(root, 'tsconfig.base.json'), compilerOptions: { lib: ['es2024'], types: ['node'], incremental: false }, include: ['*.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(server))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `file(line,column) code` of every error. */
function errors(tsc: string): string[] {
  const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' })
  const found = [...stdout.matchAll(/^(\S+\(\d+,\d+\)): error (TS\d+)/gm)].map(([, at, code]) => `${at} ${code}`).sort()
  expect(status === 0, stdout).toBe(found.length === 0)
  return found
}

test('what the run checks types with finds what the editor finds, at the same places, under every strictness we ask for', { timeout: 120_000 }, () => {
  writeFileSync(join(folder, 'other.ts'), 'export interface One { readonly a: number; b?: string }\n')
  writeFileSync(
    join(folder, 'seeded.ts'),
    [
      "import { One } from './other.ts'", // verbatimModuleSyntax
      "export const wrong: number = 'x'",
      'export const first: string = [].concat(["x"])[0]', // noUncheckedIndexedAccess, strict
      'export const optional: One = { a: 1, b: undefined }', // exactOptionalPropertyTypes
      'class Base { name() { return 1 } }',
      'export class Child extends Base { name() { return 2 } }', // noImplicitOverride
      'export function fall(n: number) { switch (n) { case 1: n++; case 2: return n } return 0 }', // noFallthroughCasesInSwitch
      'export enum Kind { A }', // erasableSyntaxOnly
      'export const loose = (x) => x', // strict
      "export const lost = import('./nowhere.ts')",
      'export const written = (one: One) => { one.a = 2 }',
      'document.title = wrong.toFixed()', // no browser on the server
      "export const late: Promise<number> = Promise.resolve('2')",
    ].join('\n'),
  )
  const found = errors(checker)
  expect(found).toEqual(errors(former))
  const lines = new Set(found.map((one) => /\((\d+),/.exec(one)?.[1]))
  expect([...lines].map(Number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13])
})
test('where nothing is wrong nothing is said', { timeout: 120_000 }, () => {
  rmSync(join(folder, 'other.ts'), { force: true })
  writeFileSync(join(folder, 'seeded.ts'), "import { join } from 'node:path'\n\nexport const path: string = join('a', 'b')\n")
  expect(errors(checker)).toEqual([])
})
