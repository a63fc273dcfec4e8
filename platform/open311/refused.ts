/** A no to a program: the HTTP status GeoReport names, and a sentence. Rule: R-W04; GeoReport v2 «Errors» */
import { RefusalError } from '../../kernel/refusal.ts'
import { type Language, say } from '../../kernel/words.ts'
import { refusalOf } from '../http/refused.ts'
import { en } from './words/en.ts'
import { type Open311Words, zh } from './words/zh-CN.ts'

export const words: Readonly<Record<Language, Open311Words>> = { 'zh-CN': zh, en }
export type Trouble = keyof Open311Words['errors']

export class Refused extends Error {
  readonly status: number
  readonly trouble: Trouble
  readonly facts: Readonly<Record<string, string | number>>
  constructor(status: number, trouble: Trouble, facts: Readonly<Record<string, string | number>> = {}) {
    super(trouble)
    this.status = status
    this.trouble = trouble
    this.facts = facts
  }
}
const byCode: Readonly<Record<string, readonly [status: number, trouble: Trouble]>> = {
  'public.secret-mark': [400, 'mark'],
  'public.full': [503, 'full'],
  'public.busy': [503, 'full'],
  'public.picture-large': [413, 'picture'],
  'public.picture-kind': [400, 'picture'],
  'public.pictures-many': [400, 'picture'],
  'public.too-large': [413, 'large'],
  'public.sent-already': [409, 'other'],
  'public.form-old': [409, 'occupied'],
  'http.unknown-host': [403, 'place'],
  'http.not-secure': [403, 'place'],
  'http.other-origin': [403, 'place'],
}
const byStatus: Readonly<Record<number, Trouble>> = { 404: 'address', 413: 'large', 415: 'type', 429: 'often', 503: 'away' }
/** @returns null where the fault is ours */
export function troubleOf(error: unknown): Refused | null {
  if (error instanceof Refused) return error
  const refusal = error instanceof RefusalError ? error.refusal : refusalOf(error)
  if (!refusal) return null
  const [status, trouble] = byCode[refusal.code] ?? [byStatus[refusal.status] ? refusal.status : 400, byStatus[refusal.status] ?? 'unreadable']
  return new Refused(status, trouble)
}
export const sentence = ({ trouble, facts }: Pick<Refused, 'trouble' | 'facts'>, language: Language): string => say(words[language].errors[trouble], facts, language)
