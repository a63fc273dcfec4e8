/** Timed work, noted: when it last ran, how long it took, what came of it. A fault is noted and thrown on, so that the queue tries again. */
import type { Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'

export type JobResult = Readonly<Record<string, number>>
interface Ran {
  readonly task: string
  readonly at: Instant
  readonly ms: number
  readonly result: JobResult | null
  readonly fault: string | null
}
const note = (house: House, { task, at, ms, result, fault }: Ran) =>
  inAct(house.pools.act, (tx) =>
    run(
      tx,
      `insert into job_run as j (task, began_at, ms, result, fault, good_at) values ($1, $2, $3, $4::json, $5, case when $5::text is null then $2::timestamptz end)
       on conflict (task) do update set began_at = excluded.began_at, ms = excluded.ms, result = excluded.result, fault = excluded.fault, good_at = coalesce(excluded.good_at, j.good_at)`,
      [task, at, ms, result === null ? null : JSON.stringify(result), fault],
    ),
  )

/** @returns what the work returned; null from the work: it was not its time, nothing is noted */
export async function noted(house: House, task: string, work: () => Promise<JobResult | null>): Promise<void> {
  const [at, began] = [house.clock.now(), performance.now()]
  const took = () => Math.round(performance.now() - began)
  try {
    const result = await work()
    if (result !== null) await note(house, { task, at, ms: took(), result, fault: null })
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string }
    await note(house, { task, at, ms: took(), result: null, fault: String(code ?? name ?? 'Error').slice(0, 100) })
    throw error
  }
}
