/**
 * 回避 recuse: declared by the person himself, or for him by a head; from then on he neither sees the matter nor is given anything of it.
 * 告知 letKnow: somebody who asked to see it is given it to read (HB-55).
 * Rule: invariant 11; 公务员法 (2018-12-29) art. 76 (kin, own interest, other ground for doubt); HB-55
 */
import { end, joinStage } from '../decide/end.ts'
import { give, hearers } from '../decide/give.ts'
import { headOf, homeUnits } from '../decide/office.ts'
import { isRecused } from '../decide/rights.ts'
import type { AssignmentRow, RecusalRow } from '../decide/rows.ts'
import { type Run, stageOf, unended, word } from '../decide/run.ts'
import type { PersonId, UnitId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { light } from './read.ts'

type Whom = { readonly person: PersonId; readonly unit: null } | { readonly person: null; readonly unit: UnitId }

/** The owner, and the head of the owner's unit. */
const leads = ({ f, w, actor, at }: Run): boolean => f.matter.owner_person === actor || headOf(w.world.office, f.matter.owner_unit, at) === actor
/** Himself; the head of a unit he belongs to; whoever leads the matter. */
const mayDeclare = (run: Run, whom: Whom): boolean =>
  whom.person === run.actor ||
  leads(run) ||
  (whom.person ? homeUnits(run.w.world.office, whom.person, run.at) : [whom.unit]).some((unit) => unit !== null && headOf(run.w.world.office, unit, run.at) === run.actor)

/** What he would leave with nobody: the matter itself, a piece in his hands, an answer he waits for. A reading that binds nobody just ends. */
function holdsStill(run: Run, whom: Whom): boolean {
  const { f } = run
  if (whom.person ? f.matter.owner_person === whom.person : f.matter.owner_unit === whom.unit) return true
  return f.assignments.some((a) => unended(a) && theirs(a, whom) && !(a.kind === 'read' && light(stageOf(f, a), f.answers, a)))
}
const theirs = (a: AssignmentRow, whom: Whom): boolean => (whom.person ? a.person === whom.person : a.unit === whom.unit)
/** A piece nobody could take up any more. */
const orphaned = (run: Run): boolean =>
  run.f.assignments.some((a) => {
    if (!unended(a) || (a.kind === 'read' && light(stageOf(run.f, a), run.f.answers, a))) return false
    const people = hearers(run, a)
    return people.length > 0 && people.every((p) => isRecused(run.f, run.w.world.office, p, run.at))
  })

/**
 * @returns Refusal `kernel.unknown-holder`, `kernel.recuse-by-whom`, `kernel.recused-already`, `kernel.recuse-hand-over-first` (he still holds it: 转办 or 退单 comes first)
 */
export const recuse = word<WordInput['recuse']>({
  on: 'none',
  act(run, input) {
    const { office } = run.w.world
    const whom: Whom | null = input.whom.person ? { person: input.whom.person, unit: null } : input.whom.unit ? { person: null, unit: input.whom.unit } : null
    if (!whom || !(whom.person !== null ? office.persons.has(whom.person) : office.units.has(whom.unit))) return refuse('kernel.unknown-holder')
    if (!mayDeclare(run, whom)) return refuse('kernel.recuse-by-whom', {}, 403)
    if (run.f.recusals.some((r) => r.person === whom.person && r.unit === whom.unit)) return refuse('kernel.recused-already', {}, 409)
    const name = (whom.person !== null ? office.persons.get(whom.person)?.name : office.units.get(whom.unit)?.name) ?? ''
    if (holdsStill(run, whom)) return refuse('kernel.recuse-hand-over-first', { name }, 409)
    const row: RecusalRow = { id: run.w.ground.ids.next(), matter_id: run.f.matter.id, unit: whom.unit, person: whom.person, ground: input.ground }
    run.w.add('recusal', row)
    run.w.say({ ground: input.ground })
    if (orphaned(run)) return refuse('kernel.recuse-hand-over-first', { name }, 409)
    for (const a of run.f.assignments)
      if (unended(a) && theirs(a, whom)) {
        end(run, a, 'not_needed', { by: run.actor })
        joinStage(run, a.stage_id)
      }
    return null
  },
})

/**
 * The owner or the head of his unit lets somebody read the matter. Fired by the decision on a request; no button of its own.
 * @returns Refusal `kernel.not-yours`, `kernel.already-holds`, and those of `give`
 */
export const letKnow = word<WordInput['letKnow']>({
  on: 'none',
  can: (run): Refusal | null => (leads(run) ? null : refuse('kernel.not-yours', {}, 403)),
  act(run, input) {
    const stage = give(run, { kind: 'read', role: 'know', to: [{ holder: { person: input.person } }], ask: null })
    return isRefusal(stage) ? stage : null
  },
})
