/** 通知: what was delivered to one person. A notice of a matter he may no longer see says nothing any more. */
import { type RawBuilder, sql } from 'kysely'
import type { PersonId } from '../ids.ts'
import { sightOf, visible } from '../people/sight.ts'
import type { Instant } from '../time.ts'
import { limitOf } from '../write/tx.ts'
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
  readonly named: boolean
}
interface Asked {
  readonly unread: boolean
  readonly kind?: string | undefined
  readonly cursor?: string | undefined
  readonly size: number
}
/** One's own, of matters he may still see, as a relation `n` joined with `m`. */
function own(reader: Pick<Reader, 'office' | 'who' | 'now'>): RawBuilder<unknown> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  return sql`from notice n left join matter m on m.id = n.matter_id
    where n.person = ${reader.who.person} and (n.matter_id is null or (m.id is not null and ${visible(sight, 'm', 'each')}))`
}
export async function readNoticeList(reader: Reader, asked: Asked) {
  const [before] = unpackCursor(asked.cursor, 1) ?? []
  const older = /^\d{1,15}$/.test(before ?? '') ? sql`and n.id < ${Number(before)}` : sql``
  const unreadOnly = asked.unread ? sql`and n.read_at is null` : sql``
  const ofKind = asked.kind ? sql`and n.kind = ${asked.kind}` : sql``
  const { rows } = await sql<Row>`select n.id, n.kind, n.at, n.read_at, n.payload, m.id as matter, m.desk, m.number, m.title, coalesce(m.readers = 'named', false) as named
    ${own(reader)} ${unreadOnly} ${ofKind} ${older}
    order by n.id desc ${limitOf(asked.size + 1)}`.execute(reader.tx)
  const page = rows.slice(0, asked.size)
  return {
    rows: page.map(({ payload: { by, ...facts }, ...row }) => ({
      id: row.id,
      kind: row.kind,
      at: row.at,
      readAt: row.read_at,
      matter: row.matter && row.desk ? { id: row.matter, desk: row.desk, number: row.number, title: row.title, named: row.named } : null,
      by: typeof by === 'string' ? { id: by, name: reader.office.persons.get(by as PersonId)?.name ?? '' } : null,
      facts,
    })),
    next: rows.length > asked.size ? packCursor([String(page.at(-1)?.id)]) : null,
    unread: await countUnread(reader),
  }
}
/** As many as the list of the unread holds. */
export async function countUnread(reader: Pick<Reader, 'tx' | 'office' | 'who' | 'now'>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select 1 ${own(reader)} and n.read_at is null limit 1000) t`.execute(reader.tx)
  return rows[0]?.n ?? 0
}
/** Among the newest five thousand. */
export async function readNoticeKinds(reader: Pick<Reader, 'tx' | 'office' | 'who' | 'now'>): Promise<{ rows: { kind: string; n: number; unread: number }[] }> {
  const { rows } = await sql<{ kind: string; n: number; unread: number }>`select t.kind, count(*) as n, count(*) filter (where t.read_at is null) as unread
    from (select n.kind, n.read_at ${own(reader)} order by n.id desc limit 5000) t group by t.kind order by count(*) desc, t.kind`.execute(reader.tx)
  return { rows }
}
/** @param ids null: all up to now */
export async function markRead(reader: Pick<Reader, 'tx' | 'who' | 'now'>, ids: readonly number[] | null): Promise<void> {
  await sql`update notice n set read_at = ${reader.now} where n.person = ${reader.who.person} and n.read_at is null and (${ids}::bigint[] is null or n.id = any (${ids}::bigint[]))`.execute(
    reader.tx,
  )
}
