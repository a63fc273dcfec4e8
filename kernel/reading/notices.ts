/** 通知: what was delivered to one person. A notice of a matter he may no longer see says nothing any more. */
import { sql } from 'kysely'
import type { PersonId } from '../ids.ts'
import { sightOf, visible } from '../people/sight.ts'
import type { Instant } from '../time.ts'
import { packCursor, unpackCursor } from './row.ts'
import type { Reader } from './work.ts'

interface Row {
  readonly id: number
  readonly kind: string
  readonly at: Instant
  readonly read_at: Instant | null
  readonly payload: Readonly<Record<string, string | number | null>>
  readonly matter: string | null
  readonly desk: string | null
  readonly number: string | null
  readonly title: string | null
}
export async function readNoticeList(reader: Reader, asked: { readonly unread: boolean; readonly cursor?: string | undefined; readonly size: number }) {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const [before] = unpackCursor(asked.cursor, 1) ?? []
  const older = /^\d{1,15}$/.test(before ?? '') ? sql`and n.id < ${Number(before)}` : sql``
  const unreadOnly = asked.unread ? sql`and n.read_at is null` : sql``
  const { rows } = await sql<Row>`select n.id, n.kind, n.at, n.read_at, n.payload, m.id as matter, m.desk, m.number, m.title
    from notice n left join matter m on m.id = n.matter_id
    where n.person = ${reader.who.person} and (n.matter_id is null or (m.id is not null and ${visible(sight, 'm')})) ${unreadOnly} ${older}
    order by n.id desc limit ${asked.size + 1}`.execute(reader.tx)
  const page = rows.slice(0, asked.size)
  return {
    rows: page.map(({ payload: { by, ...facts }, ...row }) => ({
      id: row.id,
      kind: row.kind,
      at: row.at,
      readAt: row.read_at,
      matter: row.matter && row.desk ? { id: row.matter, desk: row.desk, number: row.number, title: row.title } : null,
      by: typeof by === 'string' ? { id: by, name: reader.office.persons.get(by as PersonId)?.name ?? '' } : null,
      facts,
    })),
    next: rows.length > asked.size ? packCursor([String(page.at(-1)?.id)]) : null,
    unread: await countUnread(reader),
  }
}
export async function countUnread(reader: Pick<Reader, 'tx' | 'who'>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select 1 from notice n where n.person = ${reader.who.person} and n.read_at is null limit 1000) t`.execute(
    reader.tx,
  )
  return rows[0]?.n ?? 0
}
/** @param ids null: all up to now */
export async function markRead(reader: Pick<Reader, 'tx' | 'who' | 'now'>, ids: readonly number[] | null): Promise<void> {
  await sql`update notice n set read_at = ${reader.now} where n.person = ${reader.who.person} and n.read_at is null and (${ids}::bigint[] is null or n.id = any (${ids}::bigint[]))`.execute(
    reader.tx,
  )
}
