/** What one running process has: pools, clock, keys, the registry of desks. Made once in `app/server.ts` or a test, handed down, never imported. */
import type { Box, DeskRegistry } from '../../kernel/ctx.ts'
import type { DeskWords, Language } from '../../kernel/words.ts'
import type { Clock } from '../clock.ts'
import type { DatabaseAddress, Pools } from '../database/connection.ts'

export interface Log {
  info(line: Readonly<Record<string, unknown>>, words: string): void
  warn(line: Readonly<Record<string, unknown>>, words: string): void
  error(line: Readonly<Record<string, unknown>>, words: string): void
}
export interface House {
  readonly address: DatabaseAddress
  readonly pools: Pools
  readonly clock: Clock
  readonly box: Box
  readonly desks: DeskRegistry
  /** What the desks call things, for refusals in words. */
  readonly words: ReadonlyMap<string, Readonly<Record<Language, DeskWords>>>
  /** Parse what leaves against its contract: in tests and development, where a wrong shape must be noticed. */
  readonly checkOutput: boolean
  readonly log: Log
}
export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
