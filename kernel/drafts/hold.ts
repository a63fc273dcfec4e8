/** 检出: one person writes at a time. His hold ends when he gives it back, when nothing is heard of him for a while, when the matter takes a step, or when another takes over; every one stays on record. */
import type { Ctx } from '../ctx.ts'
import type { MatterId, PersonId } from '../ids.ts'
import { putNotices } from '../outbox/put.ts'
import { recordOfficeAct } from '../people/record.ts'
import { RefusalError, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'

/** Nothing heard for so long: anybody who may write takes it up without asking. */
export const SILENT_AFTER = 5 * 60_000
export interface HoldRow {
  readonly id: string
  readonly person: PersonId
  readonly from: Instant
  readonly heard: Instant
}
export const aliveAt = (hold: Pick<HoldRow, 'heard'>, now: Instant): boolean => Date.parse(now) - Date.parse(hold.heard) <= SILENT_AFTER
const columns = 'h.id, h.person, h.from_at as "from", h.heard_at as heard'
/** Who writes now. */
export async function openHold(tx: Tx, matter: MatterId, lock = false): Promise<HoldRow | null> {
  const [row] = await run<HoldRow>(tx, `select ${columns} from draft_hold h where h.matter_id = $1 and h.ended_at is null${lock ? ' for update' : ''}`, [matter])
  return row ?? null
}
type Ending = 'given-back' | 'silent' | 'taken-over' | 'step'
async function endHold(ctx: Pick<Ctx, 'tx' | 'who' | 'now'>, id: string, ending: Ending): Promise<void> {
  await run(ctx.tx, 'update draft_hold set ended_at = greatest($2::timestamptz, heard_at), ending = $3, ended_by = $4 where id = $1 and ended_at is null', [
    id,
    ctx.now,
    ending,
    ctx.who.person,
  ])
}
/**
 * Whether he may write is the caller's question.
 * @returns the new hold, and from whom it was taken while he was writing
 * @throws RefusalError `drafts.held`: somebody else is writing, and it was not said that he is to be relieved
 */
export async function takeHold(ctx: Ctx, matter: MatterId, takeOver: boolean): Promise<{ readonly id: string; readonly from: PersonId | null }> {
  const before = await openHold(ctx.tx, matter, true)
  const another = before !== null && before.person !== ctx.who.person && aliveAt(before, ctx.now)
  const refused = (hold: HoldRow | null) =>
    new RefusalError(refuse('drafts.held', { by: (hold && ctx.office.persons.get(hold.person)?.name) ?? '', since: hold?.from ?? ctx.now }, 409))
  if (another && !takeOver) throw refused(before)
  if (before) await endHold(ctx, before.id, aliveAt(before, ctx.now) ? 'taken-over' : 'silent')
  const id = ctx.ids.next<string>()
  const made = await run(
    ctx.tx,
    'insert into draft_hold (id, matter_id, person, from_at, heard_at) values ($1, $2, $3, $4, $4) on conflict (matter_id) where ended_at is null do nothing returning id',
    [id, matter, ctx.who.person, ctx.now],
  )
  if (made.length === 0) throw refused(await openHold(ctx.tx, matter))
  if (!another) return { id, from: null }
  await recordOfficeAct(ctx, 'drafts.takeOver', { matter, from: before.person })
  await putNotices(ctx.tx, [{ kind: 'draft-taken-over', to: before.person, key: `draft-taken-over:${matter}`, payload: { matter, by: ctx.who.person }, dueAt: ctx.now }])
  return { id, from: before.person }
}
/**
 * The hold he names is his and runs; he was heard of now.
 * @throws RefusalError `drafts.taken-over`: another writes now; `drafts.not-held`: it has ended otherwise
 */
export async function mustHoldDraft(ctx: Pick<Ctx, 'tx' | 'who' | 'now' | 'office'>, matter: MatterId, id: string): Promise<void> {
  const heard = await run(
    ctx.tx,
    'update draft_hold set heard_at = greatest($4::timestamptz, heard_at) where id = $1 and matter_id = $2 and person = $3 and ended_at is null returning id',
    [id, matter, ctx.who.person, ctx.now],
  )
  if (heard.length > 0) return
  const now = await openHold(ctx.tx, matter)
  if (!now) throw new RefusalError(refuse('drafts.not-held', {}, 409))
  throw new RefusalError(refuse('drafts.taken-over', { by: ctx.office.persons.get(now.person)?.name ?? '', at: now.from }, 409))
}
export async function giveBackHold(ctx: Pick<Ctx, 'tx' | 'who' | 'now'>, matter: MatterId, id: string): Promise<void> {
  const open = await openHold(ctx.tx, matter, true)
  if (open?.id === id && open.person === ctx.who.person) await endHold(ctx, id, 'given-back')
}
/** The matter takes a step: whoever writes, writes no more on this text. */
export async function endHoldAtStep(ctx: Pick<Ctx, 'tx' | 'who' | 'now'>, matter: MatterId): Promise<void> {
  const open = await openHold(ctx.tx, matter, true)
  if (open) await endHold(ctx, open.id, 'step')
}
