/**
 * The guards of the database as they stand: triggers, constraints, guard functions, row-level policies, grants. Compared with the list the
 * migrations define (`app/guards.generated.json`), so that a loader that left triggers disabled, or somebody who took a guard away, is named.
 */
import type pg from 'pg'
import { digestBytes } from './digest.ts'

/** `kind table name` → digest of its definition. */
export type GuardList = Readonly<Record<string, string>>
export interface GuardFault {
  readonly kind: 'guard-absent' | 'guard-disabled' | 'guard-changed' | 'guard-unknown' | 'role-too-strong'
  readonly guard: string
}
interface Found {
  readonly guard: string
  readonly definition: string
  readonly enabled: boolean
  /** PostgreSQL's own trigger behind a foreign key: only whether it is enabled is asked. */
  readonly internal?: boolean
}

const ours = `c.relnamespace in (select n.oid from pg_namespace n where n.nspname in ('public', 'auth'))`
const hands = `('huiyin_act', 'huiyin_read', 'huiyin_seal', 'huiyin_public')`
const grantee = `case when a.grantee = 0 then 'PUBLIC' else a.grantee::regrole::text end`
const parts: readonly string[] = [
  `select 'trigger ' || c.oid::regclass || ' ' || t.tgname as guard, pg_get_triggerdef(t.oid) as definition, t.tgenabled in ('O', 'A') as enabled, t.tgisinternal as internal
   from pg_trigger t join pg_class c on c.oid = t.tgrelid where ${ours}`,
  `select 'constraint ' || c.oid::regclass || ' ' || k.conname as guard, pg_get_constraintdef(k.oid) as definition, k.convalidated as enabled, false as internal
   from pg_constraint k join pg_class c on c.oid = k.conrelid where ${ours} and k.contype in ('c', 'f', 'p', 'u', 'x')`,
  `select 'function ' || p.proname || ' (' || pg_get_function_identity_arguments(p.oid) || ')' as guard, concat_ws('; ', p.prosecdef, p.proconfig::text, p.prosrc) as definition, true as enabled, false as internal
   from pg_proc p where p.pronamespace in (select n.oid from pg_namespace n where n.nspname in ('public', 'auth'))`,
  `select 'policy ' || quote_ident(p.tablename) || ' ' || p.policyname as guard, concat_ws('; ', p.permissive, p.roles::text, p.cmd, p.qual, p.with_check) as definition, true as enabled, false as internal
   from pg_policies p where p.schemaname in ('public', 'auth')`,
  `select 'row-security ' || c.oid::regclass || ' on' as guard, '' as definition, true as enabled, false as internal from pg_class c where ${ours} and c.relrowsecurity`,
  `select distinct 'grant ' || c.oid::regclass || ' ' || ${grantee} || ' ' || a.privilege_type as guard, '' as definition, true as enabled, false as internal
   from pg_class c, aclexplode(c.relacl) a where ${ours} and c.relkind in ('r', 'p', 'v') and ${grantee} in ('PUBLIC', 'huiyin_act', 'huiyin_read', 'huiyin_seal', 'huiyin_public')`,
  `select distinct 'grant ' || c.oid::regclass || '.' || t.attname || ' ' || ${grantee} || ' ' || a.privilege_type as guard, '' as definition, true as enabled, false as internal
   from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a where ${ours} and ${grantee} in ('PUBLIC', 'huiyin_act', 'huiyin_read', 'huiyin_seal', 'huiyin_public')`,
]
const strong = `
  select r.rolname || ' is a superuser, bypasses row security or makes roles' as what from pg_roles r where r.rolname in ${hands} and (r.rolsuper or r.rolbypassrls or r.rolcreaterole)
  union all select m.member::regrole::text || ' is a member of ' || m.roleid::regrole::text from pg_auth_members m where m.member::regrole::text in ${hands}
  union all select c.oid::regclass || ' belongs to ' || c.relowner::regrole::text from pg_class c where ${ours} and c.relowner::regrole::text in ${hands}
  union all select 'setting ' || s from pg_db_role_setting d, unnest(d.setconfig) s where s like 'session_replication_role=%' and d.setdatabase in (0, (select oid from pg_database where datname = current_database()))`

/** Each year's partition of `event` carries the same guards under its own name. */
const anyYear = (text: string): string => text.replace(/\bevent_\d{4}(?=_|\b)/g, 'event_year')
const partitionOf = (guard: string): string | null => / (event_\d{4})\b/.exec(guard)?.[1] ?? null
const digest = (definition: string): string => digestBytes('sha256', anyYear(definition).replace(/\s+/g, ' ').trim()).toString('hex').slice(0, 16)

async function read(client: pg.ClientBase): Promise<Found[]> {
  const { rows } = await client.query<Found>(parts.join('\nunion all\n'))
  return rows
}

/** The guards of a freshly migrated database, for the generated list. */
export async function listGuards(client: pg.ClientBase): Promise<GuardList> {
  const list = (await read(client)).filter((g) => !g.internal).map((g) => [anyYear(g.guard), digest(g.definition)] as const)
  return Object.fromEntries(list.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What is absent, disabled, changed, or more than the migrations define. */
export async function compareGuards(client: pg.ClientBase, expected: GuardList): Promise<GuardFault[]> {
  const found = await read(client)
  const faults: GuardFault[] = []
  const seen = new Set<string>()
  const partitions = new Set<string>()
  for (const { guard, definition, enabled, internal } of found) {
    seen.add(guard)
    const partition = partitionOf(guard)
    if (partition) partitions.add(partition)
    const wanted = expected[anyYear(guard)]
    if (!enabled) faults.push({ kind: 'guard-disabled', guard })
    if (internal) continue
    if (wanted === undefined) faults.push({ kind: 'guard-unknown', guard })
    else if (wanted !== digest(definition)) faults.push({ kind: 'guard-changed', guard })
  }
  for (const guard of Object.keys(expected)) {
    const names = guard.includes('event_year') ? [...partitions].map((p) => guard.replaceAll('event_year', p)) : [guard]
    for (const name of names) if (!seen.has(name) && !guard.startsWith('grant ')) faults.push({ kind: 'guard-absent', guard: name })
  }
  const { rows } = await client.query<{ what: string }>(strong)
  return [...faults, ...rows.map((r) => ({ kind: 'role-too-strong', guard: r.what }) as const)]
}
