/** What was asked for, with a little of the text around it. */
import type { Part } from '../reading/find-shape.ts'
import { fold } from './fold.ts'

const BEFORE = 18
const AFTER = 60

/** Places of the words in a text, in the text's own units; they neither overlap nor touch. @param from the folded text is looked through from here */
function placesOf(said: string, at: Uint32Array, length: number, words: readonly string[]): [number, number][] {
  const found: [number, number][] = []
  for (const word of words)
    for (let n = said.indexOf(word); n >= 0 && found.length < 200; n = said.indexOf(word, n + word.length)) found.push([at[n] ?? 0, at[n + word.length] ?? length])
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const merged: [number, number][] = []
  for (const [start, end] of found) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
/**
 * @param masked the text as it is searched, as long as `shown`
 * @param whole the whole text; else the first place with what stands around it
 */
export function highlight(masked: string, shown: string, words: readonly string[], whole: boolean): Part[] {
  const { text, at } = fold(masked)
  const places = placesOf(text, at, masked.length, words)
  const first = places[0]?.[0] ?? 0
  const [from, to] = whole ? [0, shown.length] : [Math.max(0, first - BEFORE), Math.min(shown.length, first + AFTER)]
  const parts: Part[] = []
  const put = (start: number, end: number, hit: boolean) => {
    const piece = shown.slice(start, end)
    if (piece !== '') parts.push({ text: whole ? piece : piece.replace(/\s+/g, ' '), hit })
  }
  if (from > 0) parts.push({ text: '…', hit: false })
  let place = from
  for (const [start, end] of places) {
    if (end <= from || start >= to) continue
    put(place, Math.max(start, from), false)
    put(Math.max(start, from), Math.min(end, to), true)
    place = Math.min(end, to)
  }
  put(place, to, false)
  if (to < shown.length) parts.push({ text: '…', hit: false })
  return parts
}
