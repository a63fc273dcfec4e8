/** 常态工作: written down once, paused, resumed and ended on record. Rule: ZK-08, GN-07 */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { PostId } from '../../../kernel/ids.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { type StoredRecurring, storedRecurring } from '../read/recurring.ts'
import { setRecurring, turnRecurring } from '../recurring-shape.ts'

/** The one of that id, locked. @throws RefusalError `kernel.not-found` · `affairs.recurring-ended` */
async function mustFind(ctx: Ctx, id: string): Promise<StoredRecurring> {
  await run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`affairs.recurring:${id}`])
  const found = (await storedRecurring(ctx)).find((row) => row.id === id)
  if (!found) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  if (found.state === 'ended') throw new RefusalError(refuse('affairs.recurring-ended', {}, 409))
  return found
}
function mustBePost(ctx: Ctx, post: PostId): void {
  const found = ctx.office.posts.get(post)
  if (!found || (found.to_at !== null && found.to_at <= ctx.now)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
}
const insert = (ctx: Ctx, row: Omit<StoredRecurring, 'by' | 'at'>) =>
  run(ctx.tx, 'insert into affairs_recurring (id, version, title, body, rule, post, asker, state, why, by, at) values ($1, $2, $3, $4, $5::json, $6, $7, $8, $9, $10, $11)', [
    row.id,
    row.version,
    row.title,
    row.body,
    JSON.stringify(row.rule),
    row.post,
    row.asker,
    row.state,
    row.why,
    ctx.who.person,
    ctx.now,
  ])
const gate = { power: 'affairs.recurring' } as const

export const handleSetRecurring = handle(
  setRecurring,
  async (ctx, { id, ...said }) => {
    mustBePost(ctx, said.post)
    mustBePost(ctx, said.asker)
    const before = id === null ? null : await mustFind(ctx, id)
    const row = { ...said, id: before?.id ?? ctx.ids.next<string>(), version: (before?.version ?? 0) + 1, state: before?.state ?? ('running' as const), why: before?.why ?? null }
    await insert(ctx, row)
    await recordOfficeAct(ctx, 'affairs.setRecurring', { id: row.id, version: row.version, every: said.rule.every, post: said.post })
    return { id: row.id, version: row.version }
  },
  gate,
)
export const handleTurnRecurring = handle(
  turnRecurring,
  async (ctx, { id, to, why }) => {
    const before = await mustFind(ctx, id)
    if (to !== 'running' && why === null) throw new RefusalError(refuse('kernel.reason-missing', {}, 422))
    const version = before.version + 1
    await insert(ctx, { ...before, version, state: to, why: to === 'running' ? null : why })
    await recordOfficeAct(ctx, 'affairs.turnRecurring', { id, version, to })
    return { version }
  },
  gate,
)
