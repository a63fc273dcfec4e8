/** permit: steps 5 to 8 of the move algorithm: seen, legal in this state, on which piece and in whose right, power, needs. What `may` reports. */
import type { Desk } from '../desk.ts'
import type { AssignmentId, MatterId, PersonId } from '../ids.ts'
import { openWords, type Word, wordNames } from '../lifecycle/define.ts'
import { words } from '../moves/words.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import type { Recorded, Who } from './facts.ts'
import { hasPower } from './office.ts'
import { rightsOf, rightsOn, seesMatter } from './rights.ts'
import type { AssignmentRow } from './rows.ts'
import { type AnyMove, type Input, isOpenPhase, type Run, unended, type WordRule } from './run.ts'
import type { Case, Work } from './work.ts'

/** Unknown, of another desk, or not his to see: one answer for all three (invariant 14). */
export const notFound = (): Refusal => refuse('kernel.not-found', {}, 404)
const notYours = (): Refusal => refuse('kernel.not-yours', {}, 403)
/** Words the kernel itself fires or opens on every desk, declared or not. */
const always: readonly Word[] = [...openWords, 'startRoute', 'answerThrough', 'letKnow']
/** A desk's own move without a word: its rows come from its effects. */
const desksOwn: WordRule = { on: 'held', act: () => null }

/** The move as the desk declares it, the word it is, and that word's rule; null = the desk does not know it. */
export function moveOf(desk: Desk, name: string): { def: AnyMove | null; word: Word | null; rule: WordRule } | null {
  const def = Object.hasOwn(desk.lifecycle.moves, name) ? (desk.lifecycle.moves[name] as AnyMove) : null
  const word = def?.word ?? wordNames.find((w) => w === name) ?? null
  if (!def && (word === null || !always.includes(word))) return null
  return { def, word, rule: word ? words[word] : desksOwn }
}

/** A move asked for, or asked about. */
export interface Asked {
  readonly desk: Desk
  readonly move: string
  /** null when `may` asks. */
  readonly input: Input | null
  readonly who: Who
  readonly matter: MatterId
  readonly piece: AssignmentId | null
  readonly consented: boolean
  readonly consequence: boolean
  readonly depth: number
  readonly recorded: Recorded | null
  readonly at: Instant
  /** Known to be seen: `may` asked once for all moves. */
  readonly seen?: boolean
}
/** Yes: the move ready to run on its piece, in somebody's right. */
export interface Permit {
  readonly run: Run
  readonly rule: WordRule
}
interface Place {
  readonly piece: AssignmentRow | null
  readonly right: PersonId
}

/**
 * May this be done, on which piece, in whose right? Of several pieces the first on which it can be done.
 * @returns Refusal `kernel.unknown-move`, `kernel.not-found`, `kernel.not-in-this-state`, `kernel.not-yours`, `kernel.no-power`, `kernel.piece-waits`,
 * `kernel.already-done` (by whom), a need's code, or what the word itself says
 */
export function permit(w: Work, f: Case, ask: Asked): Permit | Refusal {
  const { office } = w.world
  const actor = ask.recorded?.actor ?? ask.who.person
  const move = moveOf(ask.desk, ask.move)
  if (!move) return refuse('kernel.unknown-move', { move: ask.move }, 404)
  const free = ask.consequence || ask.who.system === true
  if (!free && ask.seen !== true && ![ask.who.person, actor].every((p) => seesMatter(office, f, p, ask.at))) return notFound()
  const places = free || move.rule.on === 'none' ? [fixed(w, f, ask, actor, move.def)] : placesOf(w, f, ask, actor, move)
  if (isRefusal(places)) return places
  let first: Refusal | null = null
  for (const place of places) {
    const answer = isRefusal(place) ? place : onPlace(w, f, ask, actor, free, move, place)
    if (!isRefusal(answer)) return answer
    first ??= answer
  }
  return first ?? notYours()
}

/** A helper's or an errand's acceptance or refusal is between him and who asked: no state, and no power where he is named. What a rule gave is not refused. */
const betweenTwo = (word: Word | null, piece: AssignmentRow | null): boolean =>
  (word === 'accept' || word === 'refuse') && piece !== null && !piece.lead && piece.from_assignment !== null
const notInState = (f: Case, ask: Asked): Refusal => refuse('kernel.not-in-this-state', { move: ask.move, state: f.matter.state, desk: ask.desk.key }, 409)
const legal = (f: Case, def: AnyMove | null, word: Word | null): boolean =>
  def ? def.from.includes(f.matter.state) : isOpenPhase(f.matter.phase) || word === 'read' || word === 'object'

function onPlace(w: Work, f: Case, ask: Asked, actor: PersonId, free: boolean, move: NonNullable<ReturnType<typeof moveOf>>, { piece, right }: Place): Permit | Refusal {
  const two = betweenTwo(move.word, piece)
  const def = two ? null : move.def
  if (!legal(f, def, move.word)) return notInState(f, ask)
  const power = move.def && !(two && piece?.person) ? `${ask.desk.key}.${move.def.power}` : null
  if (power && !free && !hasPower(w.world.office, right, power, ask.at)) return refuse('kernel.no-power', { power, move: ask.move }, 403)
  for (const need of def?.needs ?? []) {
    const answer = ask.desk.lifecycle.needs[need]?.(f as never, ask.input)
    if (typeof answer === 'string') return refuse(answer, { move: ask.move })
  }
  const { consented, consequence, depth, recorded, at } = ask
  const run: Run = { w, f, desk: ask.desk, name: ask.move, def, word: move.word, piece, actor, right, at, recorded, consented, consequence, depth }
  return move.rule.can?.(run) ?? { run, rule: move.rule }
}

/** No piece to be found: a consequence on the piece it names, in the right of its holder; or a move that needs none, in the right of whoever has the power. */
function fixed(w: Work, f: Case, ask: Asked, actor: PersonId, def: AnyMove | null): Place | Refusal {
  const piece = f.assignments.find((a) => a.id === ask.piece) ?? null
  if (ask.consented || ask.consequence || ask.who.system) return { piece, right: (piece && unended(piece) ? piece.person : null) ?? actor }
  return { piece: null, right: lender(w, f, ask, actor, def) ?? actor }
}
/** Himself, or a principal of his, with the power the move needs. */
const lender = (w: Work, f: Case, ask: Asked, actor: PersonId, def: AnyMove | null): PersonId | undefined =>
  rightsOf(w.world.office, f, actor, ask.at).find((p) => !def || hasPower(w.world.office, p, `${ask.desk.key}.${def.power}`, ask.at))

/** Does a piece fit what the move is done on? */
function fits(on: WordRule['on'], a: AssignmentRow): boolean {
  if (!unended(a)) return false
  if (on === 'lead') return a.lead && a.kind === 'do'
  if (on === 'do' || on === 'say' || on === 'read') return a.kind === on
  return true
}

/** Every piece it could be done on, the likeliest first; named: that one and no other. */
function placesOf(w: Work, f: Case, ask: Asked, actor: PersonId, move: NonNullable<ReturnType<typeof moveOf>>): readonly (Place | Refusal)[] | Refusal {
  const { office } = w.world
  const { def, word, rule } = move
  const power = def ? `${ask.desk.key}.${def.power}` : null
  const lenders = rightsOf(office, f, actor, ask.at)
  const rights = (piece: AssignmentRow) => rightsOn(office, lenders, piece, power, def?.anyone === true, ask.at)
  if (ask.piece) {
    const piece = f.assignments.find((a) => a.id === ask.piece)
    if (!piece) return refuse('kernel.no-such-piece', {}, 404)
    const own = rights(piece)
    if (!unended(piece))
      return own.length === 0 && piece.person !== actor
        ? notYours()
        : refuse('kernel.already-done', { by: office.persons.get(piece.acted_by ?? piece.given_by)?.name ?? '', at: piece.ended_at, ending: piece.ending }, 409)
    if (own.length === 0) return notYours()
    if (!fits(rule.on, piece)) return refuse('kernel.wrong-piece', { kind: piece.kind })
    if (piece.state === 'waiting' && rule.on !== 'any') return legal(f, def, word) ? refuse('kernel.piece-waits', {}, 409) : notInState(f, ask)
    return own.map((right) => ({ piece, right }))
  }
  const mine = f.assignments.filter((piece) => fits(rule.on, piece)).flatMap((piece) => rights(piece).map((right) => ({ piece, right })))
  const named = ({ piece }: { piece: AssignmentRow }) => Number(piece.role === ask.move || piece.role === word)
  const open = mine.filter((x) => x.piece.state === 'open').sort((a, b) => named(b) - named(a))
  const rest = rule.on === 'any' ? mine.filter((x) => x.piece.state !== 'open') : []
  const none = def?.anyone || rule.on === 'any' ? lender(w, f, ask, actor, def) : undefined
  const places: Place[] = [...open, ...rest, ...(none ? [{ piece: null, right: none }] : [])]
  if (places.length > 0) return places
  if (!legal(f, def, word)) return notInState(f, ask)
  return mine.length > 0 ? refuse('kernel.piece-waits', {}, 409) : notYours()
}
