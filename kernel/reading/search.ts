/** 查询 over whatever its reader may see. Nobody finds what he may not see: every matter goes through `visible()`, also one whose number was typed. Rule: invariant 14 */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../ctx.ts'
import { runs } from '../decide/office.ts'
import type { MatterId, UnitId } from '../ids.ts'
import { sightOf, visible, visiblePage } from '../people/sight.ts'
import { findIn } from '../search/find.ts'
import { wordsAsked } from '../search/fold.ts'
import { officeYear } from '../time.ts'
import type { WorkRow } from '../view.ts'
import { readContacts } from './organisation.ts'
import { readDirectory } from './people.ts'
import { like, matterRows, toRow } from './row.ts'
import { numbersMeant, type search } from './search-shape.ts'
import type { Reader } from './work.ts'

type Searching = Reader & Pick<Ctx, 'desks'>
type Found = z.input<(typeof search)['output']>
const PEOPLE = 12
const phones = ['office', 'duty', 'liaison'] as const

async function newest(reader: Reader, where: RawBuilder<boolean>, size: number): Promise<{ rows: WorkRow[]; more: boolean }> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const { rows } = await matterRows(visiblePage(sight, { where, limit: size + 1 }), sql`m.id desc`).execute(reader.tx)
  return { rows: rows.slice(0, size).map((raw) => toRow(raw, reader.office, reader.calendar, reader.now)), more: rows.length > size }
}
/** Titles that have every word, by the index. */
async function titled(reader: Searching, words: readonly string[], size: number): Promise<{ rows: WorkRow[]; more: boolean }> {
  const { hits, next } = await findIn(reader, { words, inTitle: true, narrow: {}, after: null, size })
  const { rows } = await matterRows(sql`(select x.id from unnest(${hits.map((hit) => hit.matter)}::uuid[]) as x(id))`, sql`m.id desc`).execute(reader.tx)
  return { rows: rows.map((raw) => toRow(raw, reader.office, reader.calendar, reader.now)), more: next !== null }
}
/** Matters that bear one of these numbers; two are seldom, and then nobody is sent anywhere. */
async function bearing(reader: Reader, desks: readonly string[], numbers: readonly string[]): Promise<{ id: MatterId; desk: string }[]> {
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const { rows } = await sql<{ id: MatterId; desk: string }>`select m.id, m.desk from matter m
    where m.desk = any (${desks}::text[]) and m.number = any (${numbers}::text[]) and ${visible(sight, 'm', 'each')} limit 2`.execute(reader.tx)
  return rows
}

/** The one matter that bears a number of some desk's own making (档号). */
async function bearingElse(reader: Searching, number: string): Promise<{ id: MatterId; desk: string }[]> {
  const ids: MatterId[] = []
  for (const { bearing: asked } of reader.desks.values()) if (asked) ids.push(...(await asked(reader.tx, number)))
  if (ids.length === 0) return []
  const sight = sightOf(reader.office, reader.who.person, reader.now)
  const { rows } = await sql<{
    id: MatterId
    desk: string
  }>`select m.id, m.desk from matter m where m.id = any (${ids}::uuid[]) and ${visible(sight, 'm', 'each')} limit 2`.execute(reader.tx)
  return rows
}

export async function readSearch(reader: Searching, series: ReadonlyMap<string, string>, asked: { readonly q: string; readonly size: number }): Promise<Found> {
  const { office, now } = reader
  const words = wordsAsked(asked.q)
  const borne = await bearing(reader, [...series.keys()], numbersMeant(asked.q, [...series.values()], officeYear(now)))
  const exact = borne.length > 0 ? borne : await bearingElse(reader, asked.q.replace(/\s+/g, ''))
  const numbers = /\d/.test(asked.q) ? await newest(reader, sql<boolean>`m.number ilike ${like(asked.q.replace(/\s+/g, ''))}`, asked.size) : { rows: [], more: false }
  const titles = await titled(reader, words, asked.size)
  const directory = readDirectory(office, { q: asked.q, withFormer: false, size: PEOPLE }, now)
  const { rows: contacts } = await readContacts(reader.tx, office, now)
  const byUnit = new Map(contacts.map((one) => [one.unit.id, one.contacts]))
  const phonesOf = (unit: string | undefined) => phones.flatMap((kind) => ((value) => (value ? [{ kind, value }] : []))(unit ? byUnit.get(unit)?.[kind] : undefined))
  const units = [...office.units.values()].filter((unit) => runs(unit, now) && (unit.name.includes(asked.q) || unit.short.includes(asked.q)))
  return {
    exact: exact.length === 1 && exact[0] ? exact[0] : null,
    numbers: numbers.rows,
    titles: titles.rows,
    more: { numbers: numbers.more, titles: titles.more, people: directory.next !== null },
    people: directory.rows.map(({ id, name, posts }) => ({ id, name, posts: posts.map(({ title, unit }) => ({ title, unit })), phones: phonesOf(posts[0]?.unit.id) })),
    units: units.slice(0, PEOPLE).map((unit) => ({ id: unit.id as UnitId, name: unit.name, phones: phonesOf(unit.id) })),
  }
}
