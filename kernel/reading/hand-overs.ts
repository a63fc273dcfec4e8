/** 交接清单: to the two it concerns; whoever keeps the people sees that there is one, and how long it is, never what stands on it (R-C14). */
import { sql } from 'kysely'
import type { z } from 'zod'
import { hasPower, type Office } from '../decide/office.ts'
import type { AssignmentId, MatterId, PersonId, PostId } from '../ids.ts'
import { type HandingOver, listed, signerOf, takesPost } from '../people/hand-over-post.ts'
import type { handOver, handOvers } from '../people/organisation-shape.ts'
import { sightOf, visible } from '../people/sight.ts'
import { RefusalError, refuse } from '../refusal.ts'
import { addMillis, DAY, type Instant } from '../time.ts'
import { run } from '../write/tx.ts'
import { lightAt, spans } from './row.ts'
import type { Reader } from './work.ts'

type Head = z.input<(typeof handOvers)['output']>['rows'][number]
type List = z.input<(typeof handOver)['output']>
interface Row extends HandingOver {
  readonly kind: string
  readonly why: Head['why']
  readonly opened_at: Instant
  readonly signed_by: PersonId | null
  readonly signed_at: Instant | null
  readonly cancelled_at: Instant | null
}
const columns = 'h.id, h.holding, h.person, h.post, h.receiver, o.kind, h.why, h.opened_at, h.signed_by, h.signed_at, h.cancelled_at'
const from = 'from handing_over h join holding o on o.id = h.holding'
/** Signed ones stay in view so long. */
const WEEKS = 60 * DAY

const isOpen = (h: Row) => h.signed_at === null && h.cancelled_at === null
const name = (office: Office, id: PersonId | null) => (id ? { id, name: office.persons.get(id)?.name ?? '' } : null)
/** Pieces on it: as signed, or as they would be left behind now. */
async function piecesOn(reader: Reader, h: Row): Promise<{ id: AssignmentId; matter: MatterId }[]> {
  if (isOpen(h)) return (await listed(reader.tx, reader.office, h, reader.now)).map((a) => ({ id: a.id, matter: a.matter_id }))
  return run(reader.tx, 'select d.taken as id, d.matter_id as matter from handed_over d where d.handing_over = $1', [h.id])
}
async function headOfList(reader: Reader, h: Row, pieces: readonly { readonly matter: MatterId }[]): Promise<Head> {
  const { office, now, who } = reader
  const signer = isOpen(h) ? signerOf(office, h, now) : h.signed_by
  const keeps = hasPower(office, who.person, 'office.people', now)
  const post = office.posts.get(h.post as PostId)
  return {
    id: h.id,
    person: name(office, h.person) ?? { id: '', name: '' },
    post: { id: h.post, name: post?.title ?? '' },
    unit: { id: post?.unit ?? '', name: (post && office.units.get(post.unit)?.name) ?? '' },
    why: h.why,
    openedAt: h.opened_at,
    signedAt: h.signed_at,
    signedBy: name(office, h.signed_by),
    cancelledAt: h.cancelled_at,
    signer: name(office, signer),
    takesPost: isOpen(h) && takesPost(office, h, h.kind, now),
    matters: new Set(pieces.map((p) => p.matter)).size,
    pieces: pieces.length,
    mayShow: [h.person, signer].includes(who.person),
    maySign: isOpen(h) && signer === who.person,
    mayCancel: isOpen(h) && keeps,
  }
}

export async function readHandOvers(reader: Reader): Promise<{ rows: Head[] }> {
  const { office, who, now } = reader
  const keeps = hasPower(office, who.person, 'office.people', now)
  const rows = await run<Row>(
    reader.tx,
    `select ${columns} ${from} where h.cancelled_at is null and (h.signed_at is null or h.signed_at > $1) order by h.signed_at nulls first, h.opened_at desc limit 200`,
    [addMillis(now, -WEEKS)],
  )
  const mine = rows.filter((h) => keeps || h.person === who.person || (isOpen(h) ? signerOf(office, h, now) : h.signed_by) === who.person)
  const heads: Head[] = []
  for (const h of mine) heads.push(await headOfList(reader, h, await piecesOn(reader, h)))
  return { rows: heads }
}

/** @throws RefusalError `kernel.not-found` for everybody else */
export async function readHandOver(reader: Reader, id: string): Promise<List> {
  const [h] = await run<Row>(reader.tx, `select ${columns} ${from} where h.id = $1`, [id])
  const pieces = h ? await piecesOn(reader, h) : []
  const head = h ? await headOfList(reader, h, pieces) : null
  if (!h || !head?.mayShow) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return { ...head, rows: await lines(reader, h, pieces) }
}

interface Line {
  readonly matter: MatterId
  readonly desk: string
  readonly number: string | null
  readonly title: string | null
  readonly state: string
  readonly role: string
  readonly kind: string
  readonly lead: boolean
  readonly due_at: Instant | null
  readonly given_at: Instant
  readonly ended: boolean
  readonly seen: boolean
  readonly named: boolean
  readonly pauses: { from_at: string; to_at: string | null }[] | null
}
/** Named on the list, whoever signs may know what he signs; a closed list (`named`) opens to him with his signature. */
async function lines(reader: Reader, h: Row, pieces: readonly { readonly id: AssignmentId }[]): Promise<List['rows']> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const { rows } = await sql<Line>`select m.id as matter, m.desk, m.number, m.title, m.state, a.role, a.kind, a.lead, a.due_at, a.given_at, a.ended_at is not null as ended,
      ${visible(sight, 'm', 'each')} as seen, m.readers = 'named' as named,
      (select json_agg(json_build_object('from_at', p.from_at, 'to_at', p.to_at)) from pause p where p.matter_id = m.id) as pauses
    from assignment a join matter m on m.id = a.matter_id where a.id = any (${pieces.map((p) => p.id)}::uuid[]) order by a.due_at nulls last, m.id`.execute(reader.tx)
  return rows.map((row) => {
    const told = row.seen || !row.named
    const light = row.due_at === null ? null : lightAt({ started: row.given_at, due: row.due_at, pauses: spans(row.pauses), over: row.ended }, reader.now, reader.calendar)
    return {
      matter: row.seen ? row.matter : null,
      desk: row.desk,
      number: told ? row.number : null,
      title: told ? row.title : null,
      state: row.state,
      role: row.role,
      kind: row.kind,
      lead: row.lead,
      dueAt: row.due_at,
      light: isOpen(h) ? light : null,
    }
  })
}
