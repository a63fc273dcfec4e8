import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { inventedLetters } from '../../journeys/make-letters.ts'
import type { OfficeDate } from '../../kernel/time.ts'
import { instant } from '../../kernel/time.ts'
import { demoCases, placesFor, tell } from './demo-cases.ts'
import { afterWork } from './demo-time.ts'
import { oldLetter } from './import-row.ts'

describe('演示用的来信 invented letters', () => {
  test('the two hundred on file are what the script makes, and every line passes the import', async () => {
    const lines = (await readFile(new URL('../../journeys/letters.jsonl', import.meta.url), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toEqual(inventedLetters())
    expect(lines).toHaveLength(200)
    for (const line of lines) expect(typeof oldLetter(line, '2026-11-22T00:00:00.000Z')).toBe('object')
  })
  test('every story has a place where it can happen, and no blank is left open', () => {
    for (const story of demoCases) {
      expect(placesFor(story).length, story.title).toBeGreaterThan(0)
      expect(Object.values(tell(story, '北苑小区', 3, 20)).join()).not.toMatch(/[{}]|undefined/)
    }
  })
  test('dates are written 2026年1月5日 and numbers 〔2026〕, or not at all (R-F10, R-F20)', () => {
    for (const story of demoCases) expect(Object.values(story).join()).not.toMatch(/年0\d月|月0\d日|\[20\d\d\]/)
  })
})

describe('演示月的上班时间 office hours', () => {
  const calendar = { days: new Map<OfficeDate, boolean>(), years: new Set([2026]) }
  const at = (text: string) => instant(`${text}+08:00`)
  test.each([
    ['2026-11-20T09:00:00', 60, '2026-11-20T10:00:00'],
    ['2026-11-20T11:30:00', 60, '2026-11-20T14:30:00'],
    ['2026-11-20T17:00:00', 60, '2026-11-23T09:00:00'],
    ['2026-11-21T10:00:00', 0, '2026-11-23T08:30:00'],
  ])('%s and %i minutes of work is %s', (start, minutes, end) => expect(afterWork(at(start), minutes, calendar)).toBe(at(end)))
})
