/** Nobody approves his own work, by delegation either. Rule: invariant 11; architecture §2 step 7 «tested on the actor, not on the holder», «Acceptance 验收» */
import type { Desk } from '../desk.ts'
import type { PersonId } from '../ids.ts'
import { wordNames } from '../lifecycle/define.ts'
import type { MatterFacts } from './facts.ts'
import { type Office, principalsOf } from './office.ts'
import { holds } from './rights.ts'
import type { DraftRow, StageRow } from './rows.ts'
import { standing } from './run.ts'

/** Role of a `say` that accepts what was reported (验收): neither the reporter nor the owner may sign it. */
export const acceptance = 'acceptance'

/**
 * Who wrote a draft: its maker, and where he held no piece of his own then, those he was agent of: one of them lent the right.
 * Derived from rows and delegations alone, so a delegation that has ended still tells.
 */
export function authors(f: MatterFacts, office: Office, draft: DraftRow): PersonId[] {
  const maker = draft.made_by
  const then = f.assignments.filter((a) => a.kind !== 'read' && a.given_at <= draft.at && (a.ended_at === null || a.ended_at >= draft.at))
  if (then.some((a) => holds(office, maker, a, draft.at))) return [maker]
  return [maker, ...principalsOf(office, maker, f.matter.desk, draft.at).map((d) => d.principal)]
}

/** The draft that is judged: the newest that was more than trivial. */
export const judged = (f: Pick<MatterFacts, 'drafts'>): DraftRow | null =>
  f.drafts.reduce<DraftRow | null>((newest, d) => (d.change !== 'trivial' && (newest === null || d.no > newest.no) ? d : newest), null)

/**
 * Whose own work this stage judges: they may not sign it, nor may anybody in their right.
 * Consent: whoever asked and whose piece it concerns; for 终验 also reporter and owner. A draft: its authors.
 */
export function barred(f: MatterFacts, office: Office, desk: Desk, stage: Pick<StageRow, 'asks' | 'covers' | 'role'>): PersonId[] {
  const found: (PersonId | null | undefined)[] = []
  if (stage.asks) {
    const { by, piece, move } = stage.asks
    found.push(by, f.assignments.find((a) => a.id === piece)?.person)
    const word = desk.lifecycle.moves[move]?.word ?? wordNames.find((w) => w === move)
    if (word === 'close') found.push(f.matter.owner_person, standing(f)?.by)
  }
  if (stage.role === acceptance) found.push(f.matter.owner_person, standing(f)?.by)
  const draft = stage.covers === 'current' && !stage.asks ? judged(f) : null
  if (draft) found.push(...authors(f, office, draft))
  return found.filter((p): p is PersonId => Boolean(p))
}
