/**
 * The small code on every printed slip: which matter, which form. Upper-case letters and figures only, so that a square code stays small.
 * A scan is attached by it and by nothing else; a code that does not add up is unreadable, never guessed. Rule: issue C «Print», «回录托盘»
 */
import type { MatterId } from '../kernel/ids.ts'

/** Base 32 without I, L, O, U. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Forms that carry the code: P 处理笺, D 交办单, C 回访单, R 回函, O any other. */
export type SlipForm = 'P' | 'D' | 'C' | 'R' | 'O'
const forms: readonly string[] = ['P', 'D', 'C', 'R', 'O']

/** Two letters that change when any one character is read wrong, or two neighbours change places. */
function check(text: string): string {
  let sum = 0
  for (const character of text) sum = (sum * 37 + character.charCodeAt(0)) % 1021
  return `${letters[sum >> 5]}${letters[sum & 31]}`
}
/** @returns `HY1P` + 26 letters of the id + 2 of the check: 32 characters */
export function slipCode(matter: MatterId, form: SlipForm): string {
  let rest = BigInt(`0x${matter.replaceAll('-', '')}`)
  let id = ''
  for (let n = 0; n < 26; n++) {
    id = letters[Number(rest & 31n)] + id
    rest >>= 5n
  }
  const text = `HY1${form}${id}`
  return text + check(text)
}
/** @returns what the code says; null where it is not one of ours or was read wrong */
export function readSlipCode(code: string): { matter: MatterId; form: SlipForm } | null {
  const [, form = '', id = '', sum] = /^HY1([A-Z])([0-9A-Z]{26})([0-9A-Z]{2})$/.exec(code) ?? []
  if (!forms.includes(form) || [...id].some((c) => !letters.includes(c)) || check(code.slice(0, 30)) !== sum) return null
  let value = 0n
  for (const character of id) value = (value << 5n) | BigInt(letters.indexOf(character))
  if (value >> 128n !== 0n) return null
  const hex = value.toString(16).padStart(32, '0')
  return { matter: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as MatterId, form: form as SlipForm }
}
