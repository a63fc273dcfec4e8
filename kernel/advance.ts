/** advance: one act on one matter, steps 3 to 20 of the move algorithm as one readable function that calls the others. */

import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'
import { decide, moveOf, notFound } from './decide/decide.ts'
import type { Ground, MatterFacts, World } from './decide/facts.ts'
import { foldEffects } from './decide/fold.ts'
import { seesMatter } from './decide/rights.ts'
import { isOpenPhase, stageOf } from './decide/run.ts'
import { type Neighbour, viewOf } from './decide/view-of.ts'
import type { Desk } from './desk.ts'
import { type ActId, type AssignmentId, type FileId, type MatterId, makeIds } from './ids.ts'
import { light } from './moves/read.ts'
import { sightOf, visible } from './people/sight.ts'
import { namesThen } from './reading/names-then.ts'
import { isRefusal, RefusalError } from './refusal.ts'
import type { MatterView } from './view.ts'
import { loadWorld, lockAndLoad } from './write/load.ts'
import { lockPiece, shareMatters } from './write/lock.ts'
import type { ContactRow } from './write/tables.ts'
import { takeUploads } from './write/uploads.ts'
import { write } from './write/write.ts'

/** What a handler hands on: what was typed, and what is the desk's own. */
export interface Args {
  /** Parsed by the move's contract. */
  readonly input: unknown
  /** The desk's new field values, saved in the same transaction. */
  readonly detail?: unknown
  /** Of `register` only: the id the new matter shall have (contacts and files may point at it already). */
  readonly matter?: MatterId
  readonly contacts?: readonly ContactRow[]
  /** Moves that follow on what this one leaves (register, then assign): decided one after another, written once, so the number is taken last. */
  readonly follow?: readonly { readonly move: string; readonly input: Readonly<Record<string, unknown>> }[]
}
type Told = Readonly<Record<string, unknown>> & { readonly matter?: MatterId; readonly piece?: AssignmentId | null; readonly recorded?: { readonly evidence?: FileId | null } }

/**
 * Locks, loads, decides, writes, and answers with today's view of the matter.
 * @throws RefusalError whatever `decide` refused, or `kernel.no-such-file`; nothing is written then
 */
export async function advance(ctx: Ctx, desk: Desk, move: string, args: Args): Promise<MatterView> {
  const input = args.input as Told
  const ground: Ground = { now: ctx.now, act: ctx.act, ids: ctx.ids }
  const matter = move === 'register' ? (args.matter ?? ctx.ids.next<MatterId>()) : input.matter
  if (!matter) throw new RefusalError(notFound())
  const world: World = { matters: await load(ctx, desk, move, matter, input), office: ctx.office, calendar: ctx.calendar, routes: ctx.routes, rules: ctx.rules }
  const before = world.matters.get(matter)
  // Before anything about uploads is said: whoever may not see gets the answer of an unknown id (step 5, invariant 14).
  if (move !== 'register' && ctx.who.system !== true && !(before && seesMatter(ctx.office, before, ctx.who.person, ctx.now))) throw new RefusalError(notFound())
  const files = await takeUploads(ctx.tx, filesOf(input, before), ctx.who.person, { matter, act: ctx.act, ids: ctx.ids })
  const ask = { desk, move, input, who: ctx.who, matter, files, ...(args.detail === undefined ? {} : { detail: args.detail }) }
  const effects = decide(world, ask, ground, ctx.desks)
  if (isRefusal(effects)) throw new RefusalError(effects)
  const acts = [effects]
  let now: World = { ...world, matters: foldEffects(world, effects) }
  for (const next of args.follow ?? []) {
    const more = decide(now, { desk, move: next.move, input: { matter, piece: null, ...next.input }, who: ctx.who, matter }, ground, ctx.desks)
    if (isRefusal(more)) throw new RefusalError(more)
    acts.push(more)
    now = { ...now, matters: foldEffects(now, more) }
  }
  const written = await write(ctx.tx, acts, { desks: ctx.desks, ...(args.contacts ? { contacts: args.contacts } : {}) })
  const moves = acts.flatMap(({ steps }) => steps.flatMap((step) => (step.matter === matter ? [step.move] : [])))
  await ctx.desks.get(desk.key)?.after?.(ctx, matter, moves)
  const after = now.matters.get(matter) as MatterFacts
  const number = written.numbers.get(matter)
  return show(ctx, desk, number ? { ...after, matter: { ...after.matter, number } } : after, world)
}

/** What the act names and the matter has not yet: attachments, and the scan of a 代录. */
function filesOf(input: Told, facts: MatterFacts | undefined): FileId[] {
  const named = [...(Array.isArray(input.files) ? (input.files as FileId[]) : []), ...(input.recorded?.evidence ? [input.recorded.evidence] : [])]
  return named.filter((id) => !facts?.files.some((file) => file.id === id))
}

/** Steps 3 and 4. Only a reading nobody waits for skips the lock on the matter and locks its own row. */
async function load(ctx: Ctx, desk: Desk, move: string, matter: MatterId, input: Told): Promise<ReadonlyMap<MatterId, MatterFacts>> {
  if (move === 'register') return loadNear(ctx, input)
  const word = moveOf(desk, move)?.word ?? null
  if (word === 'read' && input.recorded === undefined && input.piece && (await lockPiece(ctx.tx, input.piece))) {
    const world = await loadWorld(ctx.tx, ctx.desks, [matter], { events: true })
    const facts = world.get(matter)
    const piece = facts?.assignments.find((a) => a.id === input.piece)
    if (facts && piece && light(stageOf(facts, piece), facts.answers, piece)) return world
  }
  const following = word === 'sign' ? await askedFor(ctx, matter) : []
  const into = [...(word === 'merge' ? [input.into as MatterId | undefined] : []), ...following.map((f) => f.into)].filter((id): id is MatterId => Boolean(id))
  const resting = word === 'reopen' || desk.lifecycle.moves[move]?.then !== undefined || following.some((f) => moveOf(desk, f.move)?.word === 'reopen')
  return lockAndLoad(ctx.tx, ctx.desks, [matter, ...into], { events: word === 'takeBack' ? 'all' : true, resting })
}

/** Moves a signature may set off here: what consents and routes of this matter ask for. */
async function askedFor(ctx: Ctx, matter: MatterId): Promise<{ move: string; into: MatterId | null }[]> {
  const { rows } = await sql<{ move: string; into: MatterId | null }>`
    select coalesce(s.asks ->> 'move', s.next ->> 'move') as move, (s.asks -> 'input' ->> 'into')::uuid as into
    from stage s where s.matter_id = ${matter} and s.ended_at is null and coalesce(s.asks ->> 'move', s.next ->> 'move') is not null`.execute(ctx.tx)
  return rows
}

/** The matters a new one names: its whole, locked; what it rests on and what it arises from, seen. */
async function loadNear(ctx: Ctx, input: Told): Promise<ReadonlyMap<MatterId, MatterFacts>> {
  const { partOf, arisesFrom, basis } = input as { partOf?: MatterId | null; arisesFrom?: MatterId | null; basis?: readonly MatterId[] }
  const near = [partOf, ...(basis ?? []), arisesFrom].filter((id): id is MatterId => Boolean(id))
  const found = partOf ? await lockAndLoad(ctx.tx, ctx.desks, [partOf]) : new Map<MatterId, MatterFacts>()
  if (basis?.length) await shareMatters(ctx.tx, basis)
  const seen = await loadWorld(
    ctx.tx,
    ctx.desks,
    near.filter((id) => !found.has(id)),
  )
  for (const id of near) {
    const facts = found.get(id) ?? seen.get(id)
    if (!facts || !seesMatter(ctx.office, facts, ctx.who.person, ctx.now)) throw new RefusalError(notFound())
  }
  return found
}

/** Whoever looks: a reading has no act, no ids and no seal. */
export type Looker = Omit<Ctx, 'act' | 'ids' | 'box'>
/** `may` rehearses every move and throws away what it would have made: these ids differ from each other and are never written. */
function neverWritten(): Pick<Ctx, 'act' | 'ids'> {
  let made = 0
  const ids = makeIds(
    (n) => new Uint8Array(n),
    () => made++,
  )
  return { act: ids.next<ActId>(), ids }
}

/** The matter as this person may know it, links with their names, an ended one with the names of its day. Reads nothing else. */
async function show(ctx: Looker & Pick<Ctx, 'act' | 'ids'>, desk: Desk, facts: MatterFacts, world: Omit<World, 'matters'>): Promise<MatterView> {
  const ids = facts.links.map((l) => (l.from_matter === facts.matter.id ? l.to_matter : l.from_matter))
  const others = new Map<MatterId, Neighbour>()
  if (ids.length > 0) {
    const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
    const found = await sql<
      { id: MatterId } & Neighbour
    >`select m.id, m.desk, m.number, m.title, m.phase from matter m where m.id = any (${ids}::uuid[]) and ${visible(sight, 'm')}`.execute(ctx.tx)
    for (const { id, ...rest } of found.rows) others.set(id, rest)
  }
  const whole: World = { ...world, matters: new Map([[facts.matter.id, facts]]) }
  const then = isOpenPhase(facts.matter.phase) ? null : await namesThen(ctx.tx, facts.matter.id)
  return viewOf(whole, desk, facts, ctx.who, { now: ctx.now, act: ctx.act, ids: ctx.ids }, others, then)
}

/**
 * The matter page of one person: the same view every act answers with.
 * @throws RefusalError `kernel.not-found`: unknown, of another desk, or not his to see: one answer for all three (invariant 14)
 */
export async function viewMatter(ctx: Looker, desk: Desk, matter: MatterId): Promise<MatterView> {
  const facts = (await loadWorld(ctx.tx, ctx.desks, [matter], { events: true })).get(matter)
  if (!facts || facts.matter.desk !== desk.key || !seesMatter(ctx.office, facts, ctx.who.person, ctx.now)) throw new RefusalError(notFound())
  return show({ ...ctx, ...neverWritten() }, desk, facts, { office: ctx.office, calendar: ctx.calendar, routes: ctx.routes, rules: ctx.rules })
}
