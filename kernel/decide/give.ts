/** give: the first primitive. Opens a stage with its assignments. */
import type { Holder } from '../contract.ts'
import type { AssignmentId, PersonId, StageId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Target, target } from '../route/who.ts'
import { hasPower, holdersOf, receiverOf } from './office.ts'
import { barred } from './own-work.ts'
import { isRecused } from './rights.ts'
import type { AssignmentRow, Kind, StageNext, StageRow } from './rows.ts'
import { piecesOf, type Run, unended } from './run.ts'

/** A stage to open: what is asked, of whom, how many must end well, and what follows. */
export interface GiveSpec {
  readonly kind: Kind
  readonly role: string
  readonly to: readonly { readonly holder: Holder; readonly lead?: boolean }[]
  readonly ask: string | null
  readonly pace?: StageRow['pace']
  readonly need?: number | null
  readonly blocks?: boolean
  readonly covers?: StageRow['covers']
  readonly wakes?: AssignmentId | null
  readonly custody?: boolean
  readonly asks?: StageRow['asks']
  readonly next?: StageNext
  readonly bound?: boolean
  readonly from?: AssignmentId | null
  readonly route?: { readonly key: string; readonly version: number; readonly step: number }
  /** Waits until something opens it (the asker's `read`). */
  readonly waiting?: boolean
  readonly onDraft?: number | null
  /** 首问, standing duty, 重办: accepted in the giving. */
  readonly accepted?: PersonId
}

/** Who hears of a piece: its person, or whoever holds its post now, or receives for its unit. */
export function hearers(run: Run, a: Pick<AssignmentRow, 'person' | 'post' | 'unit'>): PersonId[] {
  const { office } = run.w.world
  if (a.person) return [a.person]
  if (a.post) return holdersOf(office, a.post, run.at)
  const receiver = receiverOf(office, a.unit, run.at)
  return receiver ? [receiver] : []
}

/** Of a closed list: nobody beside it is given anything, in whatever way. Only who writes the matter down stands outside. Rule: ZK-50, R-X02 */
function outsideList(run: Run, role: string, people: readonly PersonId[]): boolean {
  const { closedList, key } = run.desk
  if (!closedList?.when(run.f.detail) || role === 'registrar') return false
  return !people.every((p) => hasPower(run.w.world.office, p, `${key}.${closedList.power}`, run.at))
}

/** Holders as somebody who can really receive; nobody recused, nobody who would only approve his own work. */
function resolve(run: Run, spec: GiveSpec, taken: Set<string>): { target: Target; lead: boolean }[] | Refusal {
  const { office } = run.w.world
  const own = spec.kind === 'say' ? barred(run.f, office, run.desk, { asks: spec.asks ?? null, covers: spec.covers ?? 'any', role: spec.role }) : []
  const found: { target: Target; lead: boolean }[] = []
  for (const { holder, lead } of spec.to) {
    const to = target(office, holder, run.at, run.f.matter.readers === 'named')
    if (isRefusal(to)) return to
    const people = hearers(run, to)
    if (run.f.recusals.some((r) => r.unit === to.unit) || people.every((p) => isRecused(run.f, office, p, run.at)))
      return refuse('kernel.recused', { unit: office.units.get(to.unit)?.name ?? '' })
    if (own.length > 0 && people.every((p) => own.includes(p))) return refuse('kernel.own-work', {}, 403)
    if (outsideList(run, spec.role, people)) return refuse('kernel.closed-list', {}, 403)
    const key = `${to.unit}/${to.person ?? to.post ?? ''}`
    if (taken.has(key)) continue // the same holder twice in one stage: once is enough
    taken.add(key)
    found.push({ target: to, lead: lead === true })
  }
  return found
}

/** Row of one piece. */
function piece(run: Run, stage: StageRow, spec: GiveSpec, no: number, to: Target, lead: boolean, waiting: boolean): AssignmentRow {
  return {
    id: run.w.ground.ids.next(),
    matter_id: run.f.matter.id,
    stage_id: stage.id,
    no,
    kind: spec.kind,
    role: spec.role,
    lead,
    ask: spec.ask,
    ask_salt: spec.ask === null ? null : run.w.ground.ids.salt(),
    unit: to.unit,
    post: to.post,
    person: spec.accepted ?? to.person,
    state: waiting ? 'waiting' : 'open',
    sees: true,
    bound: spec.bound === true,
    clock_id: null,
    due_at: null,
    given_by: run.actor,
    given_at: run.at,
    seen_at: null,
    accepted_at: spec.accepted ? run.at : null,
    ended_at: null,
    ending: null,
    opinion: null,
    opinion_salt: null,
    on_draft: spec.onDraft ?? null,
    acted_by: null,
    from_assignment: spec.from ?? null,
    // the order of the table's columns: an event is the same whether its row was loaded or made
    via: null,
    ink: null,
    ink_salt: null,
  }
}

/**
 * Opens a stage and its assignments; `in_turn` and `escalate` open the first only.
 * @returns the stage, or Refusal `kernel.no-receiver`, `kernel.unknown-holder`, `kernel.person-inactive`, `kernel.person-without-post`,
 * `kernel.recused`, `kernel.own-work` (a `say` nobody else could sign), `kernel.closed-list` (somebody who may not know of it), `kernel.nobody`
 * Rule: architecture §2 «Two primitives», step 14; promise 1; invariant 11
 */
export function give(run: Run, spec: GiveSpec): StageRow | Refusal {
  const targets = resolve(run, spec, new Set())
  if (isRefusal(targets)) return targets
  if (targets.length === 0) return refuse('kernel.nobody')
  const stage: StageRow = {
    id: run.w.ground.ids.next<StageId>(),
    matter_id: run.f.matter.id,
    no: run.f.stages.reduce((n, s) => Math.max(n, s.no), 0) + 1,
    kind: spec.kind,
    role: spec.role,
    pace: spec.pace ?? 'together',
    need: spec.need ?? null,
    blocks: spec.blocks ?? spec.kind !== 'read',
    covers: spec.covers ?? 'any',
    wakes: spec.wakes ?? null,
    custody: spec.custody ?? false,
    asks: spec.asks ?? null,
    next: spec.next ?? null,
    route_key: spec.route?.key ?? null,
    route_version: spec.route?.version ?? null,
    step: spec.route?.step ?? null,
    opened_at: run.at,
    ended_at: null,
    outcome: null,
  }
  run.w.add('stage', stage)
  const oneByOne = stage.pace !== 'together'
  targets.forEach(({ target: to, lead }, i) => {
    const waiting = spec.waiting === true || (oneByOne && i > 0)
    const row = run.w.add('assignment', piece(run, stage, spec, i + 1, to, lead, waiting)) as AssignmentRow
    if (!waiting && !spec.accepted) tell(run, 'given', row)
  })
  return stage
}

/** One more piece in a stage that is open already (加签 beside or after). @returns Refusals of `give`, and `kernel.already-holds` */
export function join(run: Run, stage: StageRow, spec: GiveSpec, waiting: boolean): Refusal | null {
  const here = piecesOf(run.f, stage.id)
  const taken = new Set(here.filter(unended).map((a) => `${a.unit}/${a.person ?? a.post ?? ''}`))
  const targets = resolve(run, spec, taken)
  if (isRefusal(targets)) return targets
  const [only] = targets
  if (!only) return refuse('kernel.already-holds')
  const row = run.w.add('assignment', piece(run, stage, spec, here.reduce((n, a) => Math.max(n, a.no), 0) + 1, only.target, false, waiting)) as AssignmentRow
  if (!waiting) tell(run, 'given', row)
  return null
}

/** A notice to whoever holds a piece: ids only; never to the one who acts, nor to the recused. */
export function tell(run: Run, kind: string, a: AssignmentRow): void {
  for (const person of hearers(run, a))
    if (person !== run.actor && !isRecused(run.f, run.w.world.office, person, run.at))
      run.w.notify(kind, person, run.f.matter.id, run.desk, { piece: a.id, role: a.role, by: run.actor })
}
