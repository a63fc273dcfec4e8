/** Facts of matters, all their rows in one query per set. The only reader of kernel rows that rules are fed from. */
import type { DeskRegistry } from '../ctx.ts'
import type { EventFact, MatterFacts } from '../decide/facts.ts'
import type { LinkRow } from '../decide/rows.ts'
import type { MatterId } from '../ids.ts'
import { type Instant, instant } from '../time.ts'
import { lockMatters, type Reach, shareMatters } from './lock.ts'
import { run, type Tx } from './tx.ts'

/** How often a chain may change while it is being locked before we give up and let the act be tried again. */
const TRIES = 5

export interface LoadOptions {
  /** Also the newest 20 events of each matter (late entries, noise, the view), or `all`: take-back looks for how each row stood before. */
  readonly events?: boolean | 'all'
}

const lists: readonly (readonly [fact: string, table: string, order: string])[] = [
  ['rounds', 'round', 'r.no'],
  ['reports', 'report', 'r.round, r.no'],
  ['stages', 'stage', 'r.no, r.id'],
  ['assignments', 'assignment', 'r.given_at, r.no, r.id'],
  ['clocks', 'clock', 'r.id'],
  ['pauses', 'pause', 'r.from_at, r.id'],
  ['answers', 'answer', 'r.round, r.no, r.id'],
  ['drafts', 'draft', 'r.no'],
  ['recusals', 'recusal', 'r.id'],
  ['notes', 'note', 'r.id'],
  ['files', 'file', 'r.id'],
]
const eventList = (limit: number) => `coalesce((select json_agg(json_build_object('id', e.id, 'act_id', e.act_id, 'move', e.move, 'at', e.at, 'actor', e.actor,
    'holder', e.holder, 'undoes', e.undoes, 'said', e.said, 'effects', e.effects) order by e.id desc)
  from (select * from event v where v.matter_id = m.id order by v.id desc limit ${limit}) e), '[]')`
const factsText = (events: number) => `select m.id, json_build_object('matter', to_json(m),
  ${lists.map(([fact, table, order]) => `'${fact}', coalesce((select json_agg(r order by ${order}) from ${table} r where r.matter_id = m.id), '[]')`).join(',\n  ')},
  'links', coalesce((select json_agg(l order by l.at) from (select * from link f where f.from_matter = m.id and f.ended_at is null
     union all select * from link t where t.to_matter = m.id and t.ended_at is null) l), '[]'),
  'openParts', (select count(*) from matter p where p.part_of = m.id and p.phase not in ('closed', 'void')),
  'events', ${events > 0 ? eventList(events) : `'[]'::json`}) as facts
from matter m where m.id = any ($1::uuid[])`
const text = { all: factsText(5000), newest: factsText(20), none: factsText(0) }

/** JSON from the database writes instants its own way; rows speak UTC with milliseconds. */
function withInstants<T>(row: T): T {
  const fields = row as Record<string, unknown>
  for (const key of Object.keys(fields)) {
    const value = fields[key]
    if (typeof value === 'string' && (key === 'at' || key.endsWith('_at'))) fields[key] = plain(value)
  }
  return row
}
function plain(at: string): Instant {
  if (!at.endsWith('+00:00')) return instant(at)
  const [whole = at, part = ''] = at.slice(0, -6).split('.')
  return `${whole}.${part.padEnd(3, '0').slice(0, 3)}Z` as Instant
}

/** Loads matters with everything that hangs on them. An unknown id is simply absent. Takes no lock. */
export async function loadWorld(tx: Tx, desks: DeskRegistry, ids: readonly MatterId[], options: LoadOptions = {}): Promise<Map<MatterId, MatterFacts>> {
  const world = new Map<MatterId, MatterFacts>()
  if (ids.length === 0) return world
  const rows = await run<{ id: MatterId; facts: MatterFacts }>(tx, options.events === 'all' ? text.all : options.events ? text.newest : text.none, [ids])
  const byDesk = Map.groupBy(rows, (r) => r.facts.matter.desk)
  for (const [desk, own] of byDesk) {
    const entry = desks.get(desk)
    if (!entry) throw new Error(`no desk ${desk} is registered`)
    const details = await entry.load(
      tx,
      own.map((r) => r.id),
    )
    for (const { id, facts } of own) {
      withInstants(facts.matter)
      for (const [fact] of lists) for (const row of (facts as unknown as Record<string, object[]>)[fact] ?? []) withInstants(row)
      for (const link of facts.links) withInstants<LinkRow>(link)
      for (const event of facts.events) withInstants<EventFact>(event)
      world.set(id, { ...facts, detail: details.get(id) ?? null })
    }
  }
  return world
}

/**
 * Locks matters with all an act on them may touch, and loads them: read the chain, lock it, read it again (invariant 6).
 * Rule: architecture §2, step 3 and 4
 * @throws Error when the chain keeps changing; the act is then tried once more
 */
export async function lockAndLoad(tx: Tx, desks: DeskRegistry, ids: readonly MatterId[], options: LoadOptions & Reach = {}): Promise<Map<MatterId, MatterFacts>> {
  let wanted = [...ids]
  for (let tries = 0; tries < TRIES; tries++) {
    const locked = await lockMatters(tx, wanted, options)
    const world = await loadWorld(tx, desks, locked, options)
    const missing = unlocked(world, new Set(locked), ids, options)
    if (missing.length === 0) {
      await shareMatters(tx, basisOf(world, new Set(locked), ids))
      return world
    }
    wanted = [...wanted, ...missing]
  }
  throw new Error('the chain of matters kept changing while it was being locked')
}

/** What should have been locked but was not, because it was joined while we waited. */
function unlocked(world: ReadonlyMap<MatterId, MatterFacts>, locked: ReadonlySet<MatterId>, ids: readonly MatterId[], reach: Reach): MatterId[] {
  const due = new Set<MatterId>()
  for (const { matter } of world.values()) if (matter.part_of && !locked.has(matter.part_of)) due.add(matter.part_of)
  for (const id of ids)
    for (const link of world.get(id)?.links ?? []) {
      const other = link.from_matter === id ? link.to_matter : link.from_matter
      const counts = link.kind === 'merged' || (reach.resting === true && link.kind === 'basis' && link.to_matter === id)
      if (counts && !locked.has(other)) due.add(other)
    }
  return [...due]
}
function basisOf(world: ReadonlyMap<MatterId, MatterFacts>, locked: ReadonlySet<MatterId>, ids: readonly MatterId[]): MatterId[] {
  return ids.flatMap((id) => (world.get(id)?.links ?? []).filter((l) => l.kind === 'basis' && l.from_matter === id && !locked.has(l.to_matter)).map((l) => l.to_matter))
}
