/** The same random hands against the database: `advance` in a savepoint, the guards after every act, replay equal to the rows. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type TrialDatabase, trialDatabase } from '../../tools/trial-database.ts'
import { tally } from '../trial/run.ts'
import { runOnDatabase } from '../trial/run-database.ts'

const seed = Number(process.env.HUIYIN_SEED ?? 20261122)

describe('不变量 the invariants, and the guards of the database', () => {
  let trial: TrialDatabase
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'invariants')
  })
  afterAll(() => trial.close())

  test('what decide allows no guard refuses; replay equals the rows; the database shows nobody more than the rules do; no personal text in events or outbox, no gap in the numbers (不变量 5 6 14 16 17 18)', async () => {
    const seen = tally()
    await fc.assert(
      fc.asyncProperty(fc.nat(0x7fffffff), async (run) => {
        await runOnDatabase(trial.db, { seed: run, acts: 60, every: 20 }, seen)
      }),
      { numRuns: 12, seed, interruptAfterTimeLimit: 22_000, markInterruptAsFailure: false, endOnFailure: true },
    )
    process.stdout.write(`  seed ${seed}: ${seen.acts} acts, ${seen.refused} refused\n`)
    expect(seen.acts).toBeGreaterThan(60)
  })
})
