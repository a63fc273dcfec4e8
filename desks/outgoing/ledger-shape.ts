/** 发文登记簿 and the paper's page: contracts, shared with the browser. */
import { z } from 'zod'
import { matterId, officeDateText, reading } from '../../kernel/contract.ts'
import { figurePeriod, figuresView } from '../../kernel/figures/shape.ts'
import { workRow } from '../../kernel/view.ts'
import { directions, figureKeys, opennessKinds, paperMatter, paperTypes, urgencies } from './shape.ts'

export const phases = ['open', 'registered', 'assigned', 'working', 'reported', 'closed', 'void'] as const
/** One line of the register: the office's line, and what the paper says of itself. */
export const paperRow = workRow.extend({
  docNumber: z.string().nullable(),
  paperType: z.enum(paperTypes),
  direction: z.enum(directions),
  paperUrgency: z.enum(urgencies),
  organs: z.array(z.string()),
  copies: z.int().nullable(),
  issuedAt: z.string().nullable(),
  openness: z.enum(opennessKinds).nullable(),
})
export type PaperRow = z.output<typeof paperRow>
export const ledger = reading('outgoing.ledger', {
  input: z.object({
    from: officeDateText.optional(),
    to: officeDateText.optional(),
    paperType: z.enum(paperTypes).optional(),
    direction: z.enum(directions).optional(),
    urgency: z.enum(urgencies).optional(),
    phase: z.enum(phases).optional(),
    /** 待编号, or numbered. R-D40 */
    numbered: z.stringbool().optional(),
    openness: z.enum(opennessKinds).optional(),
    /** The papers one figure counts. */
    figure: z.enum(figureKeys).optional(),
    text: z.string().trim().max(60).optional(),
    cursor: z.uuid().optional(),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(paperRow), next: z.string().nullable() }),
})
export const paperView = reading('outgoing.paper', { input: z.object({ id: matterId }), output: paperMatter })
export const figures = reading('outgoing.figures', { input: z.object(figurePeriod), output: figuresView })
/** 轮次和用时: how often it came back, how long it lay with whom. BZ-38, HA-97 */
export const rounds = reading('outgoing.rounds', {
  input: z.object({ id: matterId }),
  output: z.object({
    returned: z.int(),
    laps: z.array(z.object({ unit: z.string(), person: z.string().nullable(), from: z.string(), to: z.string().nullable(), days: z.number() })),
    byUnit: z.array(z.object({ unit: z.string(), days: z.number() })),
  }),
})
