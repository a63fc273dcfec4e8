/** Builds the search index beside the acts: whatever an event has touched waits in `search_due`, is read anew and written as one row of pieces per matter. Decision 0020 */
import type { DeskRegistry } from '../ctx.ts'
import type { MatterId } from '../ids.ts'
import { mask } from '../mask.ts'
import { type Instant, officeDate } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import { addPairs, addUnits, foldText } from './fold.ts'
import { deskMark, monthMark, phaseMark, weekMark, weekOf, whoMark } from './marks.ts'
import { type SearchText, textsOf } from './texts.ts'

interface Indexed {
  readonly id: MatterId
  readonly desk: string
  readonly phase: string
  readonly registered_at: Instant
  readonly who: readonly string[]
}
/** Longest text that is cut into pieces; of what is longer the rest is not found, and the file's line says so. */
export const LONGEST = 300_000
/** Telephone and identity numbers are masked before: the index holds none. */
const folded = (text: string): string => foldText(mask(text.slice(0, LONGEST)))

function row(matter: Indexed, texts: readonly SearchText[]): { matter_id: MatterId; title: number[]; body: number[] } {
  const marks = [weekMark(weekOf(matter.id)), monthMark(officeDate(matter.registered_at)), phaseMark(matter.phase), deskMark(matter.desk), ...matter.who.map(whoMark)]
  const [title, body] = [new Set(marks), new Set(marks)]
  for (const { kind, text } of texts) {
    const said = folded(text)
    addPairs(body, said)
    if (kind !== 'title') continue
    addPairs(title, said)
    addUnits(title, said)
  }
  return { matter_id: matter.id, title: [...title], body: [...body] }
}
async function load(tx: Tx, ids: readonly MatterId[]): Promise<Indexed[]> {
  return run<Indexed>(
    tx,
    `select m.id, m.desk, m.phase, m.registered_at,
       (select coalesce(json_agg(distinct w.id), '[]') from (select m.owner_unit as id union all select a.unit from assignment a where a.matter_id = m.id and a.sees
          union all select a.person from assignment a where a.matter_id = m.id and a.sees and a.person is not null) w) as who
     from matter m where m.id = any ($1::uuid[])`,
    [ids],
  )
}

/** Writes the rows of these matters as they stand now. */
async function indexMatters(tx: Tx, desks: DeskRegistry, ids: readonly MatterId[]): Promise<void> {
  const matters = await load(tx, ids)
  const texts = await textsOf(tx, desks, matters)
  const rows = matters.map((matter) => row(matter, texts.get(matter.id) ?? []))
  await run(
    tx,
    `insert into search_doc (matter_id, title, body) select r.* from json_populate_recordset(null::search_doc, $1::json) r
     on conflict (matter_id) do update set title = excluded.title, body = excluded.body where (search_doc.title, search_doc.body) is distinct from (excluded.title, excluded.body)`,
    [JSON.stringify(rows)],
  )
}
/**
 * One batch of what waits, oldest first. Broken off, nothing is lost: what was taken from the queue comes back with the transaction.
 * @returns how many were taken from the queue; 0 also while another process is at it
 */
export async function indexSome(tx: Tx, desks: DeskRegistry, most: number): Promise<number> {
  const [{ mine } = { mine: false }] = await run<{ mine: boolean }>(tx, 'select pg_try_advisory_xact_lock(4210656) as mine', [])
  if (!mine) return 0
  const due = await run<{ matter: MatterId }>(
    tx,
    'delete from search_due s where s.id = any (array(select d.id from search_due d order by d.id limit $1)) returning s.matter_id as matter',
    [most],
  )
  if (due.length > 0) await indexMatters(tx, desks, [...new Set(due.map((one) => one.matter))])
  return due.length
}
