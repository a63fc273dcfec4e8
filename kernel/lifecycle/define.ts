/**
 * A life cycle is data: what a matter of this desk *is* (state), and which moves it knows. Where it is in a route, and who has it,
 * is the open stage, never a state. Rule: architecture §2 «Lifecycles, and a desk's own moves»
 */
import type { MatterFacts } from '../decide/facts.ts'
import type { Kind, Phase } from '../decide/rows.ts'

/** The office's words (architecture §2). A move named after one, or pointing at one with `word`, brings that word's effects. */
export const wordNames = [
  'register',
  'assign',
  'accept',
  'refuse',
  'handOver',
  'errand',
  'addSign',
  'dropSign',
  'sendBackBranch',
  'sendBack',
  'sign',
  'read',
  'circulate',
  'withdraw',
  'urge',
  'note',
  'takeBack',
  'extend',
  'pause',
  'resume',
  'renew',
  'report',
  'done',
  'reply',
  'settle',
  'close',
  'reopen',
  'merge',
  'unmerge',
  'void',
  'object',
  'erase',
  'startRoute',
  'answerThrough',
  'recuse',
  'letKnow',
  'closeList',
  'openList',
  'changeList',
] as const
/** One of the office's words. */
export type Word = (typeof wordNames)[number]
/** Words open on every desk to whoever holds the piece: they leave the state alone. */
export const openWords: readonly Word[] = [
  'errand',
  'addSign',
  'dropSign',
  'sendBackBranch',
  'sign',
  'read',
  'circulate',
  'withdraw',
  'urge',
  'note',
  'takeBack',
  'renew',
  'done',
  'object',
  'recuse',
]
/** Words that leave a countable record (a refusal, a returned report, a round, a merging): a cycle must contain one. */
export const countedWords: readonly Word[] = ['refuse', 'sendBack', 'reopen', 'takeBack', 'merge']

/** What an open state waits for. */
export type Waits = 'hands' | 'asker' | 'parts' | 'clock'
/** What the matter is in this state, and what it waits for. */
export interface StateDef {
  readonly phase: Phase
  readonly waits?: Waits
}

/** Whom an effect gives to: the unit/post key of the office, a role already in the matter, or a field of the input. */
export type GiveTo = { readonly postKey: string } | { readonly role: 'owner' | 'registrar' | 'lead' } | { readonly input: string }
/** Whoever holds the post with this key. */
export const post = (postKey: string): GiveTo => ({ postKey })
/** The owner of the matter. */
export const owner: GiveTo = { role: 'owner' }
/** Whoever registered it. */
export const registrar: GiveTo = { role: 'registrar' }

/** The closed list of eight. A ninth is a kernel decision record. */
export type EffectSpec =
  | { readonly effect: 'give'; readonly kind: Kind; readonly role: string; readonly to: GiveTo; readonly clock?: string; readonly blocks?: boolean; readonly next?: string }
  | { readonly effect: 'end'; readonly role: string; readonly ending: 'done' | 'dropped' | 'not_needed' | 'superseded' }
  | { readonly effect: 'clock'; readonly key: string; readonly start: boolean }
  | { readonly effect: 'owe'; readonly kind: 'interim' | 'final'; readonly to: 'askers' }
  | { readonly effect: 'send'; readonly body: string; readonly via: string }
  | { readonly effect: 'draft'; readonly change: 'first' | 'substantive' | 'trivial' }
  | { readonly effect: 'link'; readonly kind: 'arises' | 'basis' | 'about'; readonly to: string }
  | { readonly effect: 'number'; readonly series: string }
type Spec<E extends EffectSpec['effect']> = Omit<Extract<EffectSpec, { effect: E }>, 'effect'>
/** Opens a stage with one piece; `clock` names the desk's clock that governs it. */
export const give = (spec: Spec<'give'>): EffectSpec => ({ effect: 'give', ...spec })
/** Ends every unended piece of a role. */
export const end = (spec: Spec<'end'>): EffectSpec => ({ effect: 'end', ...spec })
/** Starts or stops a clock of the desk; one that runs is not begun again, one whose `when` does not hold not at all. */
export const clock = (spec: Spec<'clock'>): EffectSpec => ({ effect: 'clock', ...spec })

/** Pure; true or a refusal code. `input` is null when `may` asks. */
export type Need<F> = (facts: F, input: Readonly<Record<string, unknown>> | null) => true | string
/** Who must agree first: holders of a power; `when` says in which cases (default: always). */
export interface Consent<F = MatterFacts> {
  readonly power: string
  readonly when?: (facts: F, input: Readonly<Record<string, unknown>> | null) => boolean
}

/** One move of a desk: from where to where, by whose power, under which needs. */
export interface MoveDef<S extends string, N extends string, F = MatterFacts> {
  readonly from: readonly S[]
  readonly to: S | 'same' | { readonly [K in S]?: S }
  /** The office word this move is; default its own name when that is a word. */
  readonly word?: Word
  readonly power: string
  readonly consent?: Consent<F>
  readonly needs?: readonly N[]
  /** Where the person must state a reason or ground. */
  readonly said?: 'reason' | 'ground'
  readonly v?: number
  readonly judges?: 'nothing' | 'draft' | 'version'
  /** Leaves the house: take-back is refused after it. */
  readonly final?: boolean
  readonly counted?: boolean
  readonly effects?: readonly EffectSpec[]
  /** A move that follows in the same act. */
  readonly then?: (facts: F, input: Readonly<Record<string, unknown>>) => { readonly move: string; readonly input: Readonly<Record<string, unknown>> } | null
  /** Anybody with the power may do it without holding a piece (dispatchers, reviewers). */
  readonly anyone?: boolean
}
/** States, needs and moves of a desk. */
export interface Lifecycle<S extends string = string, N extends string = string, F = MatterFacts> {
  readonly initial: S
  readonly states: { readonly [K in S]: StateDef }
  readonly needs: { readonly [K in N]: Need<F> }
  readonly moves: Readonly<Record<string, MoveDef<S, N, F>>>
}
/** Any desk's life cycle, for the kernel, which knows no desk's states by name. */
export type AnyLifecycle = Lifecycle<string, string, never>

/**
 * Declares a life cycle for a desk whose facts carry detail `D`. An unknown state, need or word does not compile.
 * @example defineLifecycle<LetterDetail>()({ initial: 'registered', states: …, needs: …, moves: … })
 */
export const defineLifecycle =
  <D>() =>
  <const S extends string, const N extends string>(cycle: {
    readonly initial: NoInfer<S>
    readonly states: { readonly [K in S]: StateDef }
    readonly needs: { readonly [K in N]: Need<MatterFacts<D>> }
    readonly moves: Readonly<Record<string, MoveDef<NoInfer<S>, NoInfer<N>, MatterFacts<D>>>>
  }): Lifecycle<S, N, MatterFacts<D>> =>
    cycle

/** Consent only from the (n+1)th refusal on: the second 退单 goes to the arbiter. */
export const afterRefusals = (n: number, power: string): Consent<MatterFacts> => ({
  power,
  when: (facts) => facts.assignments.filter((a) => a.lead && a.ending === 'refused').length >= n,
})
