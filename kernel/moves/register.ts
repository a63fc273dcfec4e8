/** 登记 register: the matter, round 1, its clocks, one owed answer per asker, and the registrar's own piece: he owns until another signs (首问). Rule: GN-34, promise 1; architecture §2 */

import { effectsOf } from '../decide/effects.ts'
import { give } from '../decide/give.ts'
import { hasPower, homeUnits } from '../decide/office.ts'
import { type AnyMove, type Run, word } from '../decide/run.ts'
import { settleState } from '../decide/state.ts'
import type { Case } from '../decide/work.ts'
import type { AnswerId, MatterId, PersonId } from '../ids.ts'
import { isRefusal, refuse } from '../refusal.ts'
import { officeYear } from '../time.ts'
import type { WordInput } from './inputs.ts'

type Input = WordInput['register'] & { readonly matter: MatterId; readonly detail?: unknown }

/** @returns Refusal `kernel.not-your-unit`, `kernel.no-power`, `kernel.not-found` (parent, basis), `kernel.parent-closed`, `kernel.no-receiver` */
export const register = word<Input>({
  on: 'none',
  act(given: Run, input: Input) {
    const { w, desk, actor, at } = given
    const { office } = w.world
    if (!homeUnits(office, actor, at).includes(input.unit)) return refuse('kernel.not-your-unit', {}, 403)
    const def = (desk.lifecycle.moves.register as AnyMove | undefined) ?? null
    if (!hasPower(office, actor, `${desk.key}.register`, at)) return refuse('kernel.no-power', { power: `${desk.key}.register`, move: 'register' }, 403)
    const parent = input.partOf ? w.open(input.partOf) : null
    if (input.partOf && !parent) return refuse('kernel.not-found', {}, 404)
    if (parent && (parent.matter.phase === 'closed' || parent.matter.phase === 'void')) return refuse('kernel.parent-closed', { number: parent.matter.number }, 409)
    const state = desk.lifecycle.initial
    const salt = w.ground.ids.salt()
    const matter: Case['matter'] = {
      id: input.matter,
      desk: desk.key,
      number: null,
      title: input.title,
      title_salt: salt,
      state,
      phase: 'registered',
      origin: input.origin,
      readers: input.readers,
      owner_unit: input.unit,
      owner_person: actor,
      part_of: input.partOf,
      round: 1,
      urgency: input.urgency,
      version: 1,
      registered_at: at,
    }
    const f: Case = {
      matter,
      rounds: [],
      reports: [],
      stages: [],
      assignments: [],
      clocks: [],
      pauses: [],
      answers: [],
      drafts: [],
      links: [],
      recusals: [],
      notes: [],
      files: [],
      openParts: 0,
      events: [],
      detail: input.detail ?? null,
    }
    w.born(f)
    const run: Run = { ...given, f, def }
    w.begin({
      matter: matter.id,
      move: 'register',
      at,
      actor,
      holder: null,
      recorded_by: null,
      evidence: null,
      undoes: null,
      said: { origin: input.origin, urgency: input.urgency },
      v: def?.v ?? 1,
    })
    w.add('matter', matter)
    w.add('round', { matter_id: matter.id, no: 1, why: 'registered', opened_at: at, report: null, closed_at: null, closed_by: null })
    const first = give(run, { kind: 'do', role: 'registrar', to: [{ holder: { unit: input.unit, person: actor }, lead: true }], ask: null, accepted: actor as PersonId })
    if (isRefusal(first)) return first
    for (const one of input.askers) {
      const no = owe(run, one)
      if (no) return no
    }
    for (const basis of input.basis) w.add('link', { from_matter: matter.id, to_matter: basis, kind: 'basis', at, ended_at: null })
    if (input.arisesFrom) w.add('link', { from_matter: input.arisesFrom, to_matter: matter.id, kind: 'arises', at, ended_at: null })
    w.numbers.push({ matter: matter.id, series: desk.key, pattern: desk.series, year: officeYear(at) })
    if (input.detail !== undefined) w.details.push({ desk: desk.key, matter: matter.id, detail: input.detail })
    return effectsOf(run, input as never) ?? settleState(run, input as never)
  },
})

/** One debt per asker; an asker inside the office gets a `read` that waits for the answer. */
function owe(run: Run, asker: Input['askers'][number]) {
  const { w, f } = run
  const base = {
    id: w.ground.ids.next<AnswerId>(),
    matter_id: f.matter.id,
    round: f.matter.round,
    no: f.answers.length + 1,
    kind: 'final' as const,
    body: null,
    body_salt: null,
    by: null,
    sent_at: null,
    via: null,
    ground: null,
    settled_at: null,
    responded: null,
    solved: null,
    satisfied: null,
    rated_at: null,
  }
  if ('contact' in asker) {
    w.add('answer', { ...base, to_contact: asker.contact, to_assignment: null })
    return null
  }
  const stage = give(run, { kind: 'read', role: 'asker', to: [{ holder: asker.holder }], ask: null, waiting: true, blocks: false })
  if (isRefusal(stage)) return stage
  const piece = f.assignments.find((a) => a.stage_id === stage.id)
  if (piece) w.add('answer', { ...base, to_contact: null, to_assignment: piece.id })
  return null
}
