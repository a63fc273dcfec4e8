/** 文号登记: every number of a 代字 and year; whose paper bears it is told only to whoever may see that paper. */
import { sql } from 'kysely'
import type { z } from 'zod'
import { formatNumber } from '../../../kernel/numbering/take.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { numberRegister, type numberStates } from '../issue-shape.ts'
import { patternOf, seriesOf } from '../number-series.ts'

interface Row {
  readonly n: number
  readonly state: (typeof numberStates)[number]
  readonly matter: string | null
  readonly title: string | null
  readonly reason: string | null
  readonly by: string | null
  readonly until: string | null
}
const MOST = 2000
type Found = z.output<typeof numberRegister.output>
/** @param code of which series; the first there is where none is said. Rule: R-D40; invariant 16 */
export async function numbersOf(ctx: ReadCtx, { code, year }: z.output<typeof numberRegister.input>): Promise<Found> {
  const own = await sql<{ code: string }>`select substr(s.series, ${seriesOf('').length + 1}) as code from series s
      where s.series like 'outgoing.%' and s.year = ${year} order by 1`.execute(ctx.tx)
  const codes = own.rows.map((r) => r.code)
  const asked = code ?? codes[0]
  if (!asked) return { codes, rows: [] }
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { rows } = await sql<Row>`
      with seen as (select m.id, m.title from matter m where m.desk = 'outgoing' and ${visible(sight, 'm')})
      select * from (
        select t.n, case when t.voided_reason is null then 'borne' else 'void' end as state, v.id as matter, v.title, t.voided_reason as reason, null as by, null::timestamptz as until
        from taken t left join seen v on v.id = t.matter_id where t.series = ${seriesOf(asked)} and t.year = ${year}
        union all
        select r.n, 'reserved', null, null, r.reason, p.name, r.until from reserved r join person p on p.id = r.by
        where r.series = ${seriesOf(asked)} and r.year = ${year} and r.released_at is null
          and not exists (select 1 from taken t where t.series = r.series and t.year = r.year and t.n = r.n)
      ) x order by x.n desc limit ${MOST}`.execute(ctx.tx)
  return { codes, rows: rows.map((row) => ({ ...row, number: formatNumber(patternOf(asked), year, row.n) })) }
}
export const readNumberRegister = read(numberRegister, numbersOf, { power: 'outgoing.number' })
