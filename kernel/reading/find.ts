/** 检索 as the page shows it: rows, and where in each the words stand. What is masked for its reader is masked here too. Rule: R-C18 */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../ctx.ts'
import type { UnitId } from '../ids.ts'
import { mask } from '../mask.ts'
import { opensContacts } from '../people/masked.ts'
import { findIn, type Hit } from '../search/find.ts'
import { wordsAsked } from '../search/fold.ts'
import { highlight } from '../search/highlight.ts'
import { run } from '../write/tx.ts'
import type { FoundRow, find } from './find-shape.ts'
import { matterRows, toRow } from './row.ts'

/** A word that stands in every title too is in few texts the titles do not show already: whoever searches is not kept waiting for the whole history. */
const LOOKED_AT = 400
type Reader = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'desks' | 'calendar'>

export async function readFound(reader: Reader, asked: z.output<(typeof find)['input']>): Promise<z.input<(typeof find)['output']>> {
  const words = wordsAsked(asked.q)
  const page = await findIn(reader, {
    words,
    inTitle: asked.in === 'title',
    narrow: { ...asked, unit: asked.unit as UnitId | undefined },
    after: asked.cursor ?? null,
    size: asked.size,
    atMost: LOOKED_AT,
  })
  const ids = page.hits.map((hit) => hit.matter)
  // they have passed `visible()` in the search itself
  const { rows } = await matterRows(sql`(select x.id from unnest(${ids}::uuid[]) as x(id))`, sql`m.id desc`).execute(reader.tx)
  const [behind] = await run<{ n: number }>(reader.tx, 'select search_waiting() as n', [])
  const byId = new Map(rows.map((raw) => [raw.matter, raw]))
  return { rows: page.hits.flatMap((hit) => shown(reader, byId.get(hit.matter), hit, words)), next: page.next, waiting: behind?.n ?? 0 }
}

function shown(reader: Reader, raw: Parameters<typeof toRow>[0] | undefined, hit: Hit, words: readonly string[]): FoundRow[] {
  if (!raw) return []
  const { office, calendar, now } = reader
  const opens = opensContacts(reader, hit.desk)
  const lit = (text: string, whole: boolean) => highlight(mask(text), opens ? text : mask(text), words, whole)
  const row = toRow(raw, office, calendar, now)
  const title = row.title === null ? null : opens ? row.title : mask(row.title)
  const places = hit.texts.filter((one) => one.kind !== 'title').slice(0, 3)
  return [{ ...row, title, shown: row.title === null ? null : lit(row.title, true), places: places.map(({ kind, text }) => ({ kind, parts: lit(text, false) })) }]
}
