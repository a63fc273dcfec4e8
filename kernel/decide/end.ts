/** end: the second primitive. Ends one assignment; then asks whether its stage has what it needs. Rule: architecture §2 steps 11–13, invariants 7, 9, 10 */
import type { PersonId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { tell } from './give.ts'
import { restore } from './restore.ts'
import { type AssignmentRow, type Ending, endedWell, type StageRow } from './rows.ts'
import { type AnyMove, piecesOf, type Run, unended } from './run.ts'

/** Endings that take a piece out of the count: it was never to be heard, or another stands for it. */
const uncounted: readonly (Ending | null)[] = ['dropped', 'superseded', 'taken_back', 'not_needed']

/** How an opinion was given: by one's own hand on the pad, spoken, else typed or recorded. */
export interface Written {
  readonly ink?: string | null | undefined
  readonly dictated?: boolean | undefined
}
function writtenRow(run: Run, opinion: string | null, { ink, dictated }: Written): Partial<AssignmentRow> {
  if (ink) return { via: 'handwritten', ink, ink_salt: run.w.ground.ids.salt() }
  return opinion === null ? {} : { via: dictated ? 'dictated' : run.recorded ? 'recorded' : 'typed' }
}

/** 代录 brings the paper itself, never a drawing made by another hand. @returns Refusal `kernel.ink-recorded` */
export const noOtherHand = (run: Run, { ink }: Written): Refusal | null => (ink && run.recorded ? refuse('kernel.ink-recorded') : null)

/**
 * Ends one piece, once; of a piece that has ended already nothing changes. What it had asked of others while it waited is needed no more.
 * @param more.by whose act it was, where not the actor's own piece
 */
export function end(
  run: Run,
  piece: AssignmentRow,
  ending: Ending,
  more: { readonly opinion?: string | null; readonly written?: Written; readonly by?: PersonId; readonly onDraft?: number | null; readonly sees?: boolean } = {},
): AssignmentRow {
  const row = run.f.assignments.find((a) => a.id === piece.id) ?? piece
  if (!unended(row)) return row
  const opinion = more.opinion ?? null
  const ended = run.w.change('assignment', row, {
    state: 'ended',
    ended_at: run.at,
    ending,
    acted_by: more.by ?? run.actor,
    ...(row.seen_at === null && more.by === undefined ? { seen_at: run.at } : {}),
    ...(opinion === null ? {} : { opinion, opinion_salt: run.w.ground.ids.salt() }),
    ...(more.written ? writtenRow(run, opinion, more.written) : {}),
    ...(more.onDraft === undefined ? {} : { on_draft: more.onDraft }),
    ...(more.sees === undefined ? {} : { sees: more.sees }),
  })
  for (const stage of run.f.stages)
    if (stage.wakes === row.id && stage.ended_at === null && !(stage.custody && ending === 'passed')) endStage(run, stage, ending === 'taken_back' ? 'taken_back' : 'not_needed')
  return ended
}

/** An agreement counts for the current draft, or when every later draft is trivial (invariant 10). */
export function covers(run: Run, stage: StageRow, piece: AssignmentRow): boolean {
  if (stage.covers === 'any' || piece.ending !== 'agreed' || piece.on_draft === null) return true
  return run.f.drafts.filter((d) => d.no > (piece.on_draft ?? 0)).every((d) => d.change === 'trivial')
}

/** Has the stage what it needs? Null: not yet. 减签 lowers what is needed to what is left. */
function verdict(run: Run, stage: StageRow, pieces: readonly AssignmentRow[]): StageRow['outcome'] {
  const counted = pieces.filter((a) => !(a.state === 'ended' && uncounted.includes(a.ending)))
  const well = counted.filter((a) => a.state === 'ended' && endedWell.includes(a.ending as Ending) && covers(run, stage, a)).length
  const open = counted.filter(unended).length
  const badly = counted.filter((a) => a.state === 'ended' && !endedWell.includes(a.ending as Ending)).length
  if (counted.length === 0) return 'withdrawn'
  if (stage.pace === 'escalate') return well > 0 ? 'well' : open === 0 ? 'badly' : null
  if (stage.need !== null) {
    const need = Math.min(stage.need, counted.length)
    return well >= need ? 'well' : well + open < need ? 'badly' : null
  }
  if (badly > 0 && (stage.pace === 'in_turn' || stage.asks !== null) && stage.kind === 'say') return 'badly'
  if (open > 0) return null
  return badly > 0 ? 'badly' : 'well'
}

/** Evaluates the join of one stage; ends it once (invariant 7) and sets off what follows. */
export function joinStage(run: Run, stageId: string): void {
  const stage = run.f.stages.find((s) => s.id === stageId)
  if (!stage || stage.ended_at !== null) return
  const pieces = piecesOf(run.f, stage.id)
  const outcome = verdict(run, stage, pieces)
  if (outcome === null) {
    openNext(run, stage, pieces)
    return
  }
  for (const a of pieces) if (unended(a)) end(run, a, 'not_needed', { by: run.actor })
  const ended = run.w.change('stage', stage, { ended_at: run.at, outcome })
  after(run, ended)
}

/** Does this piece wait for a stage of its own (an errand, an extra signer), not for its turn? */
const busy = (run: Run, a: AssignmentRow): boolean => a.state === 'open' || (a.state === 'waiting' && run.f.stages.some((s) => s.wakes === a.id && s.ended_at === null))

/** The next in turn, when nobody before him is busy. A lead that waits for its answer is not in any turn. */
function openNext(run: Run, stage: StageRow, pieces: readonly AssignmentRow[]): void {
  if (stage.kind === 'do' || pieces.some((a) => busy(run, a))) return
  const next = pieces.find((a) => a.state === 'waiting')
  if (next) tell(run, 'given', run.w.change('assignment', next, { state: 'open' }))
}

/** Ended: run what was asked, open what comes next, wake whoever waits. */
function after(run: Run, stage: StageRow): void {
  const well = stage.outcome === 'well'
  const next = well && stillLegal(run, stage.next) ? stage.next : null
  if (stage.wakes && !(stage.custody && well) && !(next && 'step' in next)) wake(run, stage.wakes)
  if (stage.asks && well)
    run.w.queue.push({
      matter: run.f.matter.id,
      move: stage.asks.move,
      input: { ...(restore(run.f, stage.asks.input) as object), piece: stage.asks.piece },
      actor: stage.asks.by,
      consented: true,
      depth: run.depth + 1,
    })
  if (stage.asks && stage.outcome === 'badly') {
    if (stage.asks.by !== run.actor) run.w.notify('refused', stage.asks.by, run.f.matter.id, run.desk, { move: stage.asks.move })
  } else if (stage.outcome === 'badly' && !stage.wakes) tellGiver(run, stage)
  if (next)
    run.w.queue.push({
      matter: run.f.matter.id,
      move: 'step' in next ? 'startRoute' : next.move,
      input:
        'step' in next
          ? { route: `${stage.route_key}@${stage.route_version}`, step: next.step, chosen: next.chosen ?? {}, piece: stage.wakes }
          : { piece: stage.wakes, ...((next.input as object | undefined) ?? {}) },
      actor: run.actor,
      consented: true,
      depth: run.depth + 1,
    })
}
/** The matter may have moved on while they signed: a move it no longer knows is not made, and the signature stands all the same. */
const stillLegal = (run: Run, next: StageRow['next']): boolean =>
  next === null || 'step' in next || (run.desk.lifecycle.moves[next.move] as AnyMove | undefined)?.from.includes(run.f.matter.state) === true
/** Nobody waits for it: whoever gave it hears that it did not end well. */
function tellGiver(run: Run, stage: StageRow): void {
  const giver = piecesOf(run.f, stage.id)[0]?.given_by
  if (giver && giver !== run.actor) run.w.notify('not-agreed', giver, run.f.matter.id, run.desk, { role: stage.role })
}

/** Wakes a waiting piece, unless another stage still keeps it waiting. */
export function wake(run: Run, id: string): void {
  const piece = run.f.assignments.find((a) => a.id === id)
  if (piece?.state !== 'waiting') return
  if (run.f.stages.some((s) => s.wakes === id && s.ended_at === null)) return
  tell(run, 'woken', run.w.change('assignment', piece, { state: 'open' }))
}

/** Mine waits: an errand, an extra signer, a branch sent back. */
export const wait = (run: Run, piece: AssignmentRow): AssignmentRow => run.w.change('assignment', piece, { state: 'waiting' })

/** Ends a whole stage without result: its unended pieces get `ending`, whoever waits wakes. A piece nobody has seen is seen no more when it is taken back. */
export function endStage(run: Run, stage: StageRow, ending: Ending): void {
  const now = run.f.stages.find((s) => s.id === stage.id)
  if (!now || now.ended_at !== null) return
  const ended = run.w.change('stage', now, { ended_at: run.at, outcome: 'withdrawn' })
  for (const a of piecesOf(run.f, stage.id)) if (unended(a)) end(run, a, ending, { by: run.actor, ...(ending === 'taken_back' && a.seen_at === null ? { sees: false } : {}) })
  after(run, ended)
}
