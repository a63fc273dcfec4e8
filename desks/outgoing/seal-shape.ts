/** 用印 beside an issued paper: by application; blank letters by serial; the sheet of a month. Contracts, shared with the browser. */
import { z } from 'zod'
import { act, line, personId, reading, text } from '../../kernel/contract.ts'
import { entryKey } from '../../kernel/rules/value.ts'
import { named } from '../../kernel/view.ts'

/** 印章: of the government, of its office, the head's own (签名章). */
export const seals = ['government', 'office', 'head'] as const
const count = z.int().min(1).max(9999)
const made = z.object({ id: z.string() })
/** 用印申请: on what, for what, how many. */
export const applySeal = act('outgoing.applySeal', { input: z.object({ seal: entryKey, what: line(200), purpose: text(500), copies: count }), output: made })
/** 批准用印, by a leader of the office; not of one's own. */
export const decideSeal = act('outgoing.decideSeal', { input: z.object({ id: z.uuid(), agree: z.boolean(), reason: line(200).nullable().default(null) }), output: made })
/** 用印 on what was agreed: who watched (监印人). */
export const useSealApart = act('outgoing.useSealApart', { input: z.object({ id: z.uuid(), keeper: personId }), output: made })
/** 空白信、介绍信: taken out by serial. */
export const takeBlanks = act('outgoing.takeBlanks', { input: z.object({ from: count, to: count, person: personId, purpose: text(300) }), output: made })
/** What became of one: used for whom, spoilt and given back. */
export const endBlank = act('outgoing.endBlank', { input: z.object({ serial: count, fate: z.enum(['used', 'spoilt']), note: line(200) }), output: made })

export const sealStates = ['applied', 'agreed', 'refused', 'used'] as const
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export const sealRow = z.object({
  id: z.string(),
  at: z.string(),
  seal: z.string(),
  /** 文号, or what it was put on. */
  what: z.string(),
  /** The paper, where the reader may see it. */
  matter: z.string().nullable(),
  purpose: z.string().nullable(),
  copies: z.int(),
  askedBy: named,
  decidedBy: named.nullable(),
  refusedFor: z.string().nullable(),
  keeper: named.nullable(),
  state: z.enum(sealStates),
})
export type SealRow = z.output<typeof sealRow>
/** 用印登记表 of a month, and what waits for leave or for the seal. */
export const sealSheet = reading('outgoing.sealSheet', {
  input: z.object({ month: month.optional() }),
  output: z.object({ month: z.string(), rows: z.array(sealRow), waiting: z.array(sealRow) }),
})
export const blankList = reading('outgoing.blanks', {
  input: z.object({ open: z.stringbool().default(true) }),
  output: z.object({
    rows: z.array(
      z.object({
        serial: z.int(),
        person: named,
        purpose: z.string(),
        takenAt: z.string(),
        fate: z.enum(['used', 'spoilt']).nullable(),
        note: z.string().nullable(),
        endedAt: z.string().nullable(),
      }),
    ),
  }),
})
