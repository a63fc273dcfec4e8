import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../kernel/ids.ts'
import { type CopyState, judgeMove, judgeWitnesses } from './copy-rules.ts'

const [wang, zhao, gao] = ['王芳', '赵敏', '高敏'] as unknown as PersonId[] as [PersonId, PersonId, PersonId]
const at = (state: CopyState, holder: PersonId | null = null) => [{ no: 3, state, holder }]
describe('份 what may be done with a copy', () => {
  test.each([
    ['hand', 'in', null],
    ['hand', 'out', null],
    ['return', 'out', null],
    ['clear', 'in', null],
    ['destroy', 'in', null],
    ['return', 'in', 'incoming.copy-not-out'],
    ['clear', 'out', 'incoming.copy-out'],
    ['destroy', 'out', 'incoming.copy-out'],
    ['hand', 'cleared', 'incoming.copy-gone'],
    ['hand', 'destroyed', 'incoming.copy-gone'],
    ['destroy', 'destroyed', 'incoming.copy-gone'],
  ] as const)('%s from %s: %s', (move, state, code) => expect(judgeMove(move, at(state, state === 'out' ? wang : null), zhao)?.code ?? null).toBe(code))
  test('handed to whoever has it already: said, not written', () =>
    expect(judgeMove('hand', at('out', wang), wang)).toMatchObject({ code: 'incoming.copy-there', facts: { copy: 3 } }))
  test('destroyed before two different persons, neither the destroyer', () => {
    expect(judgeWitnesses(wang, [zhao, gao])).toBeNull()
    expect(judgeWitnesses(wang, [zhao, zhao])?.code).toBe('incoming.two-witnesses')
    expect(judgeWitnesses(wang, [zhao])?.code).toBe('incoming.two-witnesses')
    expect(judgeWitnesses(wang, [zhao, wang])?.code).toBe('incoming.destroyer-witnesses')
  })
})
