/** 礼品登记簿: whoever keeps it sees all of it, everybody else his own declarations and nothing more. Never a matter. Rule: ZK-50 */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import { hasPower } from '../../../kernel/decide/office.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Fen } from '../../../kernel/money.ts'
import { formatNumber } from '../../../kernel/numbering/take.ts'
import { like } from '../../../kernel/reading/row.ts'
import { addDays, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { limitOf } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { giftState, REMIND_DAYS } from '../gift-rule.ts'
import { type GiftRow, gifts } from '../gift-shape.ts'

type Eyes = Pick<Ctx, 'tx' | 'office' | 'now' | 'who'>
export interface StoredGift extends Pick<GiftRow, 'id' | 'version' | 'kind' | 'what' | 'giver' | 'occasion' | 'outcome' | 'receipt'> {
  readonly year: number
  readonly no: number
  readonly person: PersonId
  readonly value: Fen | null
  readonly received_on: OfficeDate
  readonly back_on: OfficeDate | null
  readonly due_on: OfficeDate
  readonly declared_on: OfficeDate
  readonly dealt_on: OfficeDate | null
  readonly confirmed: boolean
  readonly by: PersonId
}
export const keepsGifts = ({ office, who, now }: Pick<Ctx, 'office' | 'who' | 'now'>): boolean => hasPower(office, who.person, 'petitions.gifts', now)
export const giftNumber = ({ year, no }: Pick<StoredGift, 'year' | 'no'>): string => formatNumber('礼〔{year}〕{seq}号', year, no)

/** Of each the wording that stands, the newest first. @param where over `g` */
export async function storedGifts({ tx }: Pick<Ctx, 'tx'>, where: RawBuilder<unknown>, size: number): Promise<StoredGift[]> {
  const { rows } =
    await sql<StoredGift>`select g.id, g.version, g.year, g.no, g.person, g.kind, g.what, g.giver, g.occasion, g.value::float8 as value, g.outcome, g.receipt, g.confirmed, g.by,
      g.received_on::text as received_on, g.back_on::text as back_on, g.due_on::text as due_on, g.declared_on::text as declared_on, g.dealt_on::text as dealt_on
    from petitions_gift g where not exists (select 1 from petitions_gift n where n.id = g.id and n.version > g.version) and ${where}
    order by g.year desc, g.no desc ${limitOf(size)}`.execute(tx)
  return rows
}
/** What this person may see of the register. */
const seen = (ctx: Eyes): RawBuilder<boolean> => (keepsGifts(ctx) ? sql`true` : sql`g.person = ${ctx.who.person}`)

export function giftRowOf(ctx: Pick<Ctx, 'office' | 'now' | 'who'>, row: StoredGift): GiftRow {
  const { id, version, kind, what, giver, occasion, value, outcome, receipt, confirmed } = row
  const [today, keeps, own] = [officeDate(ctx.now), keepsGifts(ctx), row.person === ctx.who.person]
  const nameOf = (person: PersonId) => ({ id: person as string, name: ctx.office.persons.get(person)?.name ?? '' })
  return {
    ...{ id, version, kind, what, giver, occasion, value, outcome, receipt },
    number: giftNumber(row),
    person: nameOf(row.person),
    receivedOn: row.received_on,
    backOn: row.back_on,
    dueOn: row.due_on,
    declaredOn: row.declared_on,
    dealtOn: row.dealt_on,
    state: giftState(row, today),
    over: row.declared_on > row.due_on || (row.dealt_on ?? today) > row.due_on,
    confirmedBy: confirmed ? nameOf(row.by) : null,
    may: { change: !confirmed && (own || keeps), confirm: !confirmed && keeps && !own && outcome !== 'pending' },
  }
}
type Asked = Pick<z.output<typeof gifts.input>, 'text' | 'kind' | 'state' | 'from' | 'to' | 'cursor' | 'size'>
export async function giftsPage(ctx: Eyes, { text, kind, state, from, to, cursor, size }: Asked): Promise<{ rows: GiftRow[]; next: string | null }> {
  const today = officeDate(ctx.now)
  const soon = addDays(today, REMIND_DAYS)
  const states: Readonly<Record<NonNullable<Asked['state']>, RawBuilder<boolean>>> = {
    pending: sql`g.outcome = 'pending' and g.due_on > ${soon}`,
    soon: sql`g.outcome = 'pending' and g.due_on between ${today} and ${soon}`,
    late: sql`g.outcome = 'pending' and g.due_on < ${today}`,
    dealt: sql`g.outcome <> 'pending' and not g.confirmed`,
    confirmed: sql`g.confirmed`,
  }
  const conditions: readonly (RawBuilder<unknown> | null)[] = [
    seen(ctx),
    text
      ? sql`(g.what ilike ${like(text)} or g.giver ilike ${like(text)} or g.occasion ilike ${like(text)} or exists (select 1 from person p where p.id = g.person and p.name ilike ${like(text)}))`
      : null,
    kind ? sql`g.kind = ${kind}` : null,
    state ? states[state] : null,
    from ? sql`g.declared_on >= ${from}` : null,
    to ? sql`g.declared_on <= ${to}` : null,
    cursor ? sql`(g.year, g.no) < (select c.year, c.no from petitions_gift c where c.id = ${cursor} and c.version = 1)` : null,
  ]
  const found = await storedGifts(
    ctx,
    sql.join(
      conditions.filter((one) => one !== null),
      sql` and `,
    ),
    size + 1,
  )
  const rows = found.slice(0, size).map((row) => giftRowOf(ctx, row))
  return { rows, next: found.length > size ? (rows.at(-1)?.id ?? null) : null }
}
export const readGifts = read(gifts, async (ctx, asked) => ({ ...(await giftsPage(ctx, asked)), keeps: keepsGifts(ctx) }), 'signed-in')
