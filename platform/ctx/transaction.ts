/** One act, one transaction: READ COMMITTED on the act role. One reading, one snapshot: read only, on the read role, naming the person for row-level security. */
import { sql } from 'kysely'
import type pg from 'pg'
import type { PersonId } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/time.ts'
import type { KernelDb } from '../../kernel/write/tables.ts'
import type { Tx } from '../../kernel/write/tx.ts'
import { kyselyOver } from '../database/connection.ts'

const known = new WeakMap<pg.Pool, Tx>()
export function kyselyOf(pool: pg.Pool): Tx {
  const made = known.get(pool) ?? kyselyOver<KernelDb>(pool)
  known.set(pool, made)
  return made
}

export function inAct<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return kyselyOf(pool)
    .transaction()
    .execute((tx) => work(tx))
}

/** @param person null: nobody signed in; row-level security then shows no `named` matter */
export function inReading<T>(pool: pg.Pool, person: PersonId | null, now: Instant, work: (tx: Tx) => Promise<T>): Promise<T> {
  return kyselyOf(pool)
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('huiyin.person', ${person ?? ''}, true), set_config('huiyin.now', ${now}, true)`.execute(tx)
      return work(tx)
    })
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')
/** Deadlock, lock timeout, serialisation: the whole act once more with the same key. Rule: architecture §2 step 22 */
export const mayPassOnceMore = (error: unknown): boolean => ['40P01', '55P03', '40001'].includes(codeOf(error))
