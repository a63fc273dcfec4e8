/** Where a verifier reads history from: a database, or a folder that `huiyin export` wrote. Everything streams. */
import type { MatterId } from '../ids.ts'
import type { EventText, Suite } from './digest.ts'

export interface StoredSeal {
  readonly no: number
  /** As `sealHash` takes it. */
  readonly at: string
  readonly suite: Suite
  readonly prev: Buffer
  readonly ids: readonly string[]
  readonly years: readonly string[]
  readonly leaves: Buffer
  readonly hash: Buffer
}
/** What replay needs of an event. */
export interface ToldEvent {
  readonly id: number
  readonly matter_id: MatterId
  readonly move: string
  readonly v: number
  readonly effects: unknown
}
/** Some matters: everything their events told, and their rows as stored. */
export interface Bundle {
  readonly matters: ReadonlySet<string>
  readonly events: readonly ToldEvent[]
  /** By table; values as the kernel reads them (instants as ISO strings, numbers as numbers). */
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}
export interface HistorySource {
  /** In order of `no`. */
  seals(): AsyncIterable<StoredSeal>
  /** In order of `id`, then `year`. */
  events(): AsyncIterable<EventText>
  queued(): AsyncIterable<{ readonly year: string; readonly id: string }>
  /** Every matter once. */
  bundles(): AsyncIterable<Bundle>
  suites(): Promise<readonly Suite[]>
  counts(): Promise<{ readonly events: number; readonly matters: number }>
}

/** PostgreSQL's text of a UTC instant, every digit kept: a seal's time changed by a microsecond is another time. */
export function exactInstant(text: string): string {
  const [, day, time, fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? []
  return day ? `${day}T${time}.${fraction.padEnd(3, '0')}Z` : text
}
export const arrayOf = (text: string): string[] => (text === '{}' ? [] : text.slice(1, -1).split(','))
export const bytesOf = (text: string): Buffer => Buffer.from(text.slice(2), 'hex')
