/** 单位主页 and 明日一览: contracts. */

import { z } from 'zod'
import { personId, reading, unitId } from '../contract.ts'
import { absenceRow } from '../people/absence-shape.ts'
import { named, workRow } from '../view.ts'

/** 待签收、在办、超期、临期、本月退回、本月已答复、本月办结 */
export const unitKeys = ['toSign', 'open', 'late', 'soon', 'returned', 'answered', 'closed'] as const
/** 办理情况反馈表、延期申请表、退单说明: blank sheets a unit downloads. BZ-46 */
export const unitForms = ['report', 'extension', 'refusal'] as const
export type UnitKey = (typeof unitKeys)[number]
/** The list a figure counts, as the ledger's filter. */
export function ofUnitHome(key: UnitKey, unit: string, month: string): Readonly<Record<string, string>> {
  const of: Readonly<Record<UnitKey, Readonly<Record<string, string>>>> = {
    toSign: { step: 'accept', phase: 'open' },
    open: { phase: 'open' },
    late: { light: 'late' },
    soon: { light: 'soon' },
    returned: { returnedFrom: month },
    answered: { answeredFrom: month },
    closed: { closedFrom: month },
  }
  return { ...of[key], lies: unit }
}
const phones = z.array(z.object({ kind: z.enum(['office', 'duty', 'liaison']), value: z.string() }))
export const unitHome = reading('matters.unitHome', {
  input: z.object({ unit: unitId.optional() }),
  output: z.object({
    unit: named.nullable(),
    /** Units one belongs to. */
    units: z.array(named),
    /** First day of this month. */
    month: z.string(),
    counts: z.record(z.enum(unitKeys), z.int()),
    toSign: z.array(workRow),
    /** By due time. */
    open: z.array(workRow),
    /** Who in the office gives to this unit now, and how to reach them. */
    counterparts: z.array(z.object({ unit: named, people: z.array(z.object({ id: z.string(), name: z.string(), post: z.string() })), phones })),
    /** 分管领导 */
    charge: named.nullable(),
  }),
})

export const tomorrow = reading('matters.tomorrow', {
  input: z.object({ person: personId.optional() }),
  output: z.object({
    /** The next working day; outside the covered years by its weekday alone (R-T02). */
    day: z.string(),
    provisional: z.boolean(),
    person: named,
    /** Whose page one may read: one's own, and those of the leaders one serves. */
    people: z.array(named),
    /** In his hands: due until the end of that day; already late; asked for a decision or a signature. */
    due: z.array(workRow),
    late: z.array(workRow),
    waits: z.array(workRow),
    /** With the units he is in charge of, due until the end of that day. */
    charge: z.array(workRow),
    /** Reminders that will sound until the end of that day. */
    alarms: z.array(z.object({ at: z.string(), row: workRow })),
    /** Finally answered today, of his units. */
    answered: z.array(workRow),
    /** 代理 on that day. */
    away: z.array(z.object({ principal: named, agent: named, until: z.string().nullable() })),
    /** 请假、外出 on that day, of one's own units and of those one serves. */
    absences: z.array(absenceRow),
  }),
})
