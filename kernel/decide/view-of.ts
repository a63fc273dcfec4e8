/** One matter as one person may know it. Pure: names come from the office, links from what the caller looked up. */
import { innerDue, lightOf } from '../clock/due.ts'
import type { Desk } from '../desk.ts'
import type { MatterId, PersonId, UnitId } from '../ids.ts'
import { routeNow } from '../route/route-now.ts'
import { clockOf, clockVersion } from '../rules/clock-rule.ts'
import { millis } from '../time.ts'
import type { MatterView, PieceView } from '../view.ts'
import { inWords } from './answer.ts'
import type { Ground, MatterFacts, Names, Who, World } from './facts.ts'
import { mayOf } from './may.ts'
import { rightsOf, rightsOn } from './rights.ts'
import type { AssignmentRow, ClockRow } from './rows.ts'
import { byRule, draftNo, isOpenPhase, leadOf, piecesOf } from './run.ts'

/** What a page says of a linked matter. */
export interface Neighbour {
  readonly desk: string
  readonly number: string | null
  readonly title: string | null
  readonly phase: string
}

/**
 * @param others linked matters the reader may see, by id; a link to any other is left out
 * @param then of an ended matter: what everybody was called when it ended
 */
export function viewOf(world: World, desk: Desk, f: MatterFacts, who: Who, ground: Ground, others: ReadonlyMap<MatterId, Neighbour>, then: Names | null = null): MatterView {
  const { office, calendar } = world
  const { now } = ground
  const person = (id: PersonId) => ({ id: id as string, name: then?.persons[id] ?? office.persons.get(id)?.name ?? '' })
  const unit = (id: UnitId) => ({ id: id as string, name: then?.units[id] ?? office.units.get(id)?.name ?? '' })
  const paused = f.pauses.find((p) => p.to_at === null) ?? null
  const pausesOf = f.pauses.map((p) => ({ from_at: p.from_at, to_at: p.to_at }))
  const lightAt = (clock: Pick<ClockRow, 'started_at' | 'due_at'>, stopped: ClockRow['stopped_at']) =>
    lightOf({ due: clock.due_at, inner: innerDue(clock.started_at, clock.due_at, calendar, pausesOf, now), stopped, paused: paused !== null, now, calendar })
  const rights = rightsOf(office, f, who.person, now)
  const piece = (a: AssignmentRow): PieceView => ({
    id: a.id,
    stage: a.stage_id,
    kind: a.kind,
    role: a.role,
    lead: a.lead,
    unit: unit(a.unit),
    person: a.person ? person(a.person) : null,
    post: a.post ? (then?.posts[a.post] ?? office.posts.get(a.post)?.title ?? null) : null,
    state: a.state,
    ask: a.ask,
    due: a.due_at,
    light: a.due_at === null ? null : lightAt({ started_at: a.given_at, due_at: a.due_at }, a.ended_at),
    givenBy: person(a.given_by),
    givenAt: a.given_at,
    seenAt: a.seen_at,
    acceptedAt: a.accepted_at,
    endedAt: a.ended_at,
    ending: a.ending,
    opinion: a.opinion,
    via: a.via ?? null,
    ink: a.ink ?? null,
    actedBy: a.acted_by ? person(a.acted_by) : null,
    bound: a.bound,
    byRule: byRule(a),
    mine: a.state !== 'ended' && rightsOn(office, rights, a, null, false, now).length > 0,
  })
  const clocks = f.clocks
    .filter((c) => c.whole || c.stopped_at === null)
    .map((c) => {
      const inner = innerDue(c.started_at, c.due_at, calendar, pausesOf, now)
      const span = millis(c.due_at) - millis(c.started_at)
      return {
        key: c.key,
        whole: c.whole,
        startedAt: c.started_at,
        firstDueAt: c.first_due_at,
        dueAt: c.due_at,
        innerDueAt: inner,
        stoppedAt: c.stopped_at,
        provisional: c.provisional,
        light: lightAt(c, c.stopped_at),
        used: span > 0 ? (millis(c.stopped_at ?? now) - millis(c.started_at)) / span : 1,
        basis: clockOf(desk, world.rules, c)?.basis ?? c.rule,
        version: clockVersion(c.rule),
        round: c.round,
      }
    })
  const whole = clocks.find((c) => c.whole && c.stoppedAt === null)
  const lead = leadOf(f)
  return {
    id: f.matter.id,
    desk: f.matter.desk,
    number: f.matter.number,
    title: f.matter.title,
    state: f.matter.state,
    phase: f.matter.phase,
    origin: f.matter.origin,
    readers: f.matter.readers,
    urgency: f.matter.urgency,
    round: f.matter.round,
    version: f.matter.version,
    draft: draftNo(f),
    registeredAt: f.matter.registered_at,
    owner: { unit: unit(f.matter.owner_unit), person: person(f.matter.owner_person), heldSince: lead?.accepted_at ?? null },
    known: knownTo(f).map(person),
    route: routeNow(world, f),
    light: !isOpenPhase(f.matter.phase) ? 'done' : paused ? 'paused' : (whole?.light ?? 'on'),
    partOf: f.matter.part_of,
    openParts: f.openParts,
    paused: paused ? { until: paused.until_at, reason: paused.reason } : null,
    pauses: [...f.pauses].sort((a, b) => (a.from_at < b.from_at ? -1 : 1)).map((p) => ({ from: p.from_at, until: p.until_at, to: p.to_at, reason: p.reason })),
    stages: [...f.stages]
      .sort((a, b) => a.no - b.no)
      .map((s) => ({
        id: s.id,
        no: s.no,
        kind: s.kind,
        role: s.role,
        pace: s.pace,
        need: s.need,
        blocks: s.blocks,
        openedAt: s.opened_at,
        endedAt: s.ended_at,
        outcome: s.outcome,
        asks: s.asks ? { move: s.asks.move, said: s.asks.input as Record<string, unknown> } : null,
        pieces: piecesOf(f, s.id).map(piece),
      })),
    clocks: clocks.filter((c) => c.round === f.matter.round).map(({ round: _, ...c }) => c),
    answers: f.answers.map((a) => ({
      id: a.id,
      no: a.no,
      round: a.round,
      kind: a.kind,
      to: a.to_contact ? ('contact' as const) : ('inside' as const),
      toName: insideName(f, a.to_assignment, (x) => (x.person ? person(x.person).name : unit(x.unit).name)),
      body: a.body,
      by: a.by ? person(a.by) : null,
      sentAt: a.sent_at,
      via: a.via,
      ground: inWords(f, a.ground),
      settledAt: a.settled_at,
      responded: a.responded,
      solved: a.solved,
      satisfied: a.satisfied,
      ratedAt: a.rated_at,
    })),
    reports: f.reports.map((r) => ({ id: r.id, round: r.round, no: r.no, at: r.at, by: person(r.by), result: r.result, text: r.result_text, returnedAt: r.returned_at })),
    links: f.links.flatMap((l) => {
      const outgoing = l.from_matter === f.matter.id
      const other = others.get(outgoing ? l.to_matter : l.from_matter)
      return other
        ? [{ matter: (outgoing ? l.to_matter : l.from_matter) as string, desk: other.desk, number: other.number, title: other.title, kind: l.kind, outgoing, phase: other.phase }]
        : []
    }),
    files: f.files.map((x) => ({ id: x.id, name: x.name, kind: x.kind, size: x.size, at: null })),
    detail: f.detail,
    may: mayOf(world, desk, f, who, ground),
  }
}
/** Who knows of it by name, in the order they came to. */
const knownTo = (f: MatterFacts): PersonId[] => [
  ...new Set([...f.assignments].sort((a, b) => (a.given_at < b.given_at ? -1 : Number(a.given_at > b.given_at))).flatMap((a) => (a.sees && a.person ? [a.person] : []))),
]
const insideName = (f: MatterFacts, id: string | null, name: (a: AssignmentRow) => string): string | null => {
  const piece = id ? f.assignments.find((a) => a.id === id) : undefined
  return piece ? name(piece) : null
}
