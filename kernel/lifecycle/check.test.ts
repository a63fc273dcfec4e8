import { describe, expect, test } from 'vitest'
import { lifecycle as letters } from '../../desks/letters/lifecycle.ts'
import { trialLifecycle } from '../trial/desk.ts'
import { type Fault, faultKinds, faults } from './check.ts'
import { type AnyLifecycle, defineLifecycle } from './define.ts'

const cycle = defineLifecycle<unknown>()({
  initial: 'registered',
  states: {
    registered: { phase: 'registered', waits: 'hands' },
    assigned: { phase: 'assigned', waits: 'hands' },
    working: { phase: 'working', waits: 'hands' },
    reported: { phase: 'reported', waits: 'hands' },
    answered: { phase: 'reported', waits: 'asker' },
    closed: { phase: 'closed' },
    void: { phase: 'void' },
  },
  needs: { ready: () => true },
  moves: {
    assign: { from: ['registered'], to: 'assigned', power: 'dispatch' },
    refuse: { from: ['assigned'], to: 'registered', power: 'handle' },
    accept: { from: ['assigned'], to: 'working', power: 'handle' },
    report: { from: ['working'], to: 'reported', power: 'handle', needs: ['ready'] },
    sendBack: { from: ['reported'], to: 'working', power: 'review' },
    reply: { from: ['reported'], to: 'answered', power: 'answer' },
    close: { from: ['answered'], to: 'closed', power: 'close' },
    reopen: { from: ['closed'], to: 'working', power: 'reopen' },
    void: { from: ['registered'], to: 'void', power: 'dispatch' },
  },
})
type Planted = { states?: Record<string, unknown>; moves?: Record<string, unknown>; without?: readonly string[] }
/** The sound life cycle with one thing planted in it. */
function planted({ states = {}, moves = {}, without = [] }: Planted): Fault['kind'][] {
  const kept = Object.fromEntries(Object.entries(cycle.moves).filter(([name]) => !without.includes(name)))
  const made = { ...cycle, states: { ...cycle.states, ...states }, moves: { ...kept, ...moves } } as unknown as AnyLifecycle
  return [...new Set(faults(made).map((f) => f.kind))]
}
const plants: Readonly<Record<Fault['kind'], Planted>> = {
  'unreachable-state': { states: { lost: { phase: 'working', waits: 'hands' } } },
  'no-holder': { states: { working: { phase: 'working' } } },
  'no-answer': { moves: { finish: { from: ['reported'], to: 'closed', word: 'close', power: 'close' } } },
  'no-way-out': { states: { drawer: { phase: 'working', waits: 'hands' } }, moves: { put: { from: ['working'], to: 'drawer', power: 'handle' } } },
  'uncounted-cycle': { moves: { again: { from: ['working'], to: 'registered', power: 'handle' } } },
  'no-power': { moves: { note: { from: ['working'], to: 'same', power: '' } } },
  'unreachable-move': { states: { lost: { phase: 'working', waits: 'hands' } }, moves: { find: { from: ['lost'], to: 'working', power: 'handle', counted: true } } },
  'unknown-need': { moves: { note: { from: ['working'], to: 'same', power: 'handle', needs: ['blessed'] } } },
  'unknown-state': { moves: { stamp: { from: ['working'], to: 'stamped', power: 'handle' } } },
  'no-word': { moves: { nod: { from: ['working'], to: 'same', power: 'handle' } } },
  'unguarded-end': { moves: { finish: { from: ['answered'], to: 'closed', power: 'close' } } },
  'open-end': { moves: { stir: { from: ['closed'], to: 'reported', power: 'review', counted: true } } },
  'assigned-to-nobody': { moves: { merge: { from: ['assigned'], to: 'same', power: 'dispatch' } } },
}

describe('生命周期的健全 soundness of life cycles', () => {
  test('群众来信 and the trial desk are sound: each open state has a holder, a way to a result, an answer, and closed (承诺 1、2)', () => {
    expect(faults(letters)).toEqual([])
    expect(faults(trialLifecycle)).toEqual([])
    expect(faults(cycle)).toEqual([])
  })
  test.each(Object.keys(faultKinds) as Fault['kind'][])('a planted fault is caught: %s', (kind) => {
    expect(planted(plants[kind])).toContain(kind)
  })
  test('void is extra, never the only way out', () => {
    expect(planted({ without: ['report'] })).toContain('no-way-out')
  })
  test('an unknown state, need or word does not compile', () => {
    defineLifecycle<unknown>()({
      initial: 'a',
      states: { a: { phase: 'registered', waits: 'hands' } },
      needs: { n: () => true },
      moves: {
        // @ts-expect-error a state nobody declared
        x: { from: ['b'], to: 'a', power: 'p' },
        // @ts-expect-error leads to a state nobody declared
        y: { from: ['a'], to: 'b', power: 'p' },
        // @ts-expect-error a need nobody declared
        z: { from: ['a'], to: 'same', power: 'p', needs: ['m'] },
        // @ts-expect-error no word of the office
        w: { from: ['a'], to: 'same', power: 'p', word: 'magic' },
      },
    })
    // @ts-expect-error begins in a state nobody declared
    defineLifecycle<unknown>()({ initial: 'b', states: { a: { phase: 'registered', waits: 'hands' } }, needs: {}, moves: {} })
    // @ts-expect-error a phase that is none of the six
    defineLifecycle<unknown>()({ initial: 'a', states: { a: { phase: 'sleeping', waits: 'hands' } }, needs: {}, moves: {} })
    expect(true).toBe(true)
  })
})
