/** What is looked for, as it stands in the address. */
import type { z } from 'zod'
import { find } from '../../kernel/reading/find-shape.ts'

const { q: _q, in: _in, cursor: _cursor, size: _size, ...shape } = find.input.shape
export type Narrowing = Partial<Omit<z.input<typeof find.input>, 'q' | 'in' | 'cursor' | 'size'>>
export interface Asked extends Narrowing {
  readonly q: string
}
/** What the address says, as far as the contract knows it; the rest is dropped. */
export function askedOf(search: Readonly<Record<string, unknown>>): Asked {
  const kept = Object.entries(shape).flatMap(([name, field]) => {
    const value = search[name]
    return value !== undefined && value !== '' && field.safeParse(value).success ? [[name, value] as const] : []
  })
  return {
    ...Object.fromEntries(kept),
    q: String(search.q ?? '')
      .trim()
      .slice(0, 60),
  }
}
