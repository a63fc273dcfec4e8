/**
 * Weights of one class, by regularised least squares: the squared error over the letters plus `STRICT` times the squared weights.
 * Solved over the letters by conjugate gradients, so that no matrix is ever made. Pure.
 */
import type { Row } from './pieces.ts'

const STRICT = 1.5
const ROUNDS = 40
const CLOSE = 1e-8

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
/** Sum of the letters' rows, each as often as `by` says. */
function blend(rows: readonly Row[], by: Float64Array, into: Float64Array): Float64Array {
  into.fill(0)
  for (let i = 0; i < rows.length; i++) {
    const { at, says } = rows[i] as Row
    const n = by[i] as number
    if (n !== 0) for (let k = 0; k < at.length; k++) into[at[k] as number] = (into[at[k] as number] as number) + n * (says[k] as number)
  }
  return into
}
export function score({ at, says }: Row, weights: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < at.length; k++) sum += (says[k] as number) * (weights[at[k] as number] as number)
  return sum
}

/**
 * @param wanted 1 for a letter of the class, less for others
 * @param counts how much a letter counts: those of a rare class more
 * @param width size of the vocabulary
 */
export function ridge(rows: readonly Row[], wanted: Float64Array, counts: Float64Array, width: number): Float64Array {
  const n = rows.length
  const blended = new Float64Array(width)
  const times = (v: Float64Array): Float64Array => {
    blend(rows, v, blended)
    return Float64Array.from(v, (one, i) => score(rows[i] as Row, blended) + (STRICT * one) / (counts[i] as number))
  }
  const found = new Float64Array(n)
  const rest = Float64Array.from(wanted)
  const ease = Float64Array.from(counts, (c) => 1 / (1 + STRICT / c))
  let eased = Float64Array.from(rest, (r, i) => r * (ease[i] as number))
  const way = Float64Array.from(eased)
  let now = dot(rest, eased)
  const enough = now * CLOSE
  for (let round = 0; round < ROUNDS && now > enough; round++) {
    const image = times(way)
    const step = now / dot(way, image)
    for (let i = 0; i < n; i++) {
      found[i] = (found[i] as number) + step * (way[i] as number)
      rest[i] = (rest[i] as number) - step * (image[i] as number)
    }
    eased = Float64Array.from(rest, (r, i) => r * (ease[i] as number))
    const next = dot(rest, eased)
    for (let i = 0; i < n; i++) way[i] = (eased[i] as number) + (next / now) * (way[i] as number)
    now = next
  }
  return blend(rows, found, blended)
}
