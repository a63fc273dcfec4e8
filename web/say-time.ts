/** Times as the office says them: 11月25日 18:00, 剩 2 个工作日, 已持有 1 时 12 分. Pure; `now` is passed in. */
import type { TFunction } from 'i18next'
import { DAY, HOUR, type Instant, instant, MINUTE, officeDate, officeTime } from '../kernel/time.ts'
import type { Language } from '../kernel/words.ts'

type T = TFunction<'shell'>
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 11月25日; with the year when it is another: 2025年11月25日. */
export function sayDay(at: string, now: string, language: Language): string {
  const [y = '', m = 0, d = 0] = splitDay(at)
  const sameYear = y === splitDay(now)[0]
  if (language === 'en') return `${d} ${months[Number(m) - 1]}${sameYear ? '' : ` ${y}`}`
  return `${sameYear ? '' : `${y}年`}${m}月${d}日`
}
const splitDay = (at: string): [string, number, number] => {
  const [y = '', m = '1', d = '1'] = officeDate(instant(at)).split('-')
  return [y, Number(m), Number(d)]
}
/** A day with its year, as on paper: 2026年11月30日, 30 Nov 2026. */
export function sayDate(day: string, language: Language): string {
  const [y = '', m = '1', d = '1'] = day.split('-')
  return language === 'en' ? `${Number(d)} ${months[Number(m) - 1]} ${y}` : `${y}年${Number(m)}月${Number(d)}日`
}
export const sayTime = (at: string): string => officeTime(instant(at))
export const sayMoment = (at: string, now: string, language: Language): string => `${sayDay(at, now, language)} ${sayTime(at)}`
/** A due moment: 24:00 belongs to the day it ends. 11月30日, 11月25日 18:00. */
export function sayDue(at: string, now: string, language: Language): string {
  const midnight = officeTime(instant(at)) === '00:00'
  if (midnight) return sayDay(instant(Date.parse(at) - MINUTE), now, language)
  return sayMoment(at, now, language)
}
export function sayLongDate(at: string, language: Language, t: T): string {
  const [y, m, d] = splitDay(at)
  const weekday = new Date(Date.parse(`${officeDate(instant(at))}T00:00:00Z`)).getUTCDay()
  if (language === 'en') return `${['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][weekday]}, ${d} ${months[m - 1]} ${y}`
  return `${y}年${m}月${d}日 ${t('time.weekday', { day: [...t('time.weekdays')][weekday] ?? '' })}`
}
/** 2 天, 1 时 12 分, 40 分. At most two units. */
export function saySpan(ms: number, t: T): string {
  const total = Math.max(0, Math.floor(ms / MINUTE))
  if (total < 1) return t('time.moment')
  const days = Math.floor(total / 1440)
  const hours = Math.floor((total % 1440) / 60)
  const minutes = total % 60
  const parts = [days ? t('time.days', { n: days }) : '', hours ? t('time.hours', { n: hours }) : '', minutes && !days ? t('time.minutes', { n: minutes }) : '']
  return parts.filter(Boolean).slice(0, 2).join(' ')
}
/** How long somebody has had it: 已 1 时 12 分; within the first minute 刚刚. */
export const sayHeld = (ms: number, t: T): string => (ms < MINUTE ? t('time.justNow') : t('time.held', { span: saySpan(ms, t) }))
/** The largest unit alone, for lists: 8 天, 16 时, 20 分. */
const oneUnit = (ms: number, t: T): string =>
  ms >= DAY ? t('time.days', { n: Math.floor(ms / DAY) }) : ms >= HOUR ? t('time.hours', { n: Math.floor(ms / HOUR) }) : saySpan(ms, t)
/** What stands beside a light: 超期 8 天 · 今日到期 · 剩 4 天. Natural days, as on the desk's list. */
export function sayLeft(light: string, due: string | null, now: Instant, t: T): string {
  if (light === 'done') return t('time.closed')
  if (light === 'paused') return t('time.paused')
  if (!due) return t('time.noLimit')
  const left = Date.parse(due) - Date.parse(now)
  if (left < 0) return t('time.overdue', { span: oneUnit(-left, t) })
  if (officeDate(instant(Date.parse(due) - MINUTE)) === officeDate(now)) return left > 4 * HOUR ? t('time.todayDue') : t('time.left', { span: oneUnit(left, t) })
  return t('time.left', { span: t('time.days', { n: Math.max(1, Math.floor(left / DAY)) }) })
}
