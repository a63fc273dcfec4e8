/** Soundness of a life cycle, proved at build time. Rule: issue A «Life cycles as data»; promise 1 and 2. */
import { type AnyLifecycle, countedWords, type MoveDef, type Word, wordNames } from './define.ts'

/** Every kind of fault, and what it means to the office. */
export const faultKinds = {
  'unreachable-state': 'no move leads there',
  'no-holder': 'an open state that names nothing it waits for',
  'no-answer': 'a closed state reached without a result and an answer',
  'no-way-out': 'an open state without a way to closed through a result and an answer',
  'uncounted-cycle': 'a way round and round that leaves no countable record',
  'no-power': 'a move anybody may make',
  'unreachable-move': 'a move nobody can ever make',
  'unknown-need': 'a need nobody declared',
  'unknown-state': 'a state nobody declared',
  'no-word': 'a move that does nothing',
  'unguarded-end': 'closed without 销号, or void without 作废: the guards of those words would be passed by',
  'open-end': 'an ended state left otherwise than by 重办; a void one left at all',
  'assigned-to-nobody': 'given and waiting for a signature, after the move that took it back',
} as const
export interface Fault {
  readonly kind: keyof typeof faultKinds
  /** The state, the move, or the point on the way. */
  readonly at: string
}

type AnyMove = MoveDef<string, string, never>
const wordOf = (name: string, move: AnyMove): Word | null => move.word ?? wordNames.find((w) => w === name) ?? null
const isOpen = (cycle: AnyLifecycle, state: string) => !['closed', 'void'].includes(cycle.states[state]?.phase ?? 'void')
const target = (move: AnyMove, from: string): string => (move.to === 'same' ? from : typeof move.to === 'string' ? move.to : (move.to[from] ?? from))

interface Edge {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly word: Word | null
  readonly counted: boolean
}
function edges(cycle: AnyLifecycle): Edge[] {
  return Object.entries(cycle.moves).flatMap(([name, move]) => {
    const word = wordOf(name, move)
    return move.from.map((from) => ({ name, from, to: target(move, from), word, counted: move.counted === true || (word !== null && countedWords.includes(word)) }))
  })
}
function reach(start: readonly string[], next: (at: string) => readonly string[]): Set<string> {
  const seen = new Set(start)
  for (const at of seen) for (const to of next(at)) seen.add(to)
  return seen
}

/** What a path has so far: a standing result, an answer sent. A returned report or a new round takes them away again. */
function walk(edge: Edge, node: string): string {
  const [, result, answer] = node.split('|')
  const r = edge.word === 'report' || edge.word === 'answerThrough' ? '1' : edge.word === 'sendBack' || edge.word === 'reopen' ? '0' : result
  const a = edge.word === 'reply' || edge.word === 'answerThrough' ? '1' : edge.word === 'reopen' ? '0' : answer
  return `${edge.to}|${r}|${a}`
}

const phaseOf = (cycle: AnyLifecycle, state: string) => cycle.states[state]?.phase
/** Words that end the asking of a taker: what they leave behind is not waiting for a signature any more. */
const takesBack: readonly (Word | null)[] = ['refuse', 'merge']
function endFaults(cycle: AnyLifecycle, e: Edge): Fault[] {
  const [was, is] = [phaseOf(cycle, e.from), phaseOf(cycle, e.to)]
  const moves = e.from !== e.to
  return [
    ...(moves && is === 'closed' && e.word !== 'close' && e.word !== 'answerThrough' ? [{ kind: 'unguarded-end' as const, at: e.name }] : []),
    ...(moves && is === 'void' && e.word !== 'void' ? [{ kind: 'unguarded-end' as const, at: e.name }] : []),
    ...(moves && ((was === 'closed' && e.word !== 'reopen') || was === 'void') ? [{ kind: 'open-end' as const, at: `${e.name}:${e.from}` }] : []),
    ...(is === 'assigned' && takesBack.includes(e.word) ? [{ kind: 'assigned-to-nobody' as const, at: `${e.name}:${e.from}` }] : []),
  ]
}

/**
 * Every fault of a life cycle; an empty list is the proof.
 * @returns one entry per fault and place; the kinds stand in `faultKinds`
 * Rule: issue A «soundness check»; promises 1 and 2
 */
export function faults(cycle: AnyLifecycle): Fault[] {
  const found: Fault[] = []
  const states = Object.keys(cycle.states)
  const all = edges(cycle)
  for (const [name, raw] of Object.entries(cycle.moves)) {
    const move = raw as AnyMove
    if (!move.power) found.push({ kind: 'no-power', at: name })
    const named = [...move.from, ...(move.to === 'same' ? [] : typeof move.to === 'string' ? [move.to] : Object.values(move.to).filter((s) => s !== undefined))]
    for (const state of named) if (!states.includes(state)) found.push({ kind: 'unknown-state', at: `${name}:${state}` })
    for (const need of move.needs ?? []) if (!(need in cycle.needs)) found.push({ kind: 'unknown-need', at: `${name}:${need}` })
    if (wordOf(name, move) === null && !move.effects?.length && move.to === 'same') found.push({ kind: 'no-word', at: name })
  }
  const reachable = reach([cycle.initial], (at) => all.filter((e) => e.from === at).map((e) => e.to))
  for (const state of states) {
    if (!reachable.has(state)) found.push({ kind: 'unreachable-state', at: state })
    else if (isOpen(cycle, state) && !cycle.states[state]?.waits) found.push({ kind: 'no-holder', at: state })
  }
  for (const [name, move] of Object.entries(cycle.moves)) if (!move.from.some((s) => reachable.has(s))) found.push({ kind: 'unreachable-move', at: name })

  const nodes = reach([`${cycle.initial}|0|0`], (node) => all.filter((e) => e.from === node.split('|')[0]).map((e) => walk(e, node)))
  const goal = (node: string) => {
    const [state = '', r, a] = node.split('|')
    return cycle.states[state]?.phase === 'closed' && r === '1' && a === '1'
  }
  for (const node of nodes) {
    const [state = '', result, answer] = node.split('|')
    if (cycle.states[state]?.phase === 'closed' && !(result === '1' && answer === '1')) found.push({ kind: 'no-answer', at: node })
    if (!isOpen(cycle, state)) continue
    const from = reach([node], (at) => all.filter((e) => e.from === at.split('|')[0]).map((e) => walk(e, at)))
    if (![...from].some(goal)) found.push({ kind: 'no-way-out', at: node })
  }
  for (const e of all) found.push(...endFaults(cycle, e))
  // without the counted moves no path may come back to where it was
  const uncounted = all.filter((e) => !e.counted && e.from !== e.to)
  for (const state of states) {
    const ahead = reach(
      uncounted.filter((e) => e.from === state).map((e) => e.to),
      (at) => uncounted.filter((e) => e.from === at).map((e) => e.to),
    )
    if (ahead.has(state)) found.push({ kind: 'uncounted-cycle', at: state })
  }
  return found.filter((f, i) => found.findIndex((g) => g.kind === f.kind && g.at === f.at) === i)
}
