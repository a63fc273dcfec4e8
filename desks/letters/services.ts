/** 对外服务: the first levels of 事项类别 as Open311 offers them, in the office's own words. Pure. Rule: R-W04 */

import { entriesAt } from '../../kernel/rules/dictionary.ts'
import type { Rules } from '../../kernel/rules/in-force.ts'
import type { Instant } from '../../kernel/time.ts'
import { categoryLines, levelOne } from './categories.ts'
import { letters } from './desk.ts'

/** 政法, 纪检监察: of these nothing is offered to programs until the office says so. */
export const notOffered: readonly string[] = ['c11', 'c15']
const shipped = new Map(categoryLines.map(([key, zh, en]) => [key, { zh, en }]))

export function servicesAt(rules: Rules, at: Instant) {
  const entries = entriesAt(letters, rules, 'categories', at).map(({ key, zh, en, on }) => ({
    key,
    on,
    zh: zh ?? shipped.get(key)?.zh ?? key,
    en: en ?? shipped.get(key)?.en ?? key,
  }))
  const below = (key: string) => entries.filter((one) => one.on && one.key.length === 7 && levelOne(one.key) === key)
  return entries
    .filter(({ key }) => /^c\d\d$/.test(key))
    .map(({ key, zh, en, on }) => ({
      code: key,
      zh,
      en,
      keywords_zh: below(key)
        .map((one) => one.zh)
        .join(', '),
      keywords_en: below(key)
        .map((one) => one.en)
        .join(', '),
      in_use: on,
    }))
}
