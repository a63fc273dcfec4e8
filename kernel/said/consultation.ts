/** 公开征求意见: what the public page shows of a draft, what a citizen says to it, and what was made of it. Both sides agree on these shapes. Pure. Rule: GN-39 */
import { z } from 'zod'
import { text } from '../contract.ts'
import type { Instant } from '../time.ts'

/** 采纳, 部分采纳, 未采纳 */
export const verdicts = ['adopted', 'partly', 'declined'] as const
export type Verdict = (typeof verdicts)[number]
/** 网上, 单位, 座谈会, 书面 */
export const opinionWays = ['public', 'unit', 'meeting', 'paper'] as const
/** Only the opinion is asked: whoever says it need not say who he is. R-C18 */
export const opinionForm = z.object({ text: text(2000) })
export const handedOpinion = z.object({ kind: z.literal('opinion'), form: opinionForm, consultation: z.uuid(), receipt: z.string().length(8) })
export type HandedOpinion = z.output<typeof handedOpinion>

/** A line of 意见采纳情况 as it is published; telephone and identity numbers are masked in it. */
export interface ToldOpinion {
  readonly came: (typeof opinionWays)[number]
  readonly saidBy: string | null
  readonly receipt: string | null
  readonly theme: string | null
  readonly text: string
  readonly verdict: Verdict
  readonly reason: string
}
/** A draft that is or was before the public; a list gives it without text and answers. */
export interface Consultation {
  readonly id: string
  readonly title: string
  readonly organ: string
  /** A `Draft` as it is kept. */
  readonly body: string
  /** Why the time is shorter than the law has it. */
  readonly shortened: string | null
  readonly from: string
  /** 截止: the last day. */
  readonly until: string
  readonly answers: readonly ToldOpinion[] | null
  readonly told_at: Instant | null
}
