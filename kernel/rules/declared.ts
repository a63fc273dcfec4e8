/** Everything an office may change, as it is shipped: clocks and dictionaries of the desks, and quotas. Routes an office makes itself. Pure. */
import type { Desk } from '../desk.ts'
import { dictionariesOf } from './dictionary.ts'
import type { RuleKind } from './in-force.ts'
import { quotas } from './quotas.ts'

export interface DeclaredRule {
  readonly kind: RuleKind
  readonly key: string
  /** null: of the house. */
  readonly desk: string | null
  readonly value: unknown
  readonly basis: string
}
export function declaredRules(desks: readonly Desk[]): DeclaredRule[] {
  const clocks = desks.flatMap((desk) =>
    Object.entries(desk.clocks).map(([key, { runs, dayOne, alarms, basis }]): DeclaredRule => {
      return { kind: 'clock', key: `${desk.key}.${key}`, desk: desk.key, value: { runs, dayOne: dayOne ?? 'next day', alarms }, basis }
    }),
  )
  const dictionaries = desks.flatMap((desk) =>
    Object.entries(dictionariesOf(desk)).map(([name, { keys }]): DeclaredRule => {
      return { kind: 'dictionary', key: `${desk.key}.${name}`, desk: desk.key, value: { entries: keys.map((key) => ({ key, zh: null, en: null, on: true })) }, basis: '' }
    }),
  )
  const tables = desks.flatMap((desk) =>
    Object.entries(desk.tables ?? {}).map(([name, { value, basis }]): DeclaredRule => ({ kind: 'table', key: `${desk.key}.${name}`, desk: desk.key, value, basis })),
  )
  const numbers = Object.entries(quotas).map(([key, { n, unit, basis }]): DeclaredRule => ({ kind: 'quota', key, desk: null, value: { n, unit }, basis }))
  return [...clocks, ...dictionaries, ...tables, ...numbers]
}
