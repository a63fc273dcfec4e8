/**
 * The kernel's rows, exactly as the tables hold them (snake_case; a row is a row everywhere: in rules, in the
 * database, in events). Columns marked ° hold personal text: the text, and a salt beside it; only the salted digest enters history.
 */
import type { ActId, AnswerId, AssignmentId, ClockId, ContactId, FileId, MatterId, NoteId, PauseId, PersonId, PostId, ReportId, StageId, UnitId } from '../ids.ts'
import type { Instant } from '../time.ts'

/** Six phases (architecture §2): given, in work, reported, ended. */
export type Phase = 'registered' | 'assigned' | 'working' | 'reported' | 'closed' | 'void'
/** Who raised it: the public, a superior, a leader of the house, the office itself. */
export type Origin = 'public' | 'superior' | 'assigned' | 'own'
/** do 办 owes work, say 签 an opinion, read 阅 nothing but reading. */
export type Kind = 'do' | 'say' | 'read'
/** Well: done agreed read passed. Otherwise: the rest. */
export type Ending = 'done' | 'agreed' | 'read' | 'passed' | 'disagreed' | 'refused' | 'dropped' | 'taken_back' | 'superseded' | 'not_needed' | 'expired'
/** Written with keys, spoken and taken down, by one's own hand on the pad, or on paper and entered by another hand (代录). */
export type Via = 'typed' | 'dictated' | 'handwritten' | 'recorded'
/** Endings that count as well done. */
export const endedWell: readonly Ending[] = ['done', 'agreed', 'read', 'passed']

/** 事项 */
export interface MatterRow {
  id: MatterId
  desk: string
  /** The office number, 信〔2026〕12号; null only between `decide` and `write`. */
  number: string | null
  title: string | null // °
  title_salt: string | null
  state: string
  phase: Phase
  origin: Origin
  readers: 'units' | 'own' | 'named'
  owner_unit: UnitId
  owner_person: PersonId
  part_of: MatterId | null
  round: number
  urgency: 'normal' | 'urgent' | 'extra'
  version: number
  registered_at: Instant
}
/** 办次: one lap from opening to closing; rows are added, never opened again. */
export interface RoundRow {
  matter_id: MatterId
  no: number
  why: 'registered' | 'reopened'
  opened_at: Instant
  report: ReportId | null
  closed_at: Instant | null
  closed_by: PersonId | null
}
/** 报结: a result stated. One sent back stays, marked returned. */
export interface ReportRow {
  id: ReportId
  matter_id: MatterId
  round: number
  no: number
  at: Instant
  by: PersonId
  result: string
  result_text: string | null // °
  result_text_salt: string | null
  returned_at: Instant | null
  returned_by: PersonId | null
}
/**
 * What a stage does when it has what it needs: fire a move, open the next route step (with the people chosen for later steps:
 * place → unit, post or person), or nothing.
 */
export type StageNext = { move: string; input?: unknown } | { step: number; chosen?: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> } | null
/** 环节: one round of hands inside a matter. */
export interface StageRow {
  id: StageId
  matter_id: MatterId
  no: number
  kind: Kind
  role: string
  pace: 'together' | 'in_turn' | 'escalate'
  /** How many must end well; null = all. */
  need: number | null
  blocks: boolean
  covers: 'current' | 'any'
  /** The assignment that waits for this stage and wakes when it ends. */
  wakes: AssignmentId | null
  /** Accepting ends the giver `passed` and moves ownership; refusing wakes the giver. */
  custody: boolean
  /** Consent: agreed → this move runs in the same transaction, as the asker's act. */
  asks: { move: string; input: unknown; by: PersonId; piece: AssignmentId | null } | null
  next: StageNext
  route_key: string | null
  route_version: number | null
  step: number | null
  opened_at: Instant
  ended_at: Instant | null
  outcome: 'well' | 'badly' | 'withdrawn' | null
}
/** 承办件: one holder's piece of one stage. */
export interface AssignmentRow {
  id: AssignmentId
  matter_id: MatterId
  stage_id: StageId
  no: number
  kind: Kind
  role: string
  lead: boolean
  ask: string | null // °
  ask_salt: string | null
  unit: UnitId
  post: PostId | null
  person: PersonId | null
  state: 'waiting' | 'open' | 'ended'
  /** Whether the holder may see the matter through this row (知悉范围). */
  sees: boolean
  /** May not be refused (a designated unit, R-H05). */
  bound: boolean
  clock_id: ClockId | null
  due_at: Instant | null
  given_by: PersonId
  given_at: Instant
  seen_at: Instant | null
  accepted_at: Instant | null
  ended_at: Instant | null
  ending: Ending | null
  opinion: string | null // °
  opinion_salt: string | null
  /** How the opinion came; null: nothing was said, or before this was kept. */
  via: Via | null
  ink: string | null // ° 手写原迹, as `kernel/ink.ts` keeps it
  ink_salt: string | null
  on_draft: number | null
  acted_by: PersonId | null
  /** The piece this one replaces or was given from. */
  from_assignment: AssignmentId | null
}
/** 时限 */
export interface ClockRow {
  id: ClockId
  matter_id: MatterId
  round: number
  key: string
  /** Governs the matter; else the assignments that name it. */
  whole: boolean
  /** Basis id: `letters.handling`. */
  rule: string
  anchor: string
  started_at: Instant
  /** Never rewritten (R-S13). */
  first_due_at: Instant
  due_at: Instant
  next_alarm_at: Instant | null
  alarm_no: number
  /** 暂按周末推算 (R-T02). */
  provisional: boolean
  stopped_at: Instant | null
  ending: string | null
}
/** 挂起: an interval with an end. */
export interface PauseRow {
  id: PauseId
  matter_id: MatterId
  from_at: Instant
  until_at: Instant
  to_at: Instant | null
  reason: string | null // °
  reason_salt: string | null
  act_id: ActId
}
/** 回音: a debt to one asker. Frozen once sent, settled once, rated once. */
export interface AnswerRow {
  id: AnswerId
  matter_id: MatterId
  round: number
  no: number
  kind: 'interim' | 'final'
  /** Exactly one of the two. */
  to_contact: ContactId | null
  to_assignment: AssignmentId | null
  body: string | null // °
  body_salt: string | null
  by: PersonId | null
  sent_at: Instant | null
  via: 'letter' | 'phone' | 'in_person' | 'portal' | 'in_app' | 'receipt' | 'digest' | 'through' | 'parts' | 'none' | null
  /** Id of the note that holds the ground in words (°): events keep no personal text. */
  ground: string | null
  settled_at: Instant | null
  responded: boolean | null
  solved: 'yes' | 'partly' | 'no' | 'unasked' | null
  satisfied: 'yes' | 'basically' | 'no' | 'unasked' | null
  rated_at: Instant | null
}
/** 稿: one version of a text, by its digest. */
export interface DraftRow {
  matter_id: MatterId
  no: number
  digest: string
  made_by: PersonId
  at: Instant
  change: 'first' | 'substantive' | 'trivial'
  /** Id of the note that holds the reason in words (°). */
  reason: string | null
}
/** Words said in a move that writes no other row. */
export interface NoteRow {
  id: NoteId
  matter_id: MatterId
  act_id: ActId
  kind: 'note' | 'urge' | 'reason' | 'objection' | 'relay'
  text: string | null // °
  text_salt: string | null
}
/** 附件: seen by whoever may see the matter. */
export interface FileRow {
  id: FileId
  matter_id: MatterId
  act_id: ActId
  /** SHA-256 of the bytes, hex; where they lie in the file store. */
  digest: string
  name: string | null // °
  name_salt: string | null
  kind: string
  size: number
}
/** 关联 of two matters. */
export interface LinkRow {
  from_matter: MatterId
  to_matter: MatterId
  kind: 'arises' | 'basis' | 'merged' | 'about'
  at: Instant
  /** Unmerging ends a link, it does not remove it. */
  ended_at: Instant | null
}
/** 回避: a person or unit that must neither see nor decide. */
export interface RecusalRow {
  id: string
  matter_id: MatterId
  unit: UnitId | null
  person: PersonId | null
  /** One of the listed grounds, never free text. */
  ground: string
}

/** Kernel tables a move may change, with their primary keys. */
export interface Tables {
  matter: MatterRow
  round: RoundRow
  report: ReportRow
  stage: StageRow
  assignment: AssignmentRow
  clock: ClockRow
  pause: PauseRow
  answer: AnswerRow
  draft: DraftRow
  note: NoteRow
  file: FileRow
  link: LinkRow
  recusal: RecusalRow
}
/** A kernel table by its name. */
export type TableName = keyof Tables
/** What tells two rows of a table apart. */
export const primaryKey: { readonly [T in TableName]: readonly (keyof Tables[T] & string)[] } = {
  matter: ['id'],
  round: ['matter_id', 'no'],
  report: ['id'],
  stage: ['id'],
  assignment: ['id'],
  clock: ['id'],
  pause: ['id'],
  answer: ['id'],
  draft: ['matter_id', 'no'],
  note: ['id'],
  file: ['id'],
  link: ['from_matter', 'to_matter', 'kind', 'at'],
  recusal: ['id'],
}
/** Personal texts (°). Each has `<column>_salt` beside it; events keep only digest(salt, text). */
export const personalTexts: { readonly [T in TableName]?: readonly string[] } = {
  matter: ['title'],
  report: ['result_text'],
  assignment: ['ask', 'opinion', 'ink'],
  pause: ['reason'],
  answer: ['body'],
  note: ['text'],
  file: ['name'],
}
/** One changed row: `fresh` when the act inserts it. The row is the whole after-image. */
export type Change = { [T in TableName]: { readonly table: T; readonly row: Tables[T]; readonly fresh: boolean } }[TableName]
