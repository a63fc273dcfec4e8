/** 清退清单 and 销毁清单: what is to come back and from whom; what was destroyed, before whom. Bound as a list, with room to sign. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { PersonId } from '../../../kernel/ids.ts'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { officeDate } from '../../../kernel/time.ts'
import type { Language } from '../../../kernel/words.ts'
import { run } from '../../../kernel/write/tx.ts'
import { sheetPaper } from '../../../platform/ctx/reports.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import type { CopyRow } from '../copies-shape.ts'
import { copyRows } from '../read/copies.ts'
import { wordsIn } from './arrival-words.ts'

const MOST = 2000
const day = (at: string | null, language: Language) => (at === null ? '' : dayOn(at, language))
const paperCells = (row: CopyRow) => [row.number ?? '', row.sender, row.senderNumber ?? '', row.title ?? '', row.serial ?? String(row.no)]
function paperColumns(language: Language) {
  const { arrival: w, fields } = wordsIn(language)
  return [
    { head: w.landed, width: 15, centred: true },
    { head: fields.sender, width: 16, centred: false },
    { head: w.number, width: 17, centred: false },
    { head: w.title, width: 36, centred: false },
    { head: w.serial, width: 9, centred: true },
  ]
}
/** By holder, so that each holder's part is signed at a time. */
export const recallSlip = sheetPaper({
  key: 'recall',
  power: 'incoming.copies',
  asks: z.object({ holder: z.uuid().optional(), overdue: z.stringbool().default(false) }),
  write: async (ctx, { holder, overdue }, language) => {
    const { arrival: w } = wordsIn(language)
    const where = sql`c.state = 'out'${holder ? sql` and c.holder = ${holder}` : sql``}${overdue ? sql` and c.back_by < ${officeDate(ctx.now)}::date` : sql``}`
    const out = maskedFor(ctx, await copyRows(ctx, where, sql`c.holder, c.back_by, m.id, c.no`, MOST))
    return {
      template: 'ledger',
      name: w.recall,
      titles: [w.recall],
      left: holder ? `${w.holder}：${ctx.office.persons.get(holder as PersonId)?.name ?? ''}` : '',
      right: day(ctx.now, language),
      below: '',
      columns: [
        ...paperColumns(language),
        { head: w.holder, width: 10, centred: true },
        { head: w.since, width: 13, centred: true },
        { head: w.backBy, width: 13, centred: true },
        { head: w.signature, width: 13, centred: true },
      ],
      rows: out.map((row) => [...paperCells(row), row.holder?.name ?? '', day(row.since, language), day(row.backBy, language), '']),
    }
  },
})
/** @throws RefusalError `kernel.not-found` */
export const destructionSlip = sheetPaper({
  key: 'destruction',
  power: 'incoming.copies',
  asks: z.object({ id: z.uuid() }),
  write: async (ctx, { id }, language) => {
    const { arrival: w } = wordsIn(language)
    const [done] = await run<{ on_day: string; destroyer: PersonId; witness: PersonId; second_witness: PersonId; ground: string }>(
      ctx.tx,
      'select d.on_day::text as on_day, d.destroyer, d.witness, d.second_witness, d.ground from incoming_destruction d where d.id = $1',
      [id],
    )
    const rows = done ? maskedFor(ctx, await copyRows(ctx, sql`c.destruction = ${id}`, sql`m.id, c.no`, MOST)) : []
    if (!done || rows.length === 0) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    const name = (person: PersonId) => ctx.office.persons.get(person)?.name ?? ''
    return {
      template: 'ledger',
      name: w.destruction,
      titles: [w.destruction],
      left: `${w.ground}：${done.ground}`,
      right: `${w.destroyOn}：${day(done.on_day, language)}`,
      below: [
        `${w.destroyer} ${name(done.destroyer)} ${w.signature}：＿＿＿＿＿`,
        `${w.witnesses} ${name(done.witness)} ${w.signature}：＿＿＿＿＿`,
        `${name(done.second_witness)} ${w.signature}：＿＿＿＿＿`,
      ].join('　'),
      columns: paperColumns(language),
      rows: rows.map(paperCells),
    }
  },
})
