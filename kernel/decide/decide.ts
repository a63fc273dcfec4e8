/**
 * decide(facts, move, input, who, now) → Effects | Refusal. Pure: no clock, no database, no chance of its own.
 * The move algorithm of architecture §2, steps 5 to 17; `write` does the rest and knows no rules.
 */
import type { DeclaredDesks, Desk } from '../desk.ts'
import type { AssignmentId, MatterId, NoteId, PersonId } from '../ids.ts'
import { openWords, type Word, wordNames } from '../lifecycle/define.ts'
import { words } from '../moves/words.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { DAY, type Instant, millis } from '../time.ts'
import { askConsent } from './consent.ts'
import { effectsOf } from './effects.ts'
import type { Effects, Ground, OnPiece, Recorded, Who, World } from './facts.ts'
import { hasPower } from './office.ts'
import { rightOn, seesMatter } from './rights.ts'
import type { AssignmentRow } from './rows.ts'
import { type AnyMove, draftNo, type Input, isOpenPhase, type Run, unended, type WordRule } from './run.ts'
import { settleState } from './state.ts'
import { type Case, openWork, type Work } from './work.ts'

export interface Ask {
  readonly desk: Desk
  readonly move: string
  readonly input: Input
  readonly who: Who
  readonly matter: MatterId
  readonly detail?: unknown
}
export const notFound = (): Refusal => refuse('kernel.not-found', {}, 404)
const maxDepth = 10

/** The move as the desk declares it, the word it is, and that word's rule; null = the desk does not know it. */
export function moveOf(desk: Desk, name: string): { def: AnyMove | null; word: Word | null; rule: WordRule } | null {
  const def = (desk.lifecycle.moves[name] as AnyMove | undefined) ?? null
  const word = def?.word ?? wordNames.find((w) => w === name) ?? null
  if (!def && (word === null || !(openWords.includes(word) || word === 'startRoute' || word === 'answerThrough'))) return null
  const rule = word ? words[word] : desksOwn
  return { def, word, rule }
}
/** A desk's own move without a word: its rows come from its effects. */
const desksOwn: WordRule = { on: 'held', act: () => null }

interface Permit {
  readonly run: Run
  readonly rule: WordRule
}

/** Steps 5 to 9: visible, legal in this state, the piece and the right, power, needs. `input` null when `may` asks. */
export function permit(
  w: Work,
  f: Case,
  ask: Omit<Ask, 'input'> & {
    input: Input | null
    piece: AssignmentId | null
    consented: boolean
    consequence: boolean
    depth: number
    recorded: Recorded | null
    at: Instant
    seen?: boolean
  },
): Permit | Refusal {
  const { office } = w.world
  const actor = ask.recorded?.actor ?? ask.who.person
  const move = moveOf(ask.desk, ask.move)
  if (!move) return refuse('kernel.unknown-move', { move: ask.move }, 404)
  const { def, word, rule } = move
  const free = ask.consequence || ask.who.system === true
  const seen = ask.seen === true || free || ask.consented
  if (!seen && !seesMatter(office, f, ask.who.person, ask.at)) return notFound()
  if (!seen && ask.recorded && !seesMatter(office, f, actor, ask.at)) return notFound()
  if (def ? !def.from.includes(f.matter.state) : !isOpenPhase(f.matter.phase) && word !== 'read' && word !== 'object') {
    return refuse('kernel.not-in-this-state', { move: ask.move, state: f.matter.state, desk: ask.desk.key }, 409)
  }
  const power = def ? `${ask.desk.key}.${def.power}` : null
  const base = {
    w,
    f,
    desk: ask.desk,
    name: ask.move,
    def,
    word,
    actor,
    at: ask.at,
    recorded: ask.recorded,
    consented: ask.consented,
    consequence: ask.consequence,
    depth: ask.depth,
  }
  const found =
    free || ask.consented || rule.on === 'none'
      ? { piece: f.assignments.find((a) => a.id === ask.piece) ?? null, right: actor }
      : findPiece(w, f, rule, def, power, actor, ask.piece, ask.at)
  if (isRefusal(found)) return found
  const run: Run = { ...base, ...found }
  if (power && !free && !ask.consented && !hasPower(office, run.right, power, ask.at) && !hasPower(office, actor, power, ask.at))
    return refuse('kernel.no-power', { power, move: ask.move }, 403)
  for (const need of def?.needs ?? []) {
    const answer = ask.desk.lifecycle.needs[need]?.(f as never, ask.input)
    if (typeof answer === 'string') return refuse(answer, { move: ask.move })
  }
  const no = rule.can?.(run)
  return no ?? { run, rule }
}

/** Does a piece fit what the move is done on? */
function fits(rule: WordRule, a: AssignmentRow): boolean {
  if (!unended(a)) return false
  switch (rule.on) {
    case 'lead':
      return a.lead && a.kind === 'do'
    case 'do':
      return a.kind === 'do'
    case 'say':
      return a.kind === 'say'
    case 'read':
      return a.kind === 'read'
    default:
      return true
  }
}

function findPiece(
  w: Work,
  f: Case,
  rule: WordRule,
  def: AnyMove | null,
  power: string | null,
  actor: PersonId,
  named: AssignmentId | null,
  at: Instant,
): { piece: AssignmentRow | null; right: PersonId } | Refusal {
  const { office } = w.world
  if (named) {
    const piece = f.assignments.find((a) => a.id === named)
    if (!piece) return refuse('kernel.no-such-piece', {}, 404)
    const right = rightOn(office, f, actor, piece, power, def?.anyone === true, at)
    if (!unended(piece))
      return right === null && piece.person !== actor
        ? notYours()
        : refuse('kernel.already-done', { by: office.persons.get(piece.acted_by ?? piece.given_by)?.name ?? '', at: piece.ended_at, ending: piece.ending }, 409)
    if (right === null) return notYours()
    if (!fits(rule, piece)) return refuse('kernel.wrong-piece', { kind: piece.kind, move: def ? '' : '' })
    if (piece.state === 'waiting' && rule.on !== 'any') return refuse('kernel.piece-waits', {}, 409)
    return { piece, right }
  }
  const mine = f.assignments
    .filter((a) => fits(rule, a))
    .map((piece) => ({ piece, right: rightOn(office, f, actor, piece, power, def?.anyone === true, at) }))
    .filter((x): x is { piece: AssignmentRow; right: PersonId } => x.right !== null)
  const open = mine.find((x) => x.piece.state === 'open') ?? (rule.on === 'any' ? mine[0] : undefined)
  if (open) return open
  if (mine.length > 0 && rule.on !== 'any') return refuse('kernel.piece-waits', {}, 409)
  if (def?.anyone || rule.on === 'any') return power === null || hasPower(office, actor, power, at) ? { piece: null, right: actor } : notYours()
  return notYours()
}
const notYours = (): Refusal => refuse('kernel.not-yours', {}, 403)

/** Another hand enters it (代录): its own power, the order of time, a reason when late. */
function recordedOk(w: Work, f: Case, desk: Desk, who: Who, r: Recorded): Refusal | null {
  if (r.actor === who.person) return refuse('kernel.recorded-self')
  if (!w.world.office.persons.has(r.actor)) return refuse('kernel.unknown-holder')
  if (!hasPower(w.world.office, who.person, `${desk.key}.record`, w.ground.now)) return refuse('kernel.no-power', { power: `${desk.key}.record`, move: 'record' }, 403)
  if (r.evidence === null && r.relay === null) return refuse('kernel.recorded-without-ground')
  if (r.at > w.ground.now) return refuse('kernel.recorded-in-future', { at: r.at })
  const last = f.events[0]?.at ?? f.matter.registered_at
  if (r.at < last) return refuse('kernel.recorded-before', { at: r.at, last }, 409)
  if (millis(w.ground.now) - millis(r.at) > DAY && r.late === null) return refuse('kernel.recorded-late')
  return null
}

/** Step 9: what was judged must still be there. */
function stale(f: Case, def: AnyMove | null, on: Partial<OnPiece>): Refusal | null {
  if (def?.judges === 'version' && on.version !== undefined && on.version !== f.matter.version) return refuse('kernel.stale', { version: f.matter.version, yours: on.version }, 409)
  const no = draftNo(f)
  if (on.draft !== undefined && no !== null && on.draft !== no) return refuse('kernel.stale-draft', { draft: no, yours: on.draft }, 409)
  if (def?.judges === 'version' && on.version === undefined) return refuse('kernel.version-missing')
  return null
}

function one(w: Work, f: Case, ask: Ask, deep: { consented: boolean; consequence: boolean; depth: number }): Refusal | null {
  const on = ask.input as Partial<OnPiece>
  const recorded = deep.consented || deep.consequence ? null : (on.recorded ?? null)
  if (recorded) {
    const no = recordedOk(w, f, ask.desk, ask.who, recorded)
    if (no) return no
  }
  const at = recorded?.at ?? w.ground.now
  const allowed = permit(w, f, { ...ask, piece: on.piece ?? null, ...deep, recorded, at })
  if (isRefusal(allowed)) return allowed
  const { run, rule } = allowed
  if (!deep.consented && !deep.consequence) {
    const no = stale(f, run.def, on)
    if (no) return no
  }
  const header = JSON.stringify([f.matter.state, f.matter.phase, f.matter.owner_person, f.matter.owner_unit, f.matter.round, f.drafts.length, f.matter.title])
  w.begin({
    matter: f.matter.id,
    move: run.name,
    at,
    actor: run.actor,
    holder: run.piece?.id ?? null,
    recorded_by: recorded ? ask.who.person : null,
    evidence: recorded?.evidence ?? null,
    undoes: null,
    said: {
      was: { state: f.matter.state, phase: f.matter.phase, owner_unit: f.matter.owner_unit, owner_person: f.matter.owner_person },
      ...(run.right === run.actor ? {} : { for: run.right }),
      ...(recorded?.late ? { late: true } : {}),
      ...(ask.who.system ? { system: true } : {}),
    },
    v: run.def?.v ?? 1,
  })
  if (recorded?.relay) {
    const salt = w.ground.ids.salt()
    w.add('note', {
      id: w.ground.ids.next<NoteId>(),
      matter_id: f.matter.id,
      act_id: w.ground.act,
      kind: 'relay',
      text: [recorded.relay, recorded.late].filter(Boolean).join('；'),
      text_salt: salt,
    })
  }
  const consent = run.def?.consent
  if (consent && !run.consented && !run.consequence && (!consent.when || consent.when(f, ask.input))) return askConsent(run, consent.power, ask.input)
  const no = rule.act(run, ask.input) ?? effectsOf(run, ask.input) ?? settleState(run, ask.input)
  if (no) return no
  if (ask.detail !== undefined) w.details.push({ desk: ask.desk.key, matter: f.matter.id, detail: ask.detail })
  if (
    ask.detail !== undefined ||
    header !== JSON.stringify([f.matter.state, f.matter.phase, f.matter.owner_person, f.matter.owner_unit, f.matter.round, f.drafts.length, f.matter.title])
  ) {
    if (f.matter.version === (w.world.matters.get(f.matter.id)?.matter.version ?? 0)) w.change('matter', f.matter, { version: f.matter.version + 1 })
  }
  const next = run.def?.then?.(f, ask.input)
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

/** The same on a working copy already open (bulk import decides many moves over one). */
export function act(w: Work, ask: Ask, desks: DeclaredDesks): Refusal | null {
  if (ask.move === 'register')
    return words.register.act(
      {
        w,
        f: undefined as never,
        desk: ask.desk,
        name: 'register',
        def: null,
        word: 'register',
        piece: null,
        actor: ask.who.person,
        right: ask.who.person,
        at: w.ground.now,
        recorded: null,
        consented: false,
        consequence: false,
        depth: 0,
      },
      { ...ask.input, matter: ask.matter, detail: ask.detail },
    )
  const f = w.open(ask.matter)
  if (!f || f.matter.desk !== ask.desk.key) return notFound()
  const first = one(w, f, ask, { consented: false, consequence: false, depth: 0 })
  if (first) return first
  for (let q = w.queue.shift(); q; q = w.queue.shift()) {
    if (q.depth > maxDepth) return refuse('kernel.too-deep', { move: q.move })
    const g = w.open(q.matter)
    const desk = g ? desks.get(g.matter.desk)?.desk : undefined
    if (!g || !desk) return notFound()
    const again = one(
      w,
      g,
      { desk, move: q.move, input: { ...q.input, matter: q.matter }, who: { person: q.actor }, matter: q.matter },
      { consented: q.consented, consequence: true, depth: q.depth },
    )
    if (again) return again
  }
  return null
}
