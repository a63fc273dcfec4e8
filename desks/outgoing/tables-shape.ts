/** 版头表, 发文限额表, and what they say of a paper: contracts, shared with the browser. */
import { z } from 'zod'
import { matterId, onPiece, reading, text } from '../../kernel/contract.ts'
import { letterheadsTable } from './letterheads.ts'
import { paperQuota, quotasTable } from './paper-quotas.ts'
import { move, paperTypes } from './shape.ts'

const settled = <T extends z.ZodType>(table: T) => z.object({ version: z.int().nullable(), basis: z.string().nullable(), table })
/** 版头表 in force; `own`: the organ in whose name the reader's unit may write. R-D10 */
export const letterheads = reading('outgoing.letterheads', { input: z.object({}), output: settled(letterheadsTable).extend({ own: z.string() }) })

const used = paperQuota.extend({ issued: z.int(), over: z.boolean() })
export type QuotaUsed = z.output<typeof used>
/** 发文限额表 in force, each row with what was issued this year. */
export const quotas = reading('outgoing.quotas', { input: z.object({}), output: settled(quotasTable).extend({ year: z.int(), used: z.array(used) }) })
/** The rows that speak of such a paper: asked while it is applied for. HB-29 */
export const quotaUse = reading('outgoing.quotaUse', {
  input: z.object({ organ: z.string().trim().max(60), paperType: z.enum(paperTypes) }),
  output: z.object({ used: z.array(used) }),
})
const measure = z.object({ n: z.int().nullable(), most: z.int() })
/** What will be asked of the text when it goes to review: the rules of writing, its length, the year's limits. R-D01 … R-D11, R-M20 */
export const readiness = reading('outgoing.readiness', {
  input: z.object({ matter: matterId }),
  output: z.object({
    findings: z.array(z.object({ rule: z.string(), weight: z.enum(['stop', 'reason', 'hint']), key: z.string(), about: z.string() })),
    characters: measure,
    /** As it will be printed; null: it cannot be laid out yet. */
    pages: measure,
    used: z.array(used),
    /** Leave is needed and not given. */
    leaveNeeded: z.boolean(),
  }),
})
/** 超限额报批: a leader of the office agrees before it goes to review. HB-29, R-M21 by analogy */
export const askOver = move('askOver', onPiece.extend({ reason: text(500) }))
