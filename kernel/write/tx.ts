/** The transaction an act runs in: Kysely over the kernel's tables. A desk widens it with `tx.withTables<…>()`. */
import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { KernelDb } from './tables.ts'

export type Tx = Kysely<KernelDb>

/** One statement with numbered parameters, for texts assembled from parts. */
export async function run<R>(tx: Tx, text: string, values: readonly unknown[]): Promise<R[]> {
  return (await tx.executeQuery<R>(CompiledQuery.raw(text, [...values]))).rows
}
/**
 * `limit n` with the number in the text: a statement planned once for every value takes a limit it does not know for a tenth of the table, and reads it whole for a page.
 * @throws RangeError for anything but a count
 */
export function limitOf(n: number): RawBuilder<unknown> {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`limit ${n}`)
  return sql`limit ${sql.lit(n)}`
}
