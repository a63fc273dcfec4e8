/** 礼品登记: contracts, shared with the browser. Rule: ZK-50 */
import { z } from 'zod'
import { act, line, officeDateText, personId, reading } from '../../kernel/contract.ts'
import { fen } from '../../kernel/money.ts'
import { named } from '../../kernel/view.ts'

/** 礼品 礼金有价证券 用餐 其他. */
export const giftKinds = ['gift', 'money', 'meal', 'other'] as const
/** 待处理 当场谢绝 退还 上交 付费 留用. */
export const outcomes = ['pending', 'declined', 'returned', 'handedIn', 'paid', 'kept'] as const
/** `soon`: a week or less is left; `late`: the month is over. */
export const giftStates = ['pending', 'soon', 'late', 'dealt', 'confirmed'] as const

export const giftRow = z.object({
  id: z.string(),
  version: z.int(),
  number: z.string(),
  person: named,
  kind: z.enum(giftKinds),
  what: z.string(),
  giver: z.string(),
  occasion: z.string(),
  value: fen.nullable(),
  receivedOn: officeDateText,
  backOn: officeDateText.nullable(),
  dueOn: officeDateText,
  declaredOn: officeDateText,
  outcome: z.enum(outcomes),
  dealtOn: officeDateText.nullable(),
  receipt: z.string().nullable(),
  state: z.enum(giftStates),
  /** Declared or dealt with after its day. */
  over: z.boolean(),
  confirmedBy: named.nullable(),
  may: z.object({ change: z.boolean(), confirm: z.boolean() }),
})
export type GiftRow = z.output<typeof giftRow>

/** `id` null: a new one. `person` null: one's own; for somebody else only whoever keeps the register. */
export const saveGift = act('petitions.saveGift', {
  input: z.object({
    id: z.uuid().nullable(),
    /** What was changed, as it was seen. */
    version: z.int().min(0).default(0),
    person: personId.nullable().default(null),
    kind: z.enum(giftKinds),
    what: line(200),
    giver: line(100),
    occasion: line(200),
    value: fen.nullable(),
    receivedOn: officeDateText,
    backOn: officeDateText.nullable().default(null),
    outcome: z.enum(outcomes),
    dealtOn: officeDateText.nullable().default(null),
    receipt: line(200).nullable().default(null),
  }),
  output: giftRow,
})
/** 核对: whoever keeps the register has seen the receipt. */
export const confirmGift = act('petitions.confirmGift', { input: z.object({ id: z.uuid(), version: z.int() }), output: giftRow })
export const gifts = reading('petitions.gifts', {
  input: z.object({
    /** Words of what it is, who gave it, on which occasion, or whose it is. */
    text: z.string().trim().max(60).optional(),
    kind: z.enum(giftKinds).optional(),
    state: z.enum(giftStates).optional(),
    /** Office days on which it was declared, both included. */
    from: officeDateText.optional(),
    to: officeDateText.optional(),
    cursor: z.uuid().optional(),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(giftRow), next: z.string().nullable(), keeps: z.boolean() }),
})
