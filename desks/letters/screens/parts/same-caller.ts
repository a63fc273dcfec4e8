/** 可能重复, by who calls: what this caller wrote already stands first, and what he wrote about this place stands there though its words are others. Pure. */
import type { LetterRow } from '../../shape.ts'
import type { Alike } from './duplicate-list.tsx'

const MOST = 5
const samePlace = (a: string, b: string | null): boolean => a !== '' && b !== null && (a.includes(b) || b.includes(a))
const open = (row: LetterRow): boolean => row.phase !== 'closed' && row.phase !== 'void'

/** @param caller the word for it @param before letters of this caller */
export function withCaller(alike: readonly Alike[], before: readonly LetterRow[], place: string, caller: string): Alike[] {
  const his = new Set(before.map((row) => row.matter))
  const marked = alike.map((row) => (his.has(row.matter) ? { ...row, same: [caller, ...row.same] } : row))
  const more = before
    .filter((row) => open(row) && samePlace(place.trim(), row.place) && !alike.some((one) => one.matter === row.matter))
    .map((row) => ({ ...row, same: [caller, row.place ?? ''] }))
  return [...marked.filter((row) => his.has(row.matter)), ...more, ...marked.filter((row) => !his.has(row.matter))].slice(0, MOST)
}
