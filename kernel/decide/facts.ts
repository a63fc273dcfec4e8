/** What a rule may look at, and what it may answer. All plain data: loaded by `write/load.ts`, or made by a test in memory. */

import type { Calendar } from '../clock/workdays.ts'
import type { ActId, AssignmentId, FileId, Ids, MatterId, PersonId } from '../ids.ts'
import type { Rules } from '../rules/in-force.ts'
import type { Instant } from '../time.ts'
import type { Office } from './office.ts'
import type { AnswerRow, AssignmentRow, Change, ClockRow, DraftRow, FileRow, LinkRow, MatterRow, NoteRow, PauseRow, RecusalRow, ReportRow, RoundRow, StageRow } from './rows.ts'

/** Everything about one matter, all rows of all rounds (a matter has tens of rows, not thousands). */
export interface MatterFacts<D = unknown> {
  readonly matter: MatterRow
  readonly rounds: readonly RoundRow[]
  readonly reports: readonly ReportRow[]
  readonly stages: readonly StageRow[]
  readonly assignments: readonly AssignmentRow[]
  readonly clocks: readonly ClockRow[]
  readonly pauses: readonly PauseRow[]
  readonly answers: readonly AnswerRow[]
  readonly drafts: readonly DraftRow[]
  /** Links from or to this matter that have not ended. */
  readonly links: readonly LinkRow[]
  readonly recusals: readonly RecusalRow[]
  readonly notes: readonly NoteRow[]
  readonly files: readonly FileRow[]
  /** Number of parts (part_of = this) in an open phase. */
  readonly openParts: number
  /** The newest events of this matter, newest first (at most 20): what take-back and late entries look at. */
  readonly events: readonly EventFact[]
  /** The desk's own row. */
  readonly detail: D
}
/** One event of the matter as rules may look at it. */
export interface EventFact {
  readonly id: number
  readonly act_id: ActId
  readonly move: string
  readonly at: Instant
  readonly actor: PersonId
  readonly holder: AssignmentId | null
  readonly undoes: ActId | null
  readonly said: unknown
  readonly effects: readonly Change[]
}
/** The matters one act may touch, and the office as it stands. */
export interface World {
  readonly matters: ReadonlyMap<MatterId, MatterFacts>
  readonly office: Office
  readonly calendar: Calendar
  readonly routes: ReadonlyMap<string, RouteVersion>
  /** What the office has changed of clocks, dictionaries and quotas, version by version. */
  readonly rules: Rules
}
/** One published version of a route (办理路线); it never changes. */
export interface RouteVersion {
  readonly key: string
  readonly version: number
  readonly steps: readonly RouteStep[]
  /** Since when it may be started. */
  readonly from_at: Instant
}
/** One step: what is asked, of whom, how many must end well. */
export interface RouteStep {
  readonly role: string
  readonly kind: 'do' | 'say' | 'read'
  readonly pace: 'together' | 'in_turn'
  readonly need: number | null
  readonly who: readonly RouteWho[]
  /** Fired when the step has ended well; else the next step opens. */
  readonly move?: string
}
/** Whom a step goes to; resolved by `route/who.ts`. */
export type RouteWho =
  | { readonly head: 'owner' | 'asker' }
  | { readonly post: string }
  | { readonly charge: 'owner' }
  | { readonly unit: string }
  | { readonly person: string }
  | { readonly chosen: string }

/** Who acts, taken from the session once. */
export interface Who {
  readonly person: PersonId
  /** The system itself (sealer, scheduler, sweeper) acting for the standing duty post. */
  readonly system?: true
  /** 凭码链接 it came by (decision 0029), and in words for the record through whom. */
  readonly ticket?: { readonly id: string; readonly words: string }
}
/** Another hand entered the decision (代录): the person named decided, `who` recorded. */
export interface Recorded {
  /** Who decided. */
  readonly actor: PersonId
  /** When it happened. */
  readonly at: Instant
  readonly evidence: FileId | null
  /** 口头、电话 and who relayed it. */
  readonly relay: string | null
  /** 补录: why it is entered more than one working day late. */
  readonly late: string | null
}
/** What every act on a matter carries. */
export interface OnPiece {
  readonly matter: MatterId
  readonly piece: AssignmentId | null
  readonly version?: number | undefined
  readonly draft?: number | undefined
  readonly recorded?: Recorded | undefined
}
/** Time, ids, salts: the ground a pure rule stands on. */
export interface Ground {
  readonly now: Instant
  readonly act: ActId
  readonly ids: Ids
}
/** One event. `rows` are the after-images this step left. */
export interface Step {
  readonly matter: MatterId
  readonly move: string
  readonly at: Instant
  readonly actor: PersonId
  readonly holder: AssignmentId | null
  readonly recorded_by: PersonId | null
  readonly evidence: FileId | null
  readonly undoes: ActId | null
  readonly said: Readonly<Record<string, unknown>>
  readonly v: number
  readonly rows: readonly Change[]
}
/** A notice to one person: ids only, no personal text (invariant 18). */
export interface Notice {
  readonly kind: string
  readonly to: PersonId
  /** One notice per person and key; a later one replaces an unsent earlier one. */
  readonly key: string
  readonly payload: Readonly<Record<string, string | number | null>>
  readonly dueAt: Instant
}
/** What `decide` answers: everything `write` needs, nothing it must think about. */
export interface Effects {
  readonly act: ActId
  readonly matter: MatterId
  readonly steps: readonly Step[]
  /** The final row per (table, key). */
  readonly changes: readonly Change[]
  readonly notices: readonly Notice[]
  /** Numbers to take, last of all: by series name and year; the taker writes `matter.number`. */
  readonly numbers: readonly { readonly matter: MatterId; readonly series: string; readonly pattern: string; readonly year: number }[]
  /** New values of desk rows to `save`, keyed by matter. */
  readonly details: readonly { readonly desk: string; readonly matter: MatterId; readonly detail: unknown }[]
  /** Texts erased by law; the desk drops its own copies. */
  readonly erased: readonly Erased[]
  /** Rounds that end here, as they read on the day. */
  readonly frozen: readonly Frozen[]
}
/** 依法删除: one text. Of a desk's own, `table` is the desk and `detail` what is left of its fields. */
export interface Erased {
  readonly desk: string
  readonly matter: MatterId
  readonly table: string
  readonly column: string
  readonly detail?: unknown
}
/** What people, units and pieces were called, by id. */
export interface Names {
  readonly units: Readonly<Record<string, string>>
  readonly persons: Readonly<Record<string, string>>
  readonly posts: Readonly<Record<string, string>>
  /** Title in which a piece was held or acted on, by piece. */
  readonly titles: Readonly<Record<string, string>>
}
/** 办结留存: one round of a matter as it ended. */
export interface Frozen {
  readonly matter: MatterId
  readonly round: number
  readonly at: Instant
  readonly body: { readonly names: Names } & Readonly<Record<string, unknown>>
}
