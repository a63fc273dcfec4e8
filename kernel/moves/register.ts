/** 登记 register: the matter, round 1, its clocks, one owed answer per asker, and the registrar's own piece: he owns until another signs (首问). Rule: GN-34, promise 1; architecture §2 */

import { askerRole, owe } from '../decide/answer.ts'
import { effectsOf } from '../decide/effects.ts'
import { give } from '../decide/give.ts'
import { mergedInto } from '../decide/held.ts'
import { hasPower, homeUnits } from '../decide/office.ts'
import { ownSeries } from '../decide/own-series.ts'
import { seesMatter } from '../decide/rights.ts'
import type { FileRow } from '../decide/rows.ts'
import { type AnyMove, piecesOf, type Run, word } from '../decide/run.ts'
import { settleState } from '../decide/state.ts'
import type { Case } from '../decide/work.ts'
import type { MatterId, PersonId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { officeYear } from '../time.ts'
import type { WordInput } from './inputs.ts'

type Input = Omit<WordInput['register'], 'files'> & { readonly matter: MatterId; readonly detail?: unknown; readonly files?: readonly FileRow[] }

/**
 * 登记: from this instant somebody owns it, a clock runs and an answer is owed. Who must not know of it (the accused unit, kin) is named here and sees nothing.
 * @returns Refusal `kernel.not-your-unit`, `kernel.no-power`, `kernel.not-found` (a parent one may not see), `kernel.parent-closed`, `kernel.already-merged` (the
 * parent), `kernel.no-receiver`, `kernel.recused`
 */
export const register = word<Input>({
  on: 'none',
  act(given: Run, input: Input) {
    const { w, desk, actor, at } = given
    const { office } = w.world
    if (!homeUnits(office, actor, at).includes(input.unit)) return refuse('kernel.not-your-unit', {}, 403)
    const def = (desk.lifecycle.moves.register as AnyMove | undefined) ?? null
    if (!hasPower(office, actor, `${desk.key}.register`, at)) return refuse('kernel.no-power', { power: `${desk.key}.register`, move: 'register' }, 403)
    const parent = input.partOf ? w.open(input.partOf) : null
    if (input.partOf && !(parent && seesMatter(office, parent, actor, at))) return refuse('kernel.not-found', {}, 404)
    if (parent && (parent.matter.phase === 'closed' || parent.matter.phase === 'void')) return refuse('kernel.parent-closed', { number: parent.matter.number }, 409)
    if (parent && mergedInto(parent)) return refuse('kernel.already-merged', {}, 409)
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
    for (const r of input.recused ?? []) w.add('recusal', { id: w.ground.ids.next(), matter_id: matter.id, unit: r.unit ?? null, person: r.person ?? null, ground: r.ground })
    for (const file of input.files ?? []) w.add('file', file)
    const first = give(run, { kind: 'do', role: 'registrar', to: [{ holder: { unit: input.unit, person: actor }, lead: true }], ask: null, accepted: actor as PersonId })
    if (isRefusal(first)) return first
    const no = oweAll(run, input.askers)
    if (no) return no
    for (const basis of input.basis) w.add('link', { from_matter: matter.id, to_matter: basis, kind: 'basis', at, ended_at: null })
    if (input.arisesFrom) w.add('link', { from_matter: input.arisesFrom, to_matter: matter.id, kind: 'arises', at, ended_at: null })
    const closed = desk.closedList?.when(f.detail) ? desk.closedList : null
    const own = matter.readers === 'own' ? ownSeries(desk, w.world.office, input.unit) : null
    w.numbers.push({
      matter: matter.id,
      series: closed ? `${desk.key}.${closed.power}` : (own?.series ?? desk.key),
      pattern: closed?.series ?? own?.pattern ?? desk.series,
      year: officeYear(at),
    })
    if (input.detail !== undefined) w.details.push({ desk: desk.key, matter: matter.id, detail: input.detail })
    return effectsOf(run, input as never) ?? settleState(run, input as never)
  },
})

/** One debt per asker, named once; an asker inside the office gets a `read` that waits for the answer. */
function oweAll(run: Run, askers: Input['askers']): Refusal | null {
  const seen = new Set<string>()
  for (const asker of askers) {
    const key = JSON.stringify(asker)
    if (seen.has(key)) continue
    seen.add(key)
    if ('contact' in asker) {
      owe(run, { kind: 'final', to_contact: asker.contact, to_assignment: null })
      continue
    }
    const stage = give(run, { kind: 'read', role: askerRole, to: [{ holder: asker.holder }], ask: null, waiting: true, blocks: false })
    if (isRefusal(stage)) return stage
    for (const piece of piecesOf(run.f, stage.id)) owe(run, { kind: 'final', to_contact: null, to_assignment: piece.id })
  }
  return null
}
