/** 审计: who did what, for the audit administrator; and the one table of rights, for everybody. Contracts, shared with the browser. Rule: R-C14, R-C15 */
import { z } from 'zod'
import { act, officeDateText, personId, reading } from '../contract.ts'
import { named } from '../view.ts'

export const auditKinds = ['sign-in', 'people', 'rights', 'rules', 'know', 'contact', 'named', 'export', 'audit', 'other'] as const
export type AuditKind = (typeof auditKinds)[number]

export const auditFilter = {
  kind: z.enum(auditKinds).optional(),
  person: personId.optional(),
  /** Only what did not go well: wrong passwords and codes, locks. */
  failed: z.stringbool().default(false),
  from: officeDateText.optional(),
  to: officeDateText.optional(),
}
export const auditRow = z.object({
  /** `e12` an event, `l12` a read on record. */
  id: z.string(),
  at: z.string(),
  kind: z.enum(auditKinds),
  /** null: a name nobody has. */
  actor: named.nullable(),
  /** Key of the act, or what was opened. */
  what: z.string(),
  /** The person, post or unit it was about. */
  about: z.string().nullable(),
  /** Office number of the matter opened; null where the reader may not know even that. */
  number: z.string().nullable(),
  ok: z.boolean(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type AuditRow = z.output<typeof auditRow>
export const auditList = reading('audit.list', {
  input: z.object({ ...auditFilter, cursor: z.string().max(200).optional(), size: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ rows: z.array(auditRow), next: z.string().nullable() }),
})
/** The same rows as a workbook: `/api/audit/list.xlsx?…`; the export itself stands on record. */
export const auditFile = z.object(auditFilter)

/** Can the record be trusted: newest seal, what waits to be sealed, the newest verification. */
export const auditTrust = reading('audit.trust', {
  input: z.object({}),
  output: z.object({
    seal: z.object({ no: z.int(), at: z.string(), suite: z.string(), hash: z.string() }).nullable(),
    waiting: z.int(),
    verified: z.object({ at: z.string(), faults: z.int(), events: z.int(), seals: z.int(), matters: z.int() }).nullable(),
    /** Asked for and not finished. */
    running: z.boolean(),
  }),
})
/** Verifies the whole history in the background, as `./huiyin verify` does; what it found stands on record. */
export const verifyNow = act('audit.verify', { input: z.object({}), output: z.object({}) })

// 权限一览
const given = z.object({ id: z.string(), post: z.string(), unit: z.string(), people: z.array(z.string()) })
export const rightsTable = reading('rights.table', {
  input: z.object({}),
  output: z.object({
    desks: z.array(
      z.object({
        /** null: the house itself. */
        desk: z.string().nullable(),
        powers: z.array(
          z.object({
            key: z.string(),
            /** Why the declaration gives it, with its source; empty for powers of the house. */
            why: z.string(),
            role: z.enum(['system', 'security', 'audit']).nullable(),
            /** Titles of the posts the declaration names, as this office calls them; a post it does not have stands under its key. */
            declared: z.array(z.string()),
            /** What the office really gave, by post and by name. */
            posts: z.array(given),
            people: z.array(z.object({ id: z.string(), name: z.string() })),
          }),
        ),
      }),
    ),
  }),
})
