/** 我的表: the columns of 收文登记簿 that no other desk has, as the bound register says them. Rule: HA-17; product §6 */
import { sql } from 'kysely'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { bookRows } from '../read/book-rows.ts'
import { paperRows } from '../read/paper-rows.ts'
import { bookColumns } from './ledger.ts'

const own = ['received', 'sender', 'senderNumber', 'paperType', 'urgency', 'proposal', 'written', 'routing', 'circulation', 'result'] as const
export const columns: NonNullable<DeskEntry['columns']> = {
  widths: Object.fromEntries(own.map((key) => [key, bookColumns[key].width])),
  async cells(ctx, matters, language) {
    const rows = maskedFor(ctx, await bookRows(ctx, await paperRows(ctx, sql`(select t.id from unnest(${matters}::uuid[]) as t(id))`)))
    const texts = (row: (typeof rows)[number]) => Object.fromEntries(own.map((key) => [key, String(bookColumns[key].cell(row, language, ctx) ?? '')]))
    return new Map(rows.map((row) => [row.matter as MatterId, texts(row)]))
  },
}
