/** Versions of drafts against what history tells of them: every one kept is there, none that was not, and each text answers to the digest the event holds. Rule: R-D41; invariant 18 */
import { answersTo } from './digest.ts'
import type { Query } from './from-database.ts'
import type { Difference } from './replay.ts'

interface Kept {
  readonly matter: string
  readonly no: number
  readonly digest: string
  readonly salt: string | null
  readonly body: string | null
}
const BATCH = 200
const NONE = '00000000-0000-0000-0000-000000000000'
const tellings = `select e.said ->> 'matter' as matter, (e.said ->> 'no')::int as no, e.said ->> 'digest' as digest from event e where e.matter_id is null and e.move = 'drafts.keep'`
const versions = `select v.matter_id::text as matter, v.no, v.digest, v.salt, v.body from draft_version v where (v.matter_id, v.no) > ($1::uuid, $2::int) order by v.matter_id, v.no limit ${BATCH}`
const keyOf = ({ matter, no }: Pick<Kept, 'matter' | 'no'>): string => `${matter} ${no}`

function judge({ digest, salt, body }: Kept, told: string | undefined): Difference['kind'] | null {
  if (told === undefined) return 'row-untold'
  if (digest !== told) return 'row-differs'
  return body !== null && salt !== null && !answersTo(told, salt, body) ? 'text-differs' : null
}
/** A text that was erased by law leaves nothing to compare but its digest. */
export async function compareDrafts(query: Query): Promise<Difference[]> {
  const told = new Map((await query<Kept>(tellings)).map((one) => [keyOf(one), one]))
  const found: Difference[] = []
  const add = (kind: Difference['kind'], one: Pick<Kept, 'matter' | 'no'>) =>
    found.push({ kind, matter: one.matter, table: 'draft_version', key: keyOf(one), column: kind === 'text-differs' ? 'body' : null })
  for (let last: Pick<Kept, 'matter' | 'no'> | undefined = { matter: NONE, no: 0 }; last; ) {
    const rows: Kept[] = await query<Kept>(versions, [last.matter, last.no])
    for (const row of rows) {
      const kind = judge(row, told.get(keyOf(row))?.digest)
      if (kind) add(kind, row)
      told.delete(keyOf(row))
    }
    last = rows.length < BATCH ? undefined : rows.at(-1)
  }
  for (const one of told.values()) add('row-missing', one)
  return found
}
