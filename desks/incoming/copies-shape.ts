/** 份: contracts, shared with the browser. */
import { z } from 'zod'
import { act, holder, line, matterId, officeDateText, personId, reading, text } from '../../kernel/contract.ts'
import { counted } from '../../kernel/reading/shape.ts'
import { named } from '../../kernel/view.ts'
import { copyMoves, copyStates } from './copy-rules.ts'

export const copyRow = z.object({
  id: z.string(),
  desk: z.literal('incoming'),
  matter: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  sender: z.string(),
  senderNumber: z.string().nullable(),
  receivedAt: z.string(),
  no: z.int(),
  of: z.int(),
  serial: z.string().nullable(),
  state: z.enum(copyStates),
  holder: named.nullable(),
  unit: z.string(),
  post: z.string().nullable(),
  folder: z.string().nullable(),
  backBy: z.string().nullable(),
  overdue: z.boolean(),
  since: z.string(),
})
export type CopyRow = z.output<typeof copyRow>
const several = z.array(z.uuid()).min(1).max(200)
const moved = z.object({ rows: z.array(copyRow) })
/** 分送、转交: to a person, or to whoever holds a post today. */
export const handCopies = act('incoming.handCopies', {
  input: z.object({ copies: several, to: holder, folder: line(40).nullable().default(null), backBy: officeDateText.nullable().default(null) }),
  output: moved,
})
/** 退回收发室. */
export const returnCopies = act('incoming.returnCopies', { input: z.object({ copies: several }), output: moved })
/** 清退: given back outside, on which day. */
export const clearCopies = act('incoming.clearCopies', { input: z.object({ copies: several, to: line(60), on: officeDateText }), output: moved })
/** 销毁, before two witnesses. */
export const destroyCopies = act('incoming.destroyCopies', {
  input: z.object({ copies: several, destroyer: personId, witnesses: z.array(personId).max(2), on: officeDateText, ground: text(400) }),
  output: moved.extend({ destruction: z.string() }),
})
/** 补登份数, 作为另一份: copies of a paper that is there, which came by another way than a run. */
export const addCopies = act('incoming.addCopies', {
  input: z.object({ matter: matterId, copies: z.int().min(1).max(999), copyFrom: z.int().min(1).max(999_999).nullable().default(null) }),
  output: moved,
})
export const copyFilter = z.object({
  /** `overdue`: out, and its day to come back is over. */
  state: z.enum([...copyStates, 'overdue']).optional(),
  holder: z.uuid().optional(),
  text: z.string().trim().max(60).optional(),
})
export const copies = reading('incoming.copies', {
  input: copyFilter.extend({ cursor: z.uuid().optional(), size: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ rows: z.array(copyRow), next: z.string().nullable(), out: counted, overdue: counted }),
})
/** By the label on it. */
export const copyByCode = reading('incoming.copyByCode', { input: z.object({ code: z.string().max(60) }), output: z.object({ copy: copyRow.nullable() }) })
export const copyMoveRow = z.object({
  copy: z.string(),
  kind: z.enum(['came', ...copyMoves]),
  holder: named.nullable(),
  folder: z.string().nullable(),
  toWhom: z.string().nullable(),
  onDay: z.string().nullable(),
  by: named,
  at: z.string(),
})
export const copiesOf = reading('incoming.copiesOf', {
  input: z.object({ matter: matterId }),
  output: moved.extend({ moves: z.array(copyMoveRow), may: z.object({ move: z.boolean(), destroy: z.boolean() }) }),
})
