/** 不在岗: who is not there on which days. Contracts, shared with the browser. Rule: issue B «明日一览» */
import { z } from 'zod'
import { act, officeDateText, personId, reading } from '../contract.ts'
import { named } from '../view.ts'

/** 请假, 外出, 培训. Nothing is approved here. */
export const absenceKinds = ['leave', 'out', 'training'] as const
export const absenceRow = z.object({
  id: z.string(),
  person: named,
  unit: z.string(),
  kind: z.enum(absenceKinds),
  from: z.string(),
  to: z.string(),
  /** Who acts for him meanwhile; null: nobody was named. */
  agent: named.nullable(),
  /** Whoever reads it may say that he is back. */
  mayEnd: z.boolean(),
})
export type AbsenceRow = z.output<typeof absenceRow>
/** Those not there today, and those of the days to come, soonest first. */
export const absences = reading('people.absences', { input: z.object({}), output: z.object({ today: z.string(), rows: z.array(absenceRow) }) })
export const setAbsence = act('people.setAbsence', {
  input: z.object({ person: personId, kind: z.enum(absenceKinds), from: officeDateText, to: officeDateText }),
  output: z.object({ id: z.string() }),
})
/** 回来了, or it was a mistake. */
export const endAbsence = act('people.endAbsence', { input: z.object({ absence: z.uuid() }), output: z.object({}) })
