/** 凭码链接: what one piece shows to the one person it was made for, and what that person hands in. The shapes both sides agree on. Pure. Rule: decision 0029 */
import { z } from 'zod'
import { text } from '../contract.ts'
import type { Instant } from '../time.ts'

/** Kinds of files an answer may bring; each is looked into on the inner side as well (R-C02). */
export const answerFileKinds = ['pdf', 'docx', 'xlsx', 'ofd', 'jpg', 'png', 'webp', 'txt'] as const
export const CODE_DIGITS = 8

/** Published under the key that link and code give together. */
export interface TicketPaper {
  readonly office: string
  readonly number: string | null
  readonly title: string | null
  /** Whom it was made for, by unit and name. */
  readonly unit: string
  readonly contact: string
  readonly ask: string | null
  readonly text: string | null
  readonly due: Instant | null
  readonly until: Instant
  readonly kind: 'do' | 'read'
  /** Only the lead unit states a result class. */
  readonly results: readonly { readonly key: string; readonly zh: string; readonly en: string }[]
  readonly files: readonly { readonly no: number; readonly name: string; readonly kind: string; readonly size: number }[]
  /** `ended`: nothing is asked any more. */
  readonly state: 'open' | 'answered' | 'ended'
  readonly acceptedAt: Instant | null
  readonly answeredAt: Instant | null
  readonly answer: string | null
  /** Code of the last refusal of what was handed in. */
  readonly refused: string | null
}

export const ticketForm = z.object({ text: text(4000), result: z.string().min(1).max(40).nullable() })
export type TicketForm = z.output<typeof ticketForm>
const fileName = z.object({ name: z.string().min(1).max(200), kind: z.enum(answerFileKinds), size: z.int() })
/** Sealed to the inner side. `open`: the key link and code give; without it nothing is believed. */
export const handedTicket = z.object({
  kind: z.literal('ticket'),
  link: z.string().regex(/^[0-9a-f]{64}$/),
  open: z.string().length(43),
  what: z.enum(['accept', 'answer']),
  form: ticketForm.nullable(),
  pictures: z.array(fileName).max(6),
})
export type HandedTicket = z.output<typeof handedTicket>
