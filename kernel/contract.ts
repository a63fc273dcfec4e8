/** Contracts: zod once, used by the form, the caller, the route, the test, and printed as OpenAPI 3.1. */
import { z } from 'zod'
import type { AssignmentId, FileId, MatterId, PersonId, PostId, UnitId } from './ids.ts'
import type { Instant, OfficeDate } from './time.ts'

export interface ActContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly type: 'act'
  readonly key: string
  readonly input: I
  readonly output: O
}
export interface ReadingContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly type: 'reading'
  readonly key: string
  readonly input: I
  readonly output: O
}
/** POST /api/<desk>/<name>; the idempotency key travels in the header `idempotency-key`. */
export const act = <I extends z.ZodType, O extends z.ZodType>(key: string, parts: { input: I; output: O }): ActContract<I, O> => ({ type: 'act', key, ...parts })
/** GET /api/<desk>/<name>?field=… ; the input is flat, its fields come from the query string (numbers by z.coerce). */
export const reading = <I extends z.ZodType, O extends z.ZodType>(key: string, parts: { input: I; output: O }): ReadingContract<I, O> => ({ type: 'reading', key, ...parts })
/** `letters.report` → `/api/letters/report`, `letters.handOver` → `/api/letters/hand-over`. */
export const pathOf = (key: string): string => `/api/${key.replace('.', '/').replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`

const idOf = <T extends string>(name: string) => z.uuid().meta({ id: name }) as unknown as z.ZodType<T, T>
export const matterId = idOf<MatterId>('MatterId')
export const assignmentId = idOf<AssignmentId>('AssignmentId')
export const personId = idOf<PersonId>('PersonId')
export const unitId = idOf<UnitId>('UnitId')
export const postId = idOf<PostId>('PostId')
export const fileId = idOf<FileId>('FileId')
export const instantText = z.iso.datetime({ offset: true }).meta({ id: 'Instant' }) as unknown as z.ZodType<Instant, Instant>
export const officeDateText = z.iso.date().meta({ id: 'OfficeDate' }) as unknown as z.ZodType<OfficeDate, OfficeDate>

/** A short line; no control characters. */
const clean = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((s) => !/(?![\t\r\n])\p{Cc}/u.test(s), { error: 'control-characters' })
export const line = (max = 200) =>
  clean(max)
    .refine((s) => !/[\r\n]/.test(s), { error: 'one-line' })
    .refine((s) => s.length > 0, { error: 'empty' })
export const text = (max = 4000) => clean(max).refine((s) => s.length > 0, { error: 'empty' })

/** 代录: another hand enters the decision; both names and both times stand on the trail. */
export const recorded = z.object({
  actor: personId,
  at: instantText,
  evidence: fileId.nullable().default(null),
  relay: line(100).nullable().default(null),
  late: line(200).nullable().default(null),
})
/** What every act on a matter carries. `version` and `draft` are what the person judged. */
export const onPiece = z.object({
  matter: matterId,
  piece: assignmentId.nullable().default(null),
  version: z.int().optional(),
  draft: z.int().optional(),
  recorded: recorded.optional(),
})
/** Whom something is given to: a unit (a person signs later), a post, or a person. */
export const holder = z
  .object({ unit: unitId.optional(), post: postId.optional(), person: personId.optional() })
  .refine((h) => Boolean(h.unit || h.post || h.person), { error: 'nobody-named' })
export type Holder = z.infer<typeof holder>
