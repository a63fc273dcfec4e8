import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMillis, atTime, DAY, HOUR, type Instant, instant, MINUTE, type OfficeDate, officeDate } from '../time.ts'
import { at, due as atDue, days, hours, minutes, months, share, after as since, workdays } from './define.ts'
import { addMonths, addWorkdays, alarmAt, dueOf, innerDue, isWorkday, lastDay, lightOf, remaining, shareAt, withPauses, workdaysBetween } from './due.ts'
import type { Calendar } from './workdays.ts'

const day = (text: string) => text as OfficeDate
/** Shanghai wall clock, as the office writes it. */
const clock = (text: string): Instant => instant(`${text.replace(' ', 'T')}:00+08:00`)
const calendar: Calendar = {
  days: new Map([...Object.keys(chineseDays.holidays).map((d) => [day(d), false] as const), ...Object.keys(chineseDays.workdays).map((d) => [day(d), true] as const)]),
  years: new Set(Array.from({ length: 23 }, (_, i) => 2004 + i)),
}
const dueDay = (start: string, span: Parameters<typeof dueOf>[1], dayOne?: Parameters<typeof dueOf>[2]) => lastDay(dueOf(clock(start), span, dayOne, calendar).due)

describe('工作日历 standards §13 的检验值 (R-T01)', () => {
  const vectors: [string, boolean][] = [
    ['2026-01-01', false],
    ['2026-01-02', false],
    ['2026-01-03', false],
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-16', false],
    ['2026-02-28', true],
    ['2026-10-01', false],
    ['2026-10-10', true],
    ['2026-03-07', false],
    ['2026-03-09', true],
  ]
  test.each(vectors)('%s 上班：%s', (text, works) => expect(isWorkday(day(text), calendar)).toBe(works))
  test('2026-09-29 之后第 5 个工作日是 2026-10-12', () => {
    expect(addWorkdays(day('2026-09-29'), 5, calendar)).toBe('2026-10-12')
    expect(workdaysBetween(day('2026-09-29'), day('2026-10-12'), calendar)).toBe(5)
  })
})

describe('期限的计算 (R-T03)', () => {
  test('分钟、小时按钟点走，节假日不停', () => {
    expect(dueOf(clock('2026-10-01 23:50'), minutes(30), undefined, calendar)).toEqual({ due: clock('2026-10-02 00:20'), provisional: false })
    expect(dueOf(clock('2026-10-01 23:50'), hours(2), undefined, calendar).due).toBe(clock('2026-10-02 01:50'))
  })
  test('自然日：当日不计，末日 24 时止 (民法典 201、203 条)', () => {
    expect(dueOf(clock('2026-03-02 09:00'), days(15), undefined, calendar)).toEqual({ due: clock('2026-03-18 00:00'), provisional: false })
  })
  test('自然日：末日放假，顺延至下一个工作日', () => {
    expect(dueDay('2026-09-16 10:00', days(15))).toBe('2026-10-08')
    expect(dueDay('2026-03-06 10:00', days(1))).toBe('2026-03-09')
  })
  test('工作日：当日不计，调休上班的周末算工作日', () => expect(dueDay('2026-09-29 17:59', workdays(5))).toBe('2026-10-12'))
  test('首日计入、次日起、次工作日起是各钟的参数', () => {
    expect(dueDay('2026-03-02 09:00', days(5), 'same day')).toBe('2026-03-06')
    expect(dueDay('2026-03-02 09:00', workdays(5), 'same day')).toBe('2026-03-06')
    expect(dueDay('2026-03-06 09:00', days(5), 'next day')).toBe('2026-03-11')
    expect(dueDay('2026-03-06 09:00', days(5), 'next workday')).toBe('2026-03-13')
    expect(dueDay('2026-03-06 09:00', workdays(1), 'next workday')).toBe('2026-03-09')
  })
  test('特急件当日办结；休息日收到的，到下一个工作日', () => {
    expect(dueDay('2026-03-02 09:00', workdays(0))).toBe('2026-03-02')
    expect(dueDay('2026-03-07 09:00', workdays(0), 'same day')).toBe('2026-03-09')
  })
  test('月：到对应日，没有对应日的到月末 (R-T04)', () => {
    expect(addMonths(day('2026-11-30'), 3)).toBe('2027-02-28')
    expect(addMonths(day('2027-11-30'), 3)).toBe('2028-02-29')
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28')
    expect(dueDay('2026-03-12 09:00', months(3))).toBe('2026-06-12')
    expect(dueDay('2026-07-02 09:00', months(3))).toBe('2026-10-08')
  })
  test('一律按北京时间：上海零点过后才是新的一天 (R-T06)', () => {
    expect(dueOf(instant('2026-03-02T16:30:00Z'), days(1), undefined, calendar).due).toBe('2026-03-04T16:00:00.000Z')
    expect(dueOf(instant('2026-03-02T15:30:00Z'), days(1), undefined, calendar).due).toBe('2026-03-03T16:00:00.000Z')
  })
  test('算到没有日历的年份，暂按周末推算并注明 (R-T02)', () => {
    expect(dueOf(clock('2026-12-30 09:00'), workdays(5), undefined, calendar)).toEqual({ due: atTime(day('2027-01-06')), provisional: true })
    expect(dueOf(clock('2026-12-30 09:00'), days(5), undefined, calendar).provisional).toBe(true)
    expect(dueOf(clock('2026-12-30 09:00'), days(1), undefined, calendar).provisional).toBe(false)
    expect(dueOf(clock('2026-12-30 09:00'), hours(72), undefined, calendar).provisional).toBe(false)
    expect(dueOf(clock('2026-11-30 09:00'), months(3), undefined, calendar).provisional).toBe(true)
  })
})

const anyDay = fc.integer({ min: 0, max: 8000 }).map((n) => addDays(day('2004-01-05'), n))
const anyMoment = fc.tuple(anyDay, fc.integer({ min: 0, max: 1439 })).map(([d, m]) => addMillis(atTime(d, '00:00'), m * MINUTE))
describe('期限的性质 (R-T04)', () => {
  test('加 n 个工作日，绝不落在休息日，且恰好经过 n 个工作日', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 90 }), (from, n) => {
        const to = addWorkdays(from, n, calendar)
        expect(isWorkday(to, calendar)).toBe(true)
        expect(workdaysBetween(from, to, calendar)).toBe(n)
      }),
    )
  })
  test('日、月期限的末日总是工作日，早于末日的只有休息日；更长的期限不会更早到期', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 120 }), fc.constantFrom(days, workdays, months), (start, n, span) => {
        if (span === months && n > 24) return
        const { due } = dueOf(start, span(n), undefined, calendar)
        expect(isWorkday(lastDay(due), calendar)).toBe(true)
        expect(due > start).toBe(true)
        expect(dueOf(start, span(n + 1), undefined, calendar).due >= due).toBe(true)
        if (span === days) expect(workdaysBetween(addDays(officeDate(start), n - 1), addDays(lastDay(due), -1), calendar)).toBe(0)
      }),
    )
  })
  test('内部期限在起止之间；份额越大越晚 (HA-91)', () => {
    fc.assert(
      fc.property(
        anyMoment,
        fc.constantFrom(minutes(30), hours(7), days(1), days(15), workdays(1), workdays(5), months(3)),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        (start, span, part) => {
          const { due } = dueOf(start, span, undefined, calendar)
          const inner = innerDue(start, due, calendar)
          expect(inner > start && inner < due).toBe(true)
          expect(shareAt(start, due, part, calendar) <= shareAt(start, due, part + 0.1, calendar)).toBe(true)
        },
      ),
    )
  })
  test('灯只会按 在期、临期、超期 的次序变 (R-S10)', () => {
    const order = ['on', 'soon', 'late']
    fc.assert(
      fc.property(anyMoment, fc.constantFrom(minutes(30), workdays(3), workdays(5), days(15)), (started, span) => {
        const { due } = dueOf(started, span, undefined, calendar)
        const inner = innerDue(started, due, calendar)
        const step = (Date.parse(due) - Date.parse(started)) / 40
        const seen = Array.from({ length: 44 }, (_, i) =>
          order.indexOf(lightOf({ due, inner, stopped: null, paused: false, now: addMillis(started, Math.round(i * step)), calendar })),
        )
        expect(seen).toEqual([...seen].sort())
        expect(seen[0]).toBe(0)
        expect(seen.at(-1)).toBe(2)
      }),
    )
  })
})

describe('三分之二内部期限 (HA-91, R-D70)', () => {
  test('5 个工作日：第 3 个工作日结束时', () => {
    const start = clock('2026-03-02 09:00')
    expect(lastDay(innerDue(start, dueOf(start, workdays(5), undefined, calendar).due, calendar))).toBe('2026-03-05')
  })
  test('15 天：其中 11 个工作日的第 7 个', () => {
    const start = clock('2026-03-02 09:00')
    expect(lastDay(innerDue(start, dueOf(start, days(15), undefined, calendar).due, calendar))).toBe('2026-03-11')
  })
  test('1 个工作日：当天 16 时；30 分钟：第 20 分钟', () => {
    const start = clock('2026-03-06 09:00')
    expect(innerDue(start, dueOf(start, workdays(1), undefined, calendar).due, calendar)).toBe(clock('2026-03-09 16:00'))
    expect(innerDue(start, addMillis(start, 30 * MINUTE), calendar)).toBe(addMillis(start, 20 * MINUTE))
  })
})

describe('挂起与恢复 (R-T05)', () => {
  const started = clock('2026-03-02 09:00')
  const pause = (from: string, to: string | null) => ({ from_at: clock(from), to_at: to === null ? null : clock(to) })
  const shifted = (span: Parameters<typeof dueOf>[1], pauses: ReturnType<typeof pause>[], now = '2026-05-01 00:00') =>
    withPauses({ started, due: dueOf(started, span, undefined, calendar).due, unit: span.unit }, pauses, clock(now), calendar).due
  test('自然日：挂起几天顺延几天，末日逢休再顺延', () => {
    expect(lastDay(shifted(days(15), [pause('2026-03-05 10:00', '2026-03-10 10:00')]))).toBe('2026-03-23')
    expect(lastDay(shifted(days(15), [pause('2026-03-05 10:00', '2026-03-08 10:00')]))).toBe('2026-03-20')
  })
  test('工作日：只顺延其间的工作日', () => expect(lastDay(shifted(workdays(5), [pause('2026-03-05 10:00', '2026-03-10 10:00')]))).toBe('2026-03-12'))
  test('小时：停多久延多久', () => expect(shifted(hours(5), [pause('2026-03-02 10:00', '2026-03-02 11:30')])).toBe(clock('2026-03-02 15:30')))
  test('当日挂起当日恢复，日期限不变', () => expect(lastDay(shifted(workdays(5), [pause('2026-03-04 09:00', '2026-03-04 17:00')]))).toBe('2026-03-09'))
  test('未恢复的算到此刻；到期以后的挂起不救超期', () => {
    expect(lastDay(shifted(workdays(5), [pause('2026-03-05 10:00', null)], '2026-03-10 12:00'))).toBe('2026-03-12')
    expect(lastDay(shifted(workdays(5), [pause('2026-03-12 10:00', '2026-03-20 10:00')]))).toBe('2026-03-09')
  })
  test('重叠的挂起只算一次，起钟以前的不算', () => {
    expect(shifted(workdays(5), [pause('2026-03-04 10:00', '2026-03-06 10:00'), pause('2026-03-05 10:00', '2026-03-06 10:00')])).toBe(
      shifted(workdays(5), [pause('2026-03-04 10:00', '2026-03-06 10:00')]),
    )
    expect(shifted(hours(5), [pause('2026-03-01 09:00', '2026-03-02 10:00')])).toBe(clock('2026-03-02 15:00'))
  })
  test('挂起的日子不算进三分之二', () => {
    const pauses = [pause('2026-03-03 10:00', '2026-03-10 10:00')]
    const due = shifted(workdays(6), pauses)
    expect(lastDay(due)).toBe('2026-03-17')
    expect(lastDay(innerDue(started, due, calendar, pauses))).toBe('2026-03-13')
  })
  test('挂起期不因次序与切分而变', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 10 }), fc.constantFrom(workdays(5), workdays(20), hours(40)), (from, cut, span) => {
        const t = (n: number) => addMillis(started, n * 12 * HOUR)
        const whole = [{ from_at: t(from), to_at: t(from + 10) }]
        const parts = [
          { from_at: t(from + cut), to_at: t(from + 10) },
          { from_at: t(from), to_at: t(from + cut) },
        ]
        const run = (pauses: typeof whole) => withPauses({ started, due: dueOf(started, span, undefined, calendar).due, unit: span.unit }, pauses, t(99), calendar).due
        expect(run(parts)).toBe(run(whole))
      }),
    )
  })
})

describe('提醒与灯', () => {
  const started = clock('2026-03-02 09:00')
  const { due } = dueOf(started, workdays(5), undefined, calendar)
  const inner = innerDue(started, due, calendar)
  const light = (now: string, more: { stopped?: Instant; paused?: boolean; due?: Instant; inner?: Instant } = {}) =>
    lightOf({ due, inner, stopped: null, paused: false, now: clock(now), calendar, ...more })
  test('提醒按次序响：三分之二、到期、到期后一个工作日', () => {
    const def = { alarms: [at(share(2 / 3), 'remind'), at(atDue, 'urge'), at(since(workdays(1)), 'escalate'), at(since(hours(2)), 'escalate')] }
    const sounds = [0, 1, 2, 3, 4].map((no) => alarmAt(def, started, due, no, calendar))
    expect(sounds).toEqual([inner, due, clock('2026-03-11 00:00'), clock('2026-03-10 02:00'), null])
  })
  test('在期、临期（剩 3 个工作日以内或过三分之二）、超期、暂停、办结 (R-S10)', () => {
    expect(light('2026-03-03 10:00')).toBe('on')
    expect(light('2026-03-04 10:00')).toBe('soon')
    expect(light('2026-03-10 00:00')).toBe('soon')
    expect(light('2026-03-10 00:01')).toBe('late')
    expect(light('2026-03-12 00:01', { paused: true })).toBe('paused')
    expect(light('2026-03-12 00:01', { paused: true, stopped: clock('2026-03-05 09:00') })).toBe('done')
  })
  test('一个工作日的期限，到期当天从早上起就是临期：今日到期 (R-S10)', () => {
    const day = dueOf(started, workdays(1), undefined, calendar).due
    const at = { due: day, inner: innerDue(started, day, calendar) }
    expect(light('2026-03-02 17:00', at)).toBe('on')
    expect(light('2026-03-03 08:30', at)).toBe('soon')
    expect(light('2026-03-04 00:01', at)).toBe('late')
  })
  test('三个工作日以内的短期限，只看三分之二和最后一天', () => {
    const short = dueOf(started, workdays(3), undefined, calendar).due
    const at = { due: short, inner: innerDue(started, short, calendar) }
    expect(light('2026-03-03 10:00', at)).toBe('on')
    expect(light('2026-03-05 00:00', at)).toBe('soon')
    const phone = { due: addMillis(started, 30 * MINUTE), inner: addMillis(started, 20 * MINUTE) }
    expect(light('2026-03-02 09:10', phone)).toBe('on')
  })
  test('剩 2 个工作日、今日到期、超 9 天、剩 40 分钟', () => {
    expect(remaining(clock('2026-03-05 10:00'), due, calendar)).toEqual({ late: false, n: 2, unit: 'workdays' })
    expect(remaining(clock('2026-03-09 10:00'), due, calendar)).toEqual({ late: false, n: 0, unit: 'workdays' })
    expect(remaining(clock('2026-03-18 10:00'), due, calendar)).toEqual({ late: true, n: 9, unit: 'days' })
    expect(remaining(addMillis(due, 5 * DAY), due, calendar)).toEqual({ late: true, n: 6, unit: 'days' })
    const phone = clock('2026-03-02 10:00')
    expect(remaining(clock('2026-03-02 09:20'), phone, calendar)).toEqual({ late: false, n: 40, unit: 'minutes' })
    expect(remaining(clock('2026-03-02 12:20'), phone, calendar)).toEqual({ late: true, n: 2, unit: 'hours' })
  })
})
