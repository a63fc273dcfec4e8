/** Clocks as data: what starts one, how it runs, what it governs, what stops it, when it speaks. Rule: R-T03, standards §15 */
export type Span = { readonly unit: 'minutes' | 'hours'; readonly n: number } | { readonly unit: 'days' | 'workdays' | 'months'; readonly n: number }
export const minutes = (n: number): Span => ({ unit: 'minutes', n })
export const hours = (n: number): Span => ({ unit: 'hours', n })
export const days = (n: number): Span => ({ unit: 'days', n })
export const workdays = (n: number): Span => ({ unit: 'workdays', n })
export const months = (n: number): Span => ({ unit: 'months', n })

/** When an alarm sounds: at a share of the whole span, or at / after the due time. */
export type AlarmWhen = { readonly share: number } | { readonly after: Span }
export type AlarmAct = 'remind' | 'urge' | 'escalate'
export interface Alarm {
  readonly when: AlarmWhen
  readonly act: AlarmAct
}
export const share = (part: number): AlarmWhen => ({ share: part })
export const due: AlarmWhen = { share: 1 }
export const after = (span: Span): AlarmWhen => ({ after: span })
export const at = (when: AlarmWhen, act: AlarmAct): Alarm => ({ when, act })

export interface ClockDef {
  /** The move that starts it (`register`, `assign`, `reply` …). */
  readonly anchor: string
  readonly runs: Span
  readonly governs: 'matter' | 'assignments'
  /** Only for some matters of the desk, by its own fields: a mailbox with a limit of its own. */
  readonly when?: (detail: unknown) => boolean
  readonly stops: readonly string[]
  /** Whether the starting day counts. Civil Code art. 201: it does not. */
  readonly dayOne?: 'same day' | 'next day' | 'next workday'
  readonly alarms: readonly Alarm[]
  /** Where the limit comes from; a clock without one fails the house check. */
  readonly basis: string
  /** The input field whose value overrides the due time when given (交办 with its own date). */
  readonly override?: string
}
export type Clocks = Readonly<Record<string, ClockDef>>
export const defineClocks = <const C extends Clocks>(clocks: C): C => clocks
