/** A history of any length in a minute: letters that went through `decide`, copied by SQL with ids and numbers of their own. For measuring readings only; their events are not copied. */
import type pg from 'pg'

/** Tables a ledger reads, each after what it points at; which columns hold ids of the copied rows themselves. */
const tables: readonly (readonly [string, readonly string[]])[] = [
  ['matter', ['id']],
  ['round', ['matter_id']],
  ['stage', ['id', 'matter_id']],
  ['clock', ['id', 'matter_id']],
  ['assignment', ['id', 'matter_id', 'stage_id', 'clock_id', 'from_assignment']],
  ['letters_letter', ['matter_id']],
]
/** The time in an id moves back a little more with every copy, so ids stay in the order of their letters and never meet. */
const moved = `create function pg_temp.moved(id uuid, n bigint) returns uuid language sql immutable as $$
  select (lpad(to_hex(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint - n * 7919003), 12, '0') || substr(replace(id::text, '-', ''), 13))::uuid $$`

/** @param times copies of what is there now. */
export async function copyMatters(client: pg.Client, times: number): Promise<void> {
  await client.query(moved)
  for (const [table] of tables) await client.query(`alter table ${table} disable trigger user`) // copies for measuring, no acts
  for (const [table, own] of tables) {
    const { rows } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    )
    const names = rows.map(({ name }) => `"${name}"`)
    const values = rows.map(({ name }) => {
      if (own.includes(name)) return `pg_temp.moved(r."${name}", n)`
      if (name === 'number') return `replace(r.number, '号', '') || '-' || n || '号'`
      if (name === 'source_id') return `r.source_id || '-' || n`
      return `r."${name}"`
    })
    await client.query(
      `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from (select * from ${table}) r cross join generate_series(1, ${Math.trunc(times)}) n`,
    )
  }
  for (const [table] of tables) {
    await client.query(`alter table ${table} enable trigger user`)
    await client.query(`vacuum analyze ${table}`)
  }
}
