/** The only door for other desks: an affair opened about what another desk has found, and an affair that has found its own desk there. */
import { viewMatter } from '../../kernel/advance.ts'
import type { Holder } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import { homeUnits } from '../../kernel/decide/office.ts'
import type { MatterRow } from '../../kernel/decide/rows.ts'
import type { FileId, MatterId } from '../../kernel/ids.ts'
import { type Contact, openContact } from '../../kernel/people/contact.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { type Affair, byNumber, desk, moveAffair } from './do/move-affair.ts'
import { handOn } from './do/take-over.ts'
import type { Way } from './shape.ts'

export interface NewAffair {
  readonly title: string
  readonly body: string
  /** What it rests on: links of the new affair. */
  readonly basis: readonly MatterId[]
  /** What it arises from, with copies of its files. */
  readonly arisesFrom?: MatterId | null
  readonly files?: readonly FileId[]
  /** As what it arises from: it is never known to more than that was. R-C04 */
  readonly readers?: MatterRow['readers'] | undefined
  readonly urgency?: MatterRow['urgency']
  /** By when; null: as any affair. */
  readonly due?: Instant | null
  /** Who has it in the same act; null: whoever opened it. */
  readonly assign?: Holder | null
}
/**
 * 转为交办事项: registered by whoever turns it, under his own powers; his own unit asks and hears the result. Where nobody is named, whom it goes to is decided on the affair's page.
 * @returns where it is
 * @throws Refusal `affairs.no-unit` · what registering an affair refuses
 */
export async function openAffair(
  ctx: Ctx,
  { title, body, basis, arisesFrom = null, files = [], readers = 'units', urgency = 'normal', due = null, assign = null }: NewAffair,
): Promise<{ readonly id: string; readonly number: string }> {
  const unit = homeUnits(ctx.office, ctx.who.person, ctx.now)[0]
  if (!unit) throw new RefusalError(refuse('affairs.no-unit'))
  const affair = await moveAffair(ctx, 'register', {
    detail: { way: 'message', body, relayedBy: null, outside: false, people: null, atOnce: false, successor: null },
    input: { title, origin: 'assigned', readers, urgency, unit, askers: [{ holder: { unit } }], partOf: null, basis, arisesFrom, files: [...files], due },
    follow: assign ? [{ move: 'assign', input: { lead: assign, helpers: [], ask: body.slice(0, 2000), due: null, bound: false } }] : [],
  })
  return { id: affair.id, number: affair.number ?? '' }
}

/** An affair that waits for its own desk, as that desk takes it along. */
export interface WaitingAffair {
  readonly id: MatterId
  readonly number: string
  readonly title: string | null
  readonly body: string | null
  readonly way: Way
  /** A citizen asks: who it was goes along by `contactOf`. */
  readonly outside: boolean
  readonly registeredAt: Instant
  /** 限定知悉: it goes on for the persons of its list alone, or not at all. R-C04 */
  readonly named: boolean
}
/**
 * 接办 begins: the affair of that number, as far as this person may know of it.
 * @throws Refusal `affairs.no-such-number`: unknown or not his to see · `affairs.not-an-affair`
 */
export async function affairToTake(ctx: Ctx, number: string): Promise<WaitingAffair> {
  const found = await byNumber(ctx, number)
  if (found.desk !== desk.key) throw new RefusalError(refuse('affairs.not-an-affair', { number }))
  const { title, detail, registeredAt, readers } = (await viewMatter(ctx, desk, found.id)) as Affair
  return {
    id: found.id,
    number: found.number,
    title,
    body: detail.body,
    way: detail.way,
    outside: detail.outside,
    registeredAt: registeredAt as Instant,
    named: readers === 'named',
  }
}
/** Who came or called, for the desk that takes the affair over; on record. Null: nobody outside, or nothing was left. */
export async function contactOf(ctx: Ctx, affair: WaitingAffair): Promise<Contact | null> {
  if (!affair.outside) return null
  return (await openContact(ctx, affair.id, 'taken over by another desk'))[0] ?? null
}
/**
 * 接办 ends: the affair is reported as taken over and linked, and whoever asked is told the new number: in the same act in which the other desk registered it.
 * @param told what whoever asked is told; by default where it went
 * @throws Refusal `kernel.lead-only`: another holds it · `kernel.not-in-this-state`: it is answered already
 * Rule: ZK-05; docs/decisions/0015-affairs-is-one-folder.md
 */
export async function handAffairOver(ctx: Ctx, matter: MatterId, to: { readonly id: MatterId; readonly number: string | null }, told: string | null = null): Promise<void> {
  await handOn(ctx, matter, to, told)
}
