/** 工单 as a 12345 centre's program sends and asks for it: the contract of the centre's interface. Pure. docs/how-to/centre.md */
import { z } from 'zod'
import { instantText, line, text } from '../../kernel/contract.ts'
import { outsideSaid } from './outside.ts'

export const ATTACHED = { most: 10, bytes: 20 * 1_048_576, all: 30 * 1_048_576 } as const
const attachment = z.strictObject({ name: line(150), content: z.base64().min(4).describe('base64') })
export type WorkOrderFile = z.output<typeof attachment>

export const workOrderSaid = z.strictObject({
  ...outsideSaid.shape,
  body: text(19_000),
  supervised: z.boolean().default(false),
  attachments: z.array(attachment).max(ATTACHED.most).default([]),
})
export type WorkOrderSaid = z.output<typeof workOrderSaid>

export const workOrderNumber = z.strictObject({ number: line(80) })
export const workOrderStates = ['listed', 'received', 'working', 'answered', 'closed', 'void', 'joined'] as const
/** What the centre may know: as the citizen may, and not more. */
export const workOrderNow = z.object({
  number: z.string(),
  /** 对照清单: the centre's own, no letter here. */
  state: z.enum(workOrderStates),
  /** 信〔2026〕12号; null where it is no letter here. */
  office: z.string().nullable(),
  answerBy: instantText.nullable(),
  steps: z.array(z.object({ key: z.string(), at: instantText, units: z.array(z.string()) })),
  answers: z.array(z.object({ text: z.string().nullable(), at: instantText })),
  fedBackAt: instantText.nullable(),
})
export type WorkOrderNow = z.output<typeof workOrderNow>
export const workOrderTaken = workOrderNow.extend({
  /** It stood here already; nothing was registered. */
  repeated: z.boolean(),
  /** Attachments not kept: of a kind this office takes from nobody, or too large. Named in the letter's text. */
  left: z.array(z.string()),
})
