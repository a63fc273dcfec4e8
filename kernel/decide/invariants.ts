/**
 * The invariants of architecture §2 that can be told from facts: of matters as they stand, and of what one act did to them. Pure; the property
 * test asks them after every act, in memory and on the database. Numbers are those of architecture §2 «Invariants».
 */
import type { DeclaredDesks, Desk } from '../desk.ts'
import type { MatterId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { Effects, MatterFacts, Step } from './facts.ts'
import { mergedInto, nobodyHolds } from './held.ts'
import { type Office, postsHeld, runs } from './office.ts'
import { barred, judged } from './own-work.ts'
import { moveOf } from './permit.ts'
import { isRecused } from './rights.ts'
import type { AssignmentRow, StageRow } from './rows.ts'
import { isOpenPhase, leadOf, piecesOf, unended } from './run.ts'

/** What is broken, by the number of architecture §2, and where. */
export interface Violation {
  readonly invariant: number
  readonly matter: MatterId
  readonly what: string
}
type Found = readonly (string | false | null | undefined)[]
type World = ReadonlyMap<MatterId, MatterFacts>
const about = (invariant: number, f: MatterFacts, found: Found): Violation[] => found.flatMap((what) => (what ? [{ invariant, matter: f.matter.id, what }] : []))

/** 1. Somebody holds it, or something with a running clock wakes somebody. */
function held(f: MatterFacts, world: World): Found {
  if (!isOpenPhase(f.matter.phase)) return []
  const main = mergedInto(f)
  return [
    nobodyHolds(f, (id) => world.get(id) ?? null) && 'nobody holds it, and nothing wakes anybody',
    main !== null && !f.clocks.some((c) => c.whole && c.stopped_at === null) && 'a duplicate without a clock',
  ]
}
/** 2. Exactly one accepted, unended lead, and it is the owner. */
function owned(f: MatterFacts): Found {
  const leads = f.assignments.filter((a) => a.lead && a.accepted_at !== null && unended(a))
  if (!isOpenPhase(f.matter.phase)) return [leads.length > 0 && 'a closed matter has a lead']
  const [lead] = leads
  return [
    leads.length !== 1 && `${leads.length} owners`,
    lead && (lead.person !== f.matter.owner_person || lead.unit !== f.matter.owner_unit) && 'the lead is not the owner',
    f.assignments.filter((a) => a.lead && a.accepted_at === null && unended(a)).length > 1 && 'asked of two leads at once',
  ]
}
/** 3. `round` is the highest; only the last round is open; a closed one has a report. */
function rounds(f: MatterFacts): Found {
  const highest = Math.max(...f.rounds.map((r) => r.no))
  return [
    highest !== f.matter.round && 'round is not the highest',
    f.rounds.some((r) => r.no < highest && r.closed_at === null) && 'an earlier round is open',
    f.rounds.some((r) => r.closed_at !== null && r.report === null) && 'a closed round without a report',
    isOpenPhase(f.matter.phase) && f.rounds.some((r) => r.no === highest && r.closed_at !== null) && 'open on a closed round',
    new Set(f.rounds.map((r) => r.no)).size !== f.rounds.length && 'a round twice',
  ]
}
/** 5. Nothing closed or void while something is owed. */
function ended(f: MatterFacts): Found {
  if (isOpenPhase(f.matter.phase)) return []
  const blocking = (a: AssignmentRow) => unended(a) && (a.kind !== 'read' || f.stages.some((s) => s.id === a.stage_id && s.blocks))
  const round = f.rounds.find((r) => r.no === f.matter.round)
  return [
    f.answers.some((a) => a.settled_at === null) && 'ended with an answer owed',
    f.assignments.some(blocking) && 'ended with work unended',
    f.openParts > 0 && 'ended over an open part',
    f.clocks.some((c) => c.stopped_at === null) && 'ended with a running clock',
    f.pauses.some((p) => p.to_at === null) && 'ended while suspended',
    f.matter.phase === 'closed' && !round?.report && 'closed without a result',
    f.matter.phase === 'closed' && !f.answers.some((a) => a.round === f.matter.round && a.kind === 'final' && a.settled_at !== null) && 'closed without a final answer',
  ]
}
/** 6. A part open: every ancestor open; and the count of open parts is right. */
function parts(f: MatterFacts, world: World): Found {
  const parent = f.matter.part_of ? world.get(f.matter.part_of) : undefined
  const counted = [...world.values()].filter((p) => p.matter.part_of === f.matter.id && isOpenPhase(p.matter.phase)).length
  return [parent && isOpenPhase(f.matter.phase) && !isOpenPhase(parent.matter.phase) && 'an open part of an ended matter', counted > f.openParts && 'an open part not counted']
}
/** 7. A stage ends once, with all its pieces; a stage all of whose pieces have ended has ended (a join never misses). Circulation that nobody waits for needs no end. */
function stages(f: MatterFacts): Found {
  return f.stages.flatMap((s) => {
    const here = piecesOf(f, s.id)
    const open = here.some(unended)
    const idle = s.kind === 'read' && !s.blocks && s.need === null && s.pace === 'together'
    const waker = f.assignments.find((a) => a.id === s.wakes)
    return [
      here.length === 0 && `stage ${s.role} without pieces`,
      s.ended_at !== null && open && `stage ${s.role} ended over an unended piece`,
      s.ended_at === null && !open && !idle && `stage ${s.role} missed its join`,
      s.ended_at === null && open && !idle && !here.some((a) => a.state === 'open' || waits(f, a)) && `stage ${s.role}: nobody's turn`,
      s.ended_at === null && waker && waker.state === 'open' && `stage ${s.role} wakes a piece that does not wait`,
    ]
  })
}
/** Waits for something that will come: a stage of its own, or as the lead for what follows its report. */
const waits = (f: MatterFacts, a: AssignmentRow): boolean => a.state === 'waiting' && (a.lead || f.stages.some((s) => s.wakes === a.id && s.ended_at === null))
/** A waiting piece somebody will wake. */
function waking(f: MatterFacts): Found {
  const reported = f.rounds.some((r) => r.no === f.matter.round && r.report !== null)
  return f.assignments.map((a) => {
    if (a.state !== 'waiting') return null
    if (waits(f, a) && (!a.lead || reported || mergedInto(f) !== null || f.stages.some((s) => s.wakes === a.id && s.ended_at === null))) return null
    const turn = piecesOf(f, a.stage_id).some((b) => b.id !== a.id && (b.state === 'open' || waits(f, b)))
    return turn || f.answers.some((x) => x.to_assignment === a.id && x.sent_at === null) ? null : `${a.role} waits for nothing`
  })
}
/** 8. A piece's due time is its clock's; one whole clock of a key in a round; no clock runs for nobody; every clock has a basis. */
function clocks(f: MatterFacts, desk: Desk): Found {
  const running = f.clocks.filter((c) => c.whole && c.stopped_at === null).map((c) => `${c.round}/${c.key}`)
  return [
    ...f.assignments.map((a) => {
      const clock = f.clocks.find((c) => c.id === a.clock_id)
      return unended(a) && a.due_at !== (clock?.due_at ?? null) && `${a.role}: due is not its clock's`
    }),
    new Set(running).size !== running.length && 'two clocks of one key',
    ...f.clocks.map((c) => !c.whole && c.stopped_at === null && !f.assignments.some((a) => a.clock_id === c.id && unended(a)) && `clock ${c.key} runs for nobody`),
    ...f.clocks.map((c) => !desk.clocks[c.key]?.basis && !c.rule.startsWith('kernel.') && `clock ${c.key} without a basis`),
  ]
}
/** 10. No signature stands on a draft that was changed in substance: whoever had agreed has been asked again. */
function signatures(f: MatterFacts): Found {
  const last = judged(f)
  if (!last || !isOpenPhase(f.matter.phase)) return []
  const askedAgain = (s: StageRow) => f.stages.some((t) => t.no > s.no && t.kind === 'say' && t.role === s.role)
  return f.stages.map((s) => {
    if (s.kind !== 'say' || s.covers !== 'current' || s.outcome !== 'well') return null
    const stale = piecesOf(f, s.id).some((a) => a.ending === 'agreed' && a.on_draft !== null && a.on_draft < last.no)
    return stale && !askedAgain(s) && `${s.role}: agreed to a draft that is no more`
  })
}

/** 14. A closed list names persons: nothing of a 工作秘密 lies with a whole unit or post. */
const closedList = (f: MatterFacts): Found =>
  f.matter.readers === 'named' ? f.assignments.map((a) => unended(a) && a.person === null && `${a.role} of a named matter lies with nobody by name`) : []

/** Every invariant about matters as they stand. @param world every matter of the office, so that parts and duplicates are seen */
export function broken(world: World, desks: DeclaredDesks, only: Iterable<MatterId> = world.keys()): Violation[] {
  return [...only].flatMap((id) => {
    const f = world.get(id)
    const desk = f ? desks.get(f.matter.desk)?.desk : undefined
    if (!f || !desk) return []
    return [
      ...about(1, f, held(f, world)),
      ...about(1, f, waking(f)),
      ...about(2, f, owned(f)),
      ...about(3, f, rounds(f)),
      ...about(5, f, ended(f)),
      ...about(6, f, parts(f, world)),
      ...about(7, f, stages(f)),
      ...about(8, f, clocks(f, desk)),
      ...about(10, f, signatures(f)),
      ...about(14, f, closedList(f)),
    ]
  })
}

/** 2. The owner sits in the owning unit today, and no running work lies in a unit that has ended: posts are handed over, units taken along. */
export function unseated(world: World, office: Office, at: Instant): Violation[] {
  return [...world.values()].flatMap((f) => {
    const { owner_person, owner_unit, phase } = f.matter
    const ended = f.assignments.find((a) => unended(a) && !runs(office.units.get(a.unit) ?? { from_at: at, to_at: at }, at))
    return about(2, f, [
      isOpenPhase(phase) && !postsHeld(office, owner_person, at).some((p) => p.unit === owner_unit) && 'its owner holds no post in its unit',
      ended && `${ended.role} lies in a unit that has ended`,
    ])
  })
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
/** 3, 7, 17. What is frozen stays; rows are never taken away. */
function frozen(was: MatterFacts, is: MatterFacts): Found {
  const by = <R extends { id: string }>(rows: readonly R[], id: string) => rows.find((r) => r.id === id)
  return [
    ...was.rounds.map(
      (r) =>
        r.closed_at !== null &&
        !same(
          r,
          is.rounds.find((x) => x.no === r.no),
        ) &&
        'a closed round was changed',
    ),
    ...was.reports.map((r) => {
      const now = by(is.reports, r.id)
      const texts = now?.result_text === null ? { result_text: null, result_text_salt: null } : {}
      return !same({ ...r, ...texts, returned_at: now?.returned_at, returned_by: now?.returned_by }, now) && 'a report was changed'
    }),
    ...was.clocks.map((c) => by(is.clocks, c.id)?.first_due_at !== c.first_due_at && 'a first due time was rewritten'),
    ...was.answers.map((a) => {
      const now = by(is.answers, a.id)
      if (a.sent_at !== null && (now?.sent_at !== a.sent_at || now?.via !== a.via || now?.by !== a.by || (now?.body !== a.body && now?.body !== null)))
        return 'a sent answer was changed'
      if (a.settled_at !== null && now?.settled_at !== a.settled_at) return 'an answer was settled twice'
      return a.rated_at !== null && (now?.rated_at !== a.rated_at || now?.satisfied !== a.satisfied) ? 'a rating was changed' : null
    }),
    ...was.stages.map((s) => s.ended_at !== null && !same([s.ended_at, s.outcome], [by(is.stages, s.id)?.ended_at, by(is.stages, s.id)?.outcome]) && 'a stage ended twice'),
    ...was.assignments.map((a) => a.state === 'ended' && by(is.assignments, a.id)?.ended_at !== a.ended_at && 'a piece ended twice'),
    ...(['assignments', 'stages', 'answers', 'reports', 'clocks', 'drafts'] as const).map((list) => is[list].length < was[list].length && `${list} were taken away`),
  ]
}

/** 4. No state is left except by a move of the life cycle. */
function lawful(step: Step, was: MatterFacts, desk: Desk): Found {
  const rows = step.rows.flatMap((c) => (c.table === 'matter' && !c.fresh ? [c.row] : []))
  const from = (step.said as { was?: { state: string } }).was?.state ?? was.matter.state
  return rows.map((row) => {
    if (row.state === from) return null
    const move = moveOf(desk, step.move)
    if (move?.word === 'takeBack' || move?.word === 'answerThrough') return null
    const def = move?.def
    if (!def?.from.includes(from)) return `${step.move} left ${from}, which it does not know`
    const to = def.to === 'same' ? from : typeof def.to === 'string' ? def.to : (def.to[from] ?? from)
    return row.state !== to && `${step.move} led from ${from} to ${row.state}`
  })
}
/** 9. A branch sent back changes no other assignment of its stage. */
function branch(step: Step, was: MatterFacts, desk: Desk): Found {
  if (moveOf(desk, step.move)?.word !== 'sendBackBranch') return []
  const own = was.assignments.find((a) => a.id === step.holder)
  return step.rows.map((c) => c.table === 'assignment' && !c.fresh && c.row.id !== own?.id && c.row.stage_id === own?.stage_id && 'a branch sent back moved another branch')
}
/**
 * 11, 12. Nobody approves his own work; the recused are given and decide nothing; who acts for another leaves no claim behind.
 * @param elsewhere a rule carried the act over to another matter: whoever acted there decided nothing here
 */
function hands(step: Step, is: MatterFacts, office: Office, desk: Desk, at: Instant, elsewhere: boolean): { own: Found; lent: Found } {
  const lender = (step.said as { for?: string }).for
  const pieces = step.rows.flatMap((c) => (c.table === 'assignment' ? [c] : []))
  const own = pieces.flatMap((c) => {
    const stage = is.stages.find((s) => s.id === c.row.stage_id)
    const agreed = stage && c.row.ending === 'agreed' && c.row.id === step.holder && moveOf(desk, step.move)?.word === 'sign'
    return [
      agreed && [step.actor, lender].some((p) => p !== undefined && barred(is, office, desk, stage).includes(p as typeof step.actor)) && 'own work approved',
      c.fresh && c.row.person !== null && isRecused(is, office, c.row.person, at) && 'given to the recused',
      c.fresh && is.recusals.some((r) => r.unit === c.row.unit) && 'given to a recused unit',
    ]
  })
  const lent =
    lender === undefined
      ? []
      : pieces.map((c) => c.row.person === step.actor && (c.fresh ? c.row.from_assignment === null : c.row.id === step.holder) && 'an agent left his own name on a piece')
  // declaring it is the last thing he does here
  const declares = moveOf(desk, step.move)?.word === 'recuse'
  return { own: [...own, !elsewhere && !declares && isRecused(is, office, step.actor, at) && 'decided by the recused'], lent }
}

/** Every invariant about what one act did. @param before facts of the matters as they stood; @param after as they stand now */
export function brokenBy(effects: Effects, before: World, after: World, office: Office, desks: DeclaredDesks, at: Instant): Violation[] {
  const found: Violation[] = []
  for (const [id, was] of before) {
    const is = after.get(id)
    if (is && is !== was) found.push(...about(17, is, frozen(was, is)))
  }
  for (const step of effects.steps) {
    const is = after.get(step.matter)
    const desk = is ? desks.get(is.matter.desk)?.desk : undefined
    if (!is || !desk) continue
    const was = before.get(step.matter)
    const { own, lent } = hands(step, is, office, desk, at, step.matter !== effects.matter)
    found.push(...about(11, is, own), ...about(12, is, lent))
    if (was) found.push(...about(4, is, lawful(step, was, desk)), ...about(9, is, branch(step, was, desk)))
  }
  return found
}

/** How a matter stands, for comparing: state, owner, who holds what, which clocks run, what is owed. Two that stand alike look alike, whatever their ids. Invariant 13. */
export function standsAs(f: MatterFacts): string {
  const holder = (a: AssignmentRow) =>
    [a.kind, a.role, a.lead, a.unit, a.person ?? a.post ?? '', a.state, a.accepted_at !== null, a.bound, f.clocks.find((c) => c.id === a.clock_id)?.key ?? '', a.due_at ?? ''].join(
      '/',
    )
  return JSON.stringify({
    matter: [f.matter.state, f.matter.phase, f.matter.owner_unit, f.matter.owner_person, f.matter.round],
    pieces: f.assignments.filter(unended).map(holder).sort(),
    clocks: f.clocks
      .filter((c) => c.stopped_at === null)
      .map((c) => `${c.key}/${c.due_at}/${c.whole}`)
      .sort(),
    owed: f.answers.filter((a) => a.settled_at === null).length,
    report: f.rounds.find((r) => r.no === f.matter.round)?.report ?? null,
    lead: leadOf(f)?.state ?? null,
  })
}
