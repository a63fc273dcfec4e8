/** Whether a new database has received its first data (demo city, first administrator), or was interrupted while receiving it. */
import { type DatabaseAddress, withClient } from './connection.ts'

export type FirstData = 'none' | 'begun' | 'done'

export function firstDataOf(at: DatabaseAddress): Promise<FirstData> {
  return withClient(at, 'owner', async (client) => {
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('public.installation') is not null as there`)
    if (!rows[0]?.there) return 'none'
    const noted = await client.query<{ value: FirstData }>(`select value from installation where name = 'first-data'`)
    return noted.rows[0]?.value ?? 'none'
  })
}

export async function noteFirstData(at: DatabaseAddress, value: 'begun' | 'done'): Promise<void> {
  const sql = `insert into installation (name, value) values ('first-data', $1) on conflict (name) do update set value = excluded.value, at = now()`
  await withClient(at, 'owner', (client) => client.query(sql, [value]))
}

/** Somebody brought people in already (a command, before the first start): that is no place for a demo city. */
export function hasPeople(at: DatabaseAddress): Promise<boolean> {
  return withClient(at, 'owner', async (client) => (await client.query<{ some: boolean }>('select exists (select 1 from person) as some')).rows[0]?.some ?? false)
}
