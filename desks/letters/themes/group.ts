/**
 * 热点: letters about one problem in one place. All of a group name one place, most of them in the title; what they tell besides is alike on the average (average
 * link); no two follow each other after more than `APART` days; at least two people wrote. Pure. Rule: HB-49
 */
import { piecesOf, type Row, rowOf, type Told, vocabularyOf } from '../learn/pieces.ts'
import { type DistrictsIn, districtsBy, gazetteerOf, placesIn } from './places.ts'

export interface Letter extends Told {
  readonly id: string
  readonly at: number
  /** Who wrote, by a key that cannot be read. */
  readonly who: string
}
export interface Theme {
  readonly place: string
  readonly letters: readonly Letter[]
}
export const ALIKE = 0.18
const APART = 60
const DAY = 86_400_000
/** More letters than this naming one place: no place but half the city. */
const HALF_CITY = 250

/** What a letter tells besides where: the characters of places are no likeness of the problem. */
function without(told: Told, places: ReadonlySet<string>): Told {
  const longestFirst = [...places].sort((a, b) => b.length - a.length)
  const strip = (text: string) => longestFirst.reduce((left, place) => left.replaceAll(place, '，'), text.normalize('NFKC').toLowerCase())
  return { title: strip(told.title), body: strip(told.body) }
}
const people = (letters: readonly Letter[]): number => new Set(letters.map((l) => l.who)).size

function together(letters: readonly Letter[]): boolean {
  const days = letters.map((l) => l.at).sort((a, b) => a - b)
  return days.every((at, i) => i === 0 || at - (days[i - 1] as number) <= APART * DAY)
}
function nearness(rows: readonly Row[]): number[][] {
  const maps = rows.map((row) => new Map(Array.from(row.at, (at, k) => [at, row.says[k] as number])))
  return rows.map((row, i) => rows.map((_, j) => (i === j ? 0 : row.at.reduce((sum, at, k) => sum + (row.says[k] as number) * (maps[j]?.get(at) ?? 0), 0))))
}
/** The two nearest groups are joined until none is near enough. */
function averageLink(letters: readonly Letter[], rows: readonly Row[], alike: number): Letter[][] {
  const near = nearness(rows)
  const mean = (a: readonly number[], b: readonly number[]) => a.reduce((sum, i) => sum + b.reduce((s, j) => s + (near[i]?.[j] ?? 0), 0), 0) / (a.length * b.length)
  const told = (group: readonly number[]) => group.map((i) => letters[i] as Letter)
  let groups = letters.map((_, i) => [i])
  for (;;) {
    let best: { readonly a: number[]; readonly b: number[]; readonly n: number } | null = null
    for (const [i, a] of groups.entries())
      for (const b of groups.slice(0, i)) {
        const n = mean(a, b)
        if (n > (best?.n ?? alike) && together(told([...a, ...b]))) best = { a, b, n }
      }
    if (!best) return groups.map(told)
    const { a, b } = best
    groups = [...groups.filter((g) => g !== a && g !== b), [...a, ...b]]
  }
}
/** Places of one name in two districts are two places. */
function oneDistrict(letters: readonly Letter[], districtsIn: DistrictsIn): boolean {
  const named = letters.map(districtsIn).filter((d) => d.length > 0)
  return named.every((d) => named.every((other) => d.some((one) => other.includes(one))))
}

/** @param districtsIn the office's districts named in a text */
export function themesOf(letters: readonly Letter[], districtsIn: DistrictsIn = districtsBy([]), alike = ALIKE): Theme[] {
  const gazetteer = gazetteerOf(letters, districtsIn)
  const places = new Map(letters.map((letter) => [letter, placesIn(`${letter.title}，${letter.body}`, gazetteer)]))
  const problem = new Map(letters.map((letter) => [letter, piecesOf(without(letter, places.get(letter) ?? new Set()))]))
  const vocabulary = vocabularyOf([...problem.values()])
  const at = new Map<string, Letter[]>()
  for (const [letter, named] of places) for (const place of named) at.set(place, [...(at.get(place) ?? []), letter])
  const found: Found[] = []
  for (const [place, there] of at) {
    if (people(there) < 2 || there.length > HALF_CITY || !there.some((l) => l.title.includes(place))) continue
    const rows = there.map((l) => rowOf(problem.get(l) ?? new Map(), vocabulary))
    for (const group of averageLink(there, rows, alike)) found.push({ place, letters: group, named: there.length })
  }
  return apart(found, (theme) => good(theme, districtsIn))
}
/** Most say the place in the title: there it is what the letter is about, elsewhere it may be only on the way. */
const good = ({ place, letters }: Theme, districtsIn: DistrictsIn): boolean =>
  people(letters) > 1 && letters.filter((l) => l.title.includes(place)).length * 2 >= letters.length && oneDistrict(letters, districtsIn)

interface Found extends Theme {
  /** How many letters name the place at all. */
  readonly named: number
}
/** Each letter stands in one group: the largest it belongs to; of two as large the one whose place is named most, then the longer name. */
function apart(found: readonly Found[], good: (theme: Theme) => boolean): Theme[] {
  const kept: Theme[] = []
  let rest = found.filter(good)
  while (rest.length > 0) {
    rest.sort((a, b) => b.letters.length - a.letters.length || b.named - a.named || b.place.length - a.place.length || (a.place < b.place ? -1 : 1))
    const [largest, ...others] = rest
    if (!largest) break
    kept.push({ place: largest.place, letters: largest.letters })
    const used = new Set(largest.letters)
    rest = others.map((t) => (t.letters.some((l) => used.has(l)) ? { ...t, letters: t.letters.filter((l) => !used.has(l)) } : t)).filter(good)
  }
  return kept
}
