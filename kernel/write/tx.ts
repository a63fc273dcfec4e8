/** The transaction an act runs in: Kysely over the kernel's tables. A desk widens it with `tx.withTables<…>()`. */
import { CompiledQuery, type Kysely } from 'kysely'
import type { KernelDb } from './tables.ts'

export type Tx = Kysely<KernelDb>

/** One statement with numbered parameters, for texts assembled from parts. */
export async function run<R>(tx: Tx, text: string, values: readonly unknown[]): Promise<R[]> {
  return (await tx.executeQuery<R>(CompiledQuery.raw(text, [...values]))).rows
}
