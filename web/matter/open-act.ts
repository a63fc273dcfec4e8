/** The office words of a desk as acts: `POST /api/<desk>/<word>`; every desk has them, so the shell names them by itself. */
import { z } from 'zod'
import { type ActContract, act, onPiece } from '../../kernel/contract.ts'
import { type Word, wordNames } from '../../kernel/lifecycle/define.ts'
import { wordInput } from '../../kernel/moves/inputs.ts'
import type { MatterView } from '../../kernel/view.ts'

export type Words = Readonly<Record<string, Word>>
/** The office word a move is: named so by the desk, or by its own name. */
export const wordOf = (move: string, words: Words = {}): Word | null => words[move] ?? wordNames.find((word) => word === move) ?? null

export function openAct(desk: string, move: string, words: Words = {}): ActContract {
  const word = wordOf(move, words)
  const input = word !== null && word in wordInput ? wordInput[word as keyof typeof wordInput] : onPiece
  return act(`${desk}.${move}`, { input, output: z.custom<MatterView>() })
}
/** The piece a move would be done on, as `may` found it, and what was judged. */
export function judged(matter: MatterView, move: string): { matter: string; piece: string | null; version: number; draft?: number } {
  const may = matter.may[move]
  return { matter: matter.id, piece: may?.allowed ? may.piece : null, version: matter.version, ...(matter.draft === null ? {} : { draft: matter.draft }) }
}
