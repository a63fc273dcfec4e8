/** The ledger's filters as they stand in the address. */
import type { z } from 'zod'
import { ledgerFile } from '../../kernel/reading/shape.ts'

export type Filter = z.input<typeof ledgerFile>
/** What the address says, as far as the contract knows it; the rest is dropped. */
export function filterOf(search: Readonly<Record<string, unknown>>): Filter {
  const kept: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(ledgerFile.shape)) {
    const value = search[name]
    if (value !== undefined && value !== '' && field.safeParse(value).success) kept[name] = value
  }
  return kept as Filter
}
