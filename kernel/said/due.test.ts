import { describe, expect, test } from 'vitest'
import { addMillis, atTime, type Instant, instant, officeDate, officeTime } from '../time.ts'
import { numeral, saidDue } from './due.ts'

/** Monday, ten days before December; 2027 is not covered by the calendar yet. */
const office = { now: instant('2026-11-23T10:20:00+08:00'), calendar: { days: new Map(), years: new Set([2026]) } }
const said = (due: Instant): string => {
  const whole = atTime(officeDate(addMillis(due, -1))) === due
  const day = officeDate(whole ? addMillis(due, -1) : due)
  return `${day.startsWith('2026') ? day.slice(5) : day} ${whole ? '24:00' : officeTime(due)}`
}

describe('时限 limits as people write them (Civil Code arts. 201–203)', () => {
  const at = (text: string) => {
    const due = saidDue(text, office.now, office.calendar)
    return due ? said(due.at) : null
  }
  test.each([
    ['请三日内答复', '11-26 24:00'],
    ['请十五日内答复', '12-08 24:00'],
    ['限48小时内回复', '11-25 10:20'],
    ['请五天之内办结', '11-30 24:00'],
    ['两周内解决', '12-07 24:00'],
    ['一个月内办结', '12-23 24:00'],
    ['请25日前报', '11-25 24:00'],
    ['请5日前报', '12-05 24:00'],
    ['请11月24日下班前报', '11-24 18:00'],
    ['请下周一上午前报', '11-30 12:00'],
    ['请周日前报', '11-29 24:00'],
    ['本周内办结', '11-27 24:00'],
    ['明日下午3点半前回复', '11-24 15:30'],
    ['11月20日前就该修好', null],
    ['等了三天', null],
    ['两天内涨了三次', null],
    ['每天早上8点前开门', null],
  ])('%s → %s', (text, due) => expect(at(text)).toBe(due))
  test('a year the calendar does not cover is marked as assumed (R-T02)', () => {
    expect(saidDue('请1月5日前报', office.now, office.calendar)).toMatchObject({ provisional: true })
    expect(saidDue('请11月25日前报', office.now, office.calendar)).toMatchObject({ provisional: false })
  })
  test.each([
    ['三', 3],
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['三十一', 31],
    ['48', 48],
  ] as const)('numeral %s is %i', (text, n) => expect(numeral(text)).toBe(n))
})
