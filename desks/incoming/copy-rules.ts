/** 份: what may be done with one copy of a paper, from where it is now. Pure. Rule: R-D50; 条例 arts. 28–30, 34–36 (清退, 销毁) */
import type { PersonId } from '../../kernel/ids.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'

export const copyStates = ['in', 'out', 'cleared', 'destroyed'] as const
export type CopyState = (typeof copyStates)[number]
export const copyMoves = ['hand', 'return', 'clear', 'destroy'] as const
export type CopyMove = (typeof copyMoves)[number]

/** Handed from one holder to the next without passing the registry; whatever leaves the house or ends leaves from the registry. */
const from: Readonly<Record<CopyMove, readonly CopyState[]>> = { hand: ['in', 'out'], return: ['out'], clear: ['in'], destroy: ['in'] }
export const mayMove = (move: CopyMove, state: CopyState): boolean => from[move].includes(state)
interface Standing {
  readonly no: number
  readonly state: CopyState
  readonly holder: PersonId | null
}
/** @returns refusal `incoming.copy-gone` · `incoming.copy-out` · `incoming.copy-not-out` · `incoming.copy-there` */
export function judgeMove(move: CopyMove, copies: readonly Standing[], to: PersonId | null = null): Refusal | null {
  for (const { no, state, holder } of copies) {
    if (state === 'cleared' || state === 'destroyed') return refuse('incoming.copy-gone', { copy: no }, 409)
    if (move === 'return' && state === 'in') return refuse('incoming.copy-not-out', { copy: no }, 409)
    if (state === 'out' && !mayMove(move, state)) return refuse('incoming.copy-out', { copy: no }, 409)
    if (move === 'hand' && holder !== null && holder === to) return refuse('incoming.copy-there', { copy: no }, 409)
  }
  return null
}
/** 监销: two persons, and neither of them destroys. @returns refusal `incoming.two-witnesses` · `incoming.destroyer-witnesses` */
export function judgeWitnesses(destroyer: PersonId, witnesses: readonly PersonId[]): Refusal | null {
  if (new Set(witnesses).size !== 2) return refuse('incoming.two-witnesses')
  return witnesses.includes(destroyer) ? refuse('incoming.destroyer-witnesses') : null
}
