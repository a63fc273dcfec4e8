/**
 * decide(facts, move, input, who, now) → Effects | Refusal. Pure: no clock, no database, no chance of its own.
 * The move algorithm of architecture §2, steps 5 to 17; `write` does the rest and knows no rules.
 */
import type { DeclaredDesks, Desk } from '../desk.ts'
import type { MatterId, NoteId, PersonId } from '../ids.ts'
import { light } from '../moves/read.ts'
import { words } from '../moves/words.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { postByKey } from '../route/who.ts'
import { stopIdle } from './clocks.ts'
import { askConsent } from './consent.ts'
import { effectsOf } from './effects.ts'
import { endStage } from './end.ts'
import type { Effects, Ground, OnPiece, Recorded, Who, World } from './facts.ts'
import { freeze } from './freeze.ts'
import { nobodyHolds } from './held.ts'
import { holdersOf } from './office.ts'
import { moveOf, notFound, permit } from './permit.ts'
import { recordedOk } from './recorded.ts'
import type { AssignmentRow, FileRow } from './rows.ts'
import { type AnyMove, draftNo, type Input, isOpenPhase, leadOf, type Run, stageOf, unended } from './run.ts'
import { settleState } from './state.ts'
import { type Case, openWork, type Work } from './work.ts'

export { moveOf, notFound }

/** One move asked for: by whom, on which matter, with what typed. */
export interface Ask {
  readonly desk: Desk
  readonly move: string
  /** Parsed by the move's contract. */
  readonly input: Input
  readonly who: Who
  readonly matter: MatterId
  /** New values of the desk's own fields, saved in the same transaction; they count as a change of the matter's version. */
  readonly detail?: unknown
  /** Uploads this act brings to the matter. */
  readonly files?: readonly FileRow[]
}
/** At most so many moves deep may one act set off others. */
const maxDepth = 10

/** Step 9: what was judged must still be there. */
function stale(f: Case, def: AnyMove | null, on: Partial<OnPiece>): Refusal | null {
  const no = draftNo(f)
  if (on.draft !== undefined && no !== null && on.draft !== no) return refuse('kernel.stale-draft', { draft: no, yours: on.draft }, 409)
  if (def?.judges === 'draft' && no !== null && on.draft === undefined) return refuse('kernel.draft-missing')
  if (def?.judges !== 'version') return null
  if (on.version === undefined) return refuse('kernel.version-missing')
  return on.version === f.matter.version ? null : refuse('kernel.stale', { version: f.matter.version, yours: on.version }, 409)
}

/** What of a matter makes its version: not signatures, not receipts. */
const header = ({ matter, drafts }: Case): string =>
  JSON.stringify([matter.state, matter.phase, matter.owner_person, matter.owner_unit, matter.round, drafts.length, matter.title, matter.readers, matter.urgency])

function begin(w: Work, f: Case, run: Run, ask: Ask, recorded: Recorded | null): void {
  w.begin({
    matter: f.matter.id,
    move: run.name,
    at: run.at,
    actor: run.actor,
    holder: run.piece?.id ?? null,
    recorded_by: recorded ? ask.who.person : null,
    evidence: recorded?.evidence ?? null,
    undoes: null,
    said: {
      was: { state: f.matter.state, phase: f.matter.phase, owner_unit: f.matter.owner_unit, owner_person: f.matter.owner_person },
      ...(run.right === run.actor || run.consequence ? {} : { for: run.right }),
      ...(recorded?.late ? { late: true } : {}),
      ...(ask.who.system ? { system: true } : {}),
      ...(ask.who.ticket ? { ticket: ask.who.ticket.id } : {}),
    },
    v: run.def?.v ?? 1,
  })
  const text = [recorded?.relay, recorded?.late, run.consequence ? null : ask.who.ticket?.words].filter(Boolean).join('；')
  if (text === '') return
  w.add('note', { id: w.ground.ids.next<NoteId>(), matter_id: f.matter.id, act_id: w.ground.act, kind: 'relay', text, text_salt: w.ground.ids.salt() })
}

/** A consent asked for what this matter knows no longer (its state, the piece, a piece signed for meanwhile) is asked in vain: it ends, nobody waits on it. */
function dropPointless(run: Run): void {
  let dropped = false
  for (const stage of [...run.f.stages]) {
    if (stage.ended_at !== null || !stage.asks) continue
    const move = moveOf(run.desk, stage.asks.move)
    const piece = run.f.assignments.find((a) => a.id === stage.asks?.piece)
    const gone = stage.asks.piece !== null && (!piece || !unended(piece) || (move?.word === 'refuse' && piece.accepted_at !== null))
    if (!move || gone || !(move.def?.from.includes(run.f.matter.state) ?? true)) {
      endStage(run, stage, 'superseded')
      dropped = true
    }
  }
  if (dropped) stopIdle(run) // the clock it was under may have governed nothing else
}

interface Deep {
  readonly consented: boolean
  readonly consequence: boolean
  readonly depth: number
}
function one(w: Work, f: Case, ask: Ask, deep: Deep): Refusal | null {
  const on = ask.input as Partial<OnPiece>
  const recorded = deep.consequence ? null : (on.recorded ?? null)
  const at = recorded?.at ?? w.ground.now
  const allowed = permit(w, f, { ...ask, piece: on.piece ?? null, ...deep, recorded, at })
  if (isRefusal(allowed)) return allowed
  const { run, rule } = allowed
  const no = (recorded && recordedOk(w.world, f, ask.desk, ask.who.person, recorded, w.ground.now)) ?? (deep.consequence ? null : stale(f, run.def, on))
  if (no) return no
  const before = header(f)
  begin(w, f, run, ask, recorded)
  for (const file of ask.files ?? []) w.add('file', file)
  const consent = run.def?.consent
  if (consent && !run.consented && !run.consequence && (!consent.when || consent.when(f, ask.input))) return askConsent(run, consent.power, ask.input)
  // what the act says of the matter holds for the clocks it starts and for whomever it gives to
  if (ask.detail !== undefined) f.detail = ask.detail
  // a receipt nobody waits for touches its own row alone: it holds no lock on the matter
  const receipt = run.word === 'read' && run.piece !== null && light(stageOf(f, run.piece), f.answers, run.piece)
  const refused = rule.act(run, ask.input)
  if (refused || receipt) return refused
  const leadsOn = rule.leadsOn?.(run) ?? true
  const stuck = (leadsOn ? effectsOf(run, ask.input) : null) ?? settleState(run, ask.input, leadsOn)
  if (stuck) return stuck
  dropPointless(run)
  if (ask.detail !== undefined) w.details.push({ desk: ask.desk.key, matter: f.matter.id, detail: ask.detail })
  const known = w.world.matters.get(f.matter.id)?.matter.version ?? 0
  if ((ask.detail !== undefined || before !== header(f)) && f.matter.version === known) w.change('matter', f.matter, { version: known + 1 })
  const next = leadsOn ? run.def?.then?.(f, ask.input) : null
  if (next) w.queue.push({ matter: f.matter.id, move: next.move, input: next.input, actor: run.actor, consented: true, depth: run.depth + 1 })
  return null
}

/**
 * Decides one act: the move asked for, and every move that follows from it.
 * @returns what `write` needs, or the first refusal; a refusal anywhere refuses the whole act
 */
export function decide(world: World, ask: Ask, ground: Ground, desks: DeclaredDesks): Effects | Refusal {
  const w = openWork(world, ground)
  const no = act(w, ask, desks)
  return no ?? w.effects(ask.matter)
}

/** Whoever registers: the person at the desk, or for what arrives by itself the holder of the receiving post at that minute (standing duty). */
function registrar(w: Work, ask: Ask): { actor: PersonId; input: Input } | Refusal {
  if (ask.who.system !== true) return { actor: ask.who.person, input: ask.input }
  const post = postByKey(w.world.office, ask.desk.duty, w.ground.now)?.post
  const actor = post ? holdersOf(w.world.office, post, w.ground.now)[0] : undefined
  if (!post || !actor) return refuse('kernel.no-receiver', { unit: ask.desk.duty, post: ask.desk.duty })
  return { actor, input: { ...ask.input, unit: w.world.office.posts.get(post)?.unit } }
}
function register(w: Work, ask: Ask): Refusal | null {
  const first = registrar(w, ask)
  if (isRefusal(first)) return first
  const { actor, input } = first
  const bare = { w, f: undefined as never, desk: ask.desk, name: 'register', def: null, word: 'register' as const, piece: null, at: w.ground.now, recorded: null }
  return words.register.act(
    { ...bare, actor, right: actor, consented: false, consequence: false, depth: 0 },
    { ...input, matter: ask.matter, detail: ask.detail, files: ask.files ?? [] },
  )
}

/** The last opinion is given, the last answer read, and nobody else holds it: it comes back to its owner. */
function comeBack(w: Work, f: Case, lead: AssignmentRow, desks: DeclaredDesks): void {
  w.change('assignment', lead, { state: 'open' })
  const desk = desks.get(f.matter.desk)?.desk
  if (desk && lead.person && lead.person !== w.step().actor) w.notify('woken', lead.person, f.matter.id, desk, { piece: lead.id, role: lead.role })
}

/** A part that has ended leaves its whole with one fewer; where nobody else holds the whole, it comes back to its owner, on its own record (promise 1). */
function partEnded(w: Work, id: MatterId, desks: DeclaredDesks): void {
  const [part, was] = [w.open(id), w.world.matters.get(id)?.matter.phase]
  const whole = part?.matter.part_of ? w.open(part.matter.part_of) : null
  if (!part || !whole || isOpenPhase(part.matter.phase) || was === undefined || !isOpenPhase(was)) return
  whole.openParts -= 1
  const lead = leadOf(whole)
  if (lead?.state !== 'waiting' || !nobodyHolds(whole, (other) => w.open(other))) return
  const { at, actor } = w.step()
  w.begin({ matter: whole.matter.id, move: 'partEnded', at, actor, holder: lead.id, recorded_by: null, evidence: null, undoes: null, said: {}, v: 1 })
  comeBack(w, whole, lead, desks)
}

/**
 * The same on a working copy already open.
 * @returns the first refusal; `kernel.nobody-holds` where somebody would tick off what is to be done by another word (promise 1)
 */
export function act(w: Work, ask: Ask, desks: DeclaredDesks): Refusal | null {
  if (ask.move === 'register') {
    const no = register(w, ask)
    if (no) return no
  } else {
    const f = w.open(ask.matter)
    if (!f || f.matter.desk !== ask.desk.key) return notFound()
    const first = one(w, f, ask, { consented: false, consequence: false, depth: 0 })
    if (first) return first
  }
  for (let q = w.queue.shift(); q; q = w.queue.shift()) {
    if (q.depth > maxDepth) return refuse('kernel.too-deep', { move: q.move })
    const g = w.open(q.matter)
    const desk = g ? desks.get(g.matter.desk)?.desk : undefined
    if (!g || !desk) return notFound()
    const input = { ...q.input, matter: q.matter }
    const again = one(w, g, { desk, move: q.move, input, who: { person: q.actor }, matter: q.matter }, { consented: q.consented, consequence: true, depth: q.depth })
    if (again) return again
  }
  for (const id of w.touched) {
    const f = w.open(id)
    const was = w.world.matters.get(id)?.matter.phase
    if (f && !isOpenPhase(f.matter.phase) && (was === undefined || isOpenPhase(was))) w.frozen.push(freeze(f, w.world.office, w.step().at))
    if (!f || !nobodyHolds(f, (other) => w.open(other))) continue
    const lead = leadOf(f)
    const ticked = moveOf(ask.desk, ask.move)?.word === 'done'
    if (ticked || lead?.state !== 'waiting' || w.step().matter !== id) return refuse('kernel.nobody-holds', { number: f.matter.number }, 409)
    comeBack(w, f, lead, desks)
  }
  for (const id of [...w.touched]) partEnded(w, id, desks)
  return null
}
