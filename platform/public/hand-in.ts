/** 交信, 评价: from a filled-in form to a sealed submission. Everything is looked at before anything is kept; of what is refused nothing stays. Rule: R-C01, R-C02, R-H09 */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { opinionForm } from '../../kernel/said/consultation.ts'
import { type HandedIn, letterForm, moreForm, type RatingForm, ratingForm } from '../../kernel/said/handed-in.ts'
import { markIn, nameHoldsMark } from '../../kernel/secret-mark.ts'
import type { Instant } from '../../kernel/time.ts'
import { systemIds } from '../clock.ts'
import { type About, type Found, type Handed, handIn } from './counter.ts'
import type { Sent } from './form-parts.ts'
import type { Typed } from './letter-page.ts'
import { codeOf, openCode, receiptOf } from './receipt.ts'

export interface Counter {
  readonly pool: pg.Pool
  readonly about: About
  readonly now: Instant
}
const orNull = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text)
/** What the contract does not take, by field. */
export class FieldsRefused extends RefusalError {
  readonly fields: readonly string[]
  constructor(fields: readonly string[]) {
    super(refuse('public.bad-input', {}, 400))
    this.fields = [...new Set(fields)]
  }
}
/** @param called how the page calls a field, where it is another word than the contract's */
export function mustFit<T>(
  parsed: { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } },
  called: Readonly<Record<string, string>> = {},
): T {
  if (parsed.success) return parsed.data
  throw new FieldsRefused(parsed.error.issues.map((issue) => String(issue.path[0] ?? 'other')).map((field) => called[field] ?? field))
}

/** A mark of secrecy is refused here; that it was tried, where, and a digest go in as a submission of their own, so that the keeper of secrecy hears of it. */
export async function mustHoldNoMark({ pool, about, now }: Counter, token: string, form: object, pictures: readonly { readonly name: string }[]): Promise<void> {
  const field = markIn(form) ?? (pictures.some((one) => nameHoldsMark(one.name)) ? 'pictures' : null)
  if (field === null) return
  const digest = createHash('sha256')
    .update(JSON.stringify([form, pictures.map((one) => one.name)]))
    .digest('hex')
  await handIn(pool, about, { id: idAt(now), token: `${token} mark ${digest}`, at: now, said: { kind: 'mark', field, digest }, pictures: [], receipt: null })
  throw new RefusalError(refuse('public.secret-mark', { field }))
}
export const idAt = (now: Instant): string => systemIds(() => now).next()

export function mustBeTaken(done: Handed, other: RefusalError): void {
  if (done === 'full') throw new RefusalError(refuse('public.full', {}, 503))
  if (done === 'large') throw new RefusalError(refuse('public.too-large', {}, 413))
  if (done === 'occupied') throw new RefusalError(refuse('public.form-old', {}, 409)) // one in a million million: the next form has another number
  if (done === 'other') throw other
}

/**
 * @param services what the form offered; anything else is as good as nothing said
 * @returns the receipt and the code; the same two when the same form comes again (its first answer was lost on the way) */
export async function handInLetter(
  counter: Counter,
  token: string,
  { typed, pictures, refused }: Sent,
  services: readonly string[] = [],
): Promise<{ readonly receipt: string; readonly code: string }> {
  const { pool, about, now } = counter
  const form = mustFit(
    letterForm.safeParse({
      body: typed.body ?? '',
      place: orNull(typed.place),
      name: orNull(typed.name),
      phone: orNull(typed.phone),
      secret: typed.secret === 'yes',
      service: services.find((one) => one === typed.service) ?? null,
    }),
  )
  await mustHoldNoMark(counter, token, form, pictures)
  if (refused) throw refused
  const [receipt, code] = [receiptOf(token), codeOf(token)]
  const { digest, key } = await openCode(code)
  const said: HandedIn = { kind: 'letter', form, open: key.toString('base64url'), pictures: pictures.map(({ name, kind, bytes }) => ({ name, kind, size: bytes.length })) }
  const handing = { id: idAt(now), token, at: now, said, pictures: pictures.map((one) => one.bytes), receipt: { number: receipt, codeDigest: digest } }
  mustBeTaken(await handIn(pool, about, handing), new RefusalError(refuse('public.sent-already', {}, 409)))
  return { receipt, code }
}

/** 补充情况: words and pictures to a letter that is being handled. */
export async function handInMore(counter: Counter, token: string, found: Found, { typed, pictures, refused }: Sent): Promise<void> {
  const { pool, about, now } = counter
  if (!found.progress?.mayAdd) throw new RefusalError(refuse('public.not-to-add', {}, 409))
  const form = mustFit(moreForm.safeParse({ text: typed.more ?? '' }), { text: 'more' })
  await mustHoldNoMark(counter, token, form, pictures)
  if (refused) throw refused
  const said: HandedIn = { kind: 'more', form, receipt: found.receipt, pictures: pictures.map(({ name, kind, bytes }) => ({ name, kind, size: bytes.length })) }
  const handing = { id: idAt(now), token, at: now, said, pictures: pictures.map((one) => one.bytes), receipt: null }
  mustBeTaken(await handIn(pool, about, handing), new RefusalError(refuse('public.sent-already', {}, 409)))
}

const yes = (said: string | undefined): boolean | undefined => (said === 'yes' ? true : said === 'no' ? false : undefined)
/** The three answers, apart; once for each answer sent. */
export async function handInRating(counter: Counter, found: Found, typed: Typed): Promise<RatingForm> {
  const { pool, about, now } = counter
  const answer = found.progress?.mayRate ? found.progress.answers.at(-1) : undefined
  if (!answer) throw new RefusalError(refuse('public.not-to-rate', {}, 409))
  const form = mustFit(ratingForm.safeParse({ responded: yes(typed.responded), solved: typed.solved, satisfied: typed.satisfied, text: orNull(typed.text) }))
  const token = `${found.receipt} ${answer.id} rating`
  await mustHoldNoMark(counter, token, form, [])
  const said: HandedIn = { kind: 'rating', form, receipt: found.receipt, answer: answer.id }
  mustBeTaken(await handIn(pool, about, { id: idAt(now), token, at: now, said, pictures: [], receipt: null }), new RefusalError(refuse('public.rated-already', {}, 409)))
  return form
}

/** 对征求意见稿的意见. @returns its number: by it the citizen finds his line in the table of what was adopted. GN-39 */
export async function handInOpinion(counter: Counter, token: string, consultation: string, typed: Typed): Promise<string> {
  const { pool, about, now } = counter
  const form = mustFit(opinionForm.safeParse({ text: typed.opinion ?? '' }), { text: 'opinion' })
  await mustHoldNoMark(counter, token, form, [])
  const receipt = receiptOf(token)
  const said: HandedIn = { kind: 'opinion', form, consultation, receipt }
  mustBeTaken(await handIn(pool, about, { id: idAt(now), token, at: now, said, pictures: [], receipt: null }), new RefusalError(refuse('public.sent-already', {}, 409)))
  return receipt
}
