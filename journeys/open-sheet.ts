/** What an office of the demo city has in hand on the day it begins to work here, as the sheet of its old system tells it: the project's own letters, varied by a seeded rule. */
import { readFileSync } from 'node:fs'
import { addDays, addMillis, DAY, HOUR, type Instant, officeDate, officeTime, officeYear } from '../kernel/time.ts'
import { seeded } from './bench/generate.ts'

interface Sample {
  readonly title: string
  readonly body: string
  readonly reply: string
}
const samples = readFileSync(new URL('./letters.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Sample)
/** Unit, and somebody of it. */
const hands = [
  ['市住建局', '许文涛'],
  ['市城管局', '魏来'],
  ['市交通局', '穆阳'],
  ['市教育局', '白露'],
  ['市水利局', '水清'],
  ['市民政局', '仁和'],
  ['城东区', '夏至'],
  ['城西区', '岳阳'],
] as const
const stages = ['待交办', '待签收', '办理中', '办理中', '办理中', '待答复', '待回访'] as const

/** Headings as an old system of some vendor writes them. */
export const headings = [
  '序号',
  '信件编号',
  '来文日期',
  '标题',
  '来信内容',
  '来信人',
  '联系电话',
  '办理阶段',
  '当前承办',
  '承办单位',
  '协办单位',
  '交办日期',
  '签收日期',
  '办理时限',
  '延期至',
  '报结日期',
  '办理情况',
  '答复日期',
  '答复内容',
] as const
export type SheetRow = Readonly<Record<(typeof headings)[number], string>>

/**
 * @param opening numbers 1..opening of this year were used; every open letter bears one of them
 * @returns rows whose numbers, stages, holders and dates follow from the seed alone
 */
export function openSheet(count: number, opening: number, now: Instant, seed: number): SheetRow[] {
  const year = officeYear(now)
  return Array.from({ length: count }, (_, n): SheetRow => {
    const random = seeded(seed + n)
    const sample = samples[n % samples.length] as Sample
    const [unit, person] = hands[Math.floor(random() * hands.length)] as (typeof hands)[number]
    const stage = stages[Math.floor(random() * stages.length)] as (typeof stages)[number]
    // not before this year, so that every number is one of this year's
    const begun = addMillis(now, -Math.floor((8 + random() * 30) * DAY))
    const told = (at: Instant) => `${officeDate(at).replaceAll('-', '/')} ${officeTime(at)}`
    const given = addMillis(begun, 3 * HOUR)
    const signed = addMillis(given, 5 * HOUR)
    const reported = addMillis(signed, 3 * DAY)
    const first = addDays(officeDate(begun), 12)
    const gone = stage === '待答复' || stage === '待回访'
    const past = stage === '办理中' || gone
    const own = stage === '待交办' ? '何雨桐' : stage === '待答复' ? '刘梦琪' : '来信来电科 话务员'
    return {
      序号: String(n + 1),
      信件编号: `信[${year}]${opening - n}号`,
      来文日期: told(begun),
      标题: sample.title,
      来信内容: sample.body,
      来信人: '王女士',
      联系电话: `1380000${String(1000 + n)}`,
      办理阶段: stage,
      当前承办: past && !gone ? `${unit} ${person}` : stage === '待签收' ? unit : own,
      承办单位: gone ? unit : '',
      协办单位: stage === '办理中' && random() < 0.2 ? (unit === '市城管局' ? '市交通局' : '市城管局') : '',
      交办日期: stage === '待交办' ? '' : told(given),
      签收日期: past ? told(signed) : '',
      办理时限: first,
      延期至: stage === '办理中' && random() < 0.3 ? addDays(first, 10) : '',
      报结日期: gone ? told(reported) : '',
      办理情况: gone ? '已派人现场处理，情况见答复。' : '',
      答复日期: stage === '待回访' ? told(addMillis(reported, 6 * HOUR)) : '',
      答复内容: stage === '待回访' ? sample.reply : '',
    }
  })
}
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
/** As a spreadsheet saves it. */
export const sheetCsv = (rows: readonly SheetRow[]): string =>
  `\uFEFF${[headings, ...rows.map((row) => headings.map((heading) => row[heading]))].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
