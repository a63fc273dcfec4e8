/** 专题卷 as it is read: one sees a file of one's unit, one's own, and one that holds something one may see; and in it nothing else. Rule: GN-12, invariant 14 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { homeUnits, unitsOf } from '../decide/office.ts'
import type { MatterId, PersonId, UnitId } from '../ids.ts'
import { mask } from '../mask.ts'
import { opensContacts } from '../people/masked.ts'
import { isOpen, sightOf, visible } from '../people/sight.ts'
import { like, matterRows, toRow } from '../reading/row.ts'
import type { Instant } from '../time.ts'
import type { DossierPage, DossierRow } from './shape.ts'

type Reader = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'calendar'>
export interface StoredDossier {
  readonly id: string
  readonly title: string
  readonly field: string | null
  readonly note: string | null
  readonly unit: UnitId
  readonly owner: PersonId
  readonly openedAt: Instant
  readonly endedAt: Instant | null
}
interface Item {
  readonly dossier: string
  readonly matter: MatterId
  readonly by: PersonId
  readonly at: Instant
  readonly open: boolean
}
const columns = sql`d.id, d.title, d.field, d.note, d.unit, d.owner, d.opened_at as "openedAt", d.ended_at as "endedAt"`
const MOST = 200

function seen(reader: Pick<Reader, 'office' | 'who' | 'now'>): RawBuilder<boolean> {
  const { office, who, now } = reader
  return sql<boolean>`(d.owner = ${who.person} or d.unit = any (${[...unitsOf(office, who.person, now)]}::uuid[]) or exists (
    select 1 from dossier_item i join matter m on m.id = i.matter where i.dossier = d.id and i.out_at is null and ${visible(sightOf(office, who.person, now), 'm', 'each')}))`
}
export async function seenDossiers(reader: Pick<Reader, 'tx' | 'office' | 'who' | 'now'>, where: RawBuilder<boolean>): Promise<readonly StoredDossier[]> {
  const { rows } = await sql<StoredDossier>`select ${columns} from dossier d where ${where} and ${seen(reader)}
    order by coalesce((select max(i.at) from dossier_item i where i.dossier = d.id), d.opened_at) desc, d.id limit ${sql.lit(MOST)}`.execute(reader.tx)
  return rows
}
/** The owner, and his unit. */
export const keepsDossier = (reader: Pick<Reader, 'office' | 'who' | 'now'>, one: Pick<StoredDossier, 'owner' | 'unit'>): boolean =>
  one.owner === reader.who.person || homeUnits(reader.office, reader.who.person, reader.now).includes(one.unit)

/** What lies in these files and the reader may see. */
async function itemsOf(reader: Reader, ids: readonly string[], exported: boolean): Promise<readonly Item[]> {
  const { office, who, now } = reader
  const { rows } = await sql<Item>`select i.dossier, i.matter, i.by, i.at, ${isOpen} as open from dossier_item i join matter m on m.id = i.matter
    where i.dossier = any (${ids}::uuid[]) and i.out_at is null and ${visible(sightOf(office, who.person, now), 'm', 'each')}
    ${exported ? sql`and m.readers <> 'named'` : sql``}`.execute(reader.tx)
  return rows
}
const person = (reader: Pick<Reader, 'office'>, id: PersonId) => ({ id, name: reader.office.persons.get(id)?.name ?? '' })
/** @param ofOpen rows of open matters alone: all that a list asks, which of them is late */
async function rowsOf(reader: Reader, dossiers: readonly StoredDossier[], { exported = false, ofOpen = false } = {}) {
  const items = await itemsOf(
    reader,
    dossiers.map((one) => one.id),
    exported,
  )
  const ids = [...new Set(items.flatMap((one) => (one.open || !ofOpen ? one.matter : [])))]
  const found = await matterRows(sql`(select x.id from unnest(${ids}::uuid[]) as x(id))`, sql`m.registered_at, m.id`).execute(reader.tx)
  const rows = found.rows.map((raw) => toRow(raw, reader.office, reader.calendar, reader.now))
  const light = new Map(rows.map((row) => [row.matter, row.light]))
  const heads = dossiers.map((one): DossierRow => {
    const own = items.filter((other) => other.dossier === one.id)
    return {
      id: one.id,
      title: one.title,
      field: one.field,
      unit: { id: one.unit, name: reader.office.units.get(one.unit)?.name ?? '' },
      owner: person(reader, one.owner),
      openedAt: one.openedAt,
      endedAt: one.endedAt,
      items: own.length,
      late: own.filter((other) => light.get(other.matter) === 'late').length,
    }
  })
  return { items, rows, heads }
}

export async function readDossiers(reader: Reader, asked: { readonly q?: string | undefined; readonly ended?: boolean | undefined }): Promise<DossierRow[]> {
  const text = asked.q ? sql<boolean>`d.title ilike ${like(asked.q)}` : sql<boolean>`true`
  const ended = asked.ended ? sql<boolean>`d.ended_at is not null` : sql<boolean>`d.ended_at is null`
  return (await rowsOf(reader, await seenDossiers(reader, sql<boolean>`${text} and ${ended}`), { ofOpen: true })).heads
}
/** @returns those it lies in, and the open ones it does not */
export async function readDossiersOf(reader: Reader, matter: MatterId): Promise<{ rows: DossierRow[]; others: DossierRow[] }> {
  const within = sql<boolean>`exists (select 1 from dossier_item x where x.dossier = d.id and x.matter = ${matter} and x.out_at is null)`
  const { heads } = await rowsOf(reader, await seenDossiers(reader, within), { ofOpen: true })
  const others = await seenDossiers(reader, sql<boolean>`d.ended_at is null and not ${within}`)
  return { rows: heads, others: (await rowsOf(reader, others.slice(0, 50), { ofOpen: true })).heads }
}

/** @param exported leaves out `named` matters, which are never taken out of the house. @returns null: there is none, or not for him */
export async function readDossier(reader: Reader, id: string, exported = false): Promise<DossierPage | null> {
  const [one] = await seenDossiers(reader, sql<boolean>`d.id = ${id}`)
  if (!one) return null
  const { items, rows, heads } = await rowsOf(reader, [one], { exported })
  const [head] = heads
  if (!head) return null
  const keeper = keepsDossier(reader, one)
  const ids = rows.map((row) => row.matter)
  const { rows: files } = await sql<DossierPage['files'][number] & { desk: string }>`select f.id, f.name, f.kind, f.size::int as size, m.registered_at as at,
      f.matter_id as matter, m.number, m.desk
    from file f join matter m on m.id = f.matter_id where f.matter_id = any (${ids}::uuid[]) and f.name is not null order by m.registered_at, m.id, f.id`.execute(reader.tx)
  return {
    ...head,
    note: one.note,
    rows: rows.flatMap((row) => {
      const item = items.find((other) => other.matter === row.matter)
      return item ? [{ ...row, by: person(reader, item.by), at: item.at, mayTakeOut: one.endedAt === null && (keeper || item.by === reader.who.person) }] : []
    }),
    // of several desks: what `maskedFor` does by line for the matters is done here for the names of their files
    files: files.map(({ desk, ...file }) => ({ ...file, name: file.name === null || opensContacts(reader, desk) ? file.name : mask(file.name) })),
    may: { change: keeper, put: one.endedAt === null },
  }
}
