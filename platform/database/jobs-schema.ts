/** The job queue's own tables (graphile-worker): made by the owner, used by `huiyin_act`, so a job is added in the transaction of its act. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DatabaseAddress, databaseRole, openPool, withClient } from './connection.ts'
import { projectRoot } from './migrate.ts'

/** Brings them to the installed version of the library; loads the library only when that version is new to this database. */
export async function prepareJobs(at: DatabaseAddress): Promise<void> {
  const { version } = JSON.parse(await readFile(join(projectRoot, 'node_modules', 'graphile-worker', 'package.json'), 'utf8')) as { version: string }
  const known = await withClient(
    at,
    'owner',
    async (client) => (await client.query<{ value: string }>(`select value from installation where name = 'jobs.version'`)).rows[0]?.value,
  )
  if (known === version) return
  const { Logger, runMigrations } = await import('graphile-worker')
  const pool = openPool(at, 'owner', { max: 2 })
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) })
    await pool.query(admit)
    await pool.query(`insert into installation (name, value) values ('jobs.version', $1) on conflict (name) do update set value = excluded.value, at = now()`, [version])
  } finally {
    await pool.end()
  }
}

/** The library closes its tables by row-level security to all but their owner. */
const act = databaseRole('act')
const admit = `
do $$
declare t record;
begin
  grant usage on schema graphile_worker to ${act};
  for t in select c.oid, c.relname, c.relrowsecurity from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind in ('r', 'p', 'v') loop
    execute format('grant select, insert, update, delete on graphile_worker.%I to ${act}', t.relname);
    if t.relrowsecurity and not exists (select 1 from pg_policy p where p.polrelid = t.oid and p.polname = '${act}') then
      execute format('create policy ${act} on graphile_worker.%I to ${act} using (true) with check (true)', t.relname);
    end if;
  end loop;
  grant usage, select on all sequences in schema graphile_worker to ${act};
  revoke insert, update, delete on graphile_worker.migrations from ${act};
end $$`
