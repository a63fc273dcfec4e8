/** Identities. Every id is a UUIDv7 made in the application, so one statement can write rows that point at each other. */
declare const brand: unique symbol
type Brand<K extends string> = string & { readonly [brand]: K }

export type MatterId = Brand<'matter'>
export type StageId = Brand<'stage'>
export type AssignmentId = Brand<'assignment'>
export type ReportId = Brand<'report'>
export type ClockId = Brand<'clock'>
export type AnswerId = Brand<'answer'>
export type ContactId = Brand<'contact'>
export type NoteId = Brand<'note'>
export type FileId = Brand<'file'>
export type PauseId = Brand<'pause'>
export type ActId = Brand<'act'>
export type PersonId = Brand<'person'>
export type UnitId = Brand<'unit'>
export type PostId = Brand<'post'>
export type DelegationId = Brand<'delegation'>

/** Makes ids. Passed in like the time, never taken from the air. */
export interface Ids {
  next<T extends string>(): T
  /** A fresh salt, 32 hex digits, for one personal text. */
  salt(): string
}

const hex = (n: number, width: number) => n.toString(16).padStart(width, '0')

/**
 * One UUIDv7 (RFC 9562).
 * @param millis instant in milliseconds since 1970
 * @param random 10 random bytes
 */
export function uuid7(millis: number, random: Uint8Array): string {
  const [r0 = 0, r1 = 0, r2 = 0, ...rest] = random
  const time = hex(millis, 12)
  const tail = rest
    .slice(0, 7)
    .map((b) => hex(b, 2))
    .join('')
    .padEnd(14, '0')
  const variant = hex(0x8000 | (((r2 << 8) | (rest[6] ?? 0)) & 0x3fff), 4)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(((r0 << 8) | r1) & 0xfff, 3)}-${variant}-${tail.slice(0, 12)}`
}

/** No id made at this instant or later is smaller: with it a range of ids says a range of time. */
export const firstId = (millis: number): string => `${hex(millis, 12).slice(0, 8)}-${hex(millis, 12).slice(8)}-0000-0000-000000000000`

/** Ids from a source of random bytes; the time inside an id is `millis()`. */
export function makeIds(random: (n: number) => Uint8Array, millis: () => number): Ids {
  return {
    next: <T extends string>() => uuid7(millis(), random(10)) as T,
    salt: () => Array.from(random(16), (b) => hex(b, 2)).join(''),
  }
}
