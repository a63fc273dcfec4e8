/** What stands under «下一步»: drawn from `may`, never decided here. */
import { describe, expect, test } from 'vitest'
import type { MatterView, May } from '../../kernel/view.ts'
import { sorted } from './move-bar.tsx'

const yes: May = { allowed: true, piece: null, consent: null }
const no = (code: string): May => ({ allowed: false, code, facts: {} })
const matter = (may: Record<string, May>, phase: MatterView['phase'] = 'working') => ({ phase, may, stages: [] }) as unknown as MatterView

describe('下一步 what may be done', () => {
  test('one primary move; the desk says which', () => {
    expect(sorted(matter({ note: yes, report: yes, urge: yes }), {})).toMatchObject({ primary: 'report', second: ['note', 'urge'] })
    expect(sorted(matter({ note: yes, report: yes, sign: yes }), { primary: ['sign', 'report'] }).primary).toBe('sign')
  })
  test('a lock with something missing stays on screen; what is simply not mine or not now does not', () => {
    const { locked } = sorted(
      matter({ close: no('kernel.answer-owed'), sign: no('kernel.not-yours'), report: no('kernel.not-in-this-state'), accept: no('kernel.already-accepted') }),
      {},
    )
    expect(locked.map((l) => l.move)).toEqual(['close'])
  })
  test('a move the desk keeps is shown whatever locks it', () => {
    expect(sorted(matter({ close: no('kernel.not-in-this-state') }), { keep: ['close'] }).locked.map((l) => l.move)).toEqual(['close'])
  })
  test('what a rule gave needs no signature: 签收 of a call-back is a seldom move, never the main one; of work somebody gave it is the main one', () => {
    const piece = (byRule: boolean) => ({ id: 'p', stage: 's', kind: 'do', byRule })
    const given = (byRule: boolean) =>
      ({
        phase: 'working',
        may: { accept: { allowed: true, piece: 'p', consent: null }, note: yes },
        stages: [{ id: 's', kind: 'do', asks: null, pieces: [piece(byRule)] }],
      }) as unknown as MatterView
    expect(sorted(given(false), { primary: ['accept'] })).toMatchObject({ primary: 'accept', more: [] })
    expect(sorted(given(true), { primary: ['accept'] })).toMatchObject({ primary: null, second: ['note'], more: ['accept'] })
  })
  test('a consent that waits for me comes before my own work', () => {
    const asked = {
      phase: 'working',
      may: { sign: { allowed: true, piece: 'p', consent: null }, report: yes },
      stages: [{ id: 's', kind: 'say', asks: { move: 'extend', said: {} }, pieces: [{ id: 'p', stage: 's', kind: 'say', byRule: true }] }],
    } as unknown as MatterView
    expect(sorted(asked, { primary: ['report', 'sign'] })).toMatchObject({ primary: 'sign', second: ['report'] })
  })
  test('催办 stands last, so that nothing moves when it comes back', () => {
    const before = sorted(matter({ note: yes, extend: yes, errand: yes, addSign: yes, circulate: yes, report: yes }), {})
    const after = sorted(matter({ note: yes, extend: yes, errand: yes, addSign: yes, circulate: yes, report: yes, urge: yes }), {})
    expect(after.second).toEqual([...before.second, 'urge'])
    expect(after.more).toEqual(before.more)
  })
  test('seldom moves stand behind «其他», and moves not for hands nowhere', () => {
    const seen = sorted(matter({ note: yes, void: yes, merge: yes, erase: yes, register: yes, withdraw: yes }), {})
    expect(seen).toMatchObject({ primary: null, second: ['note'], more: ['merge', 'void', 'erase'] })
  })
})
