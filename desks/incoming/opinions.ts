/**
 * What opinions mean. Pure. A circle or a name alone on a 请示 is consent, on a 阅件 it says that it was read; of several leaders the text of the highest decides,
 * and one who ranks lower and says otherwise is shown to the secretary-general. What is agreed makes the proposed task binding.
 * Rule: R-D24; 条例 arts. 22, 24
 */
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import type { AssignmentRow, StageRow } from '../../kernel/decide/rows.ts'
import { saysSomething } from '../../kernel/decide/written.ts'
import type { PaperDetail, Proposal, RankedLeader } from './shape.ts'

type Facts = MatterFacts<PaperDetail>
export type Meaning = 'consent' | 'read' | 'instruction' | 'objection'
type Given = Pick<AssignmentRow, 'kind' | 'opinion'> & { readonly ending: string | null; readonly ink?: string | null }
/** As the kernel's rows have it; a page makes it of its pieces. */
export type Written = Pick<AssignmentRow, 'id' | 'state' | 'opinion' | 'ink'> & { readonly person: string | null; readonly ending: string | null; readonly ended_at: string | null }
/** What one opinion means; null while it is not given. */
export function meaningOf({ kind, ending, opinion, ink }: Given, paper: Pick<PaperDetail, 'paperType' | 'asRequest'>): Meaning | null {
  if (ending === 'disagreed') return 'objection'
  if (ending !== 'agreed' && ending !== 'read') return null
  if (saysSomething(opinion, ink)) return 'instruction'
  return kind === 'say' || isRequest(paper) ? 'consent' : 'read'
}
/** 请示, or a report that hides one. Rule: R-D03 */
export const isRequest = ({ paperType, asRequest }: Pick<PaperDetail, 'paperType' | 'asRequest'>): boolean => paperType === 'request' || asRequest

/** Those asked by the 拟办 that stands; null before the first. It began at the instant of its proposal. */
export function asked({
  stages,
  assignments,
  detail,
}: Pick<Facts, 'stages' | 'assignments' | 'detail'>): { readonly stage: StageRow; readonly pieces: readonly AssignmentRow[] } | null {
  const stage = stages.filter((s) => s.kind === 'say' && s.role === 'sign' && s.asks === null && s.opened_at === detail.proposal?.at).at(-1)
  return stage ? { stage, pieces: assignments.filter((a) => a.stage_id === stage.id) } : null
}
const LOWEST = Number.MAX_SAFE_INTEGER
/** By rank on the day he was asked; whoever was added later without one ranks last. */
export const rankOf = (leaders: readonly RankedLeader[], piece: Pick<Written, 'person'>): number => leaders.find((l) => l.person === piece.person)?.rank ?? LOWEST

/** Never heard, or not asked for any more: these stand in nobody's way. */
const counts = (piece: Written): boolean => piece.state !== 'ended' || piece.ending === 'agreed' || piece.ending === 'disagreed'
/** The piece whose text decides: of the highest rank among those asked. Null while he has not written. */
export function deciding<W extends Written>(pieces: readonly W[], leaders: readonly RankedLeader[]): W | null {
  const heard = pieces.filter(counts)
  const highest = heard.reduce<W | null>((top, a) => (top === null || rankOf(leaders, a) < rankOf(leaders, top) ? a : top), null)
  return highest?.state === 'ended' ? highest : null
}
const opposed = (a: Written, top: Written): boolean => (a.ending === 'agreed' || a.ending === 'disagreed') && a.ending !== top.ending
/** Written after the one who decides, and more than a circle, by keys or by hand: nobody but the secretary-general can say whether both can be done. */
const writtenLater = (a: Written, top: Written): boolean =>
  a.ending === 'agreed' && (a.ended_at ?? '') > (top.ended_at ?? '') && saysSomething(a.opinion, a.ink) && (Boolean(a.ink) || a.opinion !== top.opinion)
/** Lower ones that say otherwise than the one who decided: one agrees and the other does not, or an instruction written later. */
export function conflicting<W extends Written>(pieces: readonly W[], leaders: readonly RankedLeader[]): readonly W[] {
  const top = deciding(pieces, leaders)
  return top ? pieces.filter((a) => a.id !== top.id && a.state === 'ended' && (opposed(a, top) || writtenLater(a, top))) : []
}

type Task = NonNullable<Proposal['task']>
/**
 * The task that is binding from now on: proposed, agreed by whoever decides, not yet given. A date that has passed meanwhile falls away: the limit of its urgency counts.
 */
export function bindingTask(facts: Facts): Task | null {
  const round = asked(facts)
  const task = facts.detail.proposal?.task
  if (!round || !task) return null
  const top = deciding(round.pieces, facts.detail.leaders)
  const given = facts.stages.some((s) => s.custody && s.no > round.stage.no)
  if (top?.ending !== 'agreed' || given) return null
  return { ...task, due: task.due !== null && top.ended_at !== null && task.due <= top.ended_at ? null : task.due }
}
/** A conflict nobody has shown the secretary-general yet: it arose when the later of the two wrote. */
function unshown(facts: Facts): boolean {
  const round = asked(facts)
  const top = round && deciding(round.pieces, facts.detail.leaders)
  if (!round || !top) return false
  const shown = facts.stages.reduce((last, s) => (s.role === 'conflict' && s.no > round.stage.no && s.opened_at > last ? s.opened_at : last), '')
  const since = (at: string | null) => at !== null && at > shown
  return conflicting(round.pieces, facts.detail.leaders).some((a) => since(a.ended_at) || since(top.ended_at))
}
/** What the opinion just given sets off in the same act. */
export function afterOpinion(facts: Facts): 'bind' | 'showConflict' | null {
  if (facts.matter.state === 'examined' && bindingTask(facts) !== null) return 'bind'
  return unshown(facts) ? 'showConflict' : null
}
