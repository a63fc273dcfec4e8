/** Questions the life cycle of an outgoing paper asks about its text, its signatures and its 会签. Pure. */
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import type { AssignmentRow, StageRow } from '../../kernel/decide/rows.ts'

type Facts = Pick<MatterFacts<unknown>, 'assignments' | 'stages' | 'drafts'>
/** Stage of 签发; 会签 stages bear the kernel's own name. */
export const APPROVE = 'approve'
export const COUNTERSIGN = 'sign'

/** Number of the newest text that was kept; null before the first. */
export const currentDraft = ({ drafts }: Pick<Facts, 'drafts'>): number | null =>
  drafts.reduce<number | null>((newest, d) => (newest === null || d.no > newest ? d.no : newest), null)
/** The text that was agreed, or one from which only trivial changes were made since. Rule: invariant 10, R-D41 */
export const standsOn = ({ drafts }: Pick<Facts, 'drafts'>, no: number | null): boolean => no !== null && drafts.every((d) => d.no <= no || d.change === 'trivial')
const approvals = ({ stages }: Facts): StageRow[] => stages.filter((s) => s.role === APPROVE && s.kind === 'say')
/** 签发 stands on the text as it is now. */
export const approved = (facts: Facts): boolean =>
  facts.assignments.some((a) => a.role === APPROVE && a.kind === 'say' && a.ending === 'agreed' && standsOn(facts, a.on_draft)) &&
  !approvals(facts).some((s) => s.ended_at === null)
/** Whoever was asked last to sign said no. */
export const declined = (facts: Facts): boolean => approvals(facts).reduce<StageRow | null>((last, s) => (last === null || s.no > last.no ? s : last), null)?.outcome === 'badly'
const countersigned = ({ assignments }: Facts): AssignmentRow[] => assignments.filter((a) => a.kind === 'say' && a.role === COUNTERSIGN)
/** Still to be heard. */
export const waitsForCountersign = (facts: Facts): boolean => countersigned(facts).some((a) => a.state !== 'ended')
/** Units whose last word is no: shown to the signer, and on the record for good. Rule: GN-18, R-D09 */
export function dissents(facts: Facts): AssignmentRow[] {
  const last = new Map<string, AssignmentRow>()
  for (const a of countersigned(facts)) if (a.ending === 'agreed' || a.ending === 'disagreed') if ((last.get(a.unit)?.ended_at ?? '') <= (a.ended_at ?? '')) last.set(a.unit, a)
  return [...last.values()].filter((a) => a.ending === 'disagreed')
}
/** Units that have given an opinion, either way. Rule: R-D20 */
export const heard = (facts: Facts): ReadonlySet<string> =>
  new Set(countersigned(facts).flatMap((a) => (a.ending === 'agreed' || a.ending === 'disagreed' ? [a.unit as string] : [])))
/** What follows an opinion: signed once the signer and every 会签 are through, or back to 核稿. */
export function afterOpinion(facts: Facts, state: string): 'signed' | 'notSigned' | null {
  if (!['signing', 'signed', 'rechecked', 'numbered'].includes(state)) return null
  if (declined(facts)) return 'notSigned'
  return state === 'signing' && approved(facts) && !waitsForCountersign(facts) ? 'signed' : null
}
