/** 字典: what may be chosen from. The desk declares its entries; the office may rename one, take one out of use, and where the desk allows it add its own. Pure. Rule: HB-44 */
import type { DeclaredDictionary, Desk } from '../desk.ts'
import type { Instant } from '../time.ts'
import { inForce, type Rules } from './in-force.ts'
import { type DictionaryValue, dictionaryValue } from './value.ts'

type Entry = DictionaryValue['entries'][number]
/** Every dictionary of a desk: the classes a report may state, and what the desk names beside. */
export const dictionariesOf = (desk: Pick<Desk, 'results' | 'dictionaries'>): Readonly<Record<string, DeclaredDictionary>> => ({
  results: { keys: desk.results, open: true },
  ...desk.dictionaries,
})
const shipped = (keys: readonly string[]): Entry[] => keys.map((key) => ({ key, zh: null, en: null, on: true }))

/** Entries in force then, in order; one the desk has gained since the office settled its list stands at the end. */
export function entriesAt(desk: Pick<Desk, 'key' | 'results' | 'dictionaries'>, rules: Rules, name: string, at: Instant): readonly Entry[] {
  const declared = dictionariesOf(desk)[name]?.keys ?? []
  const own = inForce(rules, 'dictionary', `${desk.key}.${name}`, at)
  if (!own) return shipped(declared)
  const { entries } = dictionaryValue.parse(own.value)
  return [...entries, ...shipped(declared.filter((key) => !entries.some((e) => e.key === key)))]
}
/** May it be chosen at that moment? */
export const inUse = (desk: Pick<Desk, 'key' | 'results' | 'dictionaries'>, rules: Rules, name: string, key: string, at: Instant): boolean =>
  entriesAt(desk, rules, name, at).some((e) => e.key === key && e.on)
