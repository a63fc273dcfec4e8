import { expect, test } from 'vitest'
import { instant } from '../../kernel/time.ts'
import { proposeBy } from './arrival-time.ts'

const calendar = { days: new Map([['2026-10-10' as never, true]]), years: new Set([2026]) }
test.each([
  ['Monday at nine: the same day', '2026-11-23T09:00:00+08:00', '2026-11-24T00:00:00+08:00'],
  ['Monday, one minute before noon: the same day', '2026-11-23T11:59:00+08:00', '2026-11-24T00:00:00+08:00'],
  ['Monday at noon: by noon of Tuesday', '2026-11-23T12:00:00+08:00', '2026-11-24T12:00:00+08:00'],
  ['Friday afternoon: by noon of Monday', '2026-11-27T16:00:00+08:00', '2026-11-30T12:00:00+08:00'],
  ['Saturday morning: by noon of Monday', '2026-11-28T09:00:00+08:00', '2026-11-30T12:00:00+08:00'],
  ['a Saturday on which the office works: the same day', '2026-10-10T09:00:00+08:00', '2026-10-11T00:00:00+08:00'],
])('上午收文当日拟办，下午收文次日中午前: %s', (_, received, due) => expect(proposeBy(instant(received), calendar)).toBe(instant(due)))
