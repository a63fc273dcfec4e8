/** 静默: from how far ahead a guess may be shown. Learned from letters the model has not seen, never set by hand. Pure. */
import { type Example, type Guess, guessRow, learn } from './model.ts'
import { type Pieces, piecesOf, rowOf, type Told, type Vocabulary } from './pieces.ts'

/** Of the guesses shown this share shall be right. */
export const PRECISE = 0.9
/** Fewer guesses than this prove nothing. */
const PROOF = 20

/** Equal in every run for a seed: chance is handed in everywhere in this house. */
export function chance(seed: number): () => number {
  let a = (seed * 2654435761) >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
/** Which fold each letter falls into, so that every class is spread over all of them. */
export function foldsOf(labels: readonly string[], folds: number, seed: number): number[] {
  const next = chance(seed + 1)
  const order = labels.map((label, i) => ({ label, i, by: next() })).sort((a, b) => (a.label === b.label ? a.by - b.by : a.label < b.label ? -1 : 1))
  const fold = new Array<number>(labels.length).fill(0)
  for (const [n, { i }] of order.entries()) fold[i] = n % folds
  return fold
}

export interface Tried {
  readonly was: string
  readonly guess: Guess
}
/** Every letter guessed by a model that has not seen it. */
export function tryOut(
  examples: readonly Example[],
  vocabulary: Vocabulary,
  primers: readonly Example[],
  seed: number,
  read: (told: Told) => Pieces = piecesOf,
  folds = 5,
): Tried[] {
  const fold = foldsOf(
    examples.map((e) => e.is),
    folds,
    seed,
  )
  return Array.from({ length: folds }, (_, k) => k).flatMap((k) => {
    const model = learn(
      examples.filter((_, i) => fold[i] !== k),
      vocabulary,
      primers,
      read,
    )
    return examples.flatMap((e, i) => {
      const found = fold[i] === k ? guessRow(model, rowOf(read(e), vocabulary)) : null
      return found ? [{ was: e.is, guess: found }] : []
    })
  })
}
/**
 * The smallest lead from which `PRECISE` of the guesses are right, with the doubt of so few letters (one standard error) taken off: halfway to the next
 * below it, or to none; null: there is none, so nothing is shown.
 */
export function silentBelow(tried: readonly Tried[], precise = PRECISE): number | null {
  const sorted = [...tried].sort((a, b) => b.guess.ahead - a.guess.ahead)
  let right = 0
  let least: number | null = null
  for (const [i, { was, guess }] of sorted.entries()) {
    if (guess.is === was) right++
    const n = i + 1
    const share = right / n
    if (n >= PROOF && share - Math.sqrt((share * (1 - share)) / n) >= precise) least = (guess.ahead + (sorted[n]?.guess.ahead ?? 0)) / 2
  }
  return least
}
export function macroF1(tried: readonly { readonly was: string; readonly is: string }[]): number {
  const classes = [...new Set(tried.map((t) => t.was))]
  const f1 = classes.map((one) => {
    const hit = tried.filter((t) => t.was === one && t.is === one).length
    const miss = tried.filter((t) => (t.was === one) !== (t.is === one)).length
    return hit === 0 ? 0 : (2 * hit) / (2 * hit + miss)
  })
  return f1.reduce((a, b) => a + b, 0) / Math.max(1, f1.length)
}
