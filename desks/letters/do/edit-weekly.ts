/** 修改、签发 of a report. What is issued has a number of its own series and does not change; a number is taken at that moment and never before. Rule: HA-41 */
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../kernel/ctx.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { officeYear } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { type WeeklyRow, weeklyById } from '../read/weekly-rows.ts'
import { issueWeekly, saveWeekly } from '../weekly-shape.ts'
import { issueNumber, namedNumbers, plainText } from '../weekly-words.ts'

/** @throws RefusalError `kernel.not-found` · `letters.weekly-issued` · `letters.weekly-meanwhile`: somebody saved other words since */
async function mustEdit(ctx: Ctx, id: string, version: number): Promise<WeeklyRow> {
  const row = await weeklyById(ctx, id, true)
  if (!row) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  if (row.issued_at !== null) throw new RefusalError(refuse('letters.weekly-issued', {}, 409))
  if (row.version !== version) throw new RefusalError(refuse('letters.weekly-meanwhile', { by: row.saved_by ? (ctx.office.persons.get(row.saved_by)?.name ?? '') : '' }, 409))
  return row
}

export const handleSaveWeekly = handle(
  saveWeekly,
  async (ctx, { id, version, blocks }) => {
    await mustEdit(ctx, id, version)
    await run(ctx.tx, 'update letters_weekly set blocks = $2::json, version = version + 1, saved_by = $3, saved_at = $4 where id = $1', [
      id,
      JSON.stringify(blocks),
      ctx.who.person,
      ctx.now,
    ])
    return { version: version + 1, savedAt: ctx.now }
  },
  { power: 'letters.draw-weekly' },
)

/** The next number of the kind and year; what was issued before this system is stepped over (期初编号 of the series `letters.weekly`, `letters.opinions`). */
async function nextNumber(ctx: Ctx, kind: string, year: number): Promise<number> {
  await run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`letters.weekly:${kind}:${year}`])
  const [row] = await run<{ no: number }>(
    ctx.tx,
    `select greatest(coalesce((select max(w.no) from letters_weekly w where w.kind = $1 and w.year = $2), 0),
       coalesce((select s.opening from series s where s.series = 'letters.' || $1 and s.year = $2), 0)) + 1 as no`,
    [kind, year],
  )
  return row?.no ?? 1
}
const paperOf = (row: WeeklyRow): string => row.blocks.map((block) => `${block.heading}\n${plainText(block.text, row.numbers, namedNumbers(row.numbers))}`).join('\n\n')

export const handleIssueWeekly = handle(
  issueWeekly,
  async (ctx, { id, version }) => {
    const row = await mustEdit(ctx, id, version)
    const year = officeYear(ctx.now)
    const no = await nextNumber(ctx, row.kind, year)
    const digest = createHash('sha256').update(paperOf(row)).digest('hex')
    await run(ctx.tx, 'update letters_weekly set year = $2, no = $3, issued_by = $4, issued_at = $5, digest = $6 where id = $1', [id, year, no, ctx.who.person, ctx.now, digest])
    await recordOfficeAct(ctx, 'letters.issueWeekly', { id, kind: row.kind, year, no, digest })
    return { number: issueNumber(year, no) }
  },
  { power: 'letters.issue-weekly' },
)
