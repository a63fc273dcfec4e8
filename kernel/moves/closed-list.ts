/**
 * 知悉名单: a matter is closed to the persons named (工作秘密), opened to the units again, or its list is changed, at any time and on record.
 * The assignments are the list, so sight follows in the same act. Rule: R-C04; HB-55; architecture §2 «Who may see»
 */
import { end, joinStage } from '../decide/end.ts'
import { give, hearers, tell } from '../decide/give.ts'
import { hasPower } from '../decide/office.ts'
import { isOutside, isOwnNumber } from '../decide/own-series.ts'
import { barred } from '../decide/own-work.ts'
import { isRecused } from '../decide/rights.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { piecesOf, type Run, stageOf, unended, word } from '../decide/run.ts'
import type { PersonId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'
import { light } from './read.ts'

const nameOf = (run: Run, person: PersonId): string => run.w.world.office.persons.get(person)?.name ?? ''
const isListed = (run: Run, person: PersonId): boolean => run.f.assignments.some((a) => a.sees && a.person === person)

/** Given to read, so that they may know. @returns Refusal `kernel.to-oneself`, `kernel.listed-already`, and those of `give` */
function admit(run: Run, people: readonly PersonId[]): Refusal | null {
  for (const person of people) {
    if (person === run.actor) return refuse('kernel.to-oneself')
    if (isListed(run, person)) return refuse('kernel.listed-already', { name: nameOf(run, person) }, 409)
    const stage = give(run, { kind: 'read', role: 'know', to: [{ holder: { person } }], ask: null })
    if (isRefusal(stage)) return stage
  }
  return null
}

/** Who answers for a piece that lies with a post or a unit: if possible not the one who closes the list. */
function answerable(run: Run, a: AssignmentRow): PersonId | undefined {
  const { office } = run.w.world
  const not = a.kind === 'say' ? barred(run.f, office, run.desk, stageOf(run.f, a)) : []
  const people = hearers(run, a).filter((p) => !isRecused(run.f, office, p, run.at) && !not.includes(p))
  return people.find((p) => p !== run.actor && p !== run.right) ?? people[0]
}

/** Whoever closes it stays on the list, or nobody could ever change it. */
function stay(run: Run): Refusal | null {
  if (isListed(run, run.right)) return null
  const stage = give(run, { kind: 'read', role: 'know', to: [{ holder: { person: run.right } }], ask: null })
  if (isRefusal(stage)) return stage
  for (const a of piecesOf(run.f, stage.id)) end(run, a, 'read', { by: run.actor })
  joinStage(run, stage.id)
  return null
}

/**
 * 定为工作秘密: who has it by name stays on the list; what lies with a post or a unit goes to one person of it, for a list names persons.
 * @returns Refusal `kernel.list-closed`, `kernel.list-nobody` (nobody of that unit could hold the piece), and those of `admit`
 */
export const closeList = word<WordInput['closeList']>({
  on: 'none',
  can: ({ f }) => (f.matter.readers === 'named' ? refuse('kernel.list-closed', {}, 409) : null),
  act(run, input) {
    for (const a of run.f.assignments) {
      if (!unended(a) || a.person !== null) continue
      const person = answerable(run, a)
      if (!person) return refuse('kernel.list-nobody', { unit: run.w.world.office.units.get(a.unit)?.name ?? '' }, 409)
      const named = run.w.change('assignment', a, { person })
      if (named.state === 'open') tell(run, 'given', named)
    }
    run.w.change('matter', run.f.matter, { readers: 'named' })
    keepNote(run, 'reason', input.reason)
    return stay(run) ?? admit(run, input.add)
  },
})

const closed = ({ f }: Run): Refusal | null => (f.matter.readers === 'named' ? null : refuse('kernel.list-open', {}, 409))

/** A unit's own paper (本单位自收) goes back to that unit alone, as before it came on the list. Rule: issue D */
function readersAgain({ f, desk, w }: Run): 'units' | 'own' {
  const registrar = f.assignments.find((a) => a.role === 'registrar')
  return registrar && isOutside(w.world.office, registrar.unit) && isOwnNumber(desk, f.matter.number) ? 'own' : 'units'
}
/** 解除工作秘密: known again to whoever knew of it before. @returns Refusal `kernel.list-open` */
export const openList = word<WordInput['openList']>({
  on: 'none',
  can: closed,
  act(run, input) {
    run.w.change('matter', run.f.matter, { readers: readersAgain(run) })
    keepNote(run, 'reason', input.reason)
    return null
  },
})

/** Off the list: unread readings end, and nothing he once held lets him look any more. Whoever still holds a piece hands it over first. */
function strike(run: Run, person: PersonId): Refusal | null {
  const { f } = run
  if (!isListed(run, person)) return refuse('kernel.not-listed', { name: nameOf(run, person) }, 409)
  const own = f.assignments.filter((a) => a.person === person)
  if (own.some((a) => unended(a) && !(a.kind === 'read' && light(stageOf(f, a), f.answers, a)))) return refuse('kernel.listed-holds', { name: nameOf(run, person) }, 409)
  for (const a of own) {
    if (unended(a)) {
      end(run, a, 'not_needed', { by: run.actor, sees: false })
      joinStage(run, a.stage_id)
    } else if (a.sees) run.w.change('assignment', a, { sees: false })
  }
  return null
}

/** Does somebody stay on the list who may change it? */
const changeable = ({ f, w, desk, def, at }: Run): boolean =>
  f.assignments.some((a) => a.sees && a.person !== null && def !== null && hasPower(w.world.office, a.person, `${desk.key}.${def.power}`, at))

/**
 * 调整知悉名单: persons come on it or go off it, with a reason.
 * @returns Refusal `kernel.list-open`, `kernel.list-unchanged`, `kernel.not-listed`, `kernel.listed-holds` (转办 first), `kernel.list-last` (nobody left who may change it), and those of `admit`
 */
export const changeList = word<WordInput['changeList']>({
  on: 'none',
  can: closed,
  act(run, input) {
    if (input.add.length + input.remove.length === 0) return refuse('kernel.list-unchanged')
    for (const person of new Set(input.remove)) {
      const no = strike(run, person)
      if (no) return no
    }
    keepNote(run, 'reason', input.reason)
    run.w.say({ added: input.add.length, removed: new Set(input.remove).size })
    const no = admit(run, [...new Set(input.add)])
    return no ?? (input.remove.length > 0 && !changeable(run) ? refuse('kernel.list-last', {}, 409) : null)
  },
})
