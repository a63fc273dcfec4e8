/** One move under decision: what every word is handed. */
import type { Desk } from '../desk.ts'
import type { PersonId } from '../ids.ts'
import type { MoveDef, Word } from '../lifecycle/define.ts'
import type { Refusal } from '../refusal.ts'
import type { Instant } from '../time.ts'
import type { MatterFacts, Recorded } from './facts.ts'
import type { AssignmentRow, ReportRow, RoundRow } from './rows.ts'
import type { Case, Work } from './work.ts'

/** A move of any desk. */
export type AnyMove = MoveDef<string, string, MatterFacts>
/** One move under decision, as every word is handed it. */
export interface Run {
  readonly w: Work
  readonly f: Case
  readonly desk: Desk
  readonly name: string
  readonly def: AnyMove | null
  readonly word: Word | null
  /** The piece acted on; null for moves that need none. */
  readonly piece: AssignmentRow | null
  /** Who decided. */
  readonly actor: PersonId
  /** In whose right: himself, or the principal he is agent of (代理). */
  readonly right: PersonId
  readonly at: Instant
  readonly recorded: Recorded | null
  /** Agreed by the power asked, or a consequence of a rule: consent and power are not asked again. */
  readonly consented: boolean
  readonly consequence: boolean
  readonly depth: number
}
/** What was typed, parsed by the move's contract. */
export type Input = Readonly<Record<string, unknown>>
/**
 * A word of the office: `can` = what `may` reports before anything is typed; `act` = its rows, or a refusal.
 * `on`: the piece it is done on. `held`: any open piece of one's own; `any`: also a waiting one, or none for who has the power; `none`: no piece.
 */
export interface WordRule<I = Input> {
  readonly on: 'lead' | 'do' | 'say' | 'read' | 'held' | 'any' | 'none'
  readonly can?: (run: Run) => Refusal | null
  readonly act: (run: Run, input: I) => Refusal | null
  /** False after `act`: this was not the whole of it yet, so the move's effects and its state wait (one of several askers answered). */
  readonly leadsOn?: (run: Run) => boolean
}
/** Declares a word; its input is what `moves/inputs.ts` says under the same name. */
export const word = <I>(rule: WordRule<I>): WordRule => rule as unknown as WordRule

/** Registered, assigned, working or reported: somebody still owes something. */
export const isOpenPhase = (phase: string): boolean => phase !== 'closed' && phase !== 'void'
/** Given by a rule or a route, not by a person from his own piece: 拟复, 核稿, 回访, a consent. */
export const byRule = (a: Pick<AssignmentRow, 'lead' | 'from_assignment'>): boolean => !a.lead && a.from_assignment === null
/** Waiting or open. */
export const unended = (a: AssignmentRow): boolean => a.state !== 'ended'
/** The owner's piece: the one accepted, unended lead (invariant 2); null in a closed matter. */
export const leadOf = (f: MatterFacts): AssignmentRow | null => f.assignments.find((a) => a.lead && unended(a) && a.accepted_at !== null) ?? null
/** The round the matter is in. */
export const roundOf = (f: MatterFacts): RoundRow => {
  const round = f.rounds.find((r) => r.no === f.matter.round)
  if (!round) throw new Error(`matter ${f.matter.id} has no round ${f.matter.round}`)
  return round
}
/** The report that stands in this round, if any. */
export const standing = (f: MatterFacts): ReportRow | null => f.reports.find((r) => r.id === roundOf(f).report && r.returned_at === null) ?? null
/** Answers of this round not sent yet, interim ones included. */
export const owed = (f: MatterFacts) => f.answers.filter((a) => a.round === f.matter.round && a.sent_at === null)
/** The stage a piece belongs to. */
export const stageOf = (f: MatterFacts, piece: AssignmentRow) => {
  const stage = f.stages.find((s) => s.id === piece.stage_id)
  if (!stage) throw new Error(`assignment ${piece.id} has no stage`)
  return stage
}
/** Pieces of a stage, in their order. */
export const piecesOf = (f: MatterFacts, stage: string): AssignmentRow[] => f.assignments.filter((a) => a.stage_id === stage).sort((a, b) => a.no - b.no)
/** Number of the newest draft; null before the first. */
export const draftNo = (f: MatterFacts): number | null => f.drafts.reduce<number | null>((n, d) => (n === null || d.no > n ? d.no : n), null)
/** The state of a desk whose phase is this (closed, void): every life cycle has exactly one of each it uses. */
export const stateIn = (desk: Desk, phase: string): string => {
  const found = Object.entries(desk.lifecycle.states).find(([, s]) => s.phase === phase)
  if (!found) throw new Error(`${desk.key} has no state in phase ${phase}`)
  return found[0]
}
