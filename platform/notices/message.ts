/**
 * What leaves the house: what kind of notice, the office number, a link. No title, no text, no name, no telephone; of a matter for named persons not even the number.
 * Rule: R-W02, invariant 18
 */
import type { Language } from '../../kernel/words.ts'

export interface Line {
  /** 催办 */
  readonly kind: string
  readonly number: string | null
  readonly link: string
}
export interface Message {
  /** Mail address or mobile number; the opaque id of a person for a webhook; null for the group of a robot. */
  readonly to: string | null
  readonly language: Language
  readonly lines: readonly Line[]
  /** The same for every try, so that the other side knows what it has already. */
  readonly id: string
  readonly tries: number
}
/** What the other side said. `wait`: we were told to wait, and it counts as no try. Only `delivered` is delivered. */
export type Answer = { readonly code: AnswerCode; readonly said: string } & (
  | { readonly outcome: 'delivered' | 'dead' | 'retry' }
  | { readonly outcome: 'wait'; readonly ms: number }
)
export const answerCodes = [
  'delivered',
  'too-often',
  'bad-key',
  'bad-signature',
  'bad-keyword',
  'bad-content',
  'bad-address',
  'signed-out',
  'unreachable',
  'no-answer',
  'not-secure',
  'other',
] as const
export type AnswerCode = (typeof answerCodes)[number]

const words = {
  'zh-CN': { one: '回音', many: (n: number) => `回音：您有 ${n} 条通知`, group: (n: number) => `回音：${n} 条通知`, between: '　' },
  en: { one: 'Huiyin', many: (n: number) => `Huiyin: ${n} notices for you`, group: (n: number) => `Huiyin: ${n} notices`, between: ' ' },
} as const
const bytes = (text: string): number => Buffer.byteLength(text, 'utf8')

/** 催办　信〔2026〕12号 */
const brief = (line: Line, language: Language): string => [line.kind, line.number].filter(Boolean).join(words[language].between)
export function titleOf(message: Message): string {
  const w = words[message.language]
  const [only] = message.lines
  if (message.lines.length === 1 && only) return `${w.one}${message.language === 'en' ? ': ' : '：'}${brief(only, message.language)}`
  return message.to === null ? w.group(message.lines.length) : w.many(message.lines.length)
}
/** Title, then one line and its link for each. */
export function textOf(message: Message): string {
  const [only] = message.lines
  if (message.lines.length === 1 && only) return `${titleOf(message)}\n${only.link}`
  return [titleOf(message), ...message.lines.map((line, n) => `${n + 1}. ${brief(line, message.language)}\n${line.link}`)].join('\n')
}
/** As many lines as fit; what does not goes into the next message. At least one. @param max bytes */
export function fitting(message: Message, max: number): Message {
  let n = message.lines.length
  while (n > 1 && bytes(textOf({ ...message, lines: message.lines.slice(0, n) })) > max) n--
  return { ...message, lines: message.lines.slice(0, n) }
}
/** What the other side said, without addresses and long numbers: it stands on record. */
export const scrubbed = (said: string): string =>
  said
    .replace(/[^\s<>"']+@[^\s<>"']+/g, '…')
    .replace(/\d{7,}/g, '…')
    .replace(/\b(?:https?:\/\/)\S+/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
