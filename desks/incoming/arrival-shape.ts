/** 交换站取件: contracts, shared with the browser. */
import { z } from 'zod'
import { act, instantText, line, matterId, personId, reading } from '../../kernel/contract.ts'
import { named } from '../../kernel/view.ts'
import { paperFields } from './shape.ts'

/** How the station was told what does not agree. */
export const toldHows = ['slip', 'phone', 'in_person'] as const
export const runLine = z.object({
  no: z.int(),
  listed: z.boolean(),
  copiesListed: z.int(),
  copiesCame: z.int(),
  matter: z.string().nullable(),
  number: z.string().nullable(),
  asCopy: z.boolean(),
  sender: z.string(),
  senderNumber: z.string().nullable(),
  /** null: of a paper this reader may not see, or erased. */
  title: z.string().nullable(),
  attachmentsMissing: z.array(z.string()),
  signedBy: named,
  code: z.string().nullable(),
})
export type RunLine = z.output<typeof runLine>
const head = z.object({
  id: z.string(),
  station: z.string(),
  fetchedBy: named,
  at: z.string(),
  listNumber: z.string().nullable(),
  listed: z.int(),
  by: named,
  secret: z.int(),
  closedAt: z.string().nullable(),
  toldAt: z.string().nullable(),
  toldHow: z.enum(toldHows).nullable(),
})
export const arrivalRun = head.extend({ lines: z.array(runLine) })
export type ArrivalRun = z.output<typeof arrivalRun>
export const runRow = head.extend({ lines: z.int(), came: z.int(), agrees: z.boolean() })
export type RunRow = z.output<typeof runRow>

/** A run begins: who fetched, when, the list and how many papers it names. */
export const openRun = act('incoming.openRun', {
  input: z.object({
    station: line(60),
    fetchedBy: personId.nullable().default(null),
    at: instantText.nullable().default(null),
    listNumber: line(40).nullable().default(null),
    listed: z.int().min(0).max(999),
  }),
  output: arrivalRun,
})
const arrived = paperFields.pick({
  title: true,
  sender: true,
  senderUnit: true,
  senderNumber: true,
  paperType: true,
  urgency: true,
  writtenOn: true,
  copyFrom: true,
  copyTo: true,
  attachmentsNamed: true,
  handling: true,
})
/** One line of the list, or one paper that is on no list. What came is registered in the same act, or attached to the paper that is there. */
export const landLine = act('incoming.landLine', {
  input: arrived
    .extend({
      run: z.uuid(),
      listed: z.boolean().default(true),
      copiesListed: z.int().min(0).max(999).default(1),
      copiesCame: z.int().min(0).max(999).default(1),
      attachmentsMissing: z.array(line(200)).max(50).default([]),
      signedBy: personId.nullable().default(null),
      code: line(2000).nullable().default(null),
      /** 作为另一份: of this paper, which is there. */
      copyOf: matterId.nullable().default(null),
      /** 确是另一件, though number and sender are the same. */
      another: z.boolean().default(false),
    })
    .refine((said) => said.listed || said.copiesCame > 0, { error: 'neither-listed-nor-there', path: ['copiesCame'] }),
  output: z.object({ run: arrivalRun, line: z.int(), matter: z.string().nullable(), number: z.string().nullable() }),
})
/** 机要件: one more, and nothing of it. Rule: R-C01 */
export const countSecret = act('incoming.countSecret', { input: z.object({ run: z.uuid() }), output: z.object({ secret: z.int() }) })
/** The list counted again, while the run is open. */
export const countAgain = act('incoming.countAgain', {
  input: z.object({ run: z.uuid(), listed: z.int().min(0).max(999), listNumber: line(40).nullable().default(null) }),
  output: arrivalRun,
})
/** 核对完毕: no further line; what does not agree stands on the receipt. */
export const closeRun = act('incoming.closeRun', { input: z.object({ run: z.uuid() }), output: arrivalRun })
export const tellStation = act('incoming.tellStation', { input: z.object({ run: z.uuid(), how: z.enum(toldHows) }), output: arrivalRun })
export const run = reading('incoming.run', { input: z.object({ id: z.uuid() }), output: arrivalRun })
export const runs = reading('incoming.runs', {
  input: z.object({ cursor: z.string().max(200).optional(), size: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ rows: z.array(runRow), next: z.string().nullable() }),
})
/** 同号: what is registered in this house under the same 来文字号, however it is written. */
export const sameNumber = reading('incoming.sameNumber', {
  input: z.object({ number: z.string().trim().min(1).max(60), sender: z.string().trim().max(100).default(''), senderUnit: z.uuid().optional() }),
  output: z.object({
    rows: z.array(
      z.object({
        matter: z.string(),
        number: z.string().nullable(),
        title: z.string().nullable(),
        sender: z.string(),
        senderNumber: z.string(),
        receivedAt: z.string(),
        copies: z.int(),
        /** Of the same sender: the same paper. Otherwise another office's number that happens to be alike. */
        same: z.boolean(),
        /** 退文: what comes under its number now is handed in again. BZ-47 */
        returned: z.boolean(),
      }),
    ),
  }),
})
export type SamePaper = z.output<(typeof sameNumber)['output']>['rows'][number]
