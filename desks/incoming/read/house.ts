/** 本单位: a person's department, county or office with all its sections, and what went before them. A run of the exchange station is its house's alone. Rule: issue D «the same desk for every unit» */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import { rootUnits } from '../../../kernel/decide/office.ts'
import type { UnitId } from '../../../kernel/ids.ts'
import { familyOf } from './receipt-rows.ts'

type Reader = Pick<Ctx, 'office' | 'who' | 'now'>
export const houseOf = ({ office, who, now }: Reader): UnitId[] => [...new Set(rootUnits(office, who.person, now).flatMap((unit) => familyOf(office, unit)))]
/** Over `r`, the run: of the house in which whoever began it held a post at that moment. */
export function ofHouse(reader: Reader): RawBuilder<boolean> {
  const units = new Set<UnitId | undefined>(houseOf(reader))
  const held = reader.office.holdings.filter((h) => units.has(reader.office.posts.get(h.post)?.unit))
  const [persons, from, to] = [held.map((h) => h.person), held.map((h) => h.from_at), held.map((h) => h.to_at)]
  return sql<boolean>`exists (select 1 from unnest(${persons}::uuid[], ${from}::timestamptz[], ${to}::timestamptz[]) h(person, from_at, to_at)
    where h.person = r.by and h.from_at <= r.begun_at and (h.to_at is null or h.to_at > r.begun_at))`
}
