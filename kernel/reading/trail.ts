/**
 * 经手记录: who did what, when, to whom, how long each held it. Events hold rows and digests; the words come from the rows
 * themselves, so an erased text is erased here too.
 */
import type { Names } from '../decide/facts.ts'
import { type Office, postIn } from '../decide/office.ts'
import type { Change } from '../decide/rows.ts'
import type { ActId, AssignmentId, MatterId, PersonId, UnitId } from '../ids.ts'
import { maskedFor } from '../people/masked.ts'
import { maySee, sightOf } from '../people/sight.ts'
import { RefusalError, refuse } from '../refusal.ts'
import { type Instant, instant, MINUTE, millis } from '../time.ts'
import type { TrailLine } from '../view.ts'
import { run, type Tx } from '../write/tx.ts'
import { namesThen } from './names-then.ts'
import type { Reader } from './work.ts'

interface EventRow {
  readonly id: number
  readonly act_id: ActId
  readonly at: Instant
  readonly logged_at: Instant
  readonly move: string
  readonly actor: PersonId
  readonly holder: AssignmentId | null
  readonly recorded_by: PersonId | null
  readonly undoes: ActId | null
  readonly said: Readonly<Record<string, unknown>>
  readonly effects: readonly Change[]
}
interface Piece {
  readonly id: AssignmentId
  readonly unit: UnitId
  readonly person: PersonId | null
  readonly acted_by: PersonId | null
  readonly lead: boolean
  readonly ask: string | null
  readonly opinion: string | null
  readonly inked: boolean
  readonly given_at: Instant
  readonly accepted_at: Instant | null
  readonly ended_at: Instant | null
}
/** Texts as they stand today, by table and id. */
type Texts = ReadonlyMap<string, string | null>

const erased = '〔已依法删除〕'
async function loadTexts(tx: Tx, matter: MatterId): Promise<Texts> {
  const rows = await run<{ key: string; text: string | null }>(
    tx,
    `select 'note ' || n.id as key, n.text from note n where n.matter_id = $1
     union all select 'report ' || r.id, r.result_text from report r where r.matter_id = $1
     union all select 'answer ' || a.id, a.body from answer a where a.matter_id = $1
     union all select 'pause ' || p.id, p.reason from pause p where p.matter_id = $1`,
    [matter],
  )
  return new Map(rows.map((row) => [row.key, row.text]))
}

/** What was said in the act, in the order a reader wants it: the note, the result, the answer, the reason, the opinion, the task. */
function wordsOf(event: EventRow, texts: Texts, pieces: ReadonlyMap<AssignmentId, Piece>): string | null {
  const said: (string | null)[] = []
  const kept = (key: string, digest: unknown) => (texts.get(key) ?? null) || (digest === null || digest === undefined ? null : erased)
  for (const { table, row, fresh } of event.effects) {
    if (table === 'note' && fresh) said.push(kept(`note ${row.id}`, row.text))
    if (table === 'report' && fresh) said.push(kept(`report ${row.id}`, row.result_text))
    if (table === 'answer' && row.sent_at === event.at) said.push(kept(`answer ${row.id}`, row.body))
    if (table === 'pause' && fresh) said.push(kept(`pause ${row.id}`, row.reason))
    if (table === 'assignment') {
      const piece = pieces.get(row.id)
      if (row.id === event.holder && row.opinion !== null) said.push(piece?.opinion ?? erased)
      if (row.id === event.holder && (row.ink ?? null) !== null) said.push(piece?.inked ? null : erased)
      if (fresh && row.ask !== null) said.push(piece?.ask ?? erased)
    }
  }
  const lines = [...new Set(said.filter((text): text is string => text !== null && text !== ''))]
  return lines.length > 0 ? lines.join('\n') : null
}

interface Told {
  readonly undone: ReadonlySet<ActId>
  readonly texts: Texts
  readonly pieces: ReadonlyMap<AssignmentId, Piece>
  readonly office: Office
  readonly known: Names | null
}
function lineOf(event: EventRow, { undone, texts, pieces, office, known }: Told): TrailLine {
  const called = (id: PersonId) => known?.persons[id] ?? office.persons.get(id)?.name ?? ''
  const name = (id: PersonId) => ({ id: id as string, name: called(id) })
  const holder = event.holder ? pieces.get(event.holder) : undefined
  const given = event.effects.flatMap((change) => (change.table === 'assignment' && change.fresh && change.row.state !== 'ended' ? [change.row] : []))
  const ended = event.effects.some((change) => change.table === 'assignment' && change.row.id === event.holder && change.row.ended_at !== null)
  const since = holder ? (holder.accepted_at ?? holder.given_at) : null
  return {
    event: event.id,
    at: event.at,
    loggedAt: event.logged_at,
    move: event.move,
    actor: name(event.actor),
    recordedBy: event.recorded_by ? name(event.recorded_by) : null,
    post: holder ? titleOf(event.actor, holder, event.at, office, known) : null,
    to: given
      .filter((row) => row.person !== event.actor || row.lead)
      .map((row) => ({ unit: known?.units[row.unit] ?? office.units.get(row.unit)?.name ?? '', person: row.person ? called(row.person) : null, lead: row.lead })),
    text: wordsOf(event, texts, pieces),
    opinionOn: event.effects.some(({ table, row }) => table === 'assignment' && row.id === event.holder && (row.via ?? null) !== null) ? event.holder : null,
    notes: event.effects.flatMap(({ table, row, fresh }) => (table === 'note' && fresh && (texts.get(`note ${row.id}`) ?? null) !== null ? [row.id as string] : [])),
    undone: undone.has(event.act_id),
    heldMinutes: ended && since ? Math.max(0, Math.round((millis(event.at) - millis(since)) / MINUTE)) : null,
    said: plain(event.said),
  }
}
/** The title somebody acted in; of an ended matter as it was called then. */
function titleOf(actor: PersonId, piece: Piece, at: Instant, office: Office, known: Names | null): string | null {
  const own = (piece.acted_by ?? piece.person) === actor ? known?.titles[piece.id] : undefined
  return own ?? postIn(office, actor, piece.unit, at)?.title ?? null
}
/** Ids of people and pieces stay inside; what is left is what may be shown as it is. */
const plain = (said: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)))

/** @throws RefusalError `kernel.not-found`: unknown or not his to see (invariant 14) */
export async function readTrail(reader: Reader, matter: MatterId): Promise<{ lines: TrailLine[] }> {
  if (!(await maySee(reader.tx, sightOf(reader.office, reader.who.person, reader.now), matter))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const events = await run<EventRow>(
    reader.tx,
    `select e.id, e.act_id, e.at, e.logged_at, e.move, e.actor, e.holder, e.recorded_by, e.undoes, e.said, e.effects from event e where e.matter_id = $1 order by e.id`,
    [matter],
  )
  const pieces = await run<Piece>(
    reader.tx,
    'select a.id, a.unit, a.person, a.acted_by, a.lead, a.ask, a.opinion, a.ink is not null as inked, a.given_at, a.accepted_at, a.ended_at from assignment a where a.matter_id = $1',
    [matter],
  )
  const undone = new Set(events.flatMap((event) => event.undoes ?? []))
  const texts = await loadTexts(reader.tx, matter)
  const byId = new Map(pieces.map((piece) => [piece.id, piece]))
  const told: Told = { undone, texts, pieces: byId, office: reader.office, known: await namesThen(reader.tx, matter) }
  const lines = events.map((event) => lineOf({ ...event, effects: event.effects.map(withInstants) }, told))
  const [of] = await run<{ desk: string }>(reader.tx, 'select m.desk from matter m where m.id = $1', [matter])
  return { lines: maskedFor(reader, lines, of?.desk ?? '') }
}
/** Rows inside an event are JSON of our own making, but compare instants only when they are written alike. */
function withInstants(change: Change): Change {
  const row = change.row as unknown as Record<string, unknown>
  return typeof row.sent_at === 'string' ? ({ ...change, row: { ...row, sent_at: instant(row.sent_at) } } as unknown as Change) : change
}
