import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { complete, registered, scenes, sourced } from './house/desks.ts'
import { kebab, named, noAir, noRegistry, short } from './house/files.ts'
import { type Check, openHouse } from './house/house.ts'
import { compilerFits, plantsCaught } from './house/imports.ts'
import { brief, linked, oneToOne } from './house/papers.ts'
import { throughSight, throughWrite } from './house/sight.ts'
import { bothLanguages, declaredHaveWords, refusalsHaveWords } from './house/words.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})
/** A house of these files alone. */
function houseOf(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-house-'))
  made.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return openHouse(folder)
}
const npmrc = { '.npmrc': 'omit-lockfile-registry-resolved=true\n' }
/** Kept apart so that this file names no address itself. */
const host = ['registry', 'example', 'org'].join('.')
const address = `https://${host}/pg.tgz`
const oneClock = (basis: string, power: string) =>
  `export const d = { key: 'a', lifecycle: { initial: 's', states: { s: { phase: 'registered' } }, needs: {}, moves: { close: { from: ['s'], to: 's', power: '${power}' } } }, clocks: { c: { basis: '${basis}' } }, powers: { p: {} }, results: [] }\n`

/** [what is planted, the check, the files, what it says] */
const faults: readonly (readonly [string, Check, Readonly<Record<string, string>>, string])[] = [
  ['a file of 401 lines', short, { 'kernel/a.ts': 'x\n'.repeat(401) }, 'kernel/a.ts: 401 lines'],
  ['a dump', named, { 'kernel/utils.ts': '' }, 'kernel/utils.ts'],
  ['a folder of dumps', named, { 'desks/a/helpers/b.ts': '' }, 'desks/a/helpers/b.ts'],
  ['a barrel', named, { 'web/index.ts': '' }, 'web/index.ts'],
  ['a name in capitals', kebab, { 'web/MatterPage.tsx': '' }, 'web/MatterPage.tsx'],
  ['the time of day from the air', noAir, { 'kernel/a.ts': 'const a = new Date()\n' }, 'kernel/a.ts:1: const a = new Date()'],
  ['milliseconds from the air', noAir, { 'app/a.ts': '\nDate.now()\n' }, 'app/a.ts:2: Date.now()'],
  ['chance from the air', noAir, { 'desks/a/b.ts': 'Math.random()' }, 'desks/a/b.ts:1: Math.random()'],
  ['an address in the lock file', noRegistry, { ...npmrc, 'package-lock.json': `{ "resolved": "${address}" }` }, 'package-lock.json: holds resolved addresses'],
  ['an address in a paper', noRegistry, { ...npmrc, 'docs/a.md': address }, `docs/a.md: ${host}`],
  ['npm free to write addresses', noRegistry, { '.npmrc': '' }, '.npmrc: omit-lockfile-registry-resolved=true is missing'],
  ['half a desk', complete, { 'desks/a/desk.ts': '' }, 'desks/a: shape.ts is missing'],
  ['a desk without a test', complete, { 'desks/a/desk.ts': '' }, 'desks/a: not one test'],
  ['a README without a scene', scenes, { 'desks/a/README.md': '# a\n\nText\n' }, 'desks/a: README.md has no section Scene 场景'],
  ['a scene of two lines', scenes, { 'desks/a/README.md': '## Scene 场景\none\n\ntwo\n## Next\n' }, 'desks/a: the scene in README.md is 2 lines long'],
  ['a clock without a basis', sourced, { 'desks/a/desk.ts': oneClock('', 'p') }, 'desks/a: clock c has no basis'],
  ['a move without a power', sourced, { 'desks/a/desk.ts': oneClock('R-T03', 'q') }, "desks/a: move close: power 'q' is not in powers.ts"],
  ['a life cycle without a way out', sourced, { 'desks/a/desk.ts': oneClock('R-T03', 'p') }, 'desks/a: life cycle: no-holder at s'],
  ['a desk outside the registries', registered, { 'desks/a/desk.ts': '' }, 'desks/a: no line in app/desks.ts'],
  [
    'a missing English word',
    bothLanguages,
    { 'web/words/zh-CN.ts': "export const zh = { a: '甲', b: '乙' }", 'web/words/en.ts': "export const en = { a: 'A' }" },
    'web/words/zh-CN.ts: no English for b',
  ],
  [
    'an exclamation mark',
    bothLanguages,
    { 'web/words/zh-CN.ts': "export const zh = { a: '成功！' }", 'web/words/en.ts': "export const en = { a: 'A' }" },
    'web/words/zh-CN.ts: a shouts',
  ],
  ['a refusal without words', refusalsHaveWords, { 'kernel/a.ts': "refuse('kernel.never-said')" }, 'kernel/a.ts: no words for kernel.never-said'],
  ["a need's refusal without words", refusalsHaveWords, { 'desks/a/lifecycle.ts': "|| 'a.never-said'" }, 'desks/a/lifecycle.ts: no words for a.never-said'],
  [
    'a state without a name',
    declaredHaveWords,
    { 'desks/a/desk.ts': oneClock('R-T03', 'p'), 'desks/a/words/zh-CN.ts': "export const zh = { clocks: { c: '钟' } }" },
    'desks/a: no word for states.s',
  ],
  ['a reading past visible()', throughSight, { 'desks/a/read/b.ts': "tx.selectFrom('matter as m')" }, 'desks/a/read/b.ts: reads matters without visible()'],
  ['the kernel itself past visible()', throughSight, { 'kernel/reading/b.ts': 'sql`select * from matter m`' }, 'kernel/reading/b.ts: reads matters without visible()'],
  ['the same in plain SQL', throughSight, { 'desks/a/read/b.ts': 'sql`select * from matter m`' }, 'desks/a/read/b.ts: reads matters without visible()'],
  ['a desk that writes a kernel row', throughWrite, { 'desks/a/do/b.ts': 'sql`update assignment set state = 1`' }, 'desks/a/do/b.ts: writes a kernel row'],
  ['a route that writes one', throughWrite, { 'platform/b.ts': "tx.insertInto('event')" }, 'platform/b.ts: writes a kernel row'],
  ['a decision without consequences', brief, { 'docs/decisions/0001-a.md': '## Background\n## Decision\n' }, 'docs/decisions/0001-a.md: no Consequences'],
  ['a link to nowhere', linked, { 'docs/a.md': '[b](b.md)' }, 'docs/a.md: no b.md'],
  ['two words for one thing', oneToOne, { 'docs/glossary.md': '| 事项 | `matter` | x |\n| 事项 | `case` | x |\n' }, '事项 has two words'],
]

describe('the house check finds what is planted', () => {
  test.each(faults)('%s', async (_, check, files, line) => expect(await check.run(houseOf(files))).toContain(line))

  test('every import rule catches its own violation, and lawful imports pass', async () => expect(await plantsCaught.run(openHouse(root))).toEqual([]), 30_000)
  test('an import rule that lost its teeth is noticed', async () => {
    const { readFileSync, symlinkSync } = await import('node:fs')
    const toothless = readFileSync(join(root, '.dependency-cruiser.cjs'), 'utf8').replace("path: '^(desks|web|app|journeys|tools)/' }", "path: '^nowhere/' }")
    const house = houseOf({
      '.dependency-cruiser.cjs': toothless,
      'tsconfig.base.json': readFileSync(join(root, 'tsconfig.base.json'), 'utf8'),
      'package.json': '{ "type": "module" }',
    })
    symlinkSync(join(root, 'node_modules'), join(house.root, 'node_modules'), 'junction')
    expect(await plantsCaught.run(house)).toContain('not caught: platform-knows-no-desk, platform/planted-1.ts → desks/planted-a/shape.ts')
  }, 30_000)
  test('the compiler is one the import check can see with', () => expect(compilerFits.run(openHouse(root))).toEqual([]))

  test('what is lawful passes', async () => {
    const house = houseOf({
      ...npmrc,
      'kernel/time.ts': 'export const at = (text: string) => new Date(text)\n// Date.now() is only for platform/clock.ts\n',
      'platform/clock.ts': 'export const now = () => Date.now()\n',
      'journeys/来信-到-回访.journey.ts': '',
      'desks/a/words/zh-CN.ts': "export const zh = { refusals: { 'a.no-draft': '尚无文稿。' } }",
      'desks/a/words/en.ts': "export const en = { refusals: { 'a.no-draft': 'There is no draft.' } }",
      'desks/a/lifecycle.ts': "|| 'a.no-draft'",
      'desks/a/read/b.ts': `sql\`select * from \${visible(who)} v join matter on matter.id = v.id\`\nsql\`select m.id from matter m where \${visible(sight)}\``,
    })
    for (const check of [short, named, kebab, noAir, noRegistry, bothLanguages, refusalsHaveWords, throughSight, throughWrite, linked])
      expect(await check.run(house), check.name).toEqual([])
  })
})
