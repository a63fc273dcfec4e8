/** The long form of the property test: as many runs as the time allows, in memory and (given a database) through `advance`, from a seed, to be taken up again where it stopped. */
import type { Violation } from '../decide/invariants.ts'
import { isOpenPhase } from '../decide/run.ts'
import type { Tx } from '../write/tx.ts'
import { finish } from './finish.ts'
import { memoryOffice } from './memory.ts'
import { Broken, stepInMemory, type Tally, tally } from './run.ts'
import { runOnDatabase } from './run-database.ts'

/** Acts of one run in memory, and on the database. */
const LENGTH = 150
const ON_DATABASE = 80
/** Every so many runs the office is asked to bring everything to an end; every so many, one is played on the database. */
const FINISH = 12
const TO_DATABASE = 40

/** One run in memory: `length` acts by random hands, every invariant after each; then, if asked, the diligent office finishes everything. @throws Broken */
export function runInMemory(seed: number, length: number, seen: Tally, toTheEnd: boolean): void {
  const office = memoryOffice({ seed: (seed % 1000) + 1 })
  const trail: string[] = []
  const undo = new Map()
  for (let i = 0; i < length; i++) stepInMemory(office, (seed + i * 104729) >>> 0, seen, trail, undo)
  if (!toTheEnd) return
  const left = finish(office).filter((id) => {
    const f = office.see(id)
    return isOpenPhase(f.matter.phase) && f.openParts === 0 && !f.links.some((l) => l.kind === 'merged')
  })
  const [stuck] = left
  if (stuck) throw new Broken([{ invariant: 1, matter: stuck, what: `stuck: a diligent office cannot bring it to an end (${office.see(stuck).matter.state})` }], trail)
}

export interface Proof {
  /** In memory and on the database. */
  readonly runs: number
  readonly acts: number
  readonly refused: number
  /** Acts by move: every one of them must have been made. */
  readonly moves: Readonly<Record<string, number>>
  readonly violations: readonly (Violation & { readonly run: number; readonly trail: string })[]
  /** Where to take it up again. */
  readonly next: number
}
export interface ProveBounds {
  readonly seconds: number
  readonly seed: number
  /** First run; `next` of an earlier proof. */
  readonly from?: number
  /** A trial database, for every fortieth run. */
  readonly db?: Tx
  /** Told after each run, so that progress can be kept. */
  readonly onRun?: (next: number) => void
}
/** Seed of one run. */
export const seedOf = (seed: number, run: number): number => (Math.imul(seed ^ (run + 1), 2654435761) >>> 0) % 0x7fffffff

/** Plays until the time is up, or the first violation. */
export async function proveMoves({ seconds, seed, from = 0, db, onRun }: ProveBounds): Promise<Proof> {
  const end = performance.now() + seconds * 1000
  const seen = tally()
  let run = from
  const violations: (Violation & { run: number; trail: string })[] = []
  while (performance.now() < end && violations.length === 0) {
    const own = seedOf(seed, run)
    try {
      if (db && run % TO_DATABASE === TO_DATABASE - 1) await runOnDatabase(db, { seed: own, acts: ON_DATABASE }, seen)
      else runInMemory(own, LENGTH, seen, run % FINISH === 0)
    } catch (error) {
      if (!(error instanceof Broken)) throw error
      violations.push(...error.violations.map((v) => ({ ...v, run, trail: error.message })))
    }
    run++
    onRun?.(run)
  }
  return { runs: run - from, acts: seen.acts, refused: seen.refused, moves: Object.fromEntries([...seen.moves].sort(([a], [b]) => (a < b ? -1 : 1))), violations, next: run }
}
