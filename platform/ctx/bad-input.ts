/** What a contract refused, told by field and kind, never by value: what was typed is not repeated. */
import type { z } from 'zod'
import { RefusalError, refuse } from '../../kernel/refusal.ts'

/** @returns `http.bad-input` with one line per field: `title: too_big` */
export function badInput(error: z.ZodError): RefusalError {
  const fields = error.issues.slice(0, 20).map((issue) => {
    const at = issue.path.map(String).join('.') || '.'
    const kind = issue.code === 'custom' ? issue.message : issue.code
    return `${at}: ${kind}`
  })
  return new RefusalError(refuse('http.bad-input', { fields: [...new Set(fields)] }, 400))
}

/** Text no table can hold, in any field whatever its contract says: NUL, half a character. Depth and width are bounded by the size of a body. */
function unwritable(value: unknown, at: string): string | null {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed() ? at : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = unwritable(key, at) ?? unwritable(inner, at === '.' ? key : `${at}.${key}`)
    if (found !== null) return found
  }
  return null
}

/** @throws RefusalError `http.bad-input` */
export function mustParse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const field = unwritable(value, '.')
  if (field !== null) throw new RefusalError(refuse('http.bad-input', { fields: [`${field.slice(0, 60).replace(/[^\w.]/g, '?')}: control-characters`] }, 400))
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw badInput(parsed.error)
  return parsed.data
}
