/** Questions the letters' life cycle asks about drafts, reviews and call-backs. Pure. */
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import type { AnswerRow, AssignmentRow } from '../../kernel/decide/rows.ts'

type Input = Readonly<Record<string, unknown>>
type Facts = MatterFacts<unknown>

/** Number of the newest draft of the reply; null before the first. */
export const currentDraft = ({ drafts }: Facts): number | null => drafts.reduce<number | null>((newest, d) => (newest === null || d.no > newest ? d.no : newest), null)
const reviews = ({ assignments }: Facts): AssignmentRow[] => assignments.filter((a) => a.kind === 'say' && a.role === 'review')
/** Somebody is looking at the newest draft now. */
export const underReview = (facts: Facts): boolean => reviews(facts).some((a) => a.state !== 'ended')
/** The newest draft, or one from which only trivial changes were made since, was agreed. Rule: invariant 10 */
export function reviewedOn(facts: Facts): boolean {
  const agreed = reviews(facts)
    .filter((a) => a.ending === 'agreed' && a.on_draft !== null)
    .map((a) => a.on_draft as number)
  return agreed.some((no) => facts.drafts.every((d) => d.no <= no || d.change === 'trivial')) && facts.drafts.length > 0
}
/** What is owed to citizens, sent and settled in this round; a leader who wrote on it reads his answer and is not called back. */
export const finalAnswers = ({ answers, matter }: Facts): AnswerRow[] => answers.filter((a) => a.round === matter.round && a.kind === 'final' && a.to_contact !== null)

/** Calls without reaching anybody after which the call-back ends as not asked. */
export const TRIES = 3
/** Pieces that the answer or the rating ends. */
const byAnswer = ['reply', 'callBack', 'tellExtended']
/** Would «done» end such a piece? Without a named piece: is one of them all there is to finish? */
export function finishedByAnswer({ assignments }: Facts, input: Input | null): boolean {
  const open = assignments.filter((a) => a.kind === 'do' && !a.lead && a.state !== 'ended')
  const named = open.find((a) => a.id === input?.piece)
  return named ? byAnswer.includes(named.role) : input === null ? open.length > 0 && open.every((a) => byAnswer.includes(a.role)) : open.some((a) => byAnswer.includes(a.role))
}

interface Marks {
  readonly solved: unknown
  readonly satisfied: unknown
  readonly rated: boolean
}
/**
 * What follows a call-back: everybody rated and well → 销号; one dissatisfied or unsolved → 重办; somebody still to be called → nothing.
 * «Partly solved» and «mostly satisfied» close: the office counts them apart. Rule: promise 2, R-H09
 */
export function callAgain(facts: Facts, input: Input): { readonly move: string; readonly input: Input } | null {
  const marks = finalAnswers(facts)
    .filter((a) => a.via !== 'none')
    .map(
      (a): Marks =>
        a.id === input.answer ? { solved: input.solved, satisfied: input.satisfied, rated: true } : { solved: a.solved, satisfied: a.satisfied, rated: a.rated_at !== null },
    )
  if (marks.some((m) => m.rated && (m.solved === 'no' || m.satisfied === 'no'))) {
    const unsolved = marks.some((m) => m.solved === 'no')
    const said = typeof input.text === 'string' && input.text ? `：${input.text}` : ''
    return { move: 'reopen', input: { reason: `回访${unsolved ? '未解决' : '不满意'}${said}` } }
  }
  return marks.every((m) => m.rated) ? { move: 'close', input: {} } : null
}
