/** The office says no: a code, the facts behind it, and (elsewhere) the words in Chinese and English. Not a fault of ours. */
import type { RefusalCode } from './words/zh-CN.ts'

export interface Refusal {
  readonly refused: true
  /** `kernel.not-in-this-state`, `letters.no-site-evidence` … a key of the words. */
  readonly code: string
  readonly facts: Readonly<Record<string, RefusalFact>>
  /** HTTP status the edge answers with. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 429 | 503
}
export type RefusalFact = string | number | boolean | null | readonly string[]

type HouseCode = `${'kernel' | 'http' | 'session' | 'files' | 'people' | 'calendar' | 'office' | 'rule' | 'policies' | 'dossiers' | 'drafts'}.${string}`
/** A refusal of the house without words in Chinese does not compile; those of a desk stand in its own words. */
type Worded<C extends string> = C extends HouseCode ? Extract<C, RefusalCode> : C

export function refuse<C extends string>(code: C & Worded<C>, facts: Record<string, RefusalFact> = {}, status: Refusal['status'] = 422): Refusal {
  return { refused: true, code, facts, status }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true
}

/** Thrown by `advance` and handlers, caught once at the edge. Pure rules return the Refusal instead. */
export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.name = 'RefusalError'
    this.refusal = refusal
  }
}
