/** 发文字号: how an office number is written and recognised. Rule: R-F10, R-F13; GB/T 9704-2012 7.2.5 */
import { type Refusal, refuse } from '../kernel/refusal.ts'

/** 〔〕 are U+3014 and U+3015, never [] or （）; no 第, no leading zero. */
const shape = /^[一-龥]{1,12}〔(19|20)\d{2}〕[1-9]\d{0,4}号$/

/**
 * `documentNumber('云政办发', 2026, 12)` → 云政办发〔2026〕12号
 * @returns Refusal 'typeset.number-malformed' when prefix, year or n cannot stand in a number
 */
export function documentNumber(prefix: string, year: number, n: number): string | Refusal {
  const number = `${prefix}〔${year}〕${n}号`
  return shape.test(number) ? number : refuse('typeset.number-malformed', { number })
}

/** Is this text, as it stands, an office number? */
export const isDocumentNumber = (text: string): boolean => shape.test(text)
