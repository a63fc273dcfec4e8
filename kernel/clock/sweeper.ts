/** The system's own acts on clocks: who does them, and how they are written down. */
import type { DeskRegistry } from '../ctx.ts'
import type { Effects, MatterFacts, Notice, RouteVersion, Who } from '../decide/facts.ts'
import { holdersOf, type Office } from '../decide/office.ts'
import type { AssignmentRow, Change } from '../decide/rows.ts'
import type { ActId, Ids } from '../ids.ts'
import { postByKey } from '../route/who.ts'
import type { Rules } from '../rules/in-force.ts'
import type { Instant } from '../time.ts'
import type { Calendar } from './workdays.ts'

/** What a sweep is handed: the office as it stands, and the desks. */
export interface Sweeper {
  readonly desks: DeskRegistry
  readonly ids: Ids
  readonly office: Office
  readonly calendar: Calendar
  readonly routes: ReadonlyMap<string, RouteVersion>
  readonly rules: Rules
}
export const inRunning = (a: AssignmentRow): boolean => a.state !== 'ended'

/** The system acts for the standing duty post of the desk; while nobody holds it, for the owner. `said.system` marks the event. */
export function systemFor(sweeper: Sweeper, facts: MatterFacts, now: Instant): Who {
  const duty = sweeper.desks.get(facts.matter.desk)?.desk.duty
  const post = duty ? postByKey(sweeper.office, duty, now)?.post : undefined
  return { person: (post && holdersOf(sweeper.office, post, now)[0]) ?? facts.matter.owner_person, system: true }
}

/** One event of one matter: the rows it leaves, and the notices that go with it. */
export function systemEffects(
  sweeper: Sweeper,
  facts: MatterFacts,
  now: Instant,
  move: string,
  said: Readonly<Record<string, unknown>>,
  rows: readonly Change[],
  notices: readonly Notice[] = [],
): Effects {
  const matter = facts.matter.id
  const step = {
    matter,
    move,
    at: now,
    actor: systemFor(sweeper, facts, now).person,
    holder: null,
    recorded_by: null,
    evidence: null,
    undoes: null,
    said: { system: true, ...said },
    v: 1,
    rows,
  }
  return { act: sweeper.ids.next<ActId>(), matter, steps: [step], changes: rows, notices, numbers: [], details: [], erased: [], frozen: [] }
}
