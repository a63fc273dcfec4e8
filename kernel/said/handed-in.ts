/**
 * What a citizen hands in by the public page, and what he is told of it: the shapes both sides agree on. The outer side seals the one and opens the
 * other; the inner side the other way round. Pure. Rule: product.md «群众»; R-H08, R-H09
 */
import { z } from 'zod'
import { line, text } from '../contract.ts'
import type { Instant } from '../time.ts'
import { handedOpinion } from './consultation.ts'
import { handedTicket } from './ticket.ts'

const phone = line(30).refine((s) => /^[0-9+][0-9 -]{5,28}$/.test(s), { error: 'not-a-phone' })
export const PICTURES = 6
/** Bytes of one picture. */
export const PICTURE = 8 * 1_048_576
export const pictureKinds = ['jpg', 'png', 'webp'] as const

/** What the form asks. Only the matter itself is needed. */
export const letterForm = z.object({
  body: text(5000),
  place: line(200).nullable(),
  name: line(50).nullable(),
  phone: phone.nullable(),
  secret: z.boolean(),
  /** 哪一方面: a first level of the office's categories, as the writer chose it; null: not said. */
  service: z.string().max(40).nullable().default(null),
})
export type LetterForm = z.output<typeof letterForm>
export const ratingForm = z.object({
  responded: z.boolean(),
  solved: z.enum(['yes', 'partly', 'no']),
  satisfied: z.enum(['yes', 'basically', 'no']),
  text: text(1000).nullable(),
})
export type RatingForm = z.output<typeof ratingForm>
/** 补充情况, to a letter that is being handled. */
export const moreForm = z.object({ text: text(2000) })

const pictureName = z.object({ name: z.string().min(1).max(200), kind: z.enum(pictureKinds), size: z.int() })
/** By a program (Open311): which service it asked for, and whether the writer agreed that its progress is public. R-W04 */
export const byProgram = z.object({ id: z.string().length(12), service: z.string().max(40), agreed: z.boolean(), email: z.string().max(200).nullable() })
/** Sealed, one for each kind of submission. `open`: the key the query code gives; what is published is closed with it. */
export const handedIn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('letter'), form: letterForm, open: z.string().length(43), pictures: z.array(pictureName).max(PICTURES), open311: byProgram.optional() }),
  z.object({ kind: z.literal('rating'), form: ratingForm, receipt: z.string().max(20), answer: z.uuid() }),
  z.object({ kind: z.literal('more'), form: moreForm, receipt: z.string().max(20), pictures: z.array(pictureName).max(PICTURES) }),
  /** 密级标志: refused at the door, nothing kept but where it stood and a digest. R-C02 */
  z.object({ kind: z.literal('mark'), field: z.string().max(60), digest: z.string().max(64) }),
  /** By a one-purpose link (decision 0029). */
  handedTicket,
  /** To a draft that is before the public. GN-39 */
  handedOpinion,
])
export type HandedIn = z.output<typeof handedIn>
export type HandedLetter = Extract<HandedIn, { readonly kind: 'letter' }>
export type HandedRating = Extract<HandedIn, { readonly kind: 'rating' }>
export type HandedMore = Extract<HandedIn, { readonly kind: 'more' }>
export type HandedMark = Extract<HandedIn, { readonly kind: 'mark' }>

export const steps = ['received', 'registered', 'given', 'working', 'found', 'answered', 'again', 'closed', 'void', 'joined', 'refused'] as const
export type StepKey = (typeof steps)[number]
export interface Step {
  readonly key: StepKey
  readonly at: Instant
  /** Names of units, never of people: the one it was given to, then those who help. */
  readonly units: readonly string[]
}
/** How far it has got, in words a citizen can use. No name of a clerk, no opinion, no draft. */
export interface Progress {
  readonly number: string | null
  readonly title: string | null
  readonly state: 'received' | 'working' | 'answered' | 'closed' | 'void' | 'joined' | 'refused'
  /** By when we said we would answer; null before it is with a unit. */
  readonly by: Instant | null
  /** Oldest first. */
  readonly steps: readonly Step[]
  /** Sent answers, oldest first; `mayRate`: the last one waits for the three questions. */
  readonly answers: readonly { readonly id: string; readonly text: string | null; readonly at: Instant; readonly rated: Omit<RatingForm, 'text'> | null }[]
  readonly mayRate: boolean
  /** Open to what he wants to add. */
  readonly mayAdd: boolean
  /** 信访: told in the words of the law, with its own times and what may be asked next. */
  readonly petition?: true
}
