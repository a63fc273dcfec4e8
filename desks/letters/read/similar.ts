/** 可能重复: letters of the last 90 days whose titles share their words. Only those this person may see. */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { addMillis, DAY } from '../../../kernel/time.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { alike, gramsOf, likeness, sharedWords } from '../likeness.ts'
import { similar } from '../shape.ts'
import { letterRows } from './letter-rows.ts'

/** Newest candidates looked at; a word everybody uses finds more than a person can compare. */
const CANDIDATES = 400
const SHOWN = 5
const rank = { high: 0, middle: 1, low: 2 } as const

export const readSimilar = read(similar, async (ctx, { title, place, except }) => {
  const grams = gramsOf(title)
  if (grams.length < 2) return { rows: [] }
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { rows } = await sql<{ id: MatterId; title: string | null; place: string | null; grams: number[] }>`select m.id, m.title, l.place, l.grams
    from letters_letter l join matter m on m.id = l.matter_id
    where l.grams && ${grams}::int[] and m.registered_at >= ${addMillis(ctx.now, -90 * DAY)} and m.phase <> 'void' and ${visible(sight, 'm', 'each')}
      and m.id is distinct from ${except ?? null}::uuid
    order by m.id desc limit ${CANDIDATES}`.execute(ctx.tx)
  const found = rows
    .flatMap((r) => {
      const samePlace = Boolean(place && r.place && (r.place.includes(place) || place.includes(r.place)))
      const share = alike(grams, r.grams)
      const like = likeness(share, samePlace)
      return like ? [{ id: r.id, like, share, same: [...(samePlace && r.place ? [r.place] : []), ...sharedWords(title, r.title ?? '')].slice(0, 4) }] : []
    })
    .sort((a, b) => rank[a.like] - rank[b.like] || b.share - a.share)
    .slice(0, SHOWN)
  const ids = found.map((f) => f.id)
  const shown = await letterRows(
    ctx,
    sql`(select m.id from matter m where m.id = any (${ids}::uuid[]) and ${visible(sight, 'm', 'each')})`,
    sql`array_position(${ids}::uuid[], m.id)`,
  )
  return {
    rows: shown.flatMap((row) => {
      const f = found.find((x) => x.id === row.matter)
      return f ? [{ ...row, likeness: f.like, same: f.same }] : []
    }),
  }
})
