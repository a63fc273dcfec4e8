/** 知识条目: written, looked at again, taken out, used; and its unit asked in time. Every wording stays. */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import { receiverOf } from '../../../kernel/decide/office.ts'
import { putNotices } from '../../../kernel/outbox/put.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { addDays, officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { endKnowledge, saveKnowledge, useKnowledge } from '../knowledge-shape.ts'
import { gramsOf } from '../likeness.ts'
import { REVIEW_DAYS, type StoredKnowledge, storedKnowledge } from '../read/knowledge.ts'

const gate = { power: 'letters.knowledge' } as const
/** @throws RefusalError `kernel.not-found` */
async function mustFind(ctx: Ctx, id: string): Promise<StoredKnowledge> {
  await run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`letters.knowledge:${id}`])
  const [found] = await storedKnowledge(ctx, sql`k.id = ${id}`)
  if (!found) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return found
}
type Wording = Pick<StoredKnowledge, 'id' | 'version' | 'question' | 'answer' | 'source' | 'unit' | 'valid_until' | 'ended'>
const insert = (ctx: Ctx, row: Wording) =>
  run(
    ctx.tx,
    'insert into letters_knowledge (id, version, question, answer, source, unit, valid_until, ended, grams, by, at) values ($1, $2, $3, $4, $5, $6, $7::date, $8, $9::int[], $10, $11)',
    [row.id, row.version, row.question, row.answer, row.source, row.unit, row.valid_until, row.ended, gramsOf(row.question), ctx.who.person, ctx.now],
  )

/** @throws RefusalError `letters.knowledge-over`: it would be over before anybody reads it */
export const handleSaveKnowledge = handle(
  saveKnowledge,
  async (ctx, { id, validUntil, ...said }) => {
    if (validUntil < officeDate(ctx.now)) throw new RefusalError(refuse('letters.knowledge-over'))
    if (!ctx.office.units.has(said.unit)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    const before = id === null ? null : await mustFind(ctx, id)
    const row = { ...said, id: before?.id ?? ctx.ids.next<string>(), version: (before?.version ?? 0) + 1, valid_until: validUntil, ended: false }
    await insert(ctx, row)
    await recordOfficeAct(ctx, 'letters.saveKnowledge', { id: row.id, version: row.version, unit: row.unit, until: validUntil })
    return { id: row.id, version: row.version }
  },
  gate,
)
export const handleEndKnowledge = handle(
  endKnowledge,
  async (ctx, { id }) => {
    const before = await mustFind(ctx, id)
    await insert(ctx, { ...before, version: before.version + 1, ended: true })
    await recordOfficeAct(ctx, 'letters.endKnowledge', { id })
    return {}
  },
  gate,
)
export const handleUseKnowledge = handle(
  useKnowledge,
  async (ctx, { id }) => {
    const found = await mustFind(ctx, id)
    await run(ctx.tx, 'insert into letters_knowledge_use (entry, version, by, at) values ($1, $2, $3, $4)', [id, found.version, ctx.who.person, ctx.now])
    return { used: found.used + 1 }
  },
  { power: 'letters.register' },
)

/** The clock of every entry: two weeks before its last day its unit is asked, once for each wording. @returns how many were asked for */
export async function askReviews(ctx: Ctx): Promise<number> {
  const today = officeDate(ctx.now)
  const due = await storedKnowledge(
    ctx,
    sql`not k.ended and k.valid_until <= ${addDays(today, REVIEW_DAYS)} and not exists (select 1 from letters_knowledge_asked a where a.entry = k.id and a.version = k.version)`,
  )
  for (const { id, version, unit, valid_until } of due) {
    await run(ctx.tx, 'insert into letters_knowledge_asked (entry, version, at) values ($1, $2, $3) on conflict do nothing', [id, version, ctx.now])
    const to = receiverOf(ctx.office, unit, ctx.now) ?? ctx.who.person
    await putNotices(ctx.tx, [{ kind: 'knowledge-review', to, key: `knowledge:${id}:${version}`, payload: { day: valid_until }, dueAt: ctx.now }])
  }
  return due.length
}
