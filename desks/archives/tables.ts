/** The rows of a borrowing beside its matter: loaded, saved and erased as sets. */
import type { DeskEntry } from '../../kernel/ctx.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { run } from '../../kernel/write/tx.ts'
import type { LoanDetail } from './shape.ts'

export const load = (async (tx, matters) => {
  const rows = await run<LoanDetail & { matter_id: MatterId }>(
    tx,
    'select l.matter_id, l.borrower, l.purpose, l.way, l.item, l.until, l.sensitive from archives_loan l where l.matter_id = any ($1::uuid[])',
    [matters],
  )
  return new Map(rows.map(({ matter_id, ...detail }): [MatterId, LoanDetail] => [matter_id, detail]))
}) satisfies DeskEntry['load']

export const save: DeskEntry['save'] = async (tx, rows) => {
  const loans = rows.map(({ matter, detail }) => {
    const { borrower, purpose, way, item, until, sensitive } = detail as LoanDetail
    return { matter_id: matter, borrower, purpose, way, item, until, sensitive }
  })
  await run(
    tx,
    `insert into archives_loan select r.* from json_populate_recordset(null::archives_loan, $1::json) r
     on conflict (matter_id) do update set way = excluded.way, item = excluded.item, until = excluded.until, sensitive = excluded.sensitive`,
    [JSON.stringify(loans)],
  )
}
/** 依法删除. */
export const erase: NonNullable<DeskEntry['erase']> = async (tx, rows) => {
  const matters = rows.filter((r) => `${r.table}.${r.column}` === 'archives.purpose').map((r) => r.matter)
  await run(tx, 'update archives_loan l set purpose = null where l.matter_id = any ($1::uuid[])', [matters])
}
/** Papers still with somebody keep his account open; a digital reading ends by itself. Rule: R-D50 */
export const unreturned: NonNullable<DeskEntry['unreturned']> = async (tx, person) => {
  const [row] = await run<{ n: number }>(
    tx,
    `select count(*) as n from archives_loan l join matter m on m.id = l.matter_id where l.borrower = $1 and l.way = 'paper' and m.state = 'lent'`,
    [person],
  )
  return Number(row?.n ?? 0)
}
/** 档号, as it is and as it once was. */
export const bearing: NonNullable<DeskEntry['bearing']> = async (tx, number) => {
  const rows = await run<{ matter: MatterId }>(
    tx,
    'select i.matter_id as matter from archives_item i where i.reference = $1 union select r.matter_id from archives_renumber r where r.was = $1',
    [number],
  )
  return rows.map((row) => row.matter)
}
