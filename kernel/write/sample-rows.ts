/** A small office and plain letters as rows, for tests of the database side: written without any rule, so a test can also write what no rule would. */
import { randomBytes } from 'node:crypto'
import type { Effects, Step } from '../decide/facts.ts'
import type { AnswerRow, AssignmentRow, Change, MatterRow, ReportRow, RoundRow, StageRow, TableName, Tables } from '../decide/rows.ts'
import { type AnswerId, type AssignmentId, type ContactId, type MatterId, makeIds, type PersonId, type PostId, type ReportId, type StageId, type UnitId } from '../ids.ts'
import { type Instant, instant, millis } from '../time.ts'
import type { ContactRow } from './tables.ts'
import type { Tx } from './tx.ts'

export const noon: Instant = instant('2026-03-02T04:00:00.000Z')
export const ids = makeIds(
  (n) => randomBytes(n),
  () => millis(noon),
)
export interface SampleOffice {
  readonly letters: UnitId
  readonly housing: UnitId
  readonly wang: PersonId
  readonly li: PersonId
  readonly zhao: PersonId
}

/** 信访科 with 王芳, 住建局 with 李明 and 赵强. */
export async function sampleOffice(tx: Tx): Promise<SampleOffice> {
  const office: SampleOffice = { letters: ids.next(), housing: ids.next(), wang: ids.next(), li: ids.next(), zhao: ids.next() }
  const since = instant('2020-01-01T00:00:00Z')
  const unit = (id: UnitId, name: string) => ({ id, name, short: name, parent: null, kind: 'department' as const, sort: 1, code: ids.salt(), from_at: since, to_at: null })
  await tx
    .insertInto('unit')
    .values([unit(office.letters, '信访科'), unit(office.housing, '住建局')])
    .execute()
  const person = (id: PersonId, name: string) => ({ id, name, pinyin: '', active: true, username: null })
  await tx
    .insertInto('person')
    .values([person(office.wang, '王芳'), person(office.li, '李明'), person(office.zhao, '赵强')])
    .execute()
  const [desk, bureau] = [ids.next<PostId>(), ids.next<PostId>()]
  const post = (id: PostId, unit: UnitId) => ({ id, unit, title: '科员', rank: 1, head: false, receiving: true, key: null, follows: null, from_at: since, to_at: null })
  await tx
    .insertInto('post')
    .values([post(desk, office.letters), post(bureau, office.housing)])
    .execute()
  const holding = (who: PersonId, on: PostId) => ({ person: who, post: on, kind: 'main' as const, from_at: since, to_at: null })
  await tx
    .insertInto('holding')
    .values([holding(office.wang, desk), holding(office.li, bureau), holding(office.zhao, bureau)])
    .execute()
  return office
}

export interface Letter {
  readonly matter: MatterRow
  readonly round: RoundRow
  readonly stage: StageRow
  readonly lead: AssignmentRow
  readonly answer: AnswerRow
  readonly contact: ContactRow
  readonly register: Effects
}
export const sampleStage = (matter: MatterId, patch: Partial<StageRow> = {}): StageRow => ({
  id: ids.next<StageId>(),
  matter_id: matter,
  no: 1,
  kind: 'do',
  role: 'handle',
  pace: 'together',
  need: null,
  blocks: true,
  covers: 'current',
  wakes: null,
  custody: false,
  asks: null,
  next: null,
  route_key: null,
  route_version: null,
  step: null,
  opened_at: noon,
  ended_at: null,
  outcome: null,
  ...patch,
})
export const samplePiece = (office: SampleOffice, stage: StageRow, patch: Partial<AssignmentRow> = {}): AssignmentRow => ({
  id: ids.next<AssignmentId>(),
  matter_id: stage.matter_id,
  stage_id: stage.id,
  no: 1,
  kind: stage.kind,
  role: stage.role,
  lead: false,
  ask: null,
  ask_salt: null,
  unit: office.housing,
  post: null,
  person: office.li,
  state: 'open',
  sees: true,
  bound: false,
  clock_id: null,
  due_at: null,
  given_by: office.wang,
  given_at: noon,
  seen_at: null,
  accepted_at: null,
  ended_at: null,
  ending: null,
  opinion: null,
  opinion_salt: null,
  via: null,
  ink: null,
  ink_salt: null,
  on_draft: null,
  acted_by: null,
  from_assignment: null,
  ...patch,
})

/** A letter just registered: 王芳 of 信访科 owns it, one answer is owed. */
export function sampleLetter(office: SampleOffice, patch: Partial<MatterRow> = {}, title = '路灯不亮'): Letter {
  const id = ids.next<MatterId>()
  const salt = ids.salt()
  const matter: MatterRow = {
    id,
    desk: 'letters',
    number: null,
    title,
    title_salt: salt,
    state: 'registered',
    phase: 'registered',
    origin: 'public',
    readers: 'units',
    owner_unit: office.letters,
    owner_person: office.wang,
    part_of: null,
    round: 1,
    urgency: 'normal',
    version: 1,
    registered_at: noon,
    ...patch,
  }
  const round: RoundRow = { matter_id: id, no: 1, why: 'registered', opened_at: noon, report: null, closed_at: null, closed_by: null }
  const stage = sampleStage(id)
  const lead = samplePiece(office, stage, { lead: true, unit: matter.owner_unit, person: matter.owner_person, accepted_at: noon })
  const contact: ContactRow = {
    id: ids.next<ContactId>(),
    matter_id: id,
    name_cipher: 'sealed',
    phone_cipher: null,
    address_cipher: null,
    other_cipher: null,
    phone_key: 'k',
    name_key: null,
  }
  const answer: AnswerRow = {
    id: ids.next<AnswerId>(),
    matter_id: id,
    round: 1,
    no: 1,
    kind: 'final',
    to_contact: contact.id,
    to_assignment: null,
    body: null,
    body_salt: null,
    by: null,
    sent_at: null,
    via: null,
    ground: null,
    settled_at: null,
    responded: null,
    solved: null,
    satisfied: null,
    rated_at: null,
  }
  const rows = [fresh('matter', matter), fresh('round', round), fresh('stage', stage), fresh('assignment', lead), fresh('answer', answer)]
  const register = act(office, id, 'register', rows, { numbers: [{ matter: id, series: 'letters', pattern: '信〔{year}〕{seq}号', year: 2026 }] })
  return { matter, round, stage, lead, answer, contact, register }
}

export const fresh = <T extends TableName>(table: T, row: Tables[T]): Change => ({ table, row, fresh: true }) as Change
export const changed = <T extends TableName>(table: T, row: Tables[T], patch: Partial<Tables[T]>): Change => ({ table, row: { ...row, ...patch }, fresh: false }) as Change

/** One act of one step that leaves these rows. */
export function act(office: SampleOffice, matter: MatterId, move: string, rows: readonly Change[], more: Partial<Effects> = {}): Effects {
  const step: Step = { matter, move, at: noon, actor: office.wang, holder: null, recorded_by: null, evidence: null, undoes: null, said: {}, v: 1, rows }
  return { act: ids.next(), matter, steps: [step], changes: rows, notices: [], numbers: [], details: [], erased: [], frozen: [], ...more }
}

/** What closes a letter lawfully: report, settled answer, the lead's piece done, the round closed. */
export function closing(office: SampleOffice, letter: Letter, number: string): Effects {
  const report: ReportRow = {
    id: ids.next<ReportId>(),
    matter_id: letter.matter.id,
    round: 1,
    no: 1,
    at: noon,
    by: office.wang,
    result: 'solved',
    result_text: '已修复',
    result_text_salt: ids.salt(),
    returned_at: null,
    returned_by: null,
  }
  return act(office, letter.matter.id, 'close', [
    changed('matter', { ...letter.matter, number }, { state: 'closed', phase: 'closed' }),
    fresh('report', report),
    changed('round', letter.round, { report: report.id, closed_at: noon, closed_by: office.wang }),
    changed('stage', letter.stage, { ended_at: noon, outcome: 'well' }),
    changed('assignment', letter.lead, { state: 'ended', ended_at: noon, ending: 'done', acted_by: office.wang }),
    changed('answer', letter.answer, { body: '路灯已修好', body_salt: ids.salt(), by: office.wang, sent_at: noon, via: 'letter', settled_at: noon }),
  ])
}
