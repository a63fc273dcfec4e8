/** The fields and contracts of 交办事项, shared with the browser. */
import { z } from 'zod'
import { act, holder, line, matterId, reading, text, unitId } from '../../kernel/contract.ts'
import { matterView, workRow } from '../../kernel/view.ts'

/** What a report may state. */
export const results = ['done', 'notPossible'] as const
export const affairsDetail = z.object({
  /** 事由 */
  purpose: z.string(),
})
export type AffairsDetail = z.output<typeof affairsDetail>
export const affairsMatter = matterView(affairsDetail)

export const registerAffairs = act('affairs.register', {
  input: z.object({ title: line(100), purpose: text(2000), unit: unitId, asker: holder, urgency: z.enum(['normal', 'urgent', 'extra']).default('normal') }),
  output: affairsMatter,
})

const page = { before: z.uuid().optional(), size: z.coerce.number().int().min(1).max(200).default(50) }
export const affairsRow = workRow.pick({ matter: true, number: true, title: true, state: true, phase: true, registeredAt: true }).extend({ purpose: z.string() })
export const ledger = reading('affairs.ledger', { input: z.object(page), output: z.object({ rows: z.array(affairsRow), next: z.string().nullable() }) })
export const affairsView = reading('affairs.matter', { input: z.object({ id: matterId }), output: affairsMatter })
