/** One 件: what lies in it, its number and what it was called before, whether it is lent. Seen by whoever sees the matter, keeps the archive, or reads within a loan. */
import { sql } from 'kysely'
import type { PartRole } from '../../../kernel/archive.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { FileId, PersonId } from '../../../kernel/ids.ts'
import { notRecused, sightOf } from '../../../kernel/people/sight.ts'
import { read } from '../../../platform/ctx/reading.ts'
import type { Group } from '../reference.ts'
import { itemView, type KeptRow } from '../shape.ts'
import { tableAt } from '../terms.ts'
import { gone, seen } from './archive-sight.ts'
import { keptColumns } from './catalogue.ts'

/** Lent to him for reading here, and the time is not over; a closed list and 回避 hold here too. An agent borrows for himself. */
export const lentToRead = ({ office, who, now }: Pick<Ctx, 'office' | 'who' | 'now'>) => sql<boolean>`(m.readers = 'units' and ${notRecused(sightOf(office, who.person, now))}
  and exists (select 1 from archives_loan l join matter b on b.id = l.matter_id
  where l.item = i.id and l.borrower = ${who.person} and l.way = 'digital' and b.state = 'lent' and l.until > ${now}))`

type Kept = KeptRow & Group & { archivedAt: string; by: PersonId; tableRow: string | null; tableVersion: number; seen: boolean }
interface PartRow {
  readonly no: number
  readonly role: PartRole
  readonly file: FileId | null
  readonly slip: string | null
  readonly pages: number
  readonly name: string | null
  readonly kind: string | null
}
export const readItem = read(itemView, async (ctx, { id }) => {
  const { rows } =
    await sql<Kept>`select ${keptColumns}, i.fonds, i.year, i.term, i.organ, i.archived_at as "archivedAt", i.archived_by as by, i.table_row as "tableRow", i.table_version as "tableVersion",
      ${seen(ctx)} as seen from archives_item i join matter m on m.id = i.matter_id where i.id = ${id} and i.state = 'kept' and (${seen(ctx)} or ${lentToRead(ctx)})`.execute(
      ctx.tx,
    )
  const [item] = rows
  if (!item) throw gone()
  const { rows: parts } =
    await sql<PartRow>`select p.no, p.role, p.file, p.slip, p.pages, f.name, f.kind from archives_part p left join file f on f.id = p.file where p.item = ${id} order by p.no`.execute(
      ctx.tx,
    )
  const { rows: renumbered } = await sql<{
    was: string
    isNow: string
    at: string
    by: PersonId
    reason: string
  }>`select r.was, r.is_now as "isNow", r.at, r.by, r.reason from archives_renumber r
    where r.item = ${id} order by r.at, r.id`.execute(ctx.tx)
  const named = (person: PersonId) => ({ id: person as string, name: ctx.office.persons.get(person)?.name ?? '' })
  const { by, seen: sees, ...rest } = item
  return {
    ...rest,
    archivedBy: named(by),
    parts: parts.map((part) => ({ ...part, paper: part.file === null && part.slip === null })),
    renumbered: renumbered.map((one) => ({ ...one, by: named(one.by) })),
    withinLoan: !sees,
    organs: tableAt(ctx.rules, ctx.now)?.table.organs.map(({ code, name }) => ({ code, name })) ?? [],
  }
})
