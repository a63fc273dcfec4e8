/** 常用检索: kept, listed and taken out by their owner. */
import { dropSearch, SAVED_MOST, type SavedSearch, savedSearches, saveSearch } from '../../kernel/reading/find-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { type ReadCtx, read } from '../ctx/reading.ts'

const own = (ctx: ReadCtx): Promise<SavedSearch[]> =>
  run<SavedSearch>(ctx.tx, 'select s.id, s.name, s.asked from saved_search s where s.owner = $1 order by s.name', [ctx.who.person])

export const savedActs = [
  /** @throws Refusal `search.name-taken` · `search.too-many` */
  handle(
    saveSearch,
    async (ctx, { name, asked }) => {
      // one after the other, so that the count holds
      await run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 4210657))', [ctx.who.person])
      const before = await own(ctx)
      if (before.some((one) => one.name === name)) throw new RefusalError(refuse('search.name-taken', { name }, 409))
      if (before.length >= SAVED_MOST) throw new RefusalError(refuse('search.too-many', { n: SAVED_MOST }, 409))
      const id = ctx.ids.next<string>()
      await run(ctx.tx, 'insert into saved_search (id, owner, name, asked, at) values ($1, $2, $3, $4, $5)', [id, ctx.who.person, name, JSON.stringify(asked), ctx.now])
      return { id }
    },
    'signed-in',
  ),
  handle(
    dropSearch,
    async (ctx, { id }) => {
      const gone = await run(ctx.tx, 'delete from saved_search s where s.id = $1 and s.owner = $2 returning s.id', [id, ctx.who.person])
      if (gone.length === 0) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      return {}
    },
    'signed-in',
  ),
]
export const savedReadings = [read(savedSearches, async (ctx) => ({ rows: await own(ctx) }), 'signed-in')]
