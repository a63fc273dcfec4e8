/** 裁定先例 and 推诿预警: what the arbiter decided of letters like this one, and letters that were passed on and on. */
import { sql } from 'kysely'
import type { MatterId } from '../../../kernel/ids.ts'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { quotaAt } from '../../../kernel/rules/quotas.ts'
import { addMillis, DAY, officeDate } from '../../../kernel/time.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { alike, gramsOf, likeness } from '../likeness.ts'
import { passed, rulings, sample } from '../passing.ts'
import { letterRows } from './letter-rows.ts'
import { passedOn } from './passed-on.ts'

const [CANDIDATES, SHOWN] = [400, 3]
interface Ruled {
  readonly matter: MatterId
  readonly number: string | null
  readonly title: string | null
  readonly place: string | null
  readonly grams: number[]
  readonly unit: string
  readonly ending: string
  readonly opinion: string | null
  readonly by: string
  readonly at: string
}
/** A ruling on a refusal of the last two years, of letters whose titles share their words. Rule: R-H05, GN-36 */
export const readRulings = read(rulings, async (ctx, { title, place, except }) => {
  const grams = gramsOf(title)
  if (grams.length < 2) return { rows: [] }
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { rows } = await sql<Ruled>`select m.id as matter, m.number, m.title, l.place, l.grams, u.short as unit, a.ending, a.opinion, p.name as by, a.ended_at as at
    from letters_letter l join matter m on m.id = l.matter_id join stage s on s.matter_id = m.id and s.role = 'consent:refuse'
      join assignment a on a.stage_id = s.id and a.ending in ('agreed', 'disagreed') join assignment r on r.id = (s.asks ->> 'piece')::uuid
      join unit u on u.id = r.unit join person p on p.id = a.acted_by
    where l.grams && ${grams}::int[] and a.ended_at >= ${addMillis(ctx.now, -730 * DAY)} and m.id is distinct from ${except ?? null}::uuid and ${visible(sight, 'm', 'each')}
    order by a.ended_at desc limit ${CANDIDATES}`.execute(ctx.tx)
  const found = rows.flatMap(({ grams: own, place: there, ending, ...row }) => {
    const samePlace = Boolean(place && there && (there.includes(place) || place.includes(there)))
    const share = alike(grams, own)
    return likeness(share, samePlace) ? [{ ...row, mustHandle: ending === 'disagreed', share }] : []
  })
  const most = found
    .sort((a, b) => b.share - a.share)
    .slice(0, SHOWN)
    .map(({ share: _, ...row }) => row)
  return { rows: maskedFor(ctx, most, 'letters') }
})

/** Passed on more often than the line of the rules allows, and no work. Rule: HA-70, GN-36 */
export const readPassed = read(passed, async (ctx) => {
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { n: most } = quotaAt(ctx.rules, 'letters.passed-on', ctx.now)
  const counted = await passedOn(ctx.tx, sight, most)
  const by = new Map(counted.map((row) => [row.id as string, row]))
  const ids = counted.map((row) => row.id)
  const rows = await letterRows(
    ctx,
    sql`(select m.id from matter m where m.id = any (${ids}::uuid[]) and ${visible(sight, 'm', 'each')})`,
    sql`array_position(${ids}::uuid[], m.id)`,
  )
  return { most, rows: rows.map((row) => ({ ...row, times: by.get(row.matter)?.times ?? 0, last: by.get(row.matter)?.last ?? null })) }
})

/** By chance, but the same all day and for everybody: the digest of letter and day decides, so that nobody can press until he likes what he gets. */
export const readSample = read(sample, async (ctx) => {
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const ids = sql`(select m.id from matter m join round r on r.matter_id = m.id and r.no = m.round and r.closed_at >= ${addMillis(ctx.now, -60 * DAY)}
    where m.desk = 'letters' and m.phase = 'closed' and exists (select 1 from answer a where a.matter_id = m.id and a.round = m.round and a.solved = 'yes')
      and not exists (select 1 from letters_recheck k where k.matter_id = m.id) and ${visible(sight, 'm', 'each')}
    order by md5(m.id::text || ${officeDate(ctx.now)}::text) limit 5)`
  return { rows: await letterRows(ctx, ids, sql`m.id`) }
})
