/** The thread of `aside.ts`. It has letters, and gives a packed model or groups; it reaches no database. */
import { parentPort, workerData } from 'node:worker_threads'
import { themesOf } from '../themes/group.ts'
import { districtsBy } from '../themes/places.ts'
import type { Grouped, Grouping, Learned, Lesson } from './aside.ts'
import { macroF1, silentBelow, tryOut } from './confidence.ts'
import { packModel } from './kept.ts'
import { learn } from './model.ts'
import { piecesOf, vocabularyOf } from './pieces.ts'

/** The folds are the same every night, so that two nights differ by their letters alone. */
const SEED = 20261130

function lesson({ examples, primers, told }: Lesson): Learned {
  const vocabulary = vocabularyOf(told.map(piecesOf))
  const tried = tryOut(examples, vocabulary, primers, SEED)
  const model = learn(examples, vocabulary, primers)
  const f1 = macroF1(tried.map((t) => ({ was: t.was, is: t.guess.is })))
  return { f1, silentBelow: silentBelow(tried), classes: model.classes.length, ...packModel(model) }
}
const themes = ({ letters, districts }: Grouping): Grouped => themesOf(letters, districtsBy(districts)).map(({ place, letters: group }) => ({ place, ids: group.map((l) => l.id) }))

const work = workerData as Lesson | Grouping
parentPort?.postMessage(work.what === 'lesson' ? lesson(work) : themes(work))
