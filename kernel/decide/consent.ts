/** Consent: a `say` stage that asks for a move; agreed, the move runs in the same transaction. Rule: architecture §2 step 10; invariants 11, 18 */
import type { Holder } from '../contract.ts'
import type { NoteId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { govern, wholeClock } from './clocks.ts'
import { give } from './give.ts'
import { holdersOf } from './office.ts'
import { barred } from './own-work.ts'
import { isRecused } from './rights.ts'
import type { AssignmentRow, ClockRow, StageRow } from './rows.ts'
import { type Input, leadOf, piecesOf, type Run } from './run.ts'

/** Keys whose strings are somebody's words, whatever they look like: they stand in notes (°), never in a row that history keeps. */
const spoken = new Set(['reason', 'ground', 'text', 'body', 'ask', 'opinion', 'why', 'promised', 'number', 'answeredBy', 'title', 'name'])
/** What a program says and no person types: an id, an instant or a day, a digest, a short key. */
const technical = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?|[0-9a-f]{64}|[a-z][a-zA-Z0-9_-]{0,39})$/

function put(run: Run, value: unknown, key = ''): unknown {
  if (typeof value === 'string' && value !== '' && (spoken.has(key) || !technical.test(value))) {
    const id = run.w.ground.ids.next<NoteId>()
    run.w.add('note', { id, matter_id: run.f.matter.id, act_id: run.w.ground.act, kind: 'reason', text: value, text_salt: run.w.ground.ids.salt() })
    return { $note: id }
  }
  if (Array.isArray(value)) return value.map((v) => put(run, v, key))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, put(run, v, k)]))
  return value
}

/** Whoever holds the power and may judge this: a post where the power hangs on one (the asker's own unit first), else a person. */
export function approver(run: Run, key: string, asks: StageRow['asks']): Holder | null {
  const { office } = run.w.world
  const own = barred(run.f, office, run.desk, { asks, covers: 'any', role: 'consent' })
  const free = (person: (typeof own)[number]) =>
    person !== run.actor && person !== run.right && !own.includes(person) && office.persons.get(person)?.active === true && !isRecused(run.f, office, person, run.at)
  const rows = office.powers.filter((p) => p.key === key && p.from_at <= run.at && (p.to_at === null || run.at < p.to_at))
  const near = (unit: string | undefined) => Number(unit !== run.piece?.unit)
  const [post] = rows
    .flatMap((p) => (p.post ? (office.posts.get(p.post) ?? []) : []))
    .filter((p) => holdersOf(office, p.id, run.at).some(free))
    .sort((a, b) => near(a.unit) - near(b.unit) || a.rank - b.rank)
  if (post) return { post: post.id }
  const person = rows.find((p) => p.person && free(p.person))?.person
  return person ? { person } : null
}

/** The running clock a piece is under. */
const clockOf = (run: Run, piece: AssignmentRow | null): ClockRow | null => run.f.clocks.find((c) => c.id === piece?.clock_id && c.stopped_at === null) ?? null

/** Whom a consent would be asked of, as the form says it: 来信来电科 科长 高敏; null while nobody could be. */
export function approverName(run: Run, power: string): string | null {
  const { office } = run.w.world
  const holder = approver(run, `${run.desk.key}.${power}`, { move: run.name, by: run.actor, piece: run.piece?.id ?? null, input: null })
  const post = holder?.post ? office.posts.get(holder.post) : undefined
  const people = post ? holdersOf(office, post.id, run.at) : holder?.person ? [holder.person] : []
  const names = people.map((person) => office.persons.get(person)?.name).filter(Boolean)
  return names.length > 0 ? [post && office.units.get(post.unit)?.short, post?.title, names.join('、')].filter(Boolean).join(' ') : null
}

/**
 * Opens the consent stage: what was typed waits in it, every word of a person's own in a note.
 * It is due with the matter, else with the piece it holds up.
 * @returns Refusal `kernel.no-approver`, `kernel.consent-pending`
 */
export function askConsent(run: Run, power: string, input: Input): Refusal | null {
  if (run.f.stages.some((s) => s.ended_at === null && s.asks?.move === run.name && s.asks.piece === (run.piece?.id ?? null)))
    return refuse('kernel.consent-pending', { move: run.name }, 409)
  const { recorded: _, version: __, draft: ___, matter: ____, piece: _____, ...told } = input
  const asked = { move: run.name, by: run.actor, piece: run.piece?.id ?? null }
  const holder = approver(run, `${run.desk.key}.${power}`, { ...asked, input: null })
  if (!holder) return refuse('kernel.no-approver', { power: `${run.desk.key}.${power}` })
  const ask = typeof input.reason === 'string' ? input.reason : typeof input.ground === 'string' ? input.ground : null
  const stage = give(run, { kind: 'say', role: `consent:${run.name}`, to: [{ holder }], ask, blocks: true, asks: { ...asked, input: put(run, told) } })
  if (isRefusal(stage)) return stage
  const clock = wholeClock(run) ?? clockOf(run, run.piece) ?? clockOf(run, leadOf(run.f))
  if (clock) for (const a of piecesOf(run.f, stage.id)) govern(run, a, clock)
  run.w.say({ asked: power })
  return null
}
