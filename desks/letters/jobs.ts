/** What this desk does by itself: reports on Mondays, themes by the hour, learning by night. A house that has never learned learns at its first hour. */
import type { Ctx, DeskJob } from '../../kernel/ctx.ts'
import { run } from '../../kernel/write/tx.ts'
import { drawMondays } from './do/draw-weekly.ts'
import { findThemes } from './do/find-themes.ts'
import { learnNightly } from './do/learn-nightly.ts'

const learn = async ({ tx, rules, now }: Ctx) => Object.keys(await learnNightly(tx, rules, now)).length
export const jobs: readonly DeskJob[] = [
  { key: 'letters.weekly', every: 'hour', run: drawMondays },
  { key: 'letters.themes', every: 'hour', run: async ({ tx, office, ids, now }) => (await findThemes(tx, office, ids, now)).themes },
  { key: 'letters.learn', every: 'night', run: learn },
  { key: 'letters.learn-first', every: 'hour', run: async (ctx) => ((await run(ctx.tx, 'select 1 from letters_model o limit 1', [])).length > 0 ? 0 : learn(ctx)) },
]
