/** The only place that reads the system's time and randomness; everywhere else both are passed in. */
import { randomBytes } from 'node:crypto'
import { type Ids, makeIds } from '../kernel/ids.ts'
import { type Instant, instant, millis } from '../kernel/time.ts'

export interface Clock {
  now(): Instant
}

export const systemClock = (): Clock => ({ now: () => instant(Date.now()) })

/** Ids whose time is the caller's `now`, so an act's rows carry the act's moment. */
export const systemIds = (now: () => Instant): Ids => makeIds(randomBytes, () => millis(now()))
