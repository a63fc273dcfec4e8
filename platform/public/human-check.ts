/**
 * 是不是人在填: no picture puzzles. The browser works a little (a number whose digest begins with noughts), the form has been open a few seconds, a hidden
 * field is empty. Without a script: a sum in words. What it costs grows with what comes from one address. Rule: R-C11; issue «accessible human check»
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { DAY, type Instant, instant, millis } from '../../kernel/time.ts'

/** One form as it was given out: its token, when, and how much work it asks. */
export interface Form {
  readonly token: string
  readonly at: Instant
  readonly bits: number
}
/** 15 bits: a third of a second on a cheap telephone. */
export const EASY = 15
const HARDEST = 20
const QUICKEST = 3_000
const LONGEST = DAY

/** Each doubling of what an address has handed in this hour doubles the work. */
export const bitsFor = (lately: number): number => Math.min(HARDEST, EASY + Math.max(0, Math.floor(Math.log2((lately + 1) / 10))))

const macOf = (key: string, said: string): Buffer => createHmac('sha256', Buffer.from(key, 'base64url')).update(`huiyin form ${said}`).digest()
/** @param key of every public process of this office, so that any of them knows a form again */
export function giveForm(key: string, now: Instant, bits: number): string {
  const said = `${randomBytes(18).toString('base64url')}.${millis(now).toString(36)}.${bits}`
  return `${said}.${macOf(key, said).toString('base64url')}`
}
/** @throws RefusalError `public.form-old`: not ours, or older than a day */
export function readForm(key: string, given: string, now: Instant): Form {
  const [token = '', at = '', bits = '', mac = ''] = given.split('.')
  const own = macOf(key, `${token}.${at}.${bits}`)
  const theirs = Buffer.from(mac, 'base64url')
  const age = millis(now) - Number.parseInt(at, 36)
  if (theirs.length !== own.length || !timingSafeEqual(own, theirs) || !(age <= LONGEST)) throw new RefusalError(refuse('public.form-old', {}, 409))
  return { token, at: instant(Number.parseInt(at, 36)), bits: Number(bits) }
}

/** The sum asked where no script runs: always the same for one form. */
export function sumOf(form: Pick<Form, 'token'>): readonly [number, number] {
  const [a = 0, b = 0] = createHash('sha256').update(`huiyin sum ${form.token}`).digest()
  return [2 + (a % 8), 2 + (b % 8)]
}
const noughts = (digest: Buffer): number => {
  let n = 0
  for (const byte of digest) {
    if (byte !== 0) return n + Math.clz32(byte) - 24
    n += 8
  }
  return n
}
/** The same work as in `page.js`. */
export const worked = (form: Pick<Form, 'token' | 'bits'>, found: string): boolean =>
  /^\d{1,12}$/.test(found) && noughts(createHash('sha256').update(`${form.token}:${found}`).digest()) >= form.bits

export interface Shown {
  readonly work: string
  readonly sum: string
  readonly trap: string
}
/**
 * @returns which of the two ways was taken
 * @throws RefusalError `public.no-person` · `public.too-quick` · `public.unchecked` · `public.wrong-sum`
 */
export function mustBeSomebody(form: Form, shown: Shown, now: Instant): 'work' | 'sum' {
  if (shown.trap !== '') throw new RefusalError(refuse('public.no-person'))
  if (millis(now) - millis(form.at) < QUICKEST) throw new RefusalError(refuse('public.too-quick', {}, 429))
  if (worked(form, shown.work)) return 'work'
  if (shown.sum === '') throw new RefusalError(refuse('public.unchecked'))
  const [a, b] = sumOf(form)
  if (Number(shown.sum.normalize('NFKC').trim()) !== a + b) throw new RefusalError(refuse('public.wrong-sum'))
  return 'sum'
}
