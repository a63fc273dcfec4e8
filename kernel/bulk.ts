/**
 * Many matters at once: `decide` for every move of every matter, in memory, then one `write`. Old registers come in this way:
 * the same rules as a single act, true dates, no rule skipped. Rule: architecture §2 «Importing old registers is the same thing in bulk»
 */
import type { Ctx } from './ctx.ts'
import { decide } from './decide/decide.ts'
import type { Effects, MatterFacts, Who, World } from './decide/facts.ts'
import { foldEffects } from './decide/fold.ts'
import type { Office } from './decide/office.ts'
import type { FileRow } from './decide/rows.ts'
import type { Desk } from './desk.ts'
import type { ActId, Ids, MatterId } from './ids.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import type { KeptNumber } from './said/number.ts'
import { type Instant, instant } from './time.ts'
import type { ContactRow } from './write/tables.ts'
import { write } from './write/write.ts'

export interface BulkMove {
  readonly move: string
  /** Parsed by the move's contract, or a function of the matter as it then stands (ids of its answers, its version). */
  readonly input: unknown | ((facts: MatterFacts) => unknown)
  /** When it happened. */
  readonly at: Instant
  readonly detail?: unknown
  /** Files that came with it; they become the act's. */
  readonly files?: readonly Omit<FileRow, 'matter_id' | 'act_id'>[]
  /** Who did it; the one who imports where nobody is named. */
  readonly who?: Who
}
export interface BulkItem {
  readonly matter: MatterId
  readonly moves: readonly BulkMove[]
  readonly contacts?: readonly ContactRow[]
  /** The number it bore before this system. */
  readonly kept?: KeptNumber
  /** Asked of what the moves have led to: is it what was to be brought in? */
  readonly ends?: (facts: MatterFacts) => Refusal | null
}
/** What all moves of all items come to, decided and not written: what a dry run tells. */
export interface Decided {
  readonly acts: readonly Effects[]
  readonly contacts: readonly ContactRow[]
  readonly kept: ReadonlyMap<MatterId, KeptNumber>
  readonly refused: BulkResult['refused']
}
export interface BulkResult {
  readonly written: number
  /** What was refused, and at which move; nothing of that matter is written. */
  readonly refused: readonly { readonly matter: MatterId; readonly move: string; readonly refusal: Refusal }[]
  readonly numbers: ReadonlyMap<MatterId, string>
}

/** Today's office as if it had always stood: an old register enters under the people who answer for it now, not under who sat there then. */
export function backdated(office: Office, now: Instant): Office {
  const from_at = instant(0)
  const today = <T extends { readonly from_at: Instant; readonly to_at: Instant | null }>(rows: readonly T[]): T[] =>
    rows.filter((r) => r.from_at <= now && (r.to_at === null || now < r.to_at)).map((r) => ({ ...r, from_at }))
  return {
    ...office,
    units: new Map(today([...office.units.values()]).map((u) => [u.id, u])),
    posts: new Map(today([...office.posts.values()]).map((p) => [p.id, p])),
    holdings: today(office.holdings),
    portfolios: today(office.portfolios),
    powers: today(office.powers),
    delegations: today(office.delegations),
    successions: office.successions.map((s) => ({ ...s, at: from_at })),
    fields: today(office.fields),
    fieldUnits: today(office.fieldUnits),
  }
}

/**
 * Decides every move of every item in memory. Nothing is read or written.
 * @param idsAt ids whose time is the given instant, so imported matters sort where they belong
 */
export function decideItems(ctx: Ctx, desk: Desk, items: readonly BulkItem[], idsAt: (at: Instant) => Ids): Decided {
  const standing = { office: backdated(ctx.office, ctx.now), calendar: ctx.calendar, routes: ctx.routes, rules: ctx.rules }
  const acts: Effects[] = []
  const contacts: ContactRow[] = []
  const kept = new Map<MatterId, KeptNumber>()
  const refused: { matter: MatterId; move: string; refusal: Refusal }[] = []
  for (const item of items) {
    const own = lifeOf(ctx, desk, item, standing, idsAt)
    if ('refusal' in own) refused.push(own)
    else {
      acts.push(...own.acts)
      contacts.push(...(item.contacts ?? []))
      if (item.kept) kept.set(item.matter, item.kept)
    }
  }
  return { acts, contacts, kept, refused }
}

/** @returns refusals per matter; a fault or a database guard throws and nothing of the call is written */
export async function bulk(ctx: Ctx, desk: Desk, items: readonly BulkItem[], idsAt: (at: Instant) => Ids): Promise<BulkResult> {
  const { acts, contacts, kept, refused } = decideItems(ctx, desk, items, idsAt)
  const { numbers } = acts.length > 0 ? await write(ctx.tx, acts, { desks: ctx.desks, contacts, kept }) : { numbers: new Map<MatterId, string>() }
  return { written: items.length - refused.length, refused, numbers }
}

/** Every move of one matter, one after another, each on what the one before left. */
function lifeOf(
  ctx: Ctx,
  desk: Desk,
  item: BulkItem,
  standing: Omit<World, 'matters'>,
  idsAt: (at: Instant) => Ids,
): { acts: Effects[] } | { matter: MatterId; move: string; refusal: Refusal } {
  let world: World = { ...standing, matters: new Map() }
  const acts: Effects[] = []
  for (const step of item.moves) {
    const ids = idsAt(step.at)
    const facts = world.matters.get(item.matter)
    const input = typeof step.input === 'function' ? (step.input as (f: MatterFacts) => unknown)(facts as MatterFacts) : step.input
    const act = ids.next<ActId>()
    const ask = {
      desk,
      move: step.move,
      input: input as Record<string, unknown>,
      who: step.who ?? ctx.who,
      matter: item.matter,
      ...(step.detail === undefined ? {} : { detail: step.detail }),
      ...(step.files === undefined ? {} : { files: step.files.map((file) => ({ ...file, matter_id: item.matter, act_id: act })) }),
    }
    const effects = decide(world, ask, { now: step.at, act, ids }, ctx.desks)
    if (isRefusal(effects)) return { matter: item.matter, move: step.move, refusal: effects }
    acts.push({ ...effects, notices: [] })
    world = { ...world, matters: foldEffects(world, effects) }
  }
  const facts = world.matters.get(item.matter)
  const no = facts ? (item.ends?.(facts) ?? null) : null
  if (no) return { matter: item.matter, move: item.moves.at(-1)?.move ?? '', refusal: no }
  return { acts }
}
