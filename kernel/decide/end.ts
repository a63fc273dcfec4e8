/** end: the second primitive. Ends one assignment; then asks whether its stage has what it needs. Rule: architecture §2 steps 11–13, invariants 7, 10 */
import type { PersonId } from '../ids.ts'
import { tell } from './give.ts'
import { restore } from './restore.ts'
import { type AssignmentRow, type Ending, endedWell, type StageRow } from './rows.ts'
import { piecesOf, type Run, unended } from './run.ts'

/** Endings that take a piece out of the count: it was never to be heard, or another stands for it. */
const uncounted: readonly (Ending | null)[] = ['dropped', 'superseded', 'taken_back', 'not_needed']

export function end(
  run: Run,
  piece: AssignmentRow,
  ending: Ending,
  more: { readonly opinion?: string | null; readonly by?: PersonId; readonly onDraft?: number | null; readonly sees?: boolean } = {},
): AssignmentRow {
  const row = run.f.assignments.find((a) => a.id === piece.id) ?? piece
  if (!unended(row)) return row
  const opinion = more.opinion ?? null
  return run.w.change('assignment', row, {
    state: 'ended',
    ended_at: run.at,
    ending,
    acted_by: more.by ?? run.actor,
    ...(row.seen_at === null && more.by === undefined ? { seen_at: run.at } : {}),
    ...(opinion === null ? {} : { opinion, opinion_salt: run.w.ground.ids.salt() }),
    ...(more.onDraft === undefined ? {} : { on_draft: more.onDraft }),
    ...(more.sees === undefined ? {} : { sees: more.sees }),
  })
}

/** An agreement counts for the current draft, or when every later draft is trivial (invariant 10). */
export function covers(run: Run, stage: StageRow, piece: AssignmentRow): boolean {
  if (stage.covers === 'any' || piece.ending !== 'agreed' || piece.on_draft === null) return true
  return run.f.drafts.filter((d) => d.no > (piece.on_draft ?? 0)).every((d) => d.change === 'trivial')
}

/** Has the stage what it needs? Null: not yet. */
function verdict(run: Run, stage: StageRow, pieces: readonly AssignmentRow[]): StageRow['outcome'] {
  const counted = pieces.filter((a) => !(a.state === 'ended' && uncounted.includes(a.ending)))
  const well = counted.filter((a) => a.state === 'ended' && endedWell.includes(a.ending as Ending) && covers(run, stage, a)).length
  const open = counted.filter(unended).length
  const badly = counted.filter((a) => a.state === 'ended' && !endedWell.includes(a.ending as Ending)).length
  if (counted.length === 0) return 'withdrawn'
  if (stage.pace === 'escalate') return well > 0 ? 'well' : open === 0 ? 'badly' : null
  if (stage.need !== null) return well >= stage.need ? 'well' : well + open < stage.need ? 'badly' : null
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
    if (stage.pace !== 'together' || pieces.some((a) => a.state === 'waiting')) openNext(run, pieces)
    return
  }
  for (const a of pieces) if (unended(a)) end(run, a, 'not_needed', { by: run.actor })
  const ended = run.w.change('stage', stage, { ended_at: run.at, outcome })
  after(run, ended)
}

function openNext(run: Run, pieces: readonly AssignmentRow[]): void {
  if (pieces.some((a) => a.state === 'open')) return
  // waiting for its turn, not for an errand of its own and not a lead that waits for the answer
  const next = pieces.find((a) => a.state === 'waiting' && a.accepted_at === null && !run.f.stages.some((s) => s.wakes === a.id && s.ended_at === null))
  if (next) tell(run, 'given', run.w.change('assignment', next, { state: 'open' }))
}

/** Ended: run what was asked, open what comes next, wake whoever waits. */
function after(run: Run, stage: StageRow): void {
  const well = stage.outcome === 'well'
  if (stage.asks && well)
    run.w.queue.push({
      matter: run.f.matter.id,
      move: stage.asks.move,
      input: { ...(restore(run.f, stage.asks.input) as object), piece: stage.asks.piece },
      actor: stage.asks.by,
      consented: true,
      depth: run.depth + 1,
    })
  if (stage.asks && !well && stage.outcome !== 'withdrawn') run.w.notify('refused', stage.asks.by, run.f.matter.id, run.desk, { move: stage.asks.move })
  if (stage.next && well) {
    const input = 'step' in stage.next ? { route: stage.route_key, step: stage.next.step } : ((stage.next.input as object | undefined) ?? {})
    run.w.queue.push({
      matter: run.f.matter.id,
      move: 'step' in stage.next ? 'startRoute' : stage.next.move,
      input: { ...input },
      actor: run.actor,
      consented: true,
      depth: run.depth + 1,
    })
  }
  if (stage.wakes && !(stage.custody && well)) wake(run, stage.wakes)
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

/** Ends a whole stage without result: its unended pieces get `ending`, whoever waits wakes. */
export function endStage(run: Run, stage: StageRow, ending: Ending): void {
  for (const a of piecesOf(run.f, stage.id)) if (unended(a)) end(run, a, ending, { by: run.actor })
  const now = run.f.stages.find((s) => s.id === stage.id)
  if (now && now.ended_at === null) after(run, run.w.change('stage', now, { ended_at: run.at, outcome: 'withdrawn' }))
}
