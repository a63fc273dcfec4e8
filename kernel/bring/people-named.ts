/** Whom a row of an old sheet names, and whether its moves have ended where the row says. Pure. */
import type { Holder } from '../contract.ts'
import type { Ctx } from '../ctx.ts'
import type { MatterFacts } from '../decide/facts.ts'
import { holdersOf } from '../decide/office.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { leadOf, unended } from '../decide/run.ts'
import type { PersonId } from '../ids.ts'
import { holderNamed, personOf } from './holder-named.ts'
import type { OpenRow } from './open-row.ts'

/** What a row names that the office does not have. */
export type Nobody = 'unknown-holder' | 'two-persons' | 'unknown-unit'
export interface People {
  readonly registrar: PersonId
  readonly holder: Holder
  /** To whom it was given; the same as the holder until it was reported. */
  readonly lead: Holder
  readonly taker: PersonId
  readonly helpers: readonly Holder[]
}
/** @param registrar who wrote it down, where the row names nobody */
export function peopleNamed({ office, now }: Pick<Ctx, 'office' | 'now'>, row: OpenRow, registrar: Holder): People | Nobody {
  const named = (said: string) => holderNamed(office, now, said)
  const holder = named(row.holder)
  if (typeof holder === 'string') return holder
  const lead = row.stage === 'reported' || row.stage === 'answered' ? named(row.unit ?? '') : holder
  if (typeof lead === 'string') return lead
  const taker = personOf(office, now, lead)
  const first = row.stage === 'registered' ? holder : row.registrar === null ? registrar : named(row.registrar)
  if (typeof first === 'string') return first
  const person = personOf(office, now, first)
  if (!taker || !person) return 'unknown-unit'
  const helpers: Holder[] = []
  for (const said of row.helpers) {
    const one = named(said)
    if (typeof one === 'string') return one
    helpers.push(one)
  }
  return { registrar: person, holder, lead, taker, helpers }
}

/** The piece of whoever has it at this stage. @param after roles of the pieces a rule gives after the report and after the answer */
export function pieceNow(facts: MatterFacts, after: { readonly reported: string; readonly answered: string }): AssignmentRow | undefined {
  const { state } = facts.matter
  if (state === 'assigned') return facts.assignments.find((a) => a.lead && unended(a) && a.accepted_at === null)
  if (state === 'reported' || state === 'answered') return facts.assignments.find((a) => a.role === after[state] && unended(a))
  return leadOf(facts) ?? undefined
}

/** Is this the stage, the holder and the two due times of the row? */
export function isAsTold({ office, now }: Pick<Ctx, 'office' | 'now'>, row: OpenRow, holder: Holder, facts: MatterFacts, piece: AssignmentRow | undefined): boolean {
  if (!piece || facts.matter.state !== row.stage) return false
  const his = holder.person
    ? piece.person === holder.person && (!holder.unit || piece.unit === holder.unit)
    : holder.post
      ? piece.post === holder.post || (piece.person !== null && holdersOf(office, holder.post, now).includes(piece.person))
      : piece.unit === holder.unit
  const clock = facts.clocks.find((c) => c.whole)
  return his && (row.firstDue === null ? clock === undefined : clock?.first_due_at === row.firstDue && clock.due_at === row.due)
}
