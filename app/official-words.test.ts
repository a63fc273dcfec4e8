import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { en } from '../web/words/en.ts'
import { zh } from '../web/words/zh-CN.ts'
import { desks } from './desks.ts'

describe('成品按什么生成 (R-E03)', () => {
  test('the page of a paper names the two standards whose layout values it is made by', () => {
    expect(zh.official.by).toBe('按 GB/T 9704-2012 与 GB/T 33476.2-2016 的版式参数生成。')
    expect(en.official.by).toContain('GB/T 9704-2012 and GB/T 33476.2-2016')
    expect(readFileSync(new URL('../web/matter/official-files.tsx', import.meta.url), 'utf8')).toContain("t('official.by')")
  })
  test('nowhere is it said to be certified', () => {
    const said = JSON.stringify([zh, en, ...desks.map((desk) => desk.words)])
    expect(said).not.toMatch(/认证|certif(ied|ication) (by|under|to) /i)
  })
})
