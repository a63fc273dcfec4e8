/**
 * 公开进度: what a citizen may know of his letter, out of its rows. Units by name, people never; no opinion, no draft, no report: only the answer, and
 * only once it has been sent. Pure. Rule: R-H08; requirements «群众» (look 18); standards §6.2 Jinan art. 32
 */
import { dueOf } from '../../kernel/clock/due.ts'
import type { Calendar } from '../../kernel/clock/workdays.ts'
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import type { Office } from '../../kernel/decide/office.ts'
import type { AnswerRow, AssignmentRow } from '../../kernel/decide/rows.ts'
import type { Desk } from '../../kernel/desk.ts'
import type { ContactId, UnitId } from '../../kernel/ids.ts'
import { clockAt } from '../../kernel/rules/clock-rule.ts'
import type { Rules } from '../../kernel/rules/in-force.ts'
import type { Progress, RatingForm, Step, StepKey } from '../../kernel/said/handed-in.ts'
import { addMillis, type Instant } from '../../kernel/time.ts'
import { wholeClocks } from './clocks.ts'
import { letters } from './desk.ts'

/** The office as it stands: names of units, its calendar, the limits it has set itself. */
export interface Settled {
  readonly office: Office
  readonly calendar: Calendar
  readonly rules: Rules
}
export interface Handed {
  readonly at: Instant
  readonly contact: ContactId | null
}
type Facts = MatterFacts<unknown>

/** Pieces that ended as if they had never been given. */
const undone = ['refused', 'taken_back', 'dropped', 'superseded']
const stood = (a: AssignmentRow): boolean => a.ending === null || !undone.includes(a.ending)
/** What the unit was given, not the registrar's own piece. */
const given = ({ assignments }: Facts): AssignmentRow[] => assignments.filter((a) => a.kind === 'do' && a.lead && a.role !== 'registrar' && stood(a))
const sent = ({ answers }: Facts, contact: ContactId | null): (AnswerRow & { sent_at: Instant })[] =>
  answers.filter((a): a is AnswerRow & { sent_at: Instant } => a.sent_at !== null && a.kind === 'final' && a.via !== 'none' && (contact === null || a.to_contact === contact))

/**
 * The day we said we would answer by: the unit's limit and what the reply takes after it, as the office's rules stood when the limit began, so that what was
 * said does not move with them; once the unit has reported, the limit of the reply. Rule: HB-44, R-H06
 */
function promised({ matter, clocks: rows }: Facts, { calendar, rules }: Settled): Instant | null {
  const running = (...keys: readonly string[]) => rows.find((c) => keys.includes(c.key) && c.round === matter.round && c.stopped_at === null)
  const replying = matter.phase === 'reported' ? running('replying') : undefined
  if (replying) return replying.due_at
  const handling = running(...wholeClocks)
  if (!handling) return null
  const reply = clockAt(letters as unknown as Desk, rules, 'replying', handling.started_at)?.def
  return reply ? dueOf(addMillis(handling.due_at, -1), reply.runs, reply.dayOne, calendar).due : handling.due_at
}

const marksOf = ({ responded, solved, satisfied, rated_at }: AnswerRow): Omit<RatingForm, 'text'> | null =>
  rated_at !== null && responded !== null && solved !== null && solved !== 'unasked' && satisfied !== null && satisfied !== 'unasked' ? { responded, solved, satisfied } : null

function stepsOf(facts: Facts, office: Office, { at, contact }: Handed): Step[] {
  const { matter, rounds, reports, assignments, links } = facts
  const name = (unit: UnitId): string => office.units.get(unit)?.short ?? office.units.get(unit)?.name ?? ''
  const step = (key: StepKey, when: Instant, units: readonly UnitId[] = []): Step => ({ key, at: when, units: [...new Set(units.map(name).filter(Boolean))] })
  const helpers = (lead: AssignmentRow) => assignments.filter((a) => a.stage_id === lead.stage_id && a.kind === 'do' && !a.lead && stood(a)).map((a) => a.unit)
  const merged = links.find((l) => l.kind === 'merged' && l.from_matter === matter.id)
  const last = rounds.find((r) => r.no === matter.round)
  const ended = matter.phase === 'closed' || matter.phase === 'void'
  const all = [
    step('received', at),
    step('registered', matter.registered_at),
    ...given(facts)
      .filter((a) => a.role !== 'rework')
      .flatMap((a) => [step('given', a.given_at, [a.unit, ...helpers(a)]), ...(a.accepted_at === null ? [] : [step('working', a.accepted_at, [a.unit])])]),
    ...reports.filter((r) => r.returned_at === null).map((r) => step('found', r.at)),
    ...sent(facts, contact).map((a) => step('answered', a.sent_at)),
    ...rounds
      .filter((r) => r.no > 1)
      .map((r) =>
        step(
          'again',
          r.opened_at,
          given(facts)
            .filter((a) => a.role === 'rework' && a.given_at === r.opened_at)
            .map((a) => a.unit),
        ),
      ),
    ...(merged && !ended ? [step('joined', merged.at)] : []),
    ...(ended && last?.closed_at ? [step(matter.phase === 'void' ? 'void' : 'closed', last.closed_at)] : []),
  ]
  // what happened in one act keeps the order above
  return all
    .map((one, n) => ({ one, n }))
    .sort((a, b) => (a.one.at === b.one.at ? a.n - b.n : a.one.at < b.one.at ? -1 : 1))
    .map(({ one }) => one)
}

function stateOf(facts: Facts, contact: ContactId | null): Progress['state'] {
  const { matter, links } = facts
  if (matter.phase === 'void' || matter.phase === 'closed') return matter.phase
  if (links.some((l) => l.kind === 'merged' && l.from_matter === matter.id)) return 'joined'
  if (matter.state === 'answered' && sent(facts, contact).some((a) => a.round === matter.round)) return 'answered'
  return matter.phase === 'registered' ? 'received' : 'working'
}

export function progressOf(facts: Facts, settled: Settled, handed: Handed): Progress {
  const state = stateOf(facts, handed.contact)
  const answers = sent(facts, handed.contact)
  const last = answers.at(-1)
  return {
    number: facts.matter.number,
    title: facts.matter.title,
    state,
    by: state === 'working' ? promised(facts, settled) : null,
    steps: stepsOf(facts, settled.office, handed),
    answers: answers.map((a) => ({ id: a.id, text: a.body, at: a.sent_at, rated: marksOf(a) })),
    mayRate: state === 'answered' && last !== undefined && last.round === facts.matter.round && last.rated_at === null,
    mayAdd: state === 'received' || state === 'working' || state === 'joined',
  }
}
