/**
 * What an office's closed letters teach: a class (category, unit) by a plain linear model over the pieces of the text, and why.
 * Everything is linear, so the reason shown is the very sum that decided. Pure.
 */
import { type Pieces, piecesOf, type Row, rowOf, type Told, type Vocabulary, vocabularyOf } from './pieces.ts'
import { ridge, score } from './ridge.ts'

export interface Example extends Told {
  readonly is: string
}
export interface Model {
  readonly vocabulary: Vocabulary
  readonly classes: readonly string[]
  /** By class: how much each piece speaks for it. */
  readonly weights: readonly Float32Array[]
}
export interface Guess {
  readonly is: string
  /** How far ahead of the next one. */
  readonly ahead: number
  readonly ranked: readonly string[]
}

/** Rare classes count as much as frequent ones. */
function counting(labels: readonly string[], classes: readonly string[]): Map<string, number> {
  const n = new Map<string, number>()
  for (const label of labels) n.set(label, (n.get(label) ?? 0) + 1)
  return new Map([...n].map(([label, k]) => [label, labels.length / classes.length / k]))
}

/**
 * @param examples letters whose class is known
 * @param primers the words of the dictionary itself, one text per entry: they count as letters, and do not make their class frequent
 */
export function learn(examples: readonly Example[], vocabulary: Vocabulary, primers: readonly Example[] = [], read: (told: Told) => Pieces = piecesOf): Model {
  const all = [...examples, ...primers]
  const classes = [...new Set(examples.map((e) => e.is))].sort()
  const known = all.filter((e) => classes.includes(e.is))
  const rows = known.map((e) => rowOf(read(e), vocabulary))
  const counts = counting(
    examples.map((e) => e.is),
    classes,
  )
  const weightOf = Float64Array.from(known, (e) => counts.get(e.is) ?? 1)
  const off = classes.length > 1 ? -1 / (classes.length - 1) : 0
  const weights = classes.map((one) => {
    const wanted = Float64Array.from(known, (e) => (e.is === one ? 1 : off))
    return Float32Array.from(ridge(rows, wanted, weightOf, vocabulary.place.size))
  })
  return { vocabulary, classes, weights }
}
export const learnFrom = (examples: readonly Example[], others: readonly Told[] = [], primers: readonly Example[] = []): Model =>
  learn(examples, vocabularyOf([...examples, ...others].map(piecesOf)), primers)

export function guessRow(model: Model, row: Row): Guess | null {
  const ranked = model.classes.map((is, c) => ({ is, n: score(row, model.weights[c] as Float32Array) })).sort((a, b) => b.n - a.n)
  const [first, next] = ranked
  if (!first || row.at.length === 0) return null
  return { is: first.is, ahead: first.n - (next?.n ?? 0), ranked: ranked.map((r) => r.is) }
}
export const guess = (model: Model, told: Told): Guess | null => guessRow(model, rowOf(piecesOf(told), model.vocabulary))

const words = new Intl.Segmenter('zh', { granularity: 'word' })
/** A word of the running text, not an anonymous place or a number. */
const isWord = (word: string): boolean => /^[一-龥]{2,6}$/.test(word)

/** The words of this text that spoke most for the class: the reason shown. A word speaks with all its parts. */
export function strongest(model: Model, told: Told, is: string, most = 3): string[] {
  const weights = model.weights[model.classes.indexOf(is)]
  if (!weights) return []
  const pieces = piecesOf(told)
  const row = rowOf(pieces, model.vocabulary)
  const known = [...pieces.keys()].filter((piece) => model.vocabulary.place.has(piece))
  const own = new Map(known.map((piece, k) => [piece, (row.says[k] ?? 0) * (weights[row.at[k] ?? 0] ?? 0)]))
  const whole = (word: string): number => {
    let sum = 0
    for (let i = 0; i < word.length; i++) for (let j = i + 1; j <= Math.min(i + 3, word.length); j++) sum += own.get(word.slice(i, j)) ?? 0
    return sum / Math.sqrt(word.length)
  }
  const text = `${told.title}\n${told.body}`.slice(0, 4000)
  const found = [...new Set(Array.from(words.segment(text), (one) => one.segment))].filter(isWord)
  return found
    .map((word) => ({ word, n: whole(word) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, most)
    .map(({ word }) => word)
}
