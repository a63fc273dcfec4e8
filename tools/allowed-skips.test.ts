import { describe, expect, test } from 'vitest'
import { type AllowedSkip, allowedSkips, allows } from './allowed-skips.ts'
import { openHouse } from './house/house.ts'
import { root } from './stage.ts'
import { count } from './vitest-stage.ts'

const list = (absent: boolean): AllowedSkip[] => [{ needs: 'a thing', phrase: 'needs a thing', reason: 'why', absent: () => absent }]

describe('what may be skipped', () => {
  test('a test that says what it needs, while that is absent', () => expect(allows('desk > reads it (needs a thing)', list(true))?.needs).toBe('a thing'))
  test('not while it is there', () => expect(allows('desk > reads it (needs a thing)', list(false))).toBeUndefined())
  test('not a test that says nothing', () => expect(allows('desk > reads it', list(true))).toBeUndefined())
  test('every entry has a reason and a test that carries its phrase', () => {
    const house = openHouse(root)
    const tests = house.files.filter((path) => /\.test\.ts$/.test(path) || path === 'tools/test.ts').map((path) => house.text(path))
    for (const { phrase, reason } of allowedSkips) {
      expect(reason.length).toBeGreaterThan(20)
      const words = phrase.replace(/^npm start /, '') // the group's own title stands on another line
      expect(
        tests.some((text) => text.includes(words)),
        phrase,
      ).toBe(true)
    }
  })
})

describe('counting a run', () => {
  const file = (name: string, status: string, ...tests: (readonly [string, string])[]) => ({
    name,
    status,
    assertionResults: tests.map(([fullName, s]) => ({ fullName, status: s })),
  })
  test('passed, failed, skipped, pending and todo', () => {
    const report = { testResults: [file('a.test.ts', 'failed', ['one', 'passed'], ['two', 'failed'], ['three', 'skipped'], ['four', 'pending'], ['five', 'todo'])] }
    expect(count(report, 1)).toMatchObject({ passed: 1, failed: 1, skipped: ['three', 'four', 'five'] })
  })
  test('a file that could not be read is one failure', () => expect(count({ testResults: [file('a.test.ts', 'failed')] }, 1)).toMatchObject({ passed: 0, failed: 1 }))
  test('an error outside every test is one failure', () =>
    expect(count({ testResults: [file('a.test.ts', 'passed', ['one', 'passed'])] }, 1)).toMatchObject({ passed: 1, failed: 1 }))
  test('soundness is counted apart', () => expect(count({ testResults: [file('/x/kernel/lifecycle/check.test.ts', 'passed', ['one', 'passed'])] }, 0).soundness.tests).toBe(1))
})
