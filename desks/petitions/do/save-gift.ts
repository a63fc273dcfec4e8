/** 礼品登记: declared by whoever it was offered to, dealt with, confirmed by somebody who keeps the register. Every wording stays. Rule: ZK-50 */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import { peopleWith } from '../../../kernel/decide/office.ts'
import { putNotices } from '../../../kernel/outbox/put.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { addDays, officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { giftDue, giftRefusal, REMIND_DAYS } from '../gift-rule.ts'
import { confirmGift, type GiftRow, saveGift } from '../gift-shape.ts'
import { giftNumber, giftRowOf, keepsGifts, type StoredGift, storedGifts } from '../read/gifts.ts'

/** Somebody else's is as good as none to whoever does not keep the register. @throws RefusalError `kernel.not-found` · `kernel.stale` · `petitions.gift-confirmed` */
async function mustBeOpen(ctx: Ctx, id: string, version: number): Promise<StoredGift> {
  await run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`petitions.gift:${id}`])
  const [found] = await storedGifts(ctx, sql`g.id = ${id}`, 1)
  if (!found || (found.person !== ctx.who.person && !keepsGifts(ctx))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  if (found.version !== version) throw new RefusalError(refuse('kernel.stale', {}, 409))
  if (found.confirmed) throw new RefusalError(refuse('petitions.gift-confirmed', {}, 409))
  return found
}
/** Within the year, without a gap: the row is never taken back. */
async function nextNumber(ctx: Ctx, year: number): Promise<number> {
  await run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`petitions.gift number ${year}`])
  const [last] = await run<{ no: number }>(ctx.tx, 'select coalesce(max(g.no), 0)::int as no from petitions_gift g where g.year = $1', [year])
  return (last?.no ?? 0) + 1
}
async function insert(ctx: Ctx, row: StoredGift): Promise<GiftRow> {
  await run(
    ctx.tx,
    `insert into petitions_gift (id, version, year, no, person, kind, what, giver, occasion, value, received_on, back_on, due_on, declared_on, outcome, dealt_on, receipt, confirmed, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::date, $12::date, $13::date, $14::date, $15, $16::date, $17, $18, $19, $20)`,
    [
      ...[row.id, row.version, row.year, row.no, row.person, row.kind, row.what, row.giver, row.occasion, row.value, row.received_on, row.back_on, row.due_on, row.declared_on],
      ...[row.outcome, row.dealt_on, row.receipt, row.confirmed, row.by, ctx.now],
    ],
  )
  return giftRowOf(ctx, row)
}

/**
 * 申报, and what became of it; the same again until it is confirmed.
 * @throws RefusalError `petitions.gift-day` · `petitions.gift-dealt-day` · `petitions.gift-outcome` · `petitions.gift-hand-in` · `petitions.gift-receipt` · `petitions.gift-not-yours` · `petitions.gift-confirmed`
 */
export async function landGift(ctx: Ctx, said: z.output<typeof saveGift.input>): Promise<GiftRow> {
  const today = officeDate(ctx.now)
  const wrong = giftRefusal(said, today)
  if (wrong) throw new RefusalError(wrong)
  const before = said.id === null ? null : await mustBeOpen(ctx, said.id, said.version)
  const person = before?.person ?? said.person ?? ctx.who.person
  if (person !== ctx.who.person && !keepsGifts(ctx)) throw new RefusalError(refuse('petitions.gift-not-yours', {}, 403))
  if (!ctx.office.persons.has(person)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const year = before?.year ?? Number(today.slice(0, 4))
  const { kind, what, giver, occasion, value, outcome, receipt } = said
  const row: StoredGift = {
    ...{ person, year, kind, what, giver, occasion, value, outcome, receipt },
    id: before?.id ?? ctx.ids.next<string>(),
    version: (before?.version ?? 0) + 1,
    no: before?.no ?? (await nextNumber(ctx, year)),
    received_on: said.receivedOn,
    back_on: said.backOn,
    due_on: giftDue(said, ctx.calendar),
    declared_on: before?.declared_on ?? today,
    dealt_on: said.dealtOn,
    confirmed: false,
    by: ctx.who.person,
  }
  const shown = await insert(ctx, row)
  await recordOfficeAct(ctx, 'petitions.saveGift', { id: row.id, version: row.version, outcome })
  return shown
}
export const handleSaveGift = handle(saveGift, landGift, 'signed-in')

/**
 * 核对: never by the person himself; from then nothing of it is changed. He is told.
 * @throws RefusalError `kernel.not-found` · `kernel.stale` · `kernel.own-work` · `petitions.gift-confirmed` · `petitions.gift-pending`
 */
export async function confirmLanded(ctx: Ctx, { id, version }: z.output<typeof confirmGift.input>): Promise<GiftRow> {
  const before = await mustBeOpen(ctx, id, version)
  if (before.person === ctx.who.person) throw new RefusalError(refuse('kernel.own-work', {}, 403))
  if (before.outcome === 'pending') throw new RefusalError(refuse('petitions.gift-pending', {}, 409))
  const shown = await insert(ctx, { ...before, version: before.version + 1, confirmed: true, by: ctx.who.person })
  await recordOfficeAct(ctx, 'petitions.confirmGift', { id, version: shown.version })
  await putNotices(ctx.tx, [{ kind: 'gift-confirmed', to: before.person, key: `gift:${id}`, payload: { number: giftNumber(before) }, dueAt: ctx.now }])
  return shown
}
export const handleConfirmGift = handle(confirmGift, confirmLanded, { power: 'petitions.gifts' })

/** The clock of every declaration: its person is reminded a week before the month is over; when it is over, so is everybody who keeps the register. Once each. @returns how many */
export async function askGifts(ctx: Ctx): Promise<number> {
  const today = officeDate(ctx.now)
  const due = await storedGifts(
    ctx,
    sql`g.outcome = 'pending' and g.due_on <= ${addDays(today, REMIND_DAYS)}
      and not exists (select 1 from petitions_gift_asked a where a.id = g.id and a.version = g.version and a.late = (g.due_on < ${today}::date))`,
    1000,
  )
  for (const gift of due) {
    const late = gift.due_on < today
    await run(ctx.tx, 'insert into petitions_gift_asked (id, version, late, at) values ($1, $2, $3, $4) on conflict do nothing', [gift.id, gift.version, late, ctx.now])
    const told = new Set([gift.person, ...(late ? peopleWith(ctx.office, 'petitions.gifts', ctx.now) : [])])
    const payload = { day: gift.due_on, number: giftNumber(gift) }
    await putNotices(
      ctx.tx,
      [...told].map((to) => ({ kind: late ? 'gift-late' : 'gift-due', to, key: `gift:${gift.id}`, payload, dueAt: ctx.now })),
    )
  }
  return due.length
}
