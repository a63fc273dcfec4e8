/** Plays random acts in memory and asks every invariant after each. Test support; the database has `trial/run-database.ts`. */
import type { Effects, MatterFacts } from '../decide/facts.ts'
import { broken, brokenBy, standsAs, unseated, type Violation } from '../decide/invariants.ts'
import type { DeclaredDesks, Desk } from '../desk.ts'
import type { ActId, MatterId } from '../ids.ts'
import { isRefusal } from '../refusal.ts'
import type { MemoryOffice } from './memory.ts'
import { chance, marker, type Played, play } from './play.ts'
import { resettleAtRandom } from './resettle.ts'

export interface Tally {
  acts: number
  refused: number
  readonly moves: Map<string, number>
  readonly codes: Map<string, number>
}
export const tally = (): Tally => ({ acts: 0, refused: 0, moves: new Map(), codes: new Map() })
export const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1)

export class Broken extends Error {
  readonly violations: readonly Violation[]
  constructor(violations: readonly Violation[], trail: readonly string[]) {
    super(`${violations.map((v) => `invariant ${v.invariant}: ${v.what} (${v.matter.slice(-6)})`).join('; ')}\n  ${trail.slice(-25).join('\n  ')}`)
    this.violations = violations
  }
}
/** Refusals that mean the rules contradict themselves. `kernel.nobody-holds` is a plain no only to 办毕 of what a rule gave: the reply is sent, not ticked off. */
const ours = (code: string, move: string): boolean => code === 'kernel.too-deep' || (code === 'kernel.nobody-holds' && move !== 'done')

/** Texts nobody may find where only ids and keys belong (invariant 18). */
export function leaks(effects: Effects): Violation[] {
  const stages = effects.changes.flatMap((c) => (c.table === 'stage' ? [c.row.asks, c.row.next] : []))
  const plain = effects.changes.flatMap((c): unknown[] => (c.table === 'answer' ? [c.row.ground] : c.table === 'draft' ? [c.row.reason] : c.table === 'clock' ? [c.row] : []))
  const told = JSON.stringify([effects.steps.map((s) => [s.said, s.move]), effects.notices, stages, plain, effects.frozen])
  return told.includes(marker)
    ? [{ invariant: 18, matter: effects.matter, what: `personal text outside its column: ${told.slice(Math.max(0, told.indexOf(marker) - 80), told.indexOf(marker) + 20)}` }]
    : []
}

/** One act of the random hand in memory, with every invariant asked. @throws Broken */
export function stepInMemory(office: MemoryOffice, seed: number, seen: Tally, trail: string[], undo: Map<MatterId, { act: ActId; stood: string; person: string }>): void {
  const desks: DeclaredDesks = new Map([[office.desk.key, { desk: office.desk as Desk }]])
  const c = chance(seed ^ 0x5eed)
  if (c.rare(25)) {
    const changed = resettleAtRandom(office, c)
    if (changed === null) return
    count(seen.moves, changed.includes('handed') ? 'handOverPost' : 'reorganise')
    trail.push(changed)
    const wrong = [...broken(office.matters, desks), ...unseated(office.matters, office.office, office.now)]
    if (wrong.length > 0) throw new Broken(wrong, trail)
    return
  }
  const played: Played = play(seed, { world: office.world(), desk: office.desk, now: office.now, ids: office.ids })
  office.pass(played.wait)
  const passed = stalePasses(office, played, c)
  if (passed.length > 0) throw new Broken(passed, trail)
  const before = office.matters
  let done: ReturnType<MemoryOffice['attempt']>
  try {
    done = office.attempt(played.person, played.move, played.input)
  } catch (error) {
    throw new Error(`${trail.slice(-20).join('\n  ')}\n  ${played.move} threw`, { cause: error })
  }
  const name = office.office.persons.get(played.person)?.name ?? played.person
  if (isRefusal(done)) {
    seen.refused++
    count(seen.codes, done.code)
    if (ours(done.code, played.move)) throw new Broken([{ invariant: 1, matter: (played.input.matter ?? '') as MatterId, what: `${played.move} by ${name}: ${done.code}` }], trail)
    return
  }
  seen.acts++
  for (const step of done.steps) count(seen.moves, step.move)
  trail.push(`${name} ${played.move} ${done.matter.slice(-6)} → ${office.see(done.matter).matter.state} [${done.steps.map((s) => s.move).join(',')}]`)
  const touched = new Set([...done.steps.map((s) => s.matter), done.matter])
  const found = [
    ...broken(office.matters, desks, touched),
    ...unseated(new Map([...touched].flatMap((id) => (office.matters.has(id) ? [[id, office.see(id)] as const] : []))), office.office, office.now),
    ...brokenBy(done, before, office.matters, office.office, desks, office.now),
    ...leaks(done),
    ...restored(played, done, before, office, undo),
    ...madeStale(done, before, office),
  ]
  if (found.length > 0) throw new Broken(found, trail)
}

/** 15. The same act from a page that shows another version: a no, and nothing has changed. */
function stalePasses(office: MemoryOffice, { person, move, input }: Played, c: ReturnType<typeof chance>): Violation[] {
  if (office.desk.lifecycle.moves[move]?.judges !== 'version' || typeof input.version !== 'number') return []
  const stood = office.matters
  const told = office.attempt(person, move, { ...input, version: input.version + (c.of([-1, 1, 7]) ?? 1) })
  return isRefusal(told) && office.matters === stood ? [] : [{ invariant: 15, matter: input.matter as MatterId, what: `${move} passes on a version that is not there` }]
}
/** 19. A receipt makes nobody's page stale. */
function madeStale(done: Effects, before: ReadonlyMap<MatterId, MatterFacts>, office: MemoryOffice): Violation[] {
  if (done.steps.some((step) => step.move !== 'read')) return []
  const was = before.get(done.matter)?.matter.version
  return office.see(done.matter).matter.version === was ? [] : [{ invariant: 19, matter: done.matter, what: 'a receipt changed the version' }]
}

/** 13. A take-back straight after the act restores how things stood before it. */
function restored(
  played: Played,
  done: Effects,
  before: ReadonlyMap<MatterId, MatterFacts>,
  office: MemoryOffice,
  undo: Map<MatterId, { act: ActId; stood: string; person: string }>,
): Violation[] {
  const last = undo.get(done.matter)
  const is = office.see(done.matter)
  const undone = done.steps[0]?.undoes
  if (undone) {
    undo.delete(done.matter)
    if (last && last.act === undone && standsAs(is) !== last.stood)
      return [{ invariant: 13, matter: done.matter, what: `take-back does not restore\n    was ${last.stood}\n    is  ${standsAs(is)}` }]
    return []
  }
  for (const step of done.steps) undo.delete(step.matter)
  const was = before.get(done.matter)
  if (was) undo.set(done.matter, { act: done.act, stood: standsAs(was), person: played.person })
  return []
}
