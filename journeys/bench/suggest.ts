/**
 * `npm run bench -- --suggest`: how well the office's own small model suggests a category and a unit, on public letters. Five folds, ten seeds, mean and spread;
 * coverage with the threshold learned inside each fold, on letters the fold's model has not seen. Letters stay where they are: ../shared/data.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { categoryLines } from '../../desks/letters/categories.ts'
import { foldsOf, macroF1, PRECISE, silentBelow, tryOut } from '../../desks/letters/learn/confidence.ts'
import { type Example, guess, guessRow, learn, strongest } from '../../desks/letters/learn/model.ts'
import { type Pieces, piecesOf, rowOf, type Told, vocabularyOf } from '../../desks/letters/learn/pieces.ts'
import { primersOf } from '../../desks/letters/learn/primers.ts'
import { projectRoot } from '../../platform/database/migrate.ts'
import { unitInReply } from './reply-units.ts'

export const dataFolder = join(projectRoot, '..', 'shared', 'data')
export interface PublicLetter extends Told {
  readonly id: string
  readonly author: string
  readonly receivedAt: string
  readonly category?: string
  readonly reply?: string
}
export const lettersOf = (name: string): PublicLetter[] =>
  readFileSync(join(dataFolder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const SEEDS = 10
const FOLDS = 5
const LEAST_LETTERS = 10
const mean = (all: readonly number[]) => all.reduce((a, b) => a + b, 0) / all.length
const spread = (all: readonly number[]) => Math.sqrt(mean(all.map((one) => (one - mean(all)) ** 2)))
const figure = (all: readonly number[]) => `${mean(all).toFixed(3)} ± ${spread(all).toFixed(3)} (${Math.min(...all).toFixed(3)}–${Math.max(...all).toFixed(3)})`

const read = (() => {
  const known = new Map<Told, Pieces>()
  return (told: Told): Pieces => {
    const pieces = known.get(told) ?? piecesOf(told)
    known.set(told, pieces)
    return pieces
  }
})()

/** The letters' own dictionary, 517 entries of three levels, as a city keeps it. */
function cityDictionary(): Example[] {
  const under = new Map<string, string[]>()
  for (const line of readFileSync(join(dataFolder, 'letter-categories.csv'), 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [first = '', second = '', third = ''] = line.split(',')
    under.set(`${first},${second}`, [...(under.get(`${first},${second}`) ?? []), third])
  }
  return [...under].map(([path, thirds]) => {
    const [first = '', second = ''] = path.split(',')
    return { title: '', body: [second, ...thirds].join('，'), is: first }
  })
}
/** The dictionary this program is shipped with. */
function shippedDictionary(): Example[] {
  const word = new Map(categoryLines.map(([key, zh]) => [key, zh]))
  return primersOf(categoryLines.map(([key, zh]) => ({ key, word: zh }))).map((one) => ({ ...one, is: word.get(one.is) ?? one.is }))
}

type Say = (text: string) => void
export function benchSuggest(say: Say): boolean {
  if (!existsSync(join(dataFolder, 'letters-labelled.jsonl'))) {
    say('suggestions: skipped, ../shared/data is not here')
    return true
  }
  const labelled = lettersOf('letters-labelled.jsonl').map((l) => ({ ...l, is: l.category ?? '' }))
  const replied = lettersOf('letters-replied.jsonl')
  const vocabulary = vocabularyOf([...lettersOf('letters-public.jsonl'), ...replied].map(read))
  const seeds = Array.from({ length: SEEDS }, (_, seed) => seed)
  const f1 = (primers: readonly Example[]) => seeds.map((seed) => macroF1(tryOut(labelled, vocabulary, primers, seed, read, FOLDS).map((t) => ({ was: t.was, is: t.guess.is }))))
  const city = cityDictionary()
  const best = f1(city)
  say(`category, ${labelled.length} letters, ${new Set(labelled.map((l) => l.is)).size} classes, macro-F1 over ${FOLDS} folds, mean ± spread of ${SEEDS} seeds (least–most):`)
  say(`  letters alone ${figure(f1([]))}`)
  say(`  with the dictionary shipped here ${figure(f1(shippedDictionary()))}`)
  say(`  with the dictionary of the letters' city ${figure(best)}   aim ≥ 0.80`)
  const shown = seeds.map((seed) => coverage(labelled, city, vocabulary, seed))
  say(`  shown at ${PRECISE * 100} % asked: coverage ${figure(shown.map((s) => s.coverage))}, right among the shown ${figure(shown.map((s) => s.right))}`)
  say(`  one suggestion with its reason: ${milliseconds(labelled, city, vocabulary).toFixed(1)} ms (p95), the text read included`)
  benchUnits(replied, vocabulary, say)
  return mean(best) >= 0.8
}

function milliseconds(examples: readonly Example[], primers: readonly Example[], vocabulary: ReturnType<typeof vocabularyOf>): number {
  const model = learn(examples, vocabulary, primers, read)
  const took = examples.map((e) => {
    const began = performance.now()
    const found = guess(model, e)
    if (found) strongest(model, e, found.is)
    return performance.now() - began
  })
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0
}

/** The threshold is learned from the fold's own letters by folds of their own, then applied to letters neither has seen. */
function coverage(examples: readonly Example[], primers: readonly Example[], vocabulary: ReturnType<typeof vocabularyOf>, seed: number) {
  const fold = foldsOf(
    examples.map((e) => e.is),
    FOLDS,
    seed,
  )
  let [shown, right] = [0, 0]
  for (let k = 0; k < FOLDS; k++) {
    const known = examples.filter((_, i) => fold[i] !== k)
    const from = silentBelow(tryOut(known, vocabulary, primers, seed, read, FOLDS))
    const model = learn(known, vocabulary, primers, read)
    for (const [i, e] of examples.entries()) {
      const found = fold[i] === k ? guessRow(model, rowOf(read(e), vocabulary)) : null
      if (found === null || from === null || found.ahead < from) continue
      shown++
      if (found.is === e.is) right++
    }
  }
  return { coverage: shown / examples.length, right: shown === 0 ? 0 : right / shown }
}

function benchUnits(replied: readonly PublicLetter[], vocabulary: ReturnType<typeof vocabularyOf>, say: Say): void {
  const named = replied.flatMap((l) => {
    const is = unitInReply(l.reply ?? '')
    return is ? [{ ...l, is }] : []
  })
  const count = new Map<string, number>()
  for (const { is } of named) count.set(is, (count.get(is) ?? 0) + 1)
  const often = named.filter(({ is }) => (count.get(is) ?? 0) >= LEAST_LETTERS)
  say(
    `unit, by the first unit named in the reply: ${named.length} of ${replied.length} replies yield a label, ${count.size} units; ${often.length} letters of ${new Set(often.map((o) => o.is)).size} units with at least ${LEAST_LETTERS}`,
  )
  const seeds = [0, 1, 2]
  const tried = seeds.map((seed) => tryOut(often, vocabulary, [], seed, read, FOLDS))
  const top = (n: number) => figure(tried.map((all) => all.filter((t) => t.guess.ranked.slice(0, n).includes(t.was)).length / all.length))
  say(`  top-1 ${top(1)}, top-3 ${top(3)} over ${FOLDS} folds, ${seeds.length} seeds`)
  const whole = tried[0] ?? []
  const from = silentBelow(whole)
  say(
    `  shown at ${PRECISE * 100} % precision: ${from === null ? 'none' : `${((100 * whole.filter((t) => t.guess.ahead >= from).length) / whole.length).toFixed(1)} % of letters`}`,
  )
}
