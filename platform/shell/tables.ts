/** 我的表: saving, taking out, reading. A table is its owner's; whoever shares it lends it to his unit. */
import { homeUnits } from '../../kernel/decide/office.ts'
import { readLedgerPage } from '../../kernel/reading/ledger.ts'
import { mustBeOfDesk, withOwn } from '../../kernel/reading/own-columns.ts'
import { myTables, oneTable, removeTable, saveTable, TABLES_MOST, tableRows } from '../../kernel/reading/table-shape.ts'
import { formOf, readTable, readTables, type TableRow, tableOf, tablesOf } from '../../kernel/reading/tables.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { type ReadCtx, read } from '../ctx/reading.ts'

/** One's own. @throws RefusalError `kernel.not-found` · `tables.not-yours` */
async function mine(ctx: ReadCtx, id: string): Promise<TableRow> {
  const row = await tableOf(ctx, id)
  if (row.owner !== ctx.who.person) throw new RefusalError(refuse('tables.not-yours', { owner: ctx.office.persons.get(row.owner)?.name ?? '' }, 403))
  return row
}
const insert = 'insert into my_table (id, version, owner, name, shared_with, form, at, ended) values ($1, $2, $3, $4, $5, $6, $7, $8)'

export const tableActs = [
  handle(
    saveTable,
    async (ctx, { id, name, shared, form }) => {
      mustBeOfDesk(ctx, form)
      // one after the other, so that a name stands once
      await run(ctx.tx, `select pg_advisory_xact_lock(hashtextextended($1, 4210655))`, [ctx.who.person])
      const before = id === null ? null : await mine(ctx, id)
      const own = (await tablesOf(ctx)).filter((row) => row.owner === ctx.who.person)
      if (own.some((row) => row.name === name && row.id !== before?.id)) throw new RefusalError(refuse('tables.name-taken', { name }, 409))
      if (before === null && own.length >= TABLES_MOST) throw new RefusalError(refuse('tables.too-many', { n: TABLES_MOST }, 409))
      const [unit] = homeUnits(ctx.office, ctx.who.person, ctx.now)
      if (shared && !unit) throw new RefusalError(refuse('tables.no-unit'))
      const [key, version] = [before?.id ?? ctx.ids.next(), (before?.version ?? 0) + 1]
      await run(ctx.tx, insert, [key, version, ctx.who.person, name, shared ? unit : null, JSON.stringify(form), ctx.now, false])
      return { id: key, version }
    },
    'signed-in',
  ),
  handle(
    removeTable,
    async (ctx, { id }) => {
      const row = await mine(ctx, id)
      await run(ctx.tx, insert, [row.id, row.version + 1, row.owner, row.name, row.shared_with, JSON.stringify(row.form), ctx.now, true])
      return {}
    },
    'signed-in',
  ),
]
export const tableReadings = [
  read(myTables, (ctx) => readTables(ctx), 'signed-in'),
  read(oneTable, (ctx, { id, version }) => readTable(ctx, id, version), 'signed-in'),
  read(tableRows, async (ctx, { id, version, cursor, size, language }) => {
    const form = formOf(await tableOf(ctx, id, version))
    const page = await readLedgerPage(ctx, form.filter, cursor, size, true)
    return { rows: await withOwn(ctx, form, page.rows, language), next: page.next }
  }),
]
