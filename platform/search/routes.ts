/** 检索: finding, saved searches, whoever wrote. */

import type { MatterId } from '../../kernel/ids.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import { readFound } from '../../kernel/reading/find.ts'
import { fileTexts, find } from '../../kernel/reading/find-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { handleFindAsker } from './asker.ts'
import { savedActs, savedReadings } from './saved.ts'

type State = 'waiting' | 'done' | 'cut' | 'failed' | 'none'
export const searchRoutes: Routes = {
  key: 'search',
  acts: [...savedActs, handleFindAsker],
  readings: [
    read(find, (ctx, asked) => readFound(ctx, asked)),
    ...savedReadings,
    read(fileTexts, async (ctx, { matter }) => {
      if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter as MatterId))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      return { rows: await run<{ file: string; state: State }>(ctx.tx, 'select t.file_id as file, t.state from file_text t where t.matter_id = $1', [matter]) }
    }),
  ],
  gets: [],
}
