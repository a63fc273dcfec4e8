/** 标签、收文章: of a run, of a paper, of one copy; the code on each says which copy it is. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { say } from '../../../kernel/words.ts'
import { sheetPaper } from '../../../platform/ctx/reports.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import { labelSizeKeys, labelSizes } from '../label-sizes.ts'
import { copyRows } from '../read/copies.ts'
import { wordsIn } from './arrival-words.ts'

const MOST = 500
const asks = z
  .object({
    run: z.uuid().optional(),
    matter: z.uuid().optional(),
    copy: z.coerce.number().int().min(1).max(999).optional(),
    size: z.enum(labelSizeKeys).default('roll60x40'),
    skip: z.coerce.number().int().min(0).max(100).default(0),
  })
  .refine((asked) => asked.run !== undefined || asked.matter !== undefined, { error: 'required', path: ['matter'] })
/** @throws RefusalError `kernel.not-found`: no copy of it is there, or none for this person to see */
export const labels = sheetPaper({
  key: 'labels',
  power: 'incoming.register',
  asks,
  write: async (ctx, { run, matter, copy, size: key, skip }, language) => {
    const where = run
      ? sql`c.matter_id in (select l.matter_id from incoming_run_line l where l.run = ${run})`
      : sql`c.matter_id = ${matter} and (${copy ?? null}::int is null or c.no = ${copy ?? null}::int)`
    const found = await copyRows(ctx, where, sql`m.id, c.no`, MOST)
    if (found.length === 0) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    const { arrival: w } = wordsIn(language)
    const size = labelSizes[key]
    return {
      template: 'label',
      name: w.labels,
      size,
      skip: Math.min(skip, size.columns * size.rows - 1),
      labels: found.map((row) => ({
        matter: row.matter as MatterId,
        copy: row.no,
        pairs: [
          { head: w.stampNumber, text: row.number ?? '' },
          { head: w.stampDate, text: dayOn(row.receivedAt, language) },
          { head: w.stampCopy, text: [say(w.copyOf, { no: row.no, of: row.of }, language), row.serial].filter(Boolean).join('　') },
        ],
        box: w.stampBox,
      })),
    }
  },
})
