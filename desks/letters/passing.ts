/** 裁定先例、推诿预警、抽查复核: contracts. */
import { z } from 'zod'
import { act, matterId, reading, text } from '../../kernel/contract.ts'
import { letterRow } from './shape.ts'

/** What was ruled of letters like this one; `mustHandle`: the refusal was not allowed. R-H05, GN-36 */
export const rulings = reading('letters.rulings', {
  input: z.object({ title: z.string().trim().max(200), place: z.string().trim().max(200).optional(), except: matterId.optional() }),
  output: z.object({
    rows: z.array(
      z.object({
        matter: z.string(),
        number: z.string().nullable(),
        title: z.string().nullable(),
        unit: z.string(),
        mustHandle: z.boolean(),
        opinion: z.string().nullable(),
        by: z.string(),
        at: z.string(),
      }),
    ),
  }),
})
/** Passed on more than `most` times in this round and nothing done. HA-70 */
export const passed = reading('letters.passed', {
  input: z.object({}),
  output: z.object({ most: z.number(), rows: z.array(letterRow.extend({ times: z.int(), last: z.string().nullable() })) }),
})
/** 抽查: five closed as solved in the last sixty days and not looked at again; the same five all day. */
export const sample = reading('letters.sample', { input: z.object({}), output: z.object({ rows: z.array(letterRow) }) })
export const recheck = act('letters.recheck', {
  input: z
    .object({ matter: matterId, solved: z.boolean(), text: text(900).nullable().default(null) })
    .refine((r) => r.solved || r.text !== null, { error: 'required', path: ['text'] }),
  output: z.object({ reopened: z.boolean() }),
})
