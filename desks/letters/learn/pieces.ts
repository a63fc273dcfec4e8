/** What a letter is made of for a machine that compares: runs of one to three characters, the title's counted three times. Pure. */

export interface Told {
  readonly title: string
  readonly body: string
}
export type Pieces = ReadonlyMap<string, number>

const LONGEST = 3
const TITLE_COUNTS = 3
/** Anonymous names of places (A3区, 西地省), numbers and particles say nothing of the subject. */
const silent = /[A-Z]+\d*[市区县]?|西地省|\d+|[的了吗呢吧啊]/g
/** Texts longer than this say the rest twice. */
const READ = 4000

const runsOf = (text: string): string[] =>
  text
    .slice(0, READ)
    .normalize('NFKC')
    .replace(silent, ' ')
    .split(/[^一-龥a-z]+/)
    .filter((run) => run !== '')

export function piecesOf({ title, body }: Told): Pieces {
  const found = new Map<string, number>()
  for (const [text, counts] of [
    [title, TITLE_COUNTS],
    [body, 1],
  ] as const)
    for (const run of runsOf(text))
      for (let from = 0; from < run.length; from++)
        for (let to = from + 1; to <= Math.min(from + LONGEST, run.length); to++) {
          const piece = run.slice(from, to)
          found.set(piece, (found.get(piece) ?? 0) + counts)
        }
  return found
}

/** The pieces that tell letters apart, and how much each one does: what is in every third letter tells nothing, what is in one only cannot be learned. */
export interface Vocabulary {
  readonly place: ReadonlyMap<string, number>
  readonly rarity: Float64Array
}
const AT_LEAST = 3
const AT_MOST = 0.3
/** An office that has just begun learns from what little it has. */
const FEW = 300
const LARGEST = 120_000

/** @param letters every letter at hand, named or not: how rare a word is needs no name */
export function vocabularyOf(letters: readonly Pieces[]): Vocabulary {
  const inLetters = new Map<string, number>()
  for (const letter of letters) for (const piece of letter.keys()) inLetters.set(piece, (inLetters.get(piece) ?? 0) + 1)
  const few = letters.length < FEW
  const least = few ? 1 : AT_LEAST
  const most = letters.length * (few ? 2 * AT_MOST : AT_MOST)
  const kept = [...inLetters].filter(([, n]) => n >= least && n <= most).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const known = kept.slice(0, LARGEST)
  return {
    place: new Map(known.map(([piece], i) => [piece, i])),
    rarity: Float64Array.from(known, ([, n]) => Math.log((1 + letters.length) / (1 + n))),
  }
}

/** A letter as a row of length one: which pieces, and how much each of them says. */
export interface Row {
  readonly at: Int32Array
  readonly says: Float64Array
}
export function rowOf(pieces: Pieces, { place, rarity }: Vocabulary): Row {
  const at: number[] = []
  const says: number[] = []
  let square = 0
  for (const [piece, n] of pieces) {
    const i = place.get(piece)
    if (i === undefined) continue
    const w = (1 + Math.log(n)) * (rarity[i] ?? 0)
    at.push(i)
    says.push(w)
    square += w * w
  }
  const length = Math.sqrt(square) || 1
  return { at: Int32Array.from(at), says: Float64Array.from(says, (w) => w / length) }
}
