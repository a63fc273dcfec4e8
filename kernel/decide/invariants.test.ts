/** The invariants of architecture §2 under random hands, in memory: short here, long under `npm run prove`. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { trialDesk } from '../trial/desk.ts'
import { finish } from '../trial/finish.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { stepInMemory, tally } from '../trial/run.ts'

/** A run is the seeds of its acts: shrinking leaves acts out, so a failure names few. */
const acts = fc.array(fc.nat(0x7fffffff), { minLength: 60, maxLength: 120, size: 'max' })
const seed = Number(process.env.HUIYIN_SEED ?? 20261122)
const seen = tally()
function playAll(seeds: readonly number[]): MemoryOffice {
  const office = memoryOffice()
  const trail: string[] = []
  const undo = new Map()
  for (const one of seeds) stepInMemory(office, one, seen, trail, undo)
  return office
}

describe('不变量 the invariants, whoever does whatever', () => {
  test('random people make random moves: every invariant holds after every act (不变量 1 2 3 4 5 6 7 8 9 10 11 12 13 15 17 18 19)', () => {
    fc.assert(
      fc.property(acts, (seeds) => {
        playAll(seeds)
      }),
      { numRuns: 60, seed, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false, endOnFailure: false },
    )
    process.stdout.write(`  seed ${seed}: ${seen.acts} acts, ${seen.refused} refused\n`)
    expect(seen.acts).toBeGreaterThan(500)
  })

  test('whatever the office has got itself into, a diligent office brings every matter to an end: nothing is stuck (承诺 1、2)', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0x7fffffff), { minLength: 30, maxLength: 50, size: 'max' }), (seeds) => {
        const office = playAll(seeds)
        const left = finish(office).map((id) => office.see(id))
        const stuck = left.filter((f) => f.openParts === 0 && !f.links.some((l) => l.kind === 'merged'))
        expect(stuck.map((f) => f.matter.state)).toEqual([])
      }),
      { numRuns: 10, seed, interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false, endOnFailure: true },
    )
  })

  test('every move of the trial desk was made at least once', () => {
    const unmade = () => Object.keys(trialDesk.lifecycle.moves).filter((move) => !seen.moves.has(move))
    for (let extra = 0; unmade().length > 0 && extra < 40; extra++) playAll(Array.from({ length: 120 }, (_, i) => seed + extra * 7919 + i * 104729))
    expect(unmade()).toEqual([])
  })
})
