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

/** @throws RefusalError `http.bad-input` */
export function mustParse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw badInput(parsed.error)
  return parsed.data
}
