import type { TFunction } from 'i18next'
import { describe, expect, test } from 'vitest'
import { instant } from '../kernel/time.ts'
import { sayDay, sayDue, sayHeld, sayLeft, sayLongDate, saySpan } from './say-time.ts'
import { words } from './words/i18n.ts'
import { zh } from './words/zh-CN.ts'

await words.init({ lng: 'zh-CN', resources: { 'zh-CN': { shell: zh } }, ns: ['shell'], defaultNS: 'shell', interpolation: { escapeValue: false }, initAsync: false })
const t = words.t as TFunction<'shell'>
const now = instant('2026-11-23T10:21:00+08:00')

describe('时间的说法 times as the office says them', () => {
  test('dates without a leading zero, the year only when it is another (R-F20)', () => {
    expect(sayDay('2026-11-05T02:00:00.000Z', now, 'zh-CN')).toBe('11月5日')
    expect(sayDay('2025-01-05T02:00:00.000Z', now, 'zh-CN')).toBe('2025年1月5日')
    expect(sayDay('2026-11-05T02:00:00.000Z', now, 'en')).toBe('5 Nov')
    expect(sayLongDate(now, 'zh-CN', t)).toBe('2026年11月23日 星期一')
  })
  test('a limit that ends at midnight belongs to the day it ends', () => {
    expect(sayDue('2026-11-30T16:00:00.000Z', now, 'zh-CN')).toBe('11月30日')
    expect(sayDue('2026-12-02T16:00:00.000Z', now, 'zh-CN')).toBe('12月2日') // 内控: two thirds of 五个工作日 ends with 2 December, not on the 3rd
    expect(sayDue('2026-11-25T10:00:00.000Z', now, 'zh-CN')).toBe('11月25日 18:00')
  })
  test('what stands beside a light: overdue, due today, days left', () => {
    expect(sayLeft('late', '2026-11-15T02:21:00.000Z', now, t)).toBe('超期 8 天')
    expect(sayLeft('late', '2026-11-22T10:00:00.000Z', now, t)).toBe('超期 16 时')
    expect(sayLeft('soon', '2026-11-23T16:00:00.000Z', now, t)).toBe('今日到期')
    expect(sayLeft('soon', '2026-11-23T04:00:00.000Z', now, t)).toBe('剩 1 时')
    expect(sayLeft('on', '2026-11-27T10:00:00.000Z', now, t)).toBe('剩 4 天')
    expect(sayLeft('done', null, now, t)).toBe('已办结')
    expect(sayLeft('on', null, now, t)).toBe('无时限')
  })
  test('a span has at most two units', () => {
    expect(saySpan(72 * 60_000, t)).toBe('1 时 12 分')
    expect(saySpan(50 * 3600_000 + 60_000, t)).toBe('2 天 2 时')
    expect(saySpan(20_000, t)).toBe('不到 1 分')
  })
  test('what was taken within the last minute is held 刚刚', () => {
    expect(sayHeld(20_000, t)).toBe('刚刚')
    expect(sayHeld(72 * 60_000, t)).toBe('已 1 时 12 分')
  })
})
