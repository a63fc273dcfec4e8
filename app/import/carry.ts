/** Carries the lines of a sheet in: batch by batch, each in one transaction; resumable, idempotent, each bad line told and none fatal. */
import type { Ctx } from '../../kernel/ctx.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { RefusalError, type RefusalFact } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { openCtx } from '../../platform/ctx/handle.ts'
import type { House } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import type { Line } from './rows.ts'

const BATCH = 100
export interface LineFault {
  readonly line: number
  readonly id: string
  readonly code: string
  readonly facts?: Readonly<Record<string, RefusalFact>>
}
export interface Landed<R> {
  readonly done: readonly R[]
  readonly refused: readonly Omit<LineFault, 'line'>[]
}
/** One kind of row: how it is read, known again and landed. */
export interface Carrier<R> {
  /** How a line is called in the sheet of faults, also where it cannot be read. */
  idOf(cells: Readonly<Record<string, unknown>>): string
  parse(cells: Readonly<Record<string, unknown>>, now: Instant): R | string
  keyOf(row: R): string
  /** Keys of those that came in before: a run may be broken off and begun again. */
  known(ctx: Ctx, rows: readonly R[]): Promise<ReadonlySet<string>>
  /** @param look decides and tells, writes nothing */
  land(ctx: Ctx, rows: readonly R[], look: boolean): Promise<Landed<R>>
}
export interface Carried {
  readonly lines: number
  readonly written: number
  /** By an earlier run. */
  readonly before: number
  readonly faults: readonly LineFault[]
}
interface Waiting<R> {
  readonly line: number
  readonly row: R
}
interface Batch<R> {
  readonly done: readonly R[]
  readonly before: number
  readonly faults: readonly LineFault[]
}

/** Where a batch fails as a whole, each row by itself, so that one cannot hold up the others. */
async function landBatch<R>(house: House, person: PersonId, carrier: Carrier<R>, batch: readonly Waiting<R>[], look: boolean): Promise<Batch<R>> {
  if (batch.length === 0) return { done: [], before: 0, faults: [] }
  try {
    return await inAct(house.pools.act, async (tx) => {
      const ctx = await openCtx(house, tx, { person })
      const known = await carrier.known(
        ctx,
        batch.map((b) => b.row),
      )
      const fresh = batch.filter((b) => !known.has(carrier.keyOf(b.row)))
      const lineOf = new Map(batch.map((b) => [carrier.keyOf(b.row), b.line]))
      const { done, refused } = await carrier.land(
        ctx,
        fresh.map((b) => b.row),
        look,
      )
      return { done, before: known.size, faults: refused.map((fault) => ({ ...fault, line: lineOf.get(fault.id) ?? 0 })) }
    })
  } catch (error) {
    const [only] = batch
    if (batch.length === 1 && only) {
      const id = carrier.keyOf(only.row)
      if (error instanceof RefusalError) return { done: [], before: 0, faults: [{ line: only.line, id, code: error.refusal.code, facts: error.refusal.facts }] }
      house.log.error({ line: only.line, error: (error as Error).message }, 'a row could not be written')
      return { done: [], before: 0, faults: [{ line: only.line, id, code: 'not-written' }] }
    }
    const each: Batch<R>[] = []
    for (const one of batch) each.push(await landBatch(house, person, carrier, [one], look))
    return { done: each.flatMap((e) => e.done), before: each.reduce((n, e) => n + e.before, 0), faults: each.flatMap((e) => e.faults) }
  }
}

export interface Told<R> {
  /** Lines done so far. */
  readonly progress?: (lines: number) => void
  /** Rows that came in, or would. */
  readonly done?: (rows: readonly R[]) => void
}
/** @param look a dry run: everything is read and decided, nothing is written */
export async function carry<R>(house: House, person: PersonId, carrier: Carrier<R>, lines: AsyncIterable<Line>, look = false, told: Told<R> = {}): Promise<Carried> {
  const faults: LineFault[] = []
  const seen = new Set<string>()
  const now = house.clock.now()
  let [count, written, before] = [0, 0, 0]
  let batch: Waiting<R>[] = []
  const flush = async () => {
    const landed = await landBatch(house, person, carrier, batch, look)
    written += landed.done.length
    before += landed.before
    faults.push(...landed.faults)
    told.done?.(landed.done)
    batch = []
    told.progress?.(count)
  }
  for await (const { line, cells } of lines) {
    count++
    const row = typeof cells === 'string' ? cells : carrier.parse(cells, now)
    const id = typeof cells === 'string' ? '' : carrier.idOf(cells).slice(0, 100)
    if (typeof row === 'string') faults.push({ line, id, code: row })
    else if (seen.has(carrier.keyOf(row))) faults.push({ line, id, code: 'twice' })
    else {
      seen.add(carrier.keyOf(row))
      batch.push({ line, row })
    }
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return { lines: count, written, before, faults: faults.sort((a, b) => a.line - b.line) }
}
