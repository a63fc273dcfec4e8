/** 可能重复: letters of the last 90 days whose titles share their words, or whose texts tell the same. Only those this person may see. */
import { type RawBuilder, sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { type Sight, sightOf, visible } from '../../../kernel/people/sight.ts'
import { addMillis, DAY } from '../../../kernel/time.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { alike, gramsOf, likeness, sharedWords } from '../likeness.ts'
import { similar } from '../shape.ts'
import { LEAST, textLikeness, unpackMarks } from '../text-marks.ts'
import { letterRows } from './letter-rows.ts'

/** Newest candidates looked at; a word everybody uses finds more than a person can compare. */
const CANDIDATES = 400
const SHOWN = 5
const rank = { high: 0, middle: 1, low: 2 } as const

interface Candidate {
  readonly id: MatterId
  readonly title: string | null
  readonly place: string | null
  readonly grams: number[]
  readonly marks: number[] | null
}
/** Of a letter that is here its own; else those of what is being written. */
async function marksFor(ctx: ReadCtx, sight: Sight, except: MatterId | undefined, given: string | undefined): Promise<number[]> {
  if (given || !except) return given ? unpackMarks(given) : []
  const { rows } = await sql<{
    marks: number[] | null
  }>`select l.marks from letters_letter l join matter m on m.id = l.matter_id where m.id = ${except}::uuid and ${visible(sight, 'm', 'each')}`.execute(ctx.tx)
  return rows[0]?.marks ?? []
}

export const readSimilar = read(similar, async (ctx, { title, place, except, marks: given }) => {
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const grams = gramsOf(title)
  const marks = await marksFor(ctx, sight, except, given)
  if (grams.length < 2 && marks.length === 0) return { rows: [] }
  const candidates = (like: RawBuilder<boolean>) => sql`(select m.id, m.title, l.place, l.grams, l.marks
    from letters_letter l join matter m on m.id = l.matter_id
    where ${like} and m.registered_at >= ${addMillis(ctx.now, -90 * DAY)} and m.phase <> 'void' and ${visible(sight, 'm', 'each')}
      and m.id is distinct from ${except ?? null}::uuid
    order by m.id desc limit ${CANDIDATES})`
  const byText = sql<boolean>`l.marks && ${marks}::int[] and (select count(*) from unnest(l.marks) k where k = any (${marks}::int[])) >= ${LEAST}`
  const { rows } = await sql<Candidate>`${candidates(sql`l.grams && ${grams.length < 2 ? [] : grams}::int[]`)} union ${candidates(byText)}`.execute(ctx.tx)
  const found = rows
    .flatMap((r) => {
      const samePlace = Boolean(place && r.place && (r.place.includes(place) || place.includes(r.place)))
      const inText = textLikeness(marks, r.marks ?? [])
      const share = Math.max(alike(grams, r.grams), inText)
      const like = likeness(share, samePlace)
      const same = [...(samePlace && r.place ? [r.place] : []), ...sharedWords(title, r.title ?? '')].slice(0, 4)
      return like ? [{ id: r.id, like, share, same, sameText: inText >= 0.34 }] : []
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
      return f ? [{ ...row, likeness: f.like, same: f.same, sameText: f.sameText }] : []
    }),
  }
})
