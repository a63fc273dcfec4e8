/**
 * 公开进度 of a petition: what its petitioner may know out of its rows. Units by name, people never; no opinion before it is sent. Of a petition on a closed list
 * nothing is told. Pure. Rule: 信访工作条例 (2022) arts. 21, 30; R-X02
 */
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import type { Office } from '../../kernel/decide/office.ts'
import type { AnswerRow, AssignmentRow } from '../../kernel/decide/rows.ts'
import type { UnitId } from '../../kernel/ids.ts'
import type { Progress, RatingForm, Step, StepKey } from '../../kernel/said/handed-in.ts'
import type { Instant } from '../../kernel/time.ts'

type Facts = MatterFacts<unknown>
const undone = ['refused', 'taken_back', 'dropped', 'superseded']
const given = ({ assignments }: Facts): AssignmentRow[] =>
  assignments.filter((a) => a.kind === 'do' && a.lead && a.role !== 'registrar' && (a.ending === null || !undone.includes(a.ending)))
const sent = ({ answers }: Facts): (AnswerRow & { sent_at: Instant })[] =>
  answers.filter((a): a is AnswerRow & { sent_at: Instant } => a.sent_at !== null && a.kind === 'final' && a.via !== 'none')
const marksOf = ({ responded, solved, satisfied, rated_at }: AnswerRow): Omit<RatingForm, 'text'> | null =>
  rated_at !== null && responded !== null && solved !== null && solved !== 'unasked' && satisfied !== null && satisfied !== 'unasked' ? { responded, solved, satisfied } : null
/** 60 days from 受理, 30 of a review or recheck, as they stand now. */
const promised = ({ matter, clocks }: Facts): Instant | null =>
  clocks.find((c) => ['decide', 'review', 'recheck'].includes(c.key) && c.round === matter.round && c.stopped_at === null)?.due_at ?? null

function stepsOf(facts: Facts, office: Office): Step[] {
  const { matter, rounds, reports, clocks } = facts
  const name = (unit: UnitId): string => office.units.get(unit)?.short ?? office.units.get(unit)?.name ?? ''
  const step = (key: StepKey, at: Instant, units: readonly UnitId[] = []): Step => ({ key, at, units: [...new Set(units.map(name).filter(Boolean))] })
  const first = given(facts)[0]
  const admitted = clocks.filter((c) => c.key === 'decide').reduce<Instant | null>((soonest, c) => (soonest === null || c.started_at < soonest ? c.started_at : soonest), null)
  const last = rounds.find((r) => r.no === matter.round)
  const all = [
    step('received', matter.registered_at),
    step('registered', matter.registered_at),
    ...(first ? [step('given', first.given_at, [first.unit])] : []),
    ...(admitted && first ? [step('working', admitted, [first.unit])] : []),
    ...reports.filter((r) => r.returned_at === null).map((r) => step('found', r.at)),
    ...sent(facts).map((a) => step('answered', a.sent_at)),
    ...rounds
      .filter((r) => r.no > 1)
      .map((r) =>
        step(
          'again',
          r.opened_at,
          given(facts)
            .filter((a) => a.given_at >= r.opened_at && (r.closed_at === null || a.given_at <= r.closed_at))
            .slice(0, 1)
            .map((a) => a.unit),
        ),
      ),
    ...(matter.phase === 'closed' && last?.closed_at ? [step('closed', last.closed_at)] : []),
    ...(matter.phase === 'void' && last?.closed_at ? [step('void', last.closed_at)] : []),
  ]
  // what happened in one act keeps the order above
  return all
    .map((one, n) => ({ one, n }))
    .sort((a, b) => (a.one.at === b.one.at ? a.n - b.n : a.one.at < b.one.at ? -1 : 1))
    .map(({ one }) => one)
}

export function petitionProgress(facts: Facts, office: Office): Progress {
  const { matter } = facts
  if (matter.readers === 'named')
    return {
      number: null,
      title: null,
      state: 'received',
      by: null,
      steps: [{ key: 'received', at: matter.registered_at, units: [] }],
      answers: [],
      mayRate: false,
      mayAdd: false,
      petition: true,
    }
  const answers = sent(facts)
  const last = answers.at(-1)
  const state =
    matter.phase === 'closed' || matter.phase === 'void'
      ? matter.phase
      : matter.state === 'replied' && last?.round === matter.round
        ? ('answered' as const)
        : matter.phase === 'registered'
          ? ('received' as const)
          : ('working' as const)
  return {
    number: matter.number,
    title: matter.title,
    state,
    by: state === 'working' ? promised(facts) : null,
    steps: stepsOf(facts, office),
    answers: answers.map((a) => ({ id: a.id, text: a.body, at: a.sent_at, rated: marksOf(a) })),
    mayRate: state === 'answered' && last !== undefined && last.rated_at === null,
    mayAdd: false,
    petition: true,
  }
}
