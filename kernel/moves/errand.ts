/** 委派 errand, 加签 add a signer, 减签 drop one, 退回一支 send back one branch: mine waits where asked, and any ending wakes me: "straight back to me". Rule: anchors F3, F4, F8; invariant 9 */

import type { Holder } from '../contract.ts'
import { end, joinStage, wait } from '../decide/end.ts'
import { give, join } from '../decide/give.ts'
import { membersOf } from '../decide/office.ts'
import type { AssignmentRow } from '../decide/rows.ts'
import { byRule, type Run, stageOf, unended, word } from '../decide/run.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'

const ready = ({ piece }: Run): Refusal | null => {
  if (!piece) return refuse('kernel.not-yours', {}, 403)
  if (piece.kind === 'do' && piece.accepted_at === null && piece.lead) return refuse('kernel.accept-first', {}, 409)
  return null
}
const working = (run: Run): Refusal | null => ready(run) ?? (run.piece?.kind === 'read' ? refuse('kernel.wrong-piece', { kind: 'read' }) : null)

function send(run: Run, to: Holder, kind: 'do' | 'say', role: string, ask: string): Refusal | null {
  const mine = run.piece as AssignmentRow
  if (to.person && (to.person === mine.person || to.person === run.right || to.person === run.actor)) return refuse('kernel.to-oneself')
  const stage = give(run, { kind, role, to: [{ holder: to }], ask, wakes: mine.id, from: mine.id })
  if (isRefusal(stage)) return stage
  wait(run, mine)
  return null
}
/** 委派: somebody else does a piece of mine, or says what he thinks; mine waits and comes straight back. @returns Refusal `kernel.accept-first`, `kernel.to-oneself`, and those of `give` */
export const errand = word<WordInput['errand']>({ on: 'held', can: working, act: (run, input) => send(run, input.to, input.kind, 'errand', input.ask) })

/** Work or an opinion that has ended, of somebody one could go back to. */
const earlier = (run: Run): AssignmentRow[] => run.f.assignments.filter((a) => a.state === 'ended' && a.kind !== 'read')
/** Mine is one of several unended pieces; alone it would be the whole. */
const oneOfSeveral = (run: Run): boolean => run.f.assignments.some((a) => unended(a) && a.kind !== 'read' && a.id !== run.piece?.id)
/**
 * 退回一支: my branch alone goes back to an earlier holder and then straight back to me; the other branches never notice (F8).
 * @returns Refusal `kernel.only-branch`, `kernel.no-earlier-holder`, `kernel.to-oneself`, `kernel.accept-first`
 */
export const sendBackBranch = word<WordInput['sendBackBranch']>({
  on: 'held',
  can: (run) => working(run) ?? (!oneOfSeveral(run) ? refuse('kernel.only-branch', {}, 409) : earlier(run).length > 0 ? null : refuse('kernel.no-earlier-holder')),
  act(run, input) {
    const to = earlier(run).find((a) => a.id === input.to)
    if (!to) return refuse('kernel.no-earlier-holder')
    const still = to.person !== null && membersOf(run.w.world.office, to.unit, run.at).includes(to.person)
    return send(run, still && to.person ? { unit: to.unit, person: to.person } : { unit: to.unit }, to.kind === 'say' ? 'say' : 'do', 'returned', input.reason)
  },
})

/**
 * 加签: before = an extra signer first, mine waits (I may still disagree afterwards, F3); beside, after = one more piece in my stage.
 * On a piece of work, beside = one more helper; work and plain reading know no turns, so no «after» there. A consent is given by whoever has the power: nobody is added beside him.
 * @returns Refusal `kernel.to-oneself`, `kernel.already-holds`, `kernel.wrong-piece`, and those of `give`
 */
export const addSign = word<WordInput['addSign']>({
  on: 'held',
  can: ready,
  act(run, input) {
    const mine = run.piece as AssignmentRow
    if (input.mode === 'before') return send(run, input.to, 'say', 'sign', input.ask)
    if (input.to.person && (input.to.person === mine.person || input.to.person === run.right || input.to.person === run.actor)) return refuse('kernel.to-oneself')
    const stage = stageOf(run.f, mine)
    const later = input.mode === 'after' && (mine.kind === 'do' || (mine.kind === 'read' && stage.pace === 'together'))
    if (stage.asks || later || (mine.kind === 'do' && mine.accepted_at === null)) return refuse('kernel.wrong-piece', { kind: mine.kind })
    const spec = {
      kind: stage.kind,
      role: mine.lead ? 'helper' : mine.role,
      covers: stage.covers,
      to: [{ holder: input.to }],
      ask: input.ask,
      from: mine.id,
      onDraft: mine.on_draft,
    }
    return join(run, stage, spec, input.mode === 'after')
  },
})

/** Given from somebody's own, by me or beside me as lead. */
function mayDrop(run: Run, target: AssignmentRow): boolean {
  const gave = target.given_by === run.right || target.given_by === run.actor
  const beside = run.piece?.lead === true && run.piece.stage_id === target.stage_id
  return !byRule(target) && stageOf(run.f, target).asks === null && (gave || beside)
}
/**
 * 减签: an unended piece somebody gave from his own ends `dropped` with a reason, and the join is asked again. By whoever gave it, or the lead of the same stage.
 * What a rule or a route gave is not dropped. Rule: F4 (how to undo a 加签)
 * @returns Refusal `kernel.no-such-piece`, `kernel.lead-only`, `kernel.not-yours`
 */
export const dropSign = word<WordInput['dropSign']>({
  on: 'any',
  can: (run) => ready(run) ?? (run.f.assignments.some((a) => unended(a) && !a.lead && mayDrop(run, a)) ? null : refuse('kernel.not-yours', {}, 403)),
  act(run, input) {
    const target = run.f.assignments.find((a) => a.id === input.target)
    if (!target || target.state === 'ended') return refuse('kernel.no-such-piece', {}, 404)
    if (target.lead) return refuse('kernel.lead-only')
    if (!mayDrop(run, target)) return refuse('kernel.not-yours', {}, 403)
    end(run, target, 'dropped', { opinion: input.reason })
    joinStage(run, target.stage_id)
    return null
  },
})
