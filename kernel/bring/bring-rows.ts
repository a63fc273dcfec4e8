/** Rows of an old sheet through `decide`: what every desk does with what is in hand. Rule: issue B «Cut-over in mid-year»; decision 0019 */
import { type BulkItem, bulk, decideItems } from '../bulk.ts'
import type { Ctx } from '../ctx.ts'
import type { Desk } from '../desk.ts'
import type { Ids, MatterId } from '../ids.ts'
import type { Refusal } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { numberFaults } from './number-faults.ts'
import type { OpenRow } from './open-row.ts'

export interface Brought<R> {
  readonly done: readonly R[]
  readonly refused: readonly { readonly id: string; readonly code: string; readonly facts?: Refusal['facts'] }[]
}
/**
 * One batch, in the transaction it is handed.
 * @param rows not brought before, no number twice
 * @param life the moves that lead where a row stands, or why there are none
 * @param look decides and tells, and writes nothing
 * @throws a fault or a guard of the database: nothing of the batch is written, the caller tries them one by one
 */
export async function bringRows<R extends OpenRow>(
  ctx: Ctx,
  desk: Desk,
  rows: readonly R[],
  life: (row: R) => BulkItem | string,
  idsAt: (at: Instant) => Ids,
  look: boolean,
): Promise<Brought<R>> {
  const refused: { id: string; code: string; facts?: Refusal['facts'] }[] = []
  const clash = await numberFaults(
    ctx.tx,
    desk.key,
    rows.map(({ number, kept }) => ({ id: number, kept })),
  )
  const of = new Map<MatterId, R>()
  const items = rows.flatMap((row) => {
    const item = clash.get(row.number) ?? life(row)
    if (typeof item === 'string') {
      refused.push({ id: row.number, code: item })
      return []
    }
    of.set(item.matter, row)
    return [item]
  })
  const result = look ? decideItems(ctx, desk, items, idsAt) : await bulk(ctx, desk, items, idsAt)
  for (const { matter, refusal } of result.refused) {
    refused.push({ id: of.get(matter)?.number ?? '', code: refusal.code, facts: refusal.facts })
    of.delete(matter)
  }
  return { done: [...of.values()], refused }
}
