/** 差异: what their list names and we do not have, and what we hold open under a number of theirs that their list does not name. Of what one may not see nothing is told but that it is known. */
import { sql } from 'kysely'
import { z } from 'zod'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { run } from '../../../kernel/write/tx.ts'
import { letterRows, type Reader } from './letter-rows.ts'

/** Of their list what a difference is known by; who wrote and what is not kept. */
export const comparedRow = z.object({ number: z.string(), title: z.string().nullable(), feedBy: z.string().nullable() })
export type ComparedRow = z.output<typeof comparedRow>

/** @param exported leaves out `named` letters (R-C04) */
export async function differenceOf<R extends { readonly number: string }>(ctx: Reader, system: string, rows: readonly R[], exported = false) {
  const numbers = rows.map((row) => row.number)
  const known = await run<{ number: string }>(ctx.tx, 'select o.number from letters_outside o where o.system = $1 and o.number = any ($2::text[])', [system, numbers])
  const here = new Set(known.map((row) => row.number))
  const leaving = exported ? sql`and m.readers <> 'named'` : sql``
  const ids = sql`(select m.id from matter m join letters_outside o on o.matter_id = m.id and o.system = ${system} and o.fed_at is null
    where m.phase not in ('closed', 'void') and o.number <> all (${numbers}::text[]) and ${visible(sightOf(ctx.office, ctx.who.person, ctx.now), 'm', 'each')} ${leaving} order by m.id limit 200)`
  const notThere = await letterRows(ctx, ids, sql`m.id`)
  const theirs = await run<{ id: string; number: string }>(
    ctx.tx,
    'select o.matter_id as id, o.number from letters_outside o where o.system = $1 and o.matter_id = any ($2::uuid[])',
    [system, notThere.map((row) => row.matter)],
  )
  const by = new Map(theirs.map((row) => [row.id, row.number]))
  const listed = await run<{ number: string }>(ctx.tx, 'select l.number from letters_outside_listed l where l.system = $1 and l.number = any ($2::text[])', [system, numbers])
  const theirsAlone = new Set(listed.map((row) => row.number))
  const seen = new Set<string>()
  const missing = rows.filter((row) => !here.has(row.number) && !theirsAlone.has(row.number) && !seen.has(row.number) && seen.add(row.number))
  return { known: here.size, listed: theirsAlone.size, missing, notThere: notThere.map((row) => ({ ...row, outside: by.get(row.matter) ?? '' })) }
}
