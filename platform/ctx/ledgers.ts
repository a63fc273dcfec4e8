/** A desk's own ledger as a file: `GET /api/<desk>/<key>.xlsx`, `.csv`, `.pdf`, by the filters of its page. Rule: issue C «XLSX and CSV out streaming from any ledger» */
import type { z } from 'zod'
import type { Language } from '../../kernel/words.ts'
import type { Gate } from './gate.ts'
import type { ReadCtx } from './reading.ts'

export interface LedgerColumn<R> {
  /** Of the desk's words, `columns`. */
  readonly head: (language: Language) => string
  /** In characters. */
  readonly width: number
  readonly cell: (row: R, language: Language, ctx: ReadCtx) => string | number | null
}
export interface HandledLedger {
  readonly key: string
  readonly title: (language: Language) => string
  readonly filter: z.ZodType
  /** As of the page it is the file of; default `matter`. */
  readonly gate?: Gate
  readonly columns: readonly LedgerColumn<unknown>[]
  /** Over the table on paper: which part of it this is. */
  readonly above?: (filter: unknown, language: Language) => { readonly left: string; readonly right: string }
  /** A page of what the reader may see and take out: `named` matters are in none (R-C04). */
  readonly page: (ctx: ReadCtx, filter: unknown, cursor: string | undefined, size: number) => Promise<{ readonly rows: readonly unknown[]; readonly next: string | null }>
}
export function ledgerFile<F extends z.ZodType, R>(own: {
  readonly key: string
  readonly title: (language: Language) => string
  readonly filter: F
  readonly gate?: Gate
  readonly columns: readonly LedgerColumn<R>[]
  readonly above?: (filter: z.output<F>, language: Language) => { readonly left: string; readonly right: string }
  readonly page: (ctx: ReadCtx, filter: z.output<F>, cursor: string | undefined, size: number) => Promise<{ readonly rows: readonly R[]; readonly next: string | null }>
}): HandledLedger {
  return own as unknown as HandledLedger
}
