/** 裁定先例、推诿预警: contracts. */
import { z } from 'zod'
import { matterId, reading } from '../../kernel/contract.ts'
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
/** Passed on at least three times in this round and nothing done. HA-70 */
export const passed = reading('letters.passed', { input: z.object({}), output: z.object({ rows: z.array(letterRow.extend({ times: z.int(), last: z.string().nullable() })) }) })
