/** What this desk does by itself: reports on Mondays, themes and what is passed on and on by the hour, learning by night. A house that has never learned learns at its first hour. */
import type { DeskJob, JobPlace } from '../../kernel/ctx.ts'
import { run } from '../../kernel/write/tx.ts'
import { drawMondays } from './do/draw-weekly.ts'
import { findThemes } from './do/find-themes.ts'
import { askReviews } from './do/knowledge.ts'
import { learnNightly } from './do/learn-nightly.ts'
import { dropListed } from './do/listed.ts'
import { markTexts } from './do/mark-texts.ts'
import { tellPassed } from './do/tell-passed.ts'

const learn = async ({ inTx, rules, now }: JobPlace) => Object.keys(await learnNightly(inTx, rules, now)).length
const taught = async ({ inTx }: JobPlace) => (await inTx((tx) => run(tx, 'select 1 from letters_model o limit 1', []))).length > 0
export const jobs: readonly DeskJob[] = [
  { key: 'letters.themes', every: 'hour', aside: async ({ inTx, office, ids, now }) => (await findThemes(inTx, office, ids, now)).themes },
  // after the themes, which it tells of
  { key: 'letters.weekly', every: 'hour', run: drawMondays },
  { key: 'letters.marks', every: 'hour', aside: markTexts },
  { key: 'letters.passed', every: 'hour', run: tellPassed },
  { key: 'letters.knowledge', every: 'night', run: askReviews },
  { key: 'letters.listed', every: 'night', run: dropListed },
  { key: 'letters.learn', every: 'night', aside: learn },
  { key: 'letters.learn-first', every: 'hour', aside: async (place) => ((await taught(place)) ? 0 : learn(place)) },
]
