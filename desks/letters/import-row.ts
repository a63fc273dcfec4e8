/** One line of an old register, as JSONL or CSV, checked before anything is decided. Pure. */
import { holdsMark } from '../../kernel/secret-mark.ts'

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

const LONGEST = { id: 100, title: 200, body: 20_000, reply: 20_000, author: 100, name: 50, phone: 30, place: 200, unit: 60 } as const
const tidy = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\r\n?/g, '\n').trim() : '')
const odd = /(?![\t\n])\p{Cc}/u
/** A date must say its offset, or be a plain day or minute of the office's own time. */
function moment(value: unknown): number | null {
  const text = tidy(value)
  if (!/^\d{4}[-/]\d{1,2}[-/]\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?( ?(Z|[+-]\d{2}:?\d{2}))?$/.test(text)) return null
  const [day = '', rest = ''] = text.replace(' ', 'T').split('T')
  const plain = `${day
    .split(/[-/]/)
    .map((part, i) => part.padStart(i === 0 ? 4 : 2, '0'))
    .join('-')}T${rest || '00:00'}`
  const ms = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(plain) ? plain.replace(' ', '') : `${plain}+08:00`)
  return Number.isNaN(ms) ? null : ms
}

/** @param now letters and replies lie before it */
export function oldLetter(fields: Readonly<Record<string, unknown>>, now: string): OldLetter | RowFault {
  const text = Object.fromEntries(Object.keys(LONGEST).map((key) => [key, tidy(fields[key])])) as Record<keyof typeof LONGEST, string>
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
