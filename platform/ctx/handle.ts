/** Steps 1, 2, 21, 22 of the move algorithm: parse, one transaction, the key, commit, once more on a deadlock. Rule: architecture §2 */
import type { z } from 'zod'
import { viewMatter } from '../../kernel/advance.ts'
import type { ActContract } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { Who } from '../../kernel/decide/facts.ts'
import type { ActId, MatterId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { maskedFor } from '../../kernel/people/masked.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { guardRefusal } from '../../kernel/write/guard.ts'
import type { Tx } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import { mustParse } from './bad-input.ts'
import { digestOf, type Kept, keep, takeKey } from './done.ts'
import { type Gate, mustBeHere, mustPass } from './gate.ts'
import type { House } from './house.ts'
import { mustHoldNoMark } from './secret-gate.ts'
import { inAct, mayPassOnceMore } from './transaction.ts'

export interface Handled<C extends ActContract = ActContract> {
  readonly contract: C
  readonly gate: Gate
  /** Its answer is told once and kept nowhere (one-time passwords); a repeated key is refused. */
  readonly once: boolean
  /** It writes nothing (a pasted text is read): no key is taken, what it answered is kept nowhere, asked again it does it again. */
  readonly writesNothing: boolean
  /** Who may come in, or what he must bring for it, may be another after it: what is remembered of sessions is asked again before it is answered. */
  readonly endsSessions: boolean
  readonly run: (ctx: Ctx, input: unknown) => Promise<unknown>
}

/**
 * An act of a desk or of the platform.
 * @param gate default `matter`: signed in, and `advance` decides about the matter
 */
export function handle<I extends z.ZodType, O extends z.ZodType>(
  contract: ActContract<I, O>,
  fn: (ctx: Ctx, input: z.output<I>) => Promise<z.input<O>>,
  gate: Gate = 'matter',
  options: { readonly once?: boolean; readonly writesNothing?: boolean; readonly endsSessions?: boolean } = {},
): Handled<ActContract<I, O>> {
  const { once = false, writesNothing = false, endsSessions = false } = options
  return { contract, gate, once, writesNothing, endsSessions, run: (ctx, input) => fn(ctx, input as z.output<I>) }
}

export interface Call {
  readonly who: Who
  /** The idempotency key, made when the form was opened. */
  readonly key: string
  readonly input: unknown
}
const goodKey = /^[A-Za-z0-9_.:-]{8,100}$/

/** What an act is handed, in the transaction it runs in. */
export async function openCtx(house: House, tx: Tx, who: Who): Promise<Ctx> {
  const now = house.clock.now()
  const ids = systemIds(() => now)
  const standing = await loadStanding(tx)
  mustBeHere(standing.office, who)
  return { tx, who, now, act: ids.next<ActId>(), ids, desks: house.desks, box: house.box, ...standing }
}

/**
 * Runs one act to its commit.
 * @returns what the contract promises; of a repeated key, today's view
 * @throws RefusalError the office's no; anything else is a fault of ours
 */
export async function runAct(house: House, handled: Handled, call: Call): Promise<unknown> {
  if (!goodKey.test(call.key)) throw new RefusalError(refuse('http.no-key', {}, 400))
  await mustHoldNoMark(house, call.who.person, handled.contract.key, call.input)
  // Where a power is named the gate comes first; elsewhere a bad body is refused before anything is opened for it.
  const parsed = typeof handled.gate === 'string' ? { input: mustParse(handled.contract.input, call.input) } : null
  const digest = digestOf(handled.contract.key, call.input)
  for (let tries = 0; ; tries++) {
    try {
      return await inAct(house.pools.act, (tx) => once(house, handled, call, parsed, digest, tx))
    } catch (error) {
      if (tries === 0 && mayPassOnceMore(error)) continue
      throw inWords(house, handled, error)
    }
  }
}

async function once(house: House, handled: Handled, call: Call, parsed: { readonly input: unknown } | null, digest: string, tx: Tx): Promise<unknown> {
  const ctx = await openCtx(house, tx, call.who)
  mustPass(handled.gate, ctx.office, ctx.who, ctx.now)
  const { input } = parsed ?? { input: mustParse(handled.contract.input, call.input) }
  const before = handled.writesNothing ? null : await takeKey(tx, call.key, ctx.who.person, digest, ctx.now)
  if (before) return maskedFor(ctx, await again(ctx, before))
  const result = await handled.run(ctx, input)
  if (!handled.once && !handled.writesNothing) await keep(tx, call.key, whatToKeep(ctx, result))
  const shown = maskedFor(ctx, result)
  return house.checkOutput ? mustFit(handled.contract, shown) : shown
}

/** A repeated key: of a matter, today's view, if it may still be seen; else what was answered then. */
async function again(ctx: Ctx, before: Kept): Promise<unknown> {
  if (!('matter' in before)) return JSON.parse(ctx.box.open(before.sealed))
  const entry = ctx.desks.get(before.desk)
  if (!entry) throw new Error(`no desk ${before.desk} is registered`)
  return viewMatter(ctx, entry.desk, before.matter)
}

function whatToKeep(ctx: Ctx, result: unknown): Kept {
  const view = result as { id?: unknown; desk?: unknown; may?: unknown } | null
  if (typeof view === 'object' && view !== null && typeof view.id === 'string' && typeof view.desk === 'string' && typeof view.may === 'object')
    return { matter: view.id as MatterId, desk: view.desk }
  return { sealed: ctx.box.seal(JSON.stringify(result ?? null)) }
}

/** @throws Error a fault: the handler broke its own contract */
export function mustFit(contract: { readonly key: string; readonly output: z.ZodType }, result: unknown): unknown {
  const parsed = contract.output.safeParse(result)
  if (!parsed.success) throw new Error(`${contract.key} answers out of shape: ${parsed.error.issues.map((i) => `${i.path.join('.')} ${i.code}`).join(', ')}`)
  return parsed.data
}

/** A guard speaks last, at commit: a fault of ours to be mended in `decide`, shown as a plain refusal. Rule: architecture §2 step 21 */
function inWords(house: House, handled: Handled, error: unknown): unknown {
  if (error instanceof RefusalError) return error
  const guard = guardRefusal(error)
  if (guard) {
    house.log.error({ act: handled.contract.key, guard: guard.code }, 'a guard of the database refused what decide allowed')
    return new RefusalError(refuse('kernel.guard', { guard: guard.code }, 409))
  }
  return mayPassOnceMore(error) ? new RefusalError(refuse('kernel.meanwhile', {}, 409)) : error
}
