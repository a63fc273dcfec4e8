/** What stands under «下一步»: drawn from `may`, never decided here. */
import { describe, expect, test } from 'vitest'
import type { MatterView, May } from '../../kernel/view.ts'
import { sorted } from './move-bar.tsx'

const yes: May = { allowed: true, piece: null, consent: null }
const no = (code: string): May => ({ allowed: false, code, facts: {} })
const matter = (may: Record<string, May>, phase: MatterView['phase'] = 'working') => ({ phase, may, stages: [] }) as unknown as MatterView

describe('下一步 what may be done', () => {
  test('one primary move; the desk says which', () => {
    expect(sorted(matter({ note: yes, report: yes, urge: yes }), {})).toMatchObject({ primary: 'report', second: ['urge', 'note'] })
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
  test('seldom moves stand behind «其他», and moves not for hands nowhere', () => {
    const seen = sorted(matter({ note: yes, void: yes, merge: yes, erase: yes, register: yes, withdraw: yes }), {})
    expect(seen).toMatchObject({ primary: null, second: ['note'], more: ['merge', 'void', 'erase'] })
  })
})
