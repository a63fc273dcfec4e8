/**
 * Work changes its seat without a move of anybody's: a post is handed over, a unit goes on as another. What somebody held ends `superseded`
 * and stands afresh in its stage with whoever sits there now: same ask, same clock, same turn. So rows tell who held what, and when.
 * Pure; `decide` is not asked, since nobody does anything to the matter. Rule: architecture §2 «Posts, effective-dated»; decision 0013
 */
import type { Effects, Ground, MatterFacts, World } from '../decide/facts.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { piecesOf, unended } from '../decide/run.ts'
import { type Case, openWork, type Work } from '../decide/work.ts'
import type { AssignmentId, MatterId, PersonId } from '../ids.ts'
import type { Seat } from './seats.ts'

/** 交接 or 机构调整, as an event names it. */
export type Resettling = 'handOverPost' | 'reorganise'
export interface TakeOver {
  readonly move: Resettling
  /** Who signed, or who reorganised. */
  readonly actor: PersonId
  /** Ids only (invariant 18). */
  readonly said: Readonly<Record<string, unknown>>
  /** Where a running piece goes; null: it stays. */
  readonly seat: (piece: AssignmentRow, facts: MatterFacts) => Seat | null
}
/** One piece that changed its seat. The two are one where an answer is owed to it: a debt is to a piece for good. */
export interface Moved {
  readonly matter: MatterId
  readonly piece: AssignmentId
  readonly taken: AssignmentRow
}

const holderKey = (a: Pick<AssignmentRow, 'kind' | 'unit' | 'post' | 'person'>) => `${a.kind}/${a.unit}/${a.person ?? a.post ?? ''}`

/** One piece, sat afresh. */
function sit(w: Work, f: Case, t: TakeOver, a: AssignmentRow, seat: Seat): AssignmentRow {
  const { now: at, ids } = w.ground
  if (f.answers.some((x) => x.to_assignment === a.id)) return w.change('assignment', a, { ...seat })
  const id = ids.next<AssignmentId>()
  w.change('assignment', a, { state: 'ended', ended_at: at, ending: 'superseded', acted_by: t.actor })
  for (const stage of [...f.stages]) {
    if (stage.ended_at !== null) continue
    if (stage.wakes === a.id) w.change('stage', stage, { wakes: id })
    if (stage.asks?.piece === a.id) w.change('stage', stage, { asks: { ...stage.asks, piece: id } })
  }
  return w.add('assignment', {
    ...a,
    ...seat,
    id,
    ask_salt: a.ask === null ? null : ids.salt(),
    given_by: t.actor,
    given_at: at,
    seen_at: null,
    accepted_at: a.accepted_at === null ? null : at,
    // what a rule gave stays known as that
    from_assignment: a.from_assignment === null ? null : a.id,
  }) as AssignmentRow
}

/** Whom a stage asks twice now is asked once: of two pieces of one holder the one that carries most stands. What waits for others is left alone. */
function once(w: Work, f: Case, t: TakeOver, moved: Moved[]): void {
  const carries = (a: AssignmentRow) => f.stages.some((s) => s.ended_at === null && s.wakes === a.id) || f.answers.some((x) => x.to_assignment === a.id)
  const weight = (a: AssignmentRow) => Number(a.lead) * 4 + Number(a.accepted_at !== null) * 2 + Number(a.state === 'open')
  for (const stage of new Set(moved.map((m) => m.taken.stage_id)))
    for (const same of Map.groupBy(piecesOf(f, stage).filter(unended), holderKey).values()) {
      const [first, ...rest] = [...same].sort((a, b) => weight(b) - weight(a) || a.no - b.no)
      for (const a of rest)
        if (first && !carries(a) && !a.lead) {
          w.change('assignment', a, { state: 'ended', ended_at: w.ground.now, ending: 'superseded', acted_by: t.actor })
          const own = moved.findIndex((m) => m.taken.id === a.id)
          if (own >= 0) moved[own] = { ...(moved[own] as Moved), taken: first }
        }
    }
}

/** @returns null where nothing of this matter changes its seat */
export function takeOver(world: World, matter: MatterId, t: TakeOver, ground: Ground): { readonly effects: Effects; readonly moved: readonly Moved[] } | null {
  const w = openWork(world, ground)
  const f = w.open(matter)
  const going = (f?.assignments ?? []).flatMap((a) => {
    const seat = f && unended(a) ? t.seat(a, f) : null
    return seat ? [{ a, seat }] : []
  })
  if (!f || going.length === 0) return null
  const { state, phase, owner_unit, owner_person } = f.matter
  w.begin({
    matter,
    move: t.move,
    at: ground.now,
    actor: t.actor,
    holder: null,
    recorded_by: null,
    evidence: null,
    undoes: null,
    said: { was: { state, phase, owner_unit, owner_person }, ...t.said },
    v: 1,
  })
  const moved: Moved[] = going.map(({ a, seat }) => ({ matter, piece: a.id, taken: sit(w, f, t, a, seat) }))
  once(w, f, t, moved)
  const lead = f.assignments.find((a) => a.lead && a.accepted_at !== null && unended(a))
  if (lead?.person && (lead.person !== owner_person || lead.unit !== owner_unit))
    w.change('matter', f.matter, { owner_unit: lead.unit, owner_person: lead.person, version: f.matter.version + 1 })
  return { effects: w.effects(matter), moved }
}
