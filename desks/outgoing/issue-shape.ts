/** From the number to the hands of whoever it is for: 用印, 分发, 公开, 备案, 撤销 and 废止; contracts, shared with the browser. */
import { z } from 'zod'
import { act, holder, line, matterId, officeDateText, onPiece, personId, reading, text } from '../../kernel/contract.ts'
import { entryKey } from '../../kernel/rules/value.ts'
import { named } from '../../kernel/view.ts'
import { move, opennessKinds, withdrawalKinds } from './shape.ts'

const count = z.int().min(1).max(99_999)

/** 公开属性 and why. R-D60 */
export const setOpenness = move('setOpenness', onPiece.extend({ kind: z.enum(opennessKinds), reason: text(500) }))
/** 规范性文件: 统一登记号, from when, until when, when it is looked at again. GN-46 */
export const setNormative = move(
  'setNormative',
  onPiece.extend({ register: line(60).nullable().default(null), effectiveOn: officeDateText.nullable().default(null), validUntil: officeDateText, reviewOn: officeDateText }),
)
/** 备案. GN-46 */
export const filePaper = move('file', onPiece.extend({ filedOn: officeDateText, filedWith: line(60) }))
/** 用印 on the signed original: which seal, how many copies, who watched (监印人). */
export const useSeal = move('useSeal', onPiece.extend({ seal: entryKey, copies: count, keeper: personId }))
/** A recipient without an account: numbered paper copies, on a delivery sheet. */
const outsideCopy = z.object({ name: line(60), copies: count, from: count.nullable().default(null), to: count.nullable().default(null) })
/** 分发: accounts find it in their own 收文, the others get paper. */
export const distribute = move(
  'distribute',
  onPiece.extend({ to: z.array(holder).max(200).default([]), outside: z.array(outsideCopy).max(200).default([]), ask: text(500).nullable().default(null) }),
)
/** 印发: printed, checked, out. Whoever asked for it is told its number. */
export const issuePaper = move(
  'issue',
  onPiece.extend({ copies: count, to: z.array(holder).max(200).default([]), outside: z.array(outsideCopy).max(200).default([]), ask: text(500).nullable().default(null) }),
)
/** 送达 of paper copies: who signed for them, when. */
export const deliverCopies = act('outgoing.deliverCopies', {
  input: z.object({ matter: matterId, name: line(60), receivedBy: line(40), on: officeDateText }),
  output: z.object({}),
})
/** 已公开: where and when. R-D60, GN-38 */
export const publishPaper = move('publish', onPiece.extend({ on: officeDateText, where: line(100) }))
/** 撤销、废止 of what was issued; its recipients are told. Standards §2.6 */
export const withdrawPaper = move(
  'withdrawPaper',
  onPiece.extend({ kind: z.enum(withdrawalKinds), reason: text(1000), basis: line(200), from: officeDateText.nullable().default(null) }),
)

const delivery = z.object({
  name: z.string(),
  copies: z.int(),
  from: z.int().nullable(),
  to: z.int().nullable(),
  sentAt: z.string(),
  receivedBy: z.string().nullable(),
  receivedOn: z.string().nullable(),
})
/** Who has it: each unit with an account, signed, read, and each paper copy. */
export const recipients = reading('outgoing.recipients', {
  input: z.object({ matter: matterId }),
  output: z.object({
    units: z.array(
      z.object({
        piece: z.string(),
        unit: named,
        person: named.nullable(),
        givenAt: z.string(),
        signedAt: z.string().nullable(),
        readAt: z.string().nullable(),
        withdrawn: z.boolean(),
      }),
    ),
    outside: z.array(delivery),
  }),
})
/** 公开目录: what is public and whether it is out; what is late. GN-38 */
export const publicList = reading('outgoing.publicList', {
  input: z.object({ year: z.coerce.number().int().min(1990).max(2200), due: z.stringbool().default(false) }),
  output: z.object({
    rows: z.array(
      z.object({
        matter: z.string(),
        docNumber: z.string(),
        title: z.string().nullable(),
        organs: z.array(z.string()),
        issuedAt: z.string(),
        dueAt: z.string().nullable(),
        publishedOn: z.string().nullable(),
        where: z.string().nullable(),
        withdrawn: z.enum(withdrawalKinds).nullable(),
      }),
    ),
  }),
})

/** 预留号. R-D40 */
export const reserveNumbers = act('outgoing.reserveNumbers', {
  input: z.object({ code: z.string().regex(/^[一-龥]{1,12}$/), count: z.int().min(1).max(50), until: officeDateText, reason: text(200) }),
  output: z.object({ numbers: z.array(z.string()) }),
})
export const numberStates = ['borne', 'reserved', 'void'] as const
/** 文号登记: every number of a 代字 and year, none missing. R-D40 */
export const numberRegister = reading('outgoing.numberRegister', {
  input: z.object({ code: z.string().max(12).optional(), year: z.coerce.number().int().min(1990).max(2200) }),
  output: z.object({
    codes: z.array(z.string()),
    rows: z.array(
      z.object({
        number: z.string(),
        n: z.int(),
        state: z.enum(numberStates),
        /** null: not his to see. */
        matter: z.string().nullable(),
        title: z.string().nullable(),
        reason: z.string().nullable(),
        by: z.string().nullable(),
        until: z.string().nullable(),
      }),
    ),
  }),
})
