/** One matter of a desk in memory, moved through `decide` alone from Monday 2026-11-23 at nine; an hour passes with each move. No database. */
import { decide } from '../decide/decide.ts'
import type { MatterFacts, World } from '../decide/facts.ts'
import { foldEffects } from '../decide/fold.ts'
import { mayOf } from '../decide/may.ts'
import type { Office } from '../decide/office.ts'
import type { Desk } from '../desk.ts'
import { type ActId, type Ids, type MatterId, makeIds, type PersonId } from '../ids.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { noRules } from '../rules/in-force.ts'
import { addMillis, HOUR, type Instant, instant, millis } from '../time.ts'

export interface Rehearsed<D> {
  now: Instant
  /** Does a move as this person; `detail` in it are the desk's fields. @returns the refusal's code, or 'done' */
  do(person: string, move: string, input?: Readonly<Record<string, unknown>>): string
  facts(): MatterFacts<D>
  state(): string
  may(person: string): ReturnType<typeof mayOf>
}
export interface Stage<D> {
  readonly it: Rehearsed<D>
  readonly ids: Ids
  world(): World
  ground(): { readonly now: Instant; readonly act: ActId; readonly ids: Ids }
}
let seed = 1
/** Not chance at all: the same bytes every run. */
const chance = (n: number): Uint8Array =>
  Uint8Array.from({ length: n }, () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return seed >> 8
  })
let made = 1
/** Nothing is registered yet: the desk's own rehearsal does that first. */
export function openRehearsal<D>(desk: Desk, office: Office): Stage<D> {
  const matter = `00000000-0000-7000-8000-${String(made++).padStart(12, '0')}` as MatterId
  const ids = makeIds(chance, () => millis(it.now))
  let world: World = { matters: new Map(), office, calendar: { days: new Map(), years: new Set([2026]) }, routes: new Map(), rules: noRules }
  const ground = () => ({ now: it.now, act: ids.next<ActId>(), ids })
  const facts = () => world.matters.get(matter) as MatterFacts<D>
  const it: Rehearsed<D> = {
    now: instant('2026-11-23T09:00:00+08:00'),
    do(person, move, input = {}) {
      const { detail, ...told } = input as { detail?: D }
      const version = world.matters.get(matter)?.matter.version
      const said = { matter, piece: null, ...(version ? { version } : {}), ...told }
      const ask = { desk, move, input: said, who: { person: person as PersonId }, matter, ...(detail ? { detail } : {}) }
      const effects = decide(world, ask, ground(), new Map([[desk.key, { desk }]]))
      if (isRefusal(effects)) return (effects as Refusal).code
      world = { ...world, matters: foldEffects(world, effects) }
      it.now = addMillis(it.now, HOUR)
      return 'done'
    },
    facts,
    state: () => facts().matter.state,
    may: (person) => mayOf(world, desk, facts(), { person: person as PersonId }, ground()),
  }
  return { it, ids, world: () => world, ground }
}
