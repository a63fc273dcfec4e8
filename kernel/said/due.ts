/** By when, as people write it: 三日内, 5个工作日内, 11月25日前, 本周五前, 今天下班前, 月底前. Pure. */
import { days, hours, months, type Span, workdays } from '../clock/define.ts'
import { addMonths, dueOf } from '../clock/due.ts'
import type { Calendar } from '../clock/workdays.ts'
import { addDays, atTime, type Instant, isOfficeDate, type OfficeDate, officeDate } from '../time.ts'

export interface SaidDue {
  readonly at: Instant
  readonly said: string
  /** 暂按周末推算: the calendar does not cover that year. */
  readonly provisional: boolean
}
/** Office hours end. */
const CLOSE = '18:00'
const digits: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
/** 三 → 3, 十五 → 15, 二十 → 20, 48 → 48. */
export function numeral(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text]
  return (tens === '' ? 1 : (digits[tens ?? ''] ?? 0)) * 10 + (ones === '' ? 0 : (digits[ones ?? ''] ?? 0))
}
const N = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})'
const BEFORE = '(?:之前|以前|前|截止|为止|之内|内)'
const CLOCK = `(?:(上午|中午|下午|晚上|傍晚|下班)?(?:(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点|时|[:：](\\d{2}))(半)?)?)`
const want = /请|限|须|务必|要求|希望|盼|望|于|应|得|必须|尽快/
const give = /办结|答复|回复|反馈|报|处理|解决|回话|给|完成|修|联系|告知|回音|说法|到位|整改|回电|办理|查|落实|退|付|发|核实/

interface Found {
  readonly index: number
  readonly said: string
  readonly due: { readonly at: Instant; readonly provisional: boolean } | null
}
function at(day: OfficeDate, [half, hour, minute, thirty]: readonly (string | undefined)[], calendar: Calendar) {
  const provisional = !calendar.years.has(Number(day.slice(0, 4)))
  if (hour) {
    const h = numeral(hour)
    const late = (half === '下午' || half === '晚上' || half === '傍晚') && h < 12
    return { at: atTime(day, `${late ? h + 12 : h}:${thirty ? 30 : (minute ?? '0')}`), provisional }
  }
  const time = half === '上午' || half === '中午' ? '12:00' : half === '下午' || half === '下班' || half === '傍晚' ? CLOSE : '24:00'
  return { at: atTime(day, time), provisional }
}
const dayOf = (year: number, month: number, day: number): OfficeDate | null => {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isOfficeDate(text) ? text : null
}
const spans: Readonly<Record<string, (n: number) => Span>> = {
  个工作日: workdays,
  工作日: workdays,
  个自然日: days,
  自然日: days,
  天: days,
  日: days,
  小时: hours,
  个小时: hours,
  周: (n) => days(7 * n),
  个星期: (n) => days(7 * n),
  星期: (n) => days(7 * n),
  个月: months,
  月: months,
}

/** A span: only when somebody is asked to do something within it; 「三天内涨了两次价」 is a story, not a limit. */
function within(text: string, now: Instant, calendar: Calendar): Found[] {
  const pattern = new RegExp(`${N}(个工作日|工作日|个自然日|自然日|天|日|个小时|小时|周|个星期|星期|个月)(?:之内|以内|内)`, 'g')
  return [...text.matchAll(pattern)].flatMap((m) => {
    const before = text.slice(Math.max(0, m.index - 8), m.index)
    const rest = text.slice(m.index + m[0].length, m.index + m[0].length + 10)
    const span = spans[m[2] ?? '']
    if (!span || !(want.test(before) || give.test(rest))) return []
    const { due, provisional } = dueOf(now, span(numeral(m[1] ?? '')), 'next day', calendar)
    return [{ index: m.index, said: m[0], due: { at: due, provisional } }]
  })
}
/** A date: past by less than half a year it is a story, else it means next year. */
function dated(text: string, now: Instant, calendar: Calendar): Found[] {
  const today = officeDate(now)
  const [year = 0, month = 0] = today.split('-').map(Number)
  const pattern = new RegExp(`(?:(\\d{4})年)?(?:(\\d{1,2})月(?:份)?)?(\\d{1,2})[日号](?:[（(]周[一二三四五六日][)）])?${CLOCK}${BEFORE}`, 'g')
  return [...text.matchAll(pattern)].flatMap((m) => {
    const [said, y, mo, d, ...clock] = m
    let day = dayOf(y ? Number(y) : year, mo ? Number(mo) : month, Number(d))
    if (!day) return []
    if (!y && mo && day < addDays(today, -180)) day = dayOf(year + 1, Number(mo), Number(d))
    if (day && !y && !mo && day < today) day = officeDate(atTime(addMonths(day, 1), '00:00'))
    if (!day || day < today || /内$/.test(said)) return []
    return [{ index: m.index, said, due: at(day, clock, calendar) }]
  })
}
function named(text: string, now: Instant, calendar: Calendar): Found[] {
  const today = officeDate(now)
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  const found: Found[] = []
  for (const m of text.matchAll(new RegExp(`(本|这|下)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])${CLOCK}${BEFORE}`, 'g'))) {
    const [said, which, name, ...clock] = m
    const to = '一二三四五六日'.indexOf(name === '天' ? '日' : (name ?? ''))
    const ahead = to - weekday + (which === '下' || (!which && to < weekday) ? 7 : 0)
    if (ahead >= 0) found.push({ index: m.index, said, due: at(addDays(today, ahead), clock, calendar) })
  }
  for (const m of text.matchAll(new RegExp(`(今天|今日|今晚|当天|当日|明天|明日|后天)${CLOCK}${BEFORE}`, 'g'))) {
    const [said, name, ...clock] = m
    found.push({ index: m.index, said, due: at(addDays(today, name?.startsWith('明') ? 1 : name === '后天' ? 2 : 0), clock, calendar) })
  }
  for (const m of text.matchAll(/(?:本周|这周|本周末|这个?星期)(?:之内|以内|内|前|末前)/g))
    found.push({ index: m.index, said: m[0], due: at(addDays(today, Math.max(4 - weekday, 0)), [], calendar) })
  for (const m of text.matchAll(/(?:(?:本|这个?)?月底|月末)(?:之前|以前|前)/g)) {
    const first = `${today.slice(0, 7)}-01` as OfficeDate
    found.push({ index: m.index, said: m[0], due: at(addDays(addMonths(first, 1), -1), [], calendar) })
  }
  for (const m of text.matchAll(/(?:今年)?年底(?:之前|以前|前)/g)) found.push({ index: m.index, said: m[0], due: at(`${today.slice(0, 4)}-12-31` as OfficeDate, [], calendar) })
  return found
}

/**
 * The first time limit in a text that lies ahead.
 * @param now spans are counted from here; the starting day is not counted (Civil Code art. 201)
 */
export function saidDue(text: string, now: Instant, calendar: Calendar): SaidDue | null {
  const flat = text.replace(/[ \t]+/g, '')
  const [first] = [...within(flat, now, calendar), ...dated(flat, now, calendar), ...named(flat, now, calendar)]
    .filter((f) => f.due !== null && f.due.at > now)
    .sort((a, b) => a.index - b.index)
  return first?.due ? { at: first.due.at, said: first.said, provisional: first.due.provisional } : null
}
