/** Questions the life cycle of an affair asks about its answers. Pure. */
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import type { AnswerRow } from '../../kernel/decide/rows.ts'

type Facts = MatterFacts<unknown>
const ofThisRound = ({ answers, matter }: Facts): AnswerRow[] => answers.filter((a) => a.round === matter.round && a.kind === 'final')

/** Somebody of the office asked: he reads the answer before it is closed. ZK-57 */
export const mustReadFirst = (facts: Facts): boolean => ofThisRound(facts).some((a) => a.to_assignment !== null)
export const allSettled = (facts: Facts): boolean => ofThisRound(facts).every((a) => a.settled_at !== null)

/** Pieces that the answer or 销号 ends, never «done». */
const byAnswer = ['reply', 'closing']
/** Would «done» end such a piece? Without a named piece: is one of them all there is to finish? */
export function finishedByAnswer({ assignments }: Facts, input: Readonly<Record<string, unknown>> | null): boolean {
  const open = assignments.filter((a) => a.kind === 'do' && !a.lead && a.state !== 'ended')
  const named = open.find((a) => a.id === input?.piece)
  if (named) return byAnswer.includes(named.role)
  return input === null ? open.length > 0 && open.every((a) => byAnswer.includes(a.role)) : open.some((a) => byAnswer.includes(a.role))
}
