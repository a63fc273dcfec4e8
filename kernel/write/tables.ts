/** Every kernel table as the database holds it, for Kysely. Rows a move may change are in `decide/rows.ts`; these are the rest. */
import type { Generated } from 'kysely'
import type { Frozen, RouteStep } from '../decide/facts.ts'
import type { Delegation, Holding, Person, Portfolio, Post, Power, Unit } from '../decide/office.ts'
import type { AssignmentRow, Change, StageRow, Tables } from '../decide/rows.ts'
import type { ActId, AssignmentId, ContactId, FileId, MatterId, PersonId } from '../ids.ts'
import type { Instant, OfficeDate } from '../time.ts'

/** A citizen or a body outside: ciphers made by the box, keyed hashes for exact look-up. Never joined by lists. */
export interface ContactRow {
  id: ContactId
  matter_id: MatterId
  name_cipher: string | null
  phone_cipher: string | null
  address_cipher: string | null
  other_cipher: string | null
  phone_key: string | null
  name_key: string | null
}
/** 办结留存: a round as it read when it ended; inserted once, never changed. */
export interface SnapshotRow {
  matter_id: MatterId
  round: number
  at: Instant
  body: Frozen['body']
}
export interface EventRow {
  year: Generated<number>
  id: Generated<number>
  act_id: ActId
  /** null: an act on the office itself. */
  matter_id: MatterId | null
  at: Instant
  logged_at: Generated<Instant>
  move: string
  actor: PersonId
  holder: AssignmentId | null
  recorded_by: PersonId | null
  evidence: FileId | null
  undoes: ActId | null
  v: number
  said: Readonly<Record<string, unknown>>
  effects: readonly Change[]
}
export interface OutboxRow {
  id: Generated<number>
  kind: string
  to_person: PersonId | null
  merge_key: string
  payload: Readonly<Record<string, string | number | null>>
  due_at: Instant
  /** The sender holds it until then; free again after. */
  claimed_until: Instant | null
  sent_at: Instant | null
  attempts: Generated<number>
  /** Given up: the dead letters. */
  dead_at: Instant | null
  last_error: string | null
}
export interface KernelDb extends Tables {
  contact: ContactRow
  snapshot: SnapshotRow
  event: EventRow
  unsealed: { event_id: number; year: number }
  seal: { no: number; at: Instant; suite: 'sm3' | 'sha256'; prev: Buffer; ids: readonly number[]; years: readonly number[]; leaves: Buffer; hash: Buffer }
  looked: { id: Generated<number>; who: PersonId; matter_id: MatterId | null; what: string; at: Generated<Instant> }
  done: { key: string; who: PersonId; digest: string; result: unknown; at: Instant }
  outbox: OutboxRow
  series: { series: string; year: number; last: Generated<number>; opening: Generated<number>; opened_by: PersonId | null; opened_why: string | null }
  taken: { series: string; year: number; n: number; matter_id: MatterId | null; voided_reason: string | null }
  reserved: { id: Generated<number>; series: string; year: number; n: number; by: PersonId; until: Instant; reason: string; released_at: Instant | null }
  unit: Unit
  person: Person
  post: Post
  holding: Holding & { id: Generated<string> }
  portfolio: Portfolio & { id: Generated<string> }
  power: Power & { id: Generated<string> }
  delegation: Delegation & { set_by: PersonId; ground: Generated<string> }
  calendar_day: { day: OfficeDate; workday: boolean; name: Generated<string>; source: string }
  calendar_year: { year: number; source: string }
  route: { key: string; version: number; steps: readonly RouteStep[]; published_at: Instant; published_by: PersonId }
  office_mark: { key: string; value: string; at: Generated<Instant> }
  people_version: { version: number; stamp: string }
}

const assignmentColumns = [
  'ask',
  'ask_salt',
  'unit',
  'post',
  'person',
  'state',
  'sees',
  'bound',
  'clock_id',
  'due_at',
  'seen_at',
  'accepted_at',
  'ended_at',
  'ending',
  'opinion',
  'opinion_salt',
  'via',
  'ink',
  'ink_salt',
  'on_draft',
  'acted_by',
] as const satisfies readonly (keyof AssignmentRow)[]
const stageColumns = ['need', 'wakes', 'asks', 'next', 'ended_at', 'outcome'] as const satisfies readonly (keyof StageRow)[]

/** Columns that may change after a row is made: the same list the database grants (`migrations/20261122-06-sight.sql`). */
export const mutable: { readonly [T in keyof Tables]: readonly (keyof Tables[T] & string)[] } = {
  matter: ['title', 'title_salt', 'state', 'phase', 'readers', 'owner_unit', 'owner_person', 'part_of', 'round', 'urgency', 'version'],
  round: ['report', 'closed_at', 'closed_by'],
  report: ['result_text', 'result_text_salt', 'returned_at', 'returned_by'],
  stage: stageColumns,
  assignment: assignmentColumns,
  clock: ['started_at', 'due_at', 'next_alarm_at', 'alarm_no', 'provisional', 'stopped_at', 'ending'],
  pause: ['until_at', 'to_at', 'reason', 'reason_salt'],
  answer: ['body', 'body_salt', 'by', 'sent_at', 'via', 'ground', 'settled_at', 'responded', 'solved', 'satisfied', 'rated_at'],
  draft: [],
  note: ['text', 'text_salt'],
  file: ['name', 'name_salt'],
  link: ['ended_at'],
  recusal: [],
}

/** Columns that never change: a row to be changed must still agree in them, else the act was decided on something else. */
export const frozen: { readonly [T in keyof Tables]: readonly (keyof Tables[T] & string)[] } = {
  matter: ['desk', 'number', 'origin'],
  round: ['why'],
  report: ['matter_id', 'round', 'no', 'by', 'result'],
  stage: ['matter_id', 'no', 'kind', 'role', 'pace', 'blocks', 'covers', 'custody', 'route_key', 'route_version', 'step'],
  assignment: ['matter_id', 'stage_id', 'no', 'kind', 'role', 'lead', 'given_by', 'from_assignment'],
  clock: ['matter_id', 'round', 'key', 'whole', 'rule', 'anchor', 'first_due_at'],
  pause: ['matter_id', 'act_id'],
  answer: ['matter_id', 'round', 'no', 'kind', 'to_contact', 'to_assignment'],
  draft: [],
  note: ['matter_id', 'act_id', 'kind'],
  file: ['matter_id', 'act_id', 'digest', 'kind', 'size'],
  link: [],
  recusal: [],
}
