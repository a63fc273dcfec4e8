/** A reading: one screen's data, one read-only transaction of the read role, begun from `visible()`. It takes no lock. */
import type { z } from 'zod'
import type { ReadingContract } from '../../kernel/contract.ts'
import type { Box, Ctx } from '../../kernel/ctx.ts'
import type { Who } from '../../kernel/decide/facts.ts'
import type { ActId, MatterId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { maskedFor } from '../../kernel/people/masked.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import { run } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import { mustParse } from './bad-input.ts'
import { type Gate, mustBeHere, mustPass } from './gate.ts'
import { mustFit } from './handle.ts'
import type { House } from './house.ts'
import { inAct, inReading } from './transaction.ts'

/** What a reading is handed. Its transaction cannot write, and its box is shut: contacts are opened by an act, on record. */
export type ReadCtx = Ctx
const shut = (): never => {
  throw new Error('a reading opens no contact')
}
const shutBox: Box = { seal: shut, open: shut, key: shut }
export interface HandledReading<C extends ReadingContract = ReadingContract> {
  readonly contract: C
  readonly gate: Gate
  readonly run: (ctx: ReadCtx, input: unknown) => Promise<unknown>
}

/** @param gate default `matter`: signed in, and the reading starts from `visible()` */
export function read<I extends z.ZodType, O extends z.ZodType>(
  contract: ReadingContract<I, O>,
  fn: (ctx: ReadCtx, input: z.output<I>) => Promise<z.input<O>>,
  gate: Gate = 'matter',
): HandledReading<ReadingContract<I, O>> {
  return { contract, gate, run: (ctx, input) => fn(ctx, input as z.output<I>) }
}

/** Runs work in a reading's transaction, past the gate. */
export function withReading<T>(house: House, who: Who, gate: Gate, work: (ctx: ReadCtx) => Promise<T>): Promise<T> {
  const now = house.clock.now()
  return inReading(house.pools.read, who.person, now, async (tx) => {
    const standing = await loadStanding(tx)
    mustBeHere(standing.office, who)
    const ids = systemIds(() => now)
    const ctx: ReadCtx = { tx, who, now, act: ids.next<ActId>(), ids, desks: house.desks, box: shutBox, ...standing }
    mustPass(gate, ctx.office, who, ctx.now)
    return work(ctx)
  })
}

/** Readings that tell of one matter without being its page. */
const tellsOfOne: ReadonlySet<string> = new Set(['matters.trail', 'drafts.current', 'drafts.version', 'drafts.pair', 'drafts.comments'])
/** A matter page or trail of a `named` matter: reading it stands on record. Rule: architecture §2 «Who may see» */
async function recordNamed(house: House, reading: HandledReading, who: Who, result: unknown, input: unknown): Promise<void> {
  const view = result as { id?: unknown; readers?: unknown; may?: unknown } | null
  const isView = typeof view === 'object' && view !== null && typeof view.may === 'object' && typeof view.id === 'string'
  const matter = isView ? view.id : tellsOfOne.has(reading.contract.key) ? (input as { matter?: unknown } | null)?.matter : null
  if (typeof matter !== 'string' || (isView && view.readers !== 'named')) return
  await inAct(house.pools.act, async (tx) => {
    const named = await run(tx, `select 1 from matter m where m.id = $1 and m.readers = 'named'`, [matter])
    if (named.length > 0) await recordLook(tx, who.person, matter as MatterId, reading.contract.key)
  })
}

export async function runReading(house: House, reading: HandledReading, who: Who, input: unknown): Promise<unknown> {
  const result = await withReading(house, who, reading.gate, async (ctx) => maskedFor(ctx, await reading.run(ctx, mustParse(reading.contract.input, input))))
  await recordNamed(house, reading, who, result, input)
  return house.checkOutput ? mustFit(reading.contract, result) : result
}
