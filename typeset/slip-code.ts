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
/** Of which copy, always as of three figures: so 7 and 34 never have the same check. */
const checkOfCopy = (slip: string, copy: string): string => check(`${slip}-${copy.padStart(3, '0')}`)
/** One copy of a paper: the code of its matter, then which copy, with a check of its own; 38 characters still fit the same square. */
export function copyCode(matter: MatterId, copy: number): string {
  const slip = slipCode(matter, 'O')
  return `${slip}-${copy}${checkOfCopy(slip, String(copy))}`
}
/** @returns which copy of which paper; null where it is no label of ours or was read wrong */
export function readCopyCode(code: string): { matter: MatterId; copy: number } | null {
  const [, slip = '', copy = '', sum] = /^([0-9A-Z]{32})-([1-9]\d{0,2})([0-9A-Z]{2})$/.exec(code) ?? []
  const matter = readSlipCode(slip)?.matter
  return matter && checkOfCopy(slip, copy) === sum ? { matter, copy: Number(copy) } : null
}
/** @returns what the code says, also of a label of one copy; null where it is not one of ours or was read wrong */
export function readSlipCode(code: string): { matter: MatterId; form: SlipForm } | null {
  if (code.includes('-')) return readCopyCode(code) && readSlipCode(code.slice(0, 32))
  const [, form = '', id = '', sum] = /^HY1([A-Z])([0-9A-Z]{26})([0-9A-Z]{2})$/.exec(code) ?? []
  if (!forms.includes(form) || [...id].some((c) => !letters.includes(c)) || check(code.slice(0, 30)) !== sum) return null
  let value = 0n
  for (const character of id) value = (value << 5n) | BigInt(letters.indexOf(character))
  if (value >> 128n !== 0n) return null
  const hex = value.toString(16).padStart(32, '0')
  return { matter: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as MatterId, form: form as SlipForm }
}
