/** 审计: acts on the office itself, signing in, and reads on record, newest first, out of two tables walked by their own indexes. Rule: R-C15 */
import { type RawBuilder, sql } from 'kysely'
import type { Office } from '../decide/office.ts'
import type { PersonId, PostId, UnitId } from '../ids.ts'
import { numberAlone } from '../people/sight.ts'
import { addDays, atTime, type Instant, type OfficeDate } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import type { AuditKind, AuditRow } from './audit-shape.ts'
import { packCursor, unpackCursor } from './row.ts'

type Source = 'e' | 'l'
/** What kind a line is, as a pattern over the key of the act or over what was opened; the first that fits. Both the filter and the row ask this list. */
const patterns: readonly { readonly kind: AuditKind; readonly source: Source; readonly like: string }[] = [
  { kind: 'sign-in', source: 'e', like: '^session\\.' },
  { kind: 'rights', source: 'e', like: '^people\\.(grantPower|endPower|delegate|endDelegation|removeFactors|askFactors|refuseFactors|endSessions|resetPassword)$' },
  { kind: 'people', source: 'e', like: '^(people|calendar|office)\\.' },
  { kind: 'rules', source: 'e', like: '^rules\\.' },
  { kind: 'know', source: 'e', like: '^know\\.' },
  { kind: 'audit', source: 'e', like: '^audit\\.' },
  { kind: 'other', source: 'e', like: '' },
  { kind: 'contact', source: 'l', like: '^contact:' },
  { kind: 'export', source: 'l', like: '(\\.(xlsx|csv|pdf|zip)$|^export)' },
  { kind: 'named', source: 'l', like: '' },
]
const kindOf = (source: Source, what: string): AuditKind => patterns.find((p) => p.source === source && new RegExp(p.like).test(what))?.kind ?? 'other'
/** The same as a condition: its pattern, and none of those before it. */
function isKind(kind: AuditKind, source: Source, what: RawBuilder<unknown>): RawBuilder<boolean> {
  const own = patterns.filter((p) => p.source === source)
  const at = own.findIndex((p) => p.kind === kind)
  if (at < 0) return sql<boolean>`false`
  const before = own.slice(0, at).map((p) => sql<boolean>`${what} !~ ${p.like}`)
  return sql<boolean>`(${sql.join([sql`${what} ~ ${own[at]?.like ?? ''}`, ...before], sql` and `)})`
}
const failures = ['session.failed', 'session.locked']

export interface AuditAsked {
  readonly kind?: AuditKind | undefined
  readonly person?: PersonId | undefined
  readonly failed: boolean
  readonly from?: OfficeDate | undefined
  readonly to?: OfficeDate | undefined
}
interface Raw {
  readonly source: Source
  readonly id: number
  readonly at: Instant
  readonly exact: string
  readonly actor: PersonId
  readonly what: string
  readonly said: Readonly<Record<string, string | number | boolean | null>> | null
  readonly number: string | null
}
const NOBODY = '00000000-0000-0000-0000-000000000000'

export async function readAudit(tx: Tx, office: Office, asked: AuditAsked, cursor: string | undefined, size: number): Promise<{ rows: AuditRow[]; next: string | null }> {
  const place = unpackCursor(cursor?.replace(/ /g, '+'), 3)
  const [exact, source, id] = place ?? []
  const cut = exact && (source === 'e' || source === 'l') && /^\d{1,15}$/.test(id ?? '') && /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(exact)
  const conditions = (own: Source, at: RawBuilder<unknown>, rowId: RawBuilder<unknown>, who: RawBuilder<unknown>, what: RawBuilder<unknown>) =>
    sql.join(
      [
        sql`true`,
        ...(asked.kind ? [isKind(asked.kind, own, what)] : []),
        ...(asked.person ? [sql`${who} = ${asked.person}`] : []),
        ...(asked.failed ? [sql`${what} = any (${failures}::text[])`] : []),
        ...(asked.from ? [sql`${at} >= ${atTime(asked.from, '00:00')}`] : []),
        ...(asked.to ? [sql`${at} < ${atTime(addDays(asked.to, 1), '00:00')}`] : []),
        ...(cut ? [sql`(${at}, ${own}::text, ${rowId}) < (${`${exact}Z`}::timestamptz, ${source}::text, ${Number(id)}::bigint)`] : []),
      ],
      sql` and `,
    )
  const text = (at: RawBuilder<unknown>) => sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`
  const [ea, ei, ew, em] = [sql`e.logged_at`, sql`e.id`, sql`e.actor`, sql`e.move`]
  const [la, li, lw, lm] = [sql`l.at`, sql`l.id`, sql`l.who`, sql`l.what`]
  const { rows } = await sql<Raw>`select x.* from (
      (select 'e' as source, e.id, e.logged_at as at, ${text(ea)} as exact, e.actor, e.move as what, e.said, null::text as number
       from event e where e.matter_id is null and ${conditions('e', ea, ei, ew, em)} order by e.logged_at desc, e.id desc limit ${size + 1})
      union all
      (select 'l', l.id, l.at, ${text(la)}, l.who, l.what, null::json, ${numberAlone(sql`l.matter_id`)} from looked l
       where ${conditions('l', la, li, lw, lm)} order by l.at desc, l.id desc limit ${size + 1})
    ) x order by x.at desc, x.source desc, x.id desc limit ${size + 1}`.execute(tx)
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return { rows: page.map((row) => lineOf(office, row)), next: rows.length > size && last ? packCursor([last.exact, last.source, String(last.id)]) : null }
}

function lineOf(office: Office, row: Raw): AuditRow {
  const { person, post, unit, ...facts } = row.said ?? {}
  const names = [
    typeof person === 'string' ? office.persons.get(person as PersonId)?.name : null,
    typeof post === 'string' ? office.posts.get(post as PostId)?.title : null,
    typeof unit === 'string' ? office.units.get(unit as UnitId)?.name : null,
  ].filter((name): name is string => Boolean(name))
  return {
    id: `${row.source}${row.id}`,
    at: row.at,
    kind: kindOf(row.source, row.what),
    actor: row.actor === NOBODY ? null : { id: row.actor, name: office.persons.get(row.actor)?.name ?? '' },
    what: row.what,
    about: names.join(' ') || null,
    number: row.number,
    ok: !failures.includes(row.what),
    facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value !== 'string' || !/^[0-9a-f]{8}-/.test(value))),
  }
}

export async function readTrust(tx: Tx): Promise<{
  seal: { no: number; at: string; suite: string; hash: string } | null
  waiting: number
  verified: { at: string; faults: number; events: number; seals: number; matters: number } | null
  running: boolean
}> {
  const [seal] = await run<{ no: number; at: string; suite: string; hash: string }>(
    tx,
    `select s.no, s.at, s.suite, encode(s.hash, 'hex') as hash from seal s order by s.no desc limit 1`,
    [],
  )
  const [waiting] = await run<{ n: number }>(tx, 'select count(*)::int as n from (select 1 from unsealed u limit 10001) u', [])
  const [asked, done] = [
    await run<{ at: string }>(tx, `select e.logged_at as at from event e where e.matter_id is null and e.move = 'audit.verify' order by e.logged_at desc limit 1`, []),
    await run<{ at: string; said: { faults: number; events: number; seals: number; matters: number } }>(
      tx,
      `select e.logged_at as at, e.said from event e where e.matter_id is null and e.move = 'audit.verified' order by e.logged_at desc limit 1`,
      [],
    ),
  ]
  const [found] = done
  return {
    seal: seal ?? null,
    waiting: waiting?.n ?? 0,
    verified: found ? { at: found.at, faults: found.said.faults, events: found.said.events, seals: found.said.seals, matters: found.said.matters } : null,
    running: asked[0] !== undefined && (found === undefined || found.at < asked[0].at),
  }
}
