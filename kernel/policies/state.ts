/** 制度政策 in time: what a rule or policy of the library is on a day, from its own days and from what others have done to it. Pure. Rule: BZ-04, BZ-27; decision 0028 */
import type { OfficeDate } from '../time.ts'

/** What the library knows of one rule or policy, as far as its standing and its citing ask. */
export interface Entry {
  readonly id: string
  readonly title: string
  readonly number: string | null
  readonly aliases: readonly string[]
  /** Numbers and days of its earlier wordings: a law revised keeps its name and gets a new order. */
  readonly otherNumbers: readonly string[]
  readonly otherDays: readonly OfficeDate[]
  readonly issuedOn: OfficeDate
  readonly fromOn: OfficeDate
  readonly untilOn: OfficeDate | null
  /** Up to which day changes by others are worked into the text kept here. */
  readonly textAsOf: OfficeDate | null
}
/** An agreed act of one upon another. `clauses` null: the whole. */
export interface Done {
  readonly from: string
  readonly to: string
  readonly kind: 'amends' | 'repeals'
  readonly on: OfficeDate
  readonly clauses: string | null
}
/** 有效 · 尚未施行 · 已修改 · 已废止 · 已失效 */
export const policyStates = ['valid', 'coming', 'amended', 'repealed', 'expired'] as const
export type PolicyState = (typeof policyStates)[number]
export interface Standing {
  readonly state: PolicyState
  /** Since when; of what is valid its first day, of what is coming the day it will be. */
  readonly on: OfficeDate
  /** Who did it. */
  readonly by: string | null
}

const latest = (done: readonly Done[]): Done | undefined => [...done].sort((a, b) => (a.on < b.on ? 1 : -1))[0]
/** What it is on that day. Repealed in part it is in force, changed. */
export function standingOn(entry: Pick<Entry, 'id' | 'fromOn' | 'untilOn' | 'textAsOf'>, done: readonly Done[], day: OfficeDate): Standing {
  const mine = done.filter((one) => one.to === entry.id && one.on <= day)
  const repealed = mine.filter((one) => one.kind === 'repeals' && one.clauses === null).sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  const expired = entry.untilOn !== null && entry.untilOn < day
  if (repealed && !(expired && entry.untilOn !== null && entry.untilOn < repealed.on)) return { state: 'repealed', on: repealed.on, by: repealed.from }
  if (expired && entry.untilOn !== null) return { state: 'expired', on: entry.untilOn, by: null }
  if (entry.fromOn > day) return { state: 'coming', on: entry.fromOn, by: null }
  const changed = latest(mine.filter((one) => one.kind === 'amends' && (entry.textAsOf === null || one.on > entry.textAsOf)))
  return changed ? { state: 'amended', on: changed.on, by: changed.from } : { state: 'valid', on: entry.fromOn, by: null }
}
/** What was done to whom: asked of a whole library, each looks at its own alone. */
export function doneByTarget(done: readonly Done[]): ReadonlyMap<string, readonly Done[]> {
  const all = new Map<string, Done[]>()
  for (const one of done) {
    const others = all.get(one.to)
    if (others) others.push(one)
    else all.set(one.to, [one])
  }
  return all
}
/** In force, as it stands or as changed. */
export const inForceOn = ({ state }: Pick<Standing, 'state'>): boolean => state === 'valid' || state === 'amended'
/** What has ended of it by that day: the whole, or the articles repealed last. */
export interface Ending {
  readonly on: OfficeDate
  readonly by: string | null
  readonly whole: boolean
}
export function endingOn(entry: Pick<Entry, 'id' | 'fromOn' | 'untilOn' | 'textAsOf'>, done: readonly Done[], day: OfficeDate): Ending | null {
  const standing = standingOn(entry, done, day)
  if (hasEnded(standing)) return { on: standing.on, by: standing.by, whole: true }
  const part = latest(done.filter((one) => one.to === entry.id && one.kind === 'repeals' && one.on <= day))
  return part ? { on: part.on, by: part.from, whole: false } : null
}
/** 已废止 · 已失效 */
export const hasEnded = ({ state }: Pick<Standing, 'state'>): boolean => state === 'repealed' || state === 'expired'

const DIGITS: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
/** 一百二十三, 20: a number as papers write it; null: none. */
export function numeral(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  let [sum, digit] = [0, 0]
  for (const character of text) {
    if (character === '百') [sum, digit] = [sum + (digit || 1) * 100, 0]
    else if (character === '十') [sum, digit] = [sum + (digit || 1) * 10, 0]
    else if (character in DIGITS) digit = DIGITS[character] ?? 0
    else return null
  }
  return text === '' ? null : sum + digit
}
/** 第九条、第十二条 → 9, 12 */
export const articlesIn = (clauses: string): readonly number[] => [...clauses.matchAll(/第([\d〇零一二两三四五六七八九十百]{1,7})条/gu)].flatMap(([, n = '']) => numeral(n) ?? [])
