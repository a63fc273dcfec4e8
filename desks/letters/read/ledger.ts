/** 来信台账, and 尚无回音: lists of letters this person may see. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { type Sight, sightOf, visible, visiblePage, visibleUpTo } from '../../../kernel/people/sight.ts'
import { byRow, countUpTo, onlyOpen, phaseAndLight } from '../../../kernel/reading/phase-and-light.ts'
import { isUuid, like, ofUnit, packCursor, unpackCursor } from '../../../kernel/reading/row.ts'
import { MATTERS_STOP } from '../../../kernel/reading/shape.ts'
import { addDays, addMillis, atTime, DAY, type Instant } from '../../../kernel/time.ts'
import { limitOf } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { ages, type LetterRow, ledger, unanswered } from '../shape.ts'
import { letterRows, type Reader } from './letter-rows.ts'

type Filter = z.output<typeof ledger.input>
const letter = (condition: RawBuilder<unknown>) => sql<boolean>`exists (select 1 from letters_letter l where l.matter_id = m.id and ${condition})`

function conditions(filter: Filter, reader: Reader, exported = false): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql`m.desk = 'letters'`]
  all.push(...phaseAndLight(filter, reader.now))
  if (filter.unit) all.push(ofUnit(filter.unit))
  if (exported) all.push(sql`m.readers <> 'named'`)
  if (filter.kind) all.push(letter(sql`l.kind = ${filter.kind}`))
  if (filter.category) all.push(letter(sql`l.category like ${`${filter.category}%`}`))
  if (filter.channel) all.push(letter(sql`l.channel = ${filter.channel}`))
  if (filter.text) all.push(sql`(m.title ilike ${like(filter.text)} or m.number ilike ${like(filter.text)} or ${letter(sql`l.place ilike ${like(filter.text)}`)})`)
  if (filter.from) all.push(sql`m.registered_at >= ${atTime(filter.from, '00:00')}`)
  if (filter.to) all.push(sql`m.registered_at < ${atTime(addDays(filter.to, 1), '00:00')}`)
  if (filter.report)
    all.push(
      sql`m.id in (select l.id::uuid from letters_weekly w cross join json_array_elements_text(w.numbers -> 'themes' -> ${sql.lit(filter.theme ?? 0)} -> 'letters') l(id) where w.id = ${filter.report})`,
    )
  return sql.join(all, sql` and `)
}
const LOOKED_AT = 2_000
const placeOf = (cursor: string | undefined): MatterId | null => {
  const [id] = unpackCursor(cursor, 1) ?? []
  return isUuid(id ?? null) ? (id as MatterId) : null
}

/** @param exported leaves out `named` letters, which are never taken out of the house (R-C04) */
export async function ledgerPage(reader: Reader, filter: Filter, exported = false): Promise<{ rows: LetterRow[]; next: string | null }> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const where = conditions(filter, reader, exported)
  const rows: LetterRow[] = []
  let before = placeOf(filter.cursor)
  for (let looked = 0; ; ) {
    const limit = byRow(filter) ? Math.max(filter.size * 2, 100) : filter.size
    const found = await letterRows(reader, visiblePage(sight, { where, open: onlyOpen(filter), after: before, limit: limit + 1 }), sql`m.id desc`)
    for (const row of found.slice(0, limit)) {
      before = row.matter as MatterId
      if (!byRow(filter) || row.light === filter.light) rows.push(row)
      if (rows.length === filter.size) return { rows, next: row === found.at(-1) ? null : packCursor([before]) }
    }
    looked += limit
    if (found.length <= limit) return { rows, next: null }
    if (looked >= LOOKED_AT) return { rows, next: before === null ? null : packCursor([before]) }
  }
}
const count = (reader: Reader, filter: Filter) =>
  countUpTo(reader.tx, visibleUpTo(sightOf(reader.office, reader.who.person, reader.now), { where: conditions(filter, reader), open: onlyOpen(filter), limit: MATTERS_STOP + 1 }))

/** The count comes with the first page; where the light is for the calendar to say there is none. */
export const readLedger = read(ledger, async (ctx, filter) => ({
  ...(await ledgerPage(ctx, filter)),
  count: filter.cursor || byRow(filter) ? null : await count(ctx, filter),
}))

/** A letter is unanswered while an answer of its present round is not settled. Void ones owe nothing. Walked by what is owed, which is little beside the history. Rule: HA-45, HB-52 */
const owing = sql<boolean>`m.id in (select o.matter_id from answer o where o.settled_at is null) and m.desk = 'letters' and m.phase <> 'void'
  and exists (select 1 from answer a where a.matter_id = m.id and a.round = m.round and a.settled_at is null)`
interface Owing {
  readonly rows: LetterRow[]
  readonly next: string | null
  readonly count: { n: number; more: boolean } | null
  readonly summary: Awaited<ReturnType<typeof summaryOf>> | null
}
const [LATE, LONG] = [15, 5]
/** Registered so long before `now`. */
function ofAge(age: (typeof ages)[number], now: Instant): RawBuilder<boolean> {
  const before = (days: number) => sql<boolean>`m.registered_at < ${addMillis(now, -days * DAY)}`
  if (age === 'over15') return before(LATE)
  return age === 'over5' ? sql<boolean>`${before(LONG)} and not ${before(LATE)}` : sql<boolean>`not ${before(LONG)}`
}
/** Over all that is owed, whatever is shown below: how long, and by whose hands. */
async function summaryOf({ tx, office, now }: Reader, sight: Sight) {
  const n = (age: (typeof ages)[number]) => sql`count(*) filter (where ${ofAge(age, now)})::int as ${sql.ref(age)}`
  const { rows } = await sql<Record<(typeof ages)[number], number> & { unit: UnitId; n: number; oldest: number }>`select m.owner_unit as unit, count(*)::int as n,
      extract(day from ${now}::timestamptz - min(m.registered_at))::int as oldest, ${sql.join(ages.map(n))}
    from matter m where ${owing} and ${visible(sight, 'm', 'each')} group by m.owner_unit order by n desc, oldest desc`.execute(tx)
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    n: sum((row) => row.n),
    ages: ages.map((age) => ({ age, n: sum((row) => row[age]) })),
    units: rows.map((row) => ({ unit: { id: row.unit as string, name: office.units.get(row.unit)?.short ?? '' }, n: row.n, oldest: row.oldest })),
  }
}
interface AskedOwing {
  readonly unit?: UnitId | undefined
  readonly age?: (typeof ages)[number] | undefined
  readonly cursor?: string | undefined
  readonly size: number
}
/** @param exported leaves out `named` letters (R-C04) */
export async function unansweredPage(ctx: Reader, { unit, age, cursor, size }: AskedOwing, exported = false): Promise<Owing> {
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const after = placeOf(cursor)
  const older = after ? sql`and m.id > ${after}` : sql``
  const leaving = exported ? sql`and m.readers <> 'named'` : sql``
  const asked = sql`${unit ? sql`and ${ofUnit(unit)}` : sql``} ${age ? sql`and ${ofAge(age, ctx.now)}` : sql``}`
  const owed = (limit: number, behind: RawBuilder<unknown>) =>
    sql`(select m.id from matter m where ${owing} and ${visible(sight, 'm', 'each')} ${leaving} ${asked} ${behind} order by m.id ${limitOf(limit)})`
  const rows = await letterRows(ctx, owed(size + 1, older), sql`m.id`)
  const shown = rows.slice(0, size)
  return {
    rows: shown,
    next: rows.length > size ? packCursor([shown.at(-1)?.matter ?? null]) : null,
    count: cursor || exported ? null : await countUpTo(ctx.tx, sql`(select count(*) from ${owed(MATTERS_STOP + 1, sql``)} t)`),
    summary: cursor || exported ? null : await summaryOf(ctx, sight),
  }
}
export const readUnanswered = read(unanswered, (ctx, asked) => unansweredPage(ctx, asked))
