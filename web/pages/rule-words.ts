/** 规则 in words: what a rule is called, and what a value of each kind says. */
import type { RuleKind } from '../../kernel/rules/in-force.ts'
import type { RuleRow } from '../../kernel/rules/shape.ts'
import { type AlarmValue, type ClockValue, clockValue, dictionaryValue, quotaValue, type RouteValue, routeValue } from '../../kernel/rules/value.ts'
import { deskOf } from '../desk-pages.ts'
import { useLanguage, useT } from '../words/use-words.ts'

type Named = Pick<RuleRow, 'kind' | 'key' | 'desk'> & Partial<Pick<RuleRow, 'now' | 'proposed'>>
type Words = Readonly<Record<string, unknown>>
const flat = (words: unknown): Readonly<Record<string, string>> => (typeof words === 'object' && words !== null ? (words as Record<string, string>) : {})

export interface RuleWords {
  /** 群众来信：办理时限 */
  readonly name: (rule: Named) => string
  /** 5 个工作日，次日起算 */
  readonly value: (rule: Named, value: unknown) => string
  /** What it rests on as shipped. */
  readonly basis: (rule: RuleRow) => string
  /** One entry of a dictionary, as the desk calls it. */
  readonly entry: (rule: Named, key: string) => string
  readonly who: (who: RouteValue['steps'][number]['who'][number]) => string
}
/** What the office calls a route: in force, else as it is proposed. */
const nameOfRoute = ({ now, proposed }: Named): string | undefined => [now, proposed].map((line) => routeValue.safeParse(line?.value)).find((read) => read.success)?.data.name
/** @param posts posts by the key a route names them with */
export function useRuleWords(posts: readonly { readonly key: string; readonly title: string }[]): RuleWords {
  const t = useT()
  const language = useLanguage()
  const deskWords = (rule: Named) => (rule.desk ? deskOf(rule.desk)?.words[language] : undefined)
  const own = (rule: Named): string => rule.key.split('.')[1] ?? ''
  const entry = (rule: Named, key: string) => flat((deskWords(rule) as Words | undefined)?.[own(rule)])[key] ?? key
  const who: RuleWords['who'] = (one) => {
    if ('head' in one) return t(one.head === 'owner' ? 'rules.headOwner' : 'rules.headAsker')
    if ('charge' in one) return t('rules.charge')
    if ('post' in one) return posts.find((p) => p.key === one.post)?.title ?? one.post
    return t('rules.chosen', { place: one.chosen })
  }
  const span = ({ unit, n }: ClockValue['runs']) => t(`rules.spans.${unit}`, { count: n })
  const alarm = ({ when, act }: AlarmValue) => {
    const at =
      'after' in when
        ? t('rules.alarmAt.after', { span: span(when.after) })
        : when.share === 1
          ? t('rules.alarmAt.due')
          : t('rules.alarmAt.share', { n: Math.round(when.share * 100) })
    return `${at}${language === 'en' ? ' ' : ''}${t(`rules.alarmActs.${act}`)}`
  }
  const named: Readonly<Record<RuleKind, (rule: Named) => string>> = {
    clock: (rule) => deskWords(rule)?.clocks[own(rule)] ?? own(rule),
    dictionary: (rule) => t(`rules.dictionaries.${['kinds', 'categories', 'intakes'].includes(own(rule)) ? (own(rule) as 'kinds') : 'results'}`),
    table: (rule) => deskWords(rule)?.tables?.[own(rule)] ?? own(rule),
    quota: (rule) => t(`rules.quotas.${rule.key}` as 'rules.quotas.paper.pages'),
    route: (rule) => nameOfRoute(rule) ?? own(rule),
  }
  const said: Readonly<Record<RuleKind, (rule: Named, value: unknown) => string | null>> = {
    clock: (_, value) => {
      const read = clockValue.safeParse(value)
      if (!read.success) return null
      const { runs, dayOne, alarms } = read.data
      const rings = alarms && t('rules.alarmsSaid', { list: alarms.map(alarm).join(t('rules.listed')) })
      return [span(runs), t(`rules.dayOnes.${dayOne}`), rings].filter(Boolean).join(t('rules.comma'))
    },
    dictionary: (rule, value) => {
      const read = dictionaryValue.safeParse(value)
      const word = (e: { key: string; zh: string | null; en: string | null; on: boolean }) =>
        `${(language === 'en' ? e.en : e.zh) ?? entry(rule, e.key)}${e.on ? '' : t('rules.off')}`
      return read.success ? read.data.entries.map(word).join(t('rules.listed')) : null
    },
    table: (_, value) => {
      const lists = typeof value === 'object' && value !== null ? Object.values(value).filter(Array.isArray) : []
      return t('rules.tableRows', { count: Math.max(0, ...lists.map((list) => list.length)) })
    },
    quota: (_, value) => {
      const read = quotaValue.safeParse(value)
      return read.success ? t(`rules.amounts.${read.data.unit}`, { count: read.data.n }) : null
    },
    route: (_, value) => {
      const read = routeValue.safeParse(value)
      if (!read.success) return null
      return read.data.steps.map((s, n) => `${n + 1}. ${s.role}（${t(`rules.kindsOf.${s.kind}`)}）${s.who.map(who).join(t('rules.listed'))}`).join(t('rules.andThen'))
    },
  }
  return {
    name: (rule) => `${rule.desk ? `${deskWords(rule)?.name ?? rule.desk}${t('rules.colon')}` : ''}${named[rule.kind](rule)}`,
    value: (rule, value) => (value === null ? t('rules.noValue') : (said[rule.kind](rule, value) ?? '')),
    basis: (rule) =>
      rule.kind === 'quota' ? t(`rules.bases.${rule.key}` as 'rules.bases.paper.pages') : (rule.kind === 'clock' && deskWords(rule)?.basis?.[own(rule)]) || rule.shippedBasis,
    entry,
    who,
  }
}
