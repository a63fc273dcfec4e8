/** 凭码链接: contracts of the inner side. Rule: issue D «units without an account answer through a one-purpose link with a code» */
import { z } from 'zod'
import { act, assignmentId, fileId, line, matterId, reading, text } from '../contract.ts'
import { named } from '../view.ts'

export const TICKET_DAYS = 30
/** 生成凭码链接: the answer is told once. */
export const issueTicket = act('tickets.issue', {
  input: z.object({
    matter: matterId,
    piece: assignmentId,
    contact: line(50),
    days: z.int().min(1).max(90).default(TICKET_DAYS),
    /** What he reads beside title and task. */
    text: text(20_000).nullable().default(null),
    files: z.array(fileId).max(10).default([]),
  }),
  output: z.object({ id: z.string(), path: z.string(), code: z.string(), until: z.string() }),
})
/** 收回凭码链接: from this moment it opens nothing. */
export const revokeTicket = act('tickets.revoke', { input: z.object({ ticket: z.uuid() }), output: z.object({}) })

export const ticketStates = ['waiting', 'opened', 'accepted', 'answered', 'locked', 'expired', 'revoked'] as const
export const ticketOutcomes = ['open', 'file', 'wrong', 'locked', 'expired', 'revoked'] as const
export const ticketRow = z.object({
  id: z.string(),
  piece: z.string(),
  unit: named,
  contact: z.string(),
  issuedBy: named,
  issuedAt: z.string(),
  until: z.string(),
  state: z.enum(ticketStates),
  triesLeft: z.int(),
  /** Code of the last refusal of what was handed in. */
  refused: z.string().nullable(),
  openings: z.array(z.object({ at: z.string(), outcome: z.enum(ticketOutcomes), place: z.string() })),
  mine: z.boolean(),
})
export type TicketRow = z.output<typeof ticketRow>
/** Links of one matter with every opening, and the open pieces one could be made for. */
export const ticketsOf = reading('tickets.ofMatter', {
  input: z.object({ matter: matterId }),
  output: z.object({
    rows: z.array(ticketRow),
    pieces: z.array(z.object({ piece: z.string(), unit: named, person: named, kind: z.enum(['do', 'read']), ask: z.string().nullable() })),
    files: z.array(z.object({ id: z.string(), name: z.string().nullable(), kind: z.string(), size: z.int() })),
  }),
})
