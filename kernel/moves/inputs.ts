/** What each of the office's words is told. A desk's own fields extend these (`wordInput.report.extend({ visitedOn })`). */
import { z } from 'zod'
import { assignmentId, fileId, holder, instantText, line, matterId, onPiece, personId, text, unitId } from '../contract.ts'
import type { AnswerId, ContactId } from '../ids.ts'
import { inkText } from '../ink.ts'

const answerId = z.uuid() as unknown as z.ZodType<AnswerId, AnswerId>
const contactId = z.uuid() as unknown as z.ZodType<ContactId, ContactId>
/** Why somebody stays away: written about, kin, an interest of his own, another ground for doubt. */
export const recusalGrounds = ['accused', 'kin', 'interest', 'other'] as const
/** Who raised it: a citizen (contact), a unit or leader inside the office, or the office itself. */
export const asker = z.union([z.object({ contact: contactId }), z.object({ holder })])

/** An opinion in words, by one's own hand on the pad, or both; `dictated`: spoken and taken down. */
const opinion = { opinion: text(2000).nullable().default(null), ink: inkText.nullable().default(null), dictated: z.boolean().default(false) }

/** The contract of each word. */
export const wordInput = {
  /** 登记 */
  register: z.object({
    title: line(200),
    origin: z.enum(['public', 'superior', 'assigned', 'own']),
    readers: z.enum(['units', 'own', 'named']).default('units'),
    urgency: z.enum(['normal', 'urgent', 'extra']).default('normal'),
    unit: unitId,
    askers: z.array(asker).min(1).max(50),
    partOf: matterId.nullable().default(null),
    basis: z.array(matterId).max(10).default([]),
    arisesFrom: matterId.nullable().default(null),
    /** 回避: who must neither see it nor handle it, on a listed ground. */
    recused: z
      .array(
        z
          .object({ unit: unitId.optional(), person: personId.optional(), ground: z.enum(recusalGrounds) })
          .refine((r) => Boolean(r.unit) !== Boolean(r.person), { error: 'unit-or-person' }),
      )
      .max(20)
      .default([]),
    files: z.array(fileId).max(20).default([]),
  }),
  /** 交办 */
  assign: onPiece.extend({
    lead: holder,
    helpers: z.array(holder).max(20).default([]),
    ask: text(2000),
    due: instantText.nullable().default(null),
    bound: z.boolean().default(false),
  }),
  /** 签收 */
  accept: onPiece.extend({}),
  /** 拒办、退单 */
  refuse: onPiece.extend({ ground: text(1000) }),
  /** 转办 */
  handOver: onPiece.extend({ to: holder, ask: text(2000) }),
  /** 委派 */
  errand: onPiece.extend({ to: holder, ask: text(2000), kind: z.enum(['do', 'say']).default('do') }),
  /** 加签: before (mine waits), after or beside. Beside and after join the stage of the piece held. */
  addSign: onPiece.extend({ to: holder, ask: text(2000), mode: z.enum(['before', 'after', 'beside']) }),
  /** 减签 */
  dropSign: onPiece.extend({ target: assignmentId, reason: text(500) }),
  /** 退回一支: this branch goes back to an earlier holder and then straight back to me. */
  sendBackBranch: onPiece.extend({ to: assignmentId, reason: text(1000) }),
  /** 退回全件: `here` = comes straight back to me, `there` = goes on from the earlier holder. */
  sendBack: onPiece.extend({ to: assignmentId.nullable().default(null), reason: text(1000), resume: z.enum(['here', 'there']).default('there') }),
  /** 会签、或签、依次: opens the stage (on a piece held), or, on a `say` piece, gives the opinion. */
  sign: onPiece.extend({ agree: z.boolean(), ...opinion }),
  /** 阅 */
  read: onPiece.extend(opinion),
  /** 传阅、会签、抄送: a stage for others, asked by the holder. */
  circulate: onPiece.extend({
    to: z.array(holder).min(1).max(1000),
    ask: text(2000),
    kind: z.enum(['say', 'read']).default('read'),
    pace: z.enum(['together', 'in_turn']).default('together'),
    need: z.int().min(1).nullable().default(null),
    blocks: z.boolean().default(false),
  }),
  /** 收回传阅, in bulk: every piece of the stage not yet read ends. */
  withdraw: onPiece.extend({ stage: z.uuid(), reason: text(500) }),
  /** 催办; by phone: number, who answered, what was promised by when. */
  urge: onPiece.extend({
    text: text(1000),
    target: assignmentId.nullable().default(null),
    /** Several by name: all who have not signed or answered, in one act. HA-84 */
    targets: z.array(assignmentId).max(1000).default([]),
    phone: z
      .object({ number: line(30), answeredBy: line(50), promised: line(200), promisedBy: instantText.nullable() })
      .nullable()
      .default(null),
  }),
  /** 办理记录 */
  note: onPiece.extend({ text: text(4000), files: z.array(fileId).max(20).default([]) }),
  /** 撤回 */
  takeBack: onPiece.extend({}),
  /** 延期 */
  extend: onPiece.extend({ until: instantText, reason: text(1000) }),
  /** 挂起 */
  pause: onPiece.extend({ until: instantText, reason: text(1000) }),
  /** 恢复 */
  resume: onPiece.extend({}),
  /** 改稿 */
  renew: onPiece.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/), change: z.enum(['first', 'substantive', 'trivial']), reason: line(200).nullable().default(null) }),
  /** 报结 */
  report: onPiece.extend({
    result: z.string().min(1).max(40),
    text: text(4000),
    files: z.array(fileId).max(20).default([]),
    withoutHelpers: z
      .array(z.object({ piece: assignmentId, why: line(200) }))
      .max(50)
      .default([]),
  }),
  /** 办毕: a helper's or an errand's piece is done. */
  done: onPiece.extend({ opinion: text(4000).nullable().default(null), files: z.array(fileId).max(20).default([]) }),
  /** 答复. `answers` null = every owed one. `none` needs a ground and a second person. */
  reply: onPiece.extend({
    answers: z.array(answerId).max(50).nullable().default(null),
    body: text(8000).nullable(),
    via: z.enum(['letter', 'phone', 'in_person', 'portal', 'in_app', 'receipt', 'digest', 'none']),
    ground: text(500).nullable().default(null),
    delivered: z.boolean().default(true),
  }),
  /** 送达、评价 */
  settle: onPiece.extend({
    answer: answerId,
    responded: z.boolean().nullable().default(null),
    solved: z.enum(['yes', 'partly', 'no', 'unasked']).nullable().default(null),
    satisfied: z.enum(['yes', 'basically', 'no', 'unasked']).nullable().default(null),
    text: text(1000).nullable().default(null),
  }),
  /** 销号 */
  close: onPiece.extend({}),
  /** 重办 */
  reopen: onPiece.extend({ reason: text(1000) }),
  /** 并件 */
  merge: onPiece.extend({ into: matterId }),
  unmerge: onPiece.extend({ reason: text(500) }),
  /** 作废: every asker is told why (`told`), or on what ground nobody can be, unless nothing is owed any more. */
  void: onPiece.extend({
    reason: text(1000),
    told: z
      .discriminatedUnion('via', [
        z.object({ via: z.enum(['letter', 'phone', 'in_person', 'portal', 'in_app']), body: text(4000) }),
        /** Nobody can be told: the ground, and the consent of a second person. */
        z.object({ via: z.literal('none'), ground: text(500) }),
      ])
      .nullable()
      .default(null),
  }),
  /** 异议 to what was recorded in one's name */
  object: onPiece.extend({ event: z.int(), text: text(1000) }),
  /** 依法删除 of one personal text */
  erase: onPiece.extend({ table: z.string().max(30), key: z.string().max(100), column: z.string().max(30), reason: text(500) }),
  /** 回避: a person or a unit, on a listed ground. */
  recuse: onPiece.extend({ whom: holder, ground: z.enum(recusalGrounds) }),
  /** 告知: given to read to somebody who asked (HB-55). */
  letKnow: onPiece.extend({ person: personId }),
  /** 定为工作秘密: known to the persons on the list alone (R-C04). */
  closeList: onPiece.extend({ add: z.array(personId).max(50).default([]), reason: text(500) }),
  /** 解除工作秘密: known to the units again. */
  openList: onPiece.extend({ reason: text(500) }),
  /** 调整知悉名单 */
  changeList: onPiece.extend({ add: z.array(personId).max(50).default([]), remove: z.array(personId).max(50).default([]), reason: text(500) }),
  /** 按办理路线: opens the first step of a published route. */
  startRoute: onPiece.extend({ route: z.string().max(60), chosen: z.record(z.string(), holder).default({}) }),
} as const
/** What each word is told, parsed. */
export type WordInput = { readonly [W in keyof typeof wordInput]: z.output<(typeof wordInput)[W]> }
export { answerId, contactId, personId as personIdField }
