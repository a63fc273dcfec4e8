/** The fields and contracts of 样本台, shared with the browser. */
import { z } from 'zod'
import { act, holder, line, matterId, reading, text, unitId } from '../../kernel/contract.ts'
import { matterView, workRow } from '../../kernel/view.ts'

/** What a report may state. */
export const results = ['done', 'notPossible'] as const
export const sampleDeskDetail = z.object({
  /** 事由 */
  purpose: z.string(),
})
export type SampleDeskDetail = z.output<typeof sampleDeskDetail>
export const sampleDeskMatter = matterView(sampleDeskDetail)

export const registerSampleDesk = act('sample-desk.register', {
  input: z.object({ title: line(100), purpose: text(2000), unit: unitId, asker: holder, urgency: z.enum(['normal', 'urgent', 'extra']).default('normal') }),
  output: sampleDeskMatter,
})

const page = { before: z.uuid().optional(), size: z.coerce.number().int().min(1).max(200).default(50) }
export const sampleDeskRow = workRow.pick({ matter: true, number: true, title: true, state: true, phase: true, registeredAt: true }).extend({ purpose: z.string() })
export const ledger = reading('sample-desk.ledger', { input: z.object(page), output: z.object({ rows: z.array(sampleDeskRow), next: z.string().nullable() }) })
export const sampleDeskView = reading('sample-desk.matter', { input: z.object({ id: matterId }), output: sampleDeskMatter })
