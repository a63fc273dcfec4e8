/** Reports as they are stored. */
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { addDays, type Instant, instant, type OfficeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import type { Block } from '../weekly-draft.ts'
import type { WeeklyNumbers, weeklyRow } from '../weekly-shape.ts'
import { issueNumber } from '../weekly-words.ts'

export interface WeeklyRow {
  readonly id: string
  readonly kind: 'weekly' | 'opinions'
  readonly week: OfficeDate
  readonly cut_off: Instant
  readonly numbers: WeeklyNumbers
  readonly blocks: Block[]
  readonly version: number
  readonly saved_by: PersonId | null
  readonly saved_at: Instant
  readonly year: number | null
  readonly no: number | null
  readonly issued_by: PersonId | null
  readonly issued_at: Instant | null
}
const columns = 'w.id, w.kind, w.week::text as week, w.cut_off, w.numbers, w.blocks, w.version, w.saved_by, w.saved_at, w.year, w.no, w.issued_by, w.issued_at'
/** Newest first. */
export const weeklies = (ctx: Pick<Ctx, 'tx'>): Promise<WeeklyRow[]> =>
  run<WeeklyRow>(ctx.tx, `select ${columns} from letters_weekly w order by w.week desc, w.kind desc limit 120`, [])
/** @param lock held until the act commits */
export async function weeklyById(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<WeeklyRow | null> {
  const [row] = await run<WeeklyRow>(ctx.tx, `select ${columns} from letters_weekly w where w.id = $1${lock ? ' for update' : ''}`, [id])
  return row ?? null
}
export const drawn = async (ctx: Pick<Ctx, 'tx'>, kind: string, week: OfficeDate): Promise<string | null> =>
  (await run<{ id: string }>(ctx.tx, 'select w.id from letters_weekly w where w.kind = $1 and w.week = $2::date', [kind, week]))[0]?.id ?? null

export function headOf(ctx: Pick<Ctx, 'office'>, row: WeeklyRow): z.input<typeof weeklyRow> {
  const named = (person: PersonId | null) => (person ? { id: person as string, name: ctx.office.persons.get(person)?.name ?? '' } : null)
  return {
    id: row.id,
    kind: row.kind,
    week: row.week,
    from: addDays(row.week, -7),
    to: addDays(row.week, -1),
    cutOff: instant(row.cut_off),
    number: row.year !== null && row.no !== null ? issueNumber(row.year, row.no) : null,
    issuedAt: row.issued_at,
    issuedBy: named(row.issued_by),
    savedAt: row.saved_at,
    savedBy: named(row.saved_by),
  }
}
