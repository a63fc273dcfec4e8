/** 用印登记表 of a month, and what waits. A use on a paper one may not see is not shown. */
import { type RawBuilder, sql } from 'kysely'
import type { PersonId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { addDays, atTime, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { blankList, type SealRow, sealSheet } from '../seal-shape.ts'

interface Row extends Omit<SealRow, 'askedBy' | 'decidedBy' | 'keeper'> {
  readonly asked_by: PersonId
  readonly decided_by: PersonId | null
  readonly keeper: PersonId | null
}
const MOST = 1000
async function rowsWhere({ tx, office, who, now }: ReadCtx, where: RawBuilder<boolean>): Promise<SealRow[]> {
  const named = (id: PersonId) => ({ id: id as string, name: office.persons.get(id)?.name ?? '' })
  const { rows } =
    await sql<Row>`select u.id, coalesce(u.used_at, u.asked_at) as at, u.seal, u.what, m.id as matter, u.purpose, u.copies, u.asked_by, u.decided_by, u.keeper, u.refused_for as "refusedFor",
      case when u.used_at is not null then 'used' when u.agreed then 'agreed' when u.agreed is null then 'applied' else 'refused' end as state
    from outgoing_seal_use u left join matter m on m.id = u.matter_id and ${visible(sightOf(office, who.person, now), 'm', 'each')}
    where ${where} and (u.matter_id is null or m.id is not null) order by 2 desc, u.id limit ${MOST}`.execute(tx)
  return rows.map(({ asked_by, decided_by, keeper, ...row }) => ({ ...row, askedBy: named(asked_by), decidedBy: decided_by && named(decided_by), keeper: keeper && named(keeper) }))
}
export async function sealRows(ctx: ReadCtx, month: string): Promise<SealRow[]> {
  const first = `${month}-01` as OfficeDate
  return rowsWhere(ctx, sql<boolean>`u.used_at >= ${atTime(first, '00:00')} and u.used_at < ${atTime(`${addDays(first, 31).slice(0, 7)}-01` as OfficeDate, '00:00')}`)
}
export const readSealSheet = read(
  sealSheet,
  async (ctx, { month = officeDate(ctx.now).slice(0, 7) }) => ({
    month,
    rows: await sealRows(ctx, month),
    waiting: await rowsWhere(ctx, sql<boolean>`u.used_at is null and u.agreed is distinct from false`),
  }),
  { power: 'outgoing.seal' },
)
export const readBlanks = read(
  blankList,
  async ({ tx, office }, { open }) => {
    const { rows } = await sql<{ serial: number; person: PersonId; purpose: string; takenAt: string; fate: 'used' | 'spoilt' | null; note: string | null; endedAt: string | null }>`
      select b.serial, b.person, b.purpose, b.taken_at as "takenAt", b.fate, b.note, b.ended_at as "endedAt" from outgoing_blank b
      where ${open ? sql<boolean>`b.fate is null` : sql<boolean>`true`} order by b.serial desc limit ${MOST}`.execute(tx)
    return { rows: rows.map(({ person, ...row }) => ({ ...row, person: { id: person as string, name: office.persons.get(person)?.name ?? '' } })) }
  },
  { power: 'outgoing.seal' },
)
