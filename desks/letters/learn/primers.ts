/** The dictionary's own words as texts to learn from: a second level with everything under it is one text of its first level. Pure. */
import { levelOne, pathOf } from '../categories.ts'
import type { Example } from './model.ts'

export interface Entry {
  readonly key: string
  readonly word: string
}
export function primersOf(entries: readonly Entry[]): Example[] {
  const word = new Map(entries.map((e) => [e.key, e.word]))
  const under = new Map<string, string[]>()
  for (const { key, word: own } of entries) {
    const second = pathOf(key)[1]
    if (second) under.set(second, [...(under.get(second) ?? []), own])
  }
  return [...under].map(([second, words]) => ({ title: '', body: [word.get(levelOne(second)) ?? '', ...words].join('，'), is: levelOne(second) }))
}
