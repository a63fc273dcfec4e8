import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Desk } from '../kernel/desk.ts'
import { faults } from '../kernel/lifecycle/check.ts'
import { deskNames } from './desk-names.ts'
import { codeFolders } from './house/house.ts'
import { makeDesk, withDesk } from './new-desk.ts'
import { program, root } from './stage.ts'

let copy = ''
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'huiyin-new-desk-'))
  for (const folder of codeFolders) cpSync(join(root, folder), join(copy, folder), { recursive: true })
  for (const file of ['package.json', '.dependency-cruiser.cjs', '.npmrc', 'biome.json', 'tsconfig.base.json']) cpSync(join(root, file), join(copy, file))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('npm run desk:new duty-roster 值班表, in a copy of the house', () => {
  test('makes a desk and puts its line into both registries', () => {
    const made = makeDesk(copy, 'duty-roster', '值班表', '20260302')
    expect(made).toContain('desks/duty-roster/migrations/20260302-matter.sql')
    expect(readFileSync(join(copy, 'app/desks.ts'), 'utf8')).toMatch(/entry\(dutyRoster, dutyRosterTables, dutyRosterRoutes, /)
    expect(readFileSync(join(copy, 'app/desks.web.ts'), 'utf8')).toMatch(/ dutyRosterScreens\b/)
    const left = (made as string[]).filter((path) => /sample.?desk|样本|样〔/i.test(readFileSync(join(copy, path), 'utf8') + path))
    expect(left).toEqual([])
  })
  test('its life cycle is sound and its table carries its name', async () => {
    const { dutyRoster } = (await import(pathToFileURL(join(copy, 'desks/duty-roster/desk.ts')).href)) as { dutyRoster: Desk }
    expect(dutyRoster).toMatchObject({ key: 'duty-roster', series: '值〔{year}〕{seq}号' })
    expect(faults(dutyRoster.lifecycle)).toEqual([])
    expect(readFileSync(join(copy, 'desks/duty-roster/migrations/20260302-matter.sql'), 'utf8')).toContain('create table duty_roster_matter')
  })
  test('the house check finds nothing to say about it', async () => {
    let said = ''
    await program([join(root, 'tools/check-house.ts'), '--root', copy], (text) => {
      said += text
    })
    expect(said).toContain('a desk folder has every required file')
    expect(said.split('\n').filter((line) => /duty.?roster/i.test(line))).toEqual([])
  }, 120_000)
  test('a second desk of the same first character numbers with two', () => {
    makeDesk(copy, 'duty-log', '值守日志', '20260302')
    expect(readFileSync(join(copy, 'desks/duty-log/desk.ts'), 'utf8')).toContain("series: '值守〔")
    expect(readFileSync(join(copy, 'app/desks.ts'), 'utf8')).toMatch(/entry\(dutyLog, /)
  })
})

describe('names that cannot be', () => {
  test.each([
    ['Vehicles', '车辆', 'is not a folder name'],
    ['../evil', '车辆', 'is not a folder name'],
    ['vehicles', 'vehicles', 'is not a name for people of the office'],
    ['letters', '来信', 'desks/letters is already there'],
    ['session', '会话', 'means something else'],
    ['', '', 'is not a folder name'],
  ])('%s %s %s', (key, name, why) => expect(deskNames(key, name, ['letters'])).toContain(why))

  test('nothing is made then', () => {
    expect(typeof makeDesk(copy, 'Bad Name', '车辆', '20260302')).toBe('string')
    expect(existsSync(join(copy, 'desks/Bad Name'))).toBe(false)
  })
})

describe('a line in a registry', () => {
  test.each([
    [
      'an empty list',
      "import type { A } from './a.ts'\n\nexport const desks: readonly A[] = []\n",
      "import type { A } from './a.ts'\nIMPORT\n\nexport const desks: readonly A[] = [\n  ENTRY,\n]\n",
    ],
    [
      'a list of one with a list inside',
      "import { a } from './a.ts'\nexport const desks = [entry(a, [1])]\nexport const b = 1\n",
      "import { a } from './a.ts'\nIMPORT\nexport const desks = [entry(a, [1]),\n  ENTRY,\n]\nexport const b = 1\n",
    ],
  ])('%s', (_, before, after) => expect(withDesk(before, ['IMPORT'], 'ENTRY')).toBe(after))
  test('a file without a list is not guessed at', () => expect(() => withDesk('export const x = 1', [], 'e')).toThrow('no list'))
})
