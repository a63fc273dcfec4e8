/** 发出件签收情况: what this person's unit sent out, paper by paper: which unit has signed, read, answered, and which has not. */
import { type RawBuilder, sql } from 'kysely'
import { homeUnits } from '../../../kernel/decide/office.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { isOpen, sightOf, visible } from '../../../kernel/people/sight.ts'
import { addMillis, MINUTE } from '../../../kernel/time.ts'
import { limitOf } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { type ReceiptState, receiptStates, sentOut } from '../units-shape.ts'
import { familyOf, isGiven, isSent, type PieceDb, pieceList, type Reader, sendingDesks, showPiece, withPaperNumbers } from './receipt-rows.ts'

const MOST = 3000
/** Over `a` and `fa`: out of this house. */
const goesOut = (family: readonly UnitId[]) => sql<boolean>`fa.unit = any (${family}::uuid[]) and a.unit <> all (${family}::uuid[])`
const familyHere = ({ office, who, now }: Reader): UnitId[] => {
  const [unit] = homeUnits(office, who.person, now)
  return unit ? familyOf(office, unit) : []
}
/** Pieces of these papers that this person's unit gave to other units. */
export async function sentPieces(reader: Reader, matters: readonly MatterId[]): Promise<PieceDb[]> {
  return (await pieceList(reader, sql<boolean>`m.id = any (${matters}::uuid[]) and ${goesOut(familyHere(reader))}`, MOST).execute(reader.tx)).rows
}
/**
 * Papers that were sent out, the newest first. All of them are walked by what the sending units hold of each, unit by unit; those still waited for by what is open now. Neither reads the history.
 * @param limit as many as are wanted
 */
async function sentPapers(
  reader: Reader,
  { waiting, after, limit }: { readonly waiting: boolean; readonly after: MatterId | undefined; readonly limit: number },
): Promise<MatterId[]> {
  const family = familyHere(reader)
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const behind = (column: string) => (after ? sql`and ${sql.ref(column)} < ${after}` : sql``)
  const out = (more: RawBuilder<unknown>) => sql`exists (select 1 from assignment a join assignment fa on fa.id = a.from_assignment
      where a.matter_id = m.id and ${goesOut(family)} and ${isGiven} and ${isSent} ${more} offset 0) and m.desk = any (${sendingDesks as unknown as string[]}::text[])`
  const newest = sql`order by id desc ${limitOf(limit)}`
  const held = sql`select p.id from unnest(${family}::uuid[]) as k(unit) cross join lateral (
      select distinct on (g.matter_id) g.matter_id as id from assignment g join matter m on m.id = g.matter_id
      where g.unit = k.unit and g.sees ${behind('g.matter_id')} and ${out(sql``)} and ${visible(sight, 'm', 'each')} order by g.matter_id desc ${limitOf(limit)}) p`
  const open = sql`select m.id from matter m where m.id in (select a.matter_id from assignment a where a.state = 'open' and a.unit <> all (${family}::uuid[])) ${behind('m.id')} and ${out(sql`and a.state = 'open'`)} and ${visible(sight, 'm', 'each')}`
  // handed on inside the other unit: it is still with them while the paper is open
  const passed = sql`select m.id from matter m where ${isOpen} ${behind('m.id')} and ${out(sql`and a.ending = 'passed'`)} and ${visible(sight, 'm', 'each')}`
  const { rows } = await sql<{ id: MatterId }>`select f.id from (${waiting ? sql`${open} union ${passed}` : sql`select distinct h.id from (${held}) h`}) f ${newest}`.execute(
    reader.tx,
  )
  return rows.map((row) => row.id)
}
export const readSentOut = read(sentOut, async (ctx, { matter, waiting, cursor, size }) => {
  const found = matter ? [matter] : await sentPapers(ctx, { waiting, after: cursor, limit: size + 1 })
  const shown = found.slice(0, size)
  const pieces = (await withPaperNumbers(ctx, await sentPieces(ctx, shown))).sort((a, b) => shown.indexOf(a.matter) - shown.indexOf(b.matter))
  const urges = new Map(pieces.map((one) => [one.matter, one.urged_at]))
  for (const one of pieces) if (one.urged_at && one.urged_at > (urges.get(one.matter) ?? '')) urges.set(one.matter, one.urged_at)
  const papers = [...Map.groupBy(pieces, (one) => one.matter)].map(([id, own]) => {
    const rows = own.map((one) => showPiece(ctx, one)).sort((a, b) => Number(b.lead) - Number(a.lead) || receiptStates.indexOf(a.state) - receiptStates.indexOf(b.state))
    const [first] = own as [PieceDb, ...PieceDb[]]
    const counts = Object.fromEntries(receiptStates.map((state) => [state, rows.filter((row) => row.state === state).length])) as Record<ReceiptState, number>
    const urged = urges.get(id) ?? null
    const until = urged && addMillis(urged, (ctx.desks.get(first.desk)?.desk.quiet ?? 0) * MINUTE)
    return {
      matter: id as string,
      desk: first.desk,
      number: first.number,
      title: first.title,
      sentAt:
        own
          .map((one) => one.given_at)
          .sort()
          .at(-1) ?? first.given_at,
      counts,
      late: rows.filter((row) => row.light === 'late').length,
      pieces: rows,
      quietUntil: until && until > ctx.now ? until : null,
    }
  })
  const kept = waiting ? papers.filter((paper) => paper.counts.toSign + paper.counts.signed > 0) : papers
  return { papers: kept, next: found.length > size ? (shown.at(-1) ?? null) : null }
})
