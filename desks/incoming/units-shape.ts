/** 各单位收文、发出件签收、下发量: contracts, shared with the browser. Rule: issue D «Departments' side» */
import { z } from 'zod'
import { act, assignmentId, holder, matterId, reading, text, unitId } from '../../kernel/contract.ts'
import { light, named } from '../../kernel/view.ts'

/** 待签收 · 已签收在办 · 已阅 · 已答复 · 已收回 */
export const receiptStates = ['toSign', 'signed', 'read', 'answered', 'withdrawn'] as const
export type ReceiptState = (typeof receiptStates)[number]
export const receiptRow = z.object({
  piece: z.string(),
  matter: z.string(),
  desk: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  urgency: z.string(),
  kind: z.enum(['do', 'read']),
  lead: z.boolean(),
  unit: named,
  from: named,
  person: named.nullable(),
  givenAt: z.string(),
  due: z.string().nullable(),
  light,
  state: z.enum(receiptStates),
  signed: z.object({ by: named, at: z.string() }).nullable(),
  seenAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  urgedAt: z.string().nullable(),
  ownNumber: z.string().nullable(),
})
export type ReceiptRow = z.output<typeof receiptRow>

export const receivedViews = ['toSign', 'open', 'ended'] as const
/** 本单位收文: what was sent to it from outside, newest first. */
export const received = reading('incoming.received', {
  input: z.object({
    unit: unitId.optional(),
    view: z.enum(receivedViews).default('toSign'),
    cursor: assignmentId.optional(),
    size: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    unit: named.nullable(),
    units: z.array(named),
    counts: z.object({ toSign: z.int(), open: z.int() }),
    rows: z.array(receiptRow),
    next: z.string().nullable(),
    /** People of the unit one may pass on to. */
    people: z.array(named),
  }),
})
const onPieces = z
  .array(z.object({ matter: matterId, piece: assignmentId }))
  .min(1)
  .max(200)
/** 签收 of one or many; with `number`, each gets its number in the unit's own book. */
export const signFor = act('incoming.signFor', {
  input: z.object({ pieces: onPieces, number: z.boolean().default(false) }),
  output: z.object({
    signed: z.int(),
    numbers: z.array(z.object({ piece: z.string(), number: z.string() })),
    refused: z.array(z.object({ piece: z.string(), code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])) })),
  }),
})
/** 转本单位人员: to somebody of the same unit. */
export const passOn = act('incoming.passOn', { input: z.object({ matter: matterId, piece: assignmentId, to: holder, ask: text(2000) }), output: z.object({}) })

/** 发出件签收情况: paper by paper, unit by unit. */
export const sentOut = reading('incoming.sentOut', {
  input: z.object({ matter: matterId.optional(), waiting: z.stringbool().default(false), cursor: matterId.optional(), size: z.coerce.number().int().min(1).max(100).default(30) }),
  output: z.object({
    next: z.string().nullable(),
    papers: z.array(
      z.object({
        matter: z.string(),
        desk: z.string(),
        number: z.string().nullable(),
        title: z.string().nullable(),
        sentAt: z.string(),
        counts: z.record(z.enum(receiptStates), z.int()),
        late: z.int(),
        pieces: z.array(receiptRow),
        quietUntil: z.string().nullable(),
      }),
    ),
  }),
})
/** 一键催办: everybody who has not signed, read or answered. HA-84 */
export const urgeAll = act('incoming.urgeAll', { input: z.object({ matter: matterId, text: text(1000) }), output: z.object({ urged: z.int() }) })

export const downKeys = ['papers', 'tasks', 'forms', 'deadlines', 'urges'] as const
export type DownKey = (typeof downKeys)[number]
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
/** 下发量: papers, forms, deadlines and urgings the office sent down, by unit and month. R-M20, 基层减负 */
export const sentDown = reading('incoming.sentDown', {
  input: z.object({ month: month.optional() }),
  output: z.object({
    month: z.string(),
    months: z.array(z.string()),
    quota: z.int(),
    rows: z.array(z.object({ unit: named, papers: z.int(), tasks: z.int(), forms: z.int(), deadlines: z.int(), urges: z.int(), over: z.boolean() })),
    reasons: z.array(z.object({ unit: named, number: z.string().nullable(), matter: z.string(), at: z.string(), by: named, n: z.int(), reason: z.string() })),
  }),
})
/** The very matters behind one number, as far as one may see them. */
export const sentDownMatters = reading('incoming.sentDownMatters', {
  input: z.object({ month, unit: unitId, key: z.enum(downKeys), cursor: matterId.optional(), size: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({
    next: z.string().nullable(),
    rows: z.array(z.object({ matter: z.string(), desk: z.string(), number: z.string().nullable(), title: z.string().nullable(), at: z.string(), n: z.int() })),
    hidden: z.int(),
  }),
})
