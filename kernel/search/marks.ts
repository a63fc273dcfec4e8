/**
 * What else stands beside the pieces of a text, in the same list of numbers: when, which desk, how far, whose. They narrow the search inside the index; who may see is said
 * by `visible()` alone, so two that share a number only cost a look.
 */
import type { MatterId } from '../ids.ts'
import type { Sight } from '../people/sight.ts'

const WEEK = 604_800_000
const mark = (kind: number, value: number): number => (kind << 16) | (value & 0xffff)

/** FNV-1a. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let n = 0; n < text.length; n++) h = Math.imul(h ^ text.charCodeAt(n), 0x01000193) >>> 0
  return h
}
/** The week an id was made in: ids are in the order of time. */
export const weekOf = (matter: MatterId): number => Math.floor(Number.parseInt(matter.slice(0, 8) + matter.slice(9, 13), 16) / WEEK)
export const weekMark = (week: number): number => mark(1, week)
/** @param day `2026-11-30`, or only its month */
export const monthMark = (day: string): number => mark(2, Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1)
/** Every month from one day to another; null where there are too many to be worth it. */
export function monthsBetween(from: string, to: string): number[] | null {
  const count = monthMark(to) - monthMark(from) + 1
  return count < 1 || count > 60 ? null : Array.from({ length: count }, (_, n) => monthMark(from) + n)
}
export const phaseMark = (phase: string): number => mark(3, hash(phase))
export const deskMark = (desk: string): number => mark(4, hash(desk))
/** A unit or a person. */
export function whoMark(id: string): number {
  const h = hash(id)
  return mark(8 + (h % 23), Math.floor(h / 23))
}
/** One of these stands at whatever this person may see. */
export const sightMarks = ({ seeAll, seeClosed, eyes }: Sight): number[] => [
  ...new Set([...[...seeAll, ...seeClosed].map(deskMark), ...eyes.flatMap(({ person, units }) => [whoMark(person), ...units.map(whoMark)])]),
]
