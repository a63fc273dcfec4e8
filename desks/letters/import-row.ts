/** One line of an old register, as JSONL or CSV, checked before anything is decided. Pure. */
import { type KeptNumber, readNumber } from '../../kernel/said/number.ts'
import { moment, odd, tidy } from '../../kernel/said/old-sheet.ts'
import { holdsMark } from '../../kernel/secret-mark.ts'
import { letters } from './desk.ts'

export interface OldLetter {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly reply: string
  readonly receivedAt: string
  readonly repliedAt: string
  readonly author: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly place: string | null
  /** Name, short name or code of the unit that handled it. */
  readonly unit: string | null
  /** The number it bore, where the old register had numbers like ours. */
  readonly kept: KeptNumber | null
  /** Its scans, as they lie in the file store. */
  readonly files?: readonly { readonly digest: string; readonly size: number; readonly kind: string; readonly name: string }[]
}
/** Codes are keys of words.import; nothing of the content is repeated. */
export type RowFault =
  | 'not-json'
  | 'not-an-object'
  | 'no-id'
  | 'no-title'
  | 'no-body'
  | 'no-reply'
  | 'too-long'
  | 'bad-date'
  | 'reply-before-letter'
  | 'in-future'
  | 'secret-mark'
  | 'control-characters'
  | 'unknown-unit'
  | 'twice'
  | 'wrong-columns'
  | 'bad-number'

const LONGEST = { id: 100, title: 200, body: 20_000, reply: 20_000, author: 100, name: 50, phone: 30, place: 200, unit: 60 } as const
/** Words of an old register that are not typed: they stand on the scan. */
const ON_SCAN = { body: '内容见扫描件。', reply: '答复见扫描件。' } as const

/**
 * @param now letters and replies lie before it
 * @param scanned a scan comes with it: letter and reply may stand there alone, and the number may be what it is known by
 */
export function oldLetter(fields: Readonly<Record<string, unknown>>, now: string, scanned = false): OldLetter | RowFault {
  const text = Object.fromEntries(Object.keys(LONGEST).map((key) => [key, tidy(fields[key])])) as Record<keyof typeof LONGEST, string>
  const number = tidy(fields.number)
  const kept = number === '' ? null : readNumber(letters.series, number)
  if (number !== '' && kept === null) return 'bad-number'
  text.id ||= number
  if (scanned) for (const key of ['body', 'reply'] as const) text[key] ||= ON_SCAN[key]
  if (!text.id) return 'no-id'
  if (!text.title) return 'no-title'
  if (!text.body) return 'no-body'
  if (!text.reply) return 'no-reply'
  for (const [key, most] of Object.entries(LONGEST)) if (text[key as keyof typeof LONGEST].length > most) return 'too-long'
  if (Object.values(text).some((value) => odd.test(value))) return 'control-characters'
  if (Object.values(text).some(holdsMark)) return 'secret-mark'
  const [received, replied] = [moment(fields.receivedAt), moment(fields.repliedAt)]
  if (received === null || replied === null) return 'bad-date'
  if (replied < received) return 'reply-before-letter'
  if (replied > Date.parse(now)) return 'in-future'
  const some = (value: string) => value || null
  return {
    id: text.id,
    title: text.title.replace(/\s+/g, ' '),
    body: text.body,
    reply: text.reply,
    receivedAt: new Date(received).toISOString(),
    repliedAt: new Date(replied).toISOString(),
    author: some(text.author),
    name: some(text.name),
    phone: some(text.phone),
    place: some(text.place),
    unit: some(text.unit),
    kept,
  }
}
export function jsonLine(line: string): Readonly<Record<string, unknown>> | RowFault {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not-json' // the caller reports the line and goes on
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : 'not-an-object'
}

/** Cells of a CSV as they arrive in pieces: quotes, doubled quotes, line breaks inside quotes. */
export function csvReader(): { push(piece: string): string[][]; end(): string[][] } {
  let cell = ''
  let row: string[] = []
  let quoted = false
  let wasQuote = false
  const take = (done: string[][]) => {
    row.push(cell)
    cell = ''
    if (row.length > 1 || row[0] !== '') done.push(row)
    row = []
  }
  const push = (piece: string): string[][] => {
    const done: string[][] = []
    for (const c of piece) {
      if (quoted) {
        if (wasQuote && c !== '"') {
          quoted = false
          wasQuote = false
        } else if (c === '"') {
          if (wasQuote) cell += '"'
          wasQuote = !wasQuote
          continue
        } else {
          cell += c
          continue
        }
      }
      if (c === '"' && cell === '') quoted = true
      else if (c === ',') {
        row.push(cell)
        cell = ''
      } else if (c === '\n') take(done)
      else if (c !== '\r') cell += c
    }
    return done
  }
  return {
    push,
    end() {
      const done: string[][] = []
      if (cell !== '' || row.length > 0) take(done)
      return done
    },
  }
}
