/** 公开征求意见: a draft before the public, the opinions that came, and what was made of each. Contracts, shared with the browser. Rule: GN-39 */
import { z } from 'zod'
import { act, line, matterId, officeDateText, onPiece, reading, text } from '../../kernel/contract.ts'
import { opinionWays, verdicts } from '../../kernel/said/consultation.ts'
import { paperMatter } from './shape.ts'

/** Days a consultation lasts as a rule; shorter goes with a reason that is published. Source: 重大行政决策程序暂行条例 art. 15 */
export const USUAL_DAYS = 30
/** What an office hears itself; what citizens hand in comes by the public page. */
export const heardWays = ['unit', 'meeting', 'paper'] as const
export const consult = act('outgoing.consult', { input: onPiece.extend({ until: officeDateText, shortened: text(300).nullable().default(null) }), output: paperMatter })
/** An opinion that came another way, word for word. */
export const addOpinion = act('outgoing.addOpinion', {
  input: z.object({ matter: matterId, came: z.enum(heardWays), saidBy: line(60), text: text(2000) }),
  output: z.object({ id: z.string() }),
})
/** One answer to one opinion, or the same to several alike (归类). */
export const answerOpinions = act('outgoing.answerOpinions', {
  input: z.object({ matter: matterId, opinions: z.array(z.uuid()).min(1).max(200), theme: line(40).nullable().default(null), verdict: z.enum(verdicts), reason: text(1000) }),
  output: z.object({ answered: z.int() }),
})
/** 公布采纳情况. */
export const tellAdopted = act('outgoing.tellAdopted', { input: onPiece, output: paperMatter })

export const opinionRow = z.object({
  id: z.string(),
  came: z.enum(opinionWays),
  saidBy: z.string().nullable(),
  receipt: z.string().nullable(),
  /** null once erased by law */
  text: z.string().nullable(),
  at: z.string(),
  theme: z.string().nullable(),
  verdict: z.enum(verdicts).nullable(),
  reason: z.string().nullable(),
})
export type OpinionRow = z.output<typeof opinionRow>
/** 意见: what has no answer first. */
export const opinions = reading('outgoing.opinions', {
  input: z.object({ matter: matterId }),
  output: z.object({ page: z.string().nullable(), mine: z.boolean(), rows: z.array(opinionRow) }),
})
