/** 规则汇编: every rule an office may change, as it stands on a day, with what is coming, what waits and all that ever was proposed. */
import type { z } from 'zod'
import type { Office } from '../decide/office.ts'
import type { Desk } from '../desk.ts'
import type { PersonId } from '../ids.ts'
import { declaredRules } from '../rules/declared.ts'
import { latestBegun, type RuleKind, ruleKinds } from '../rules/in-force.ts'
import type { RuleLine, ruleBook } from '../rules/shape.ts'
import { addMillis, atTime, type Instant, type OfficeDate, officeDate } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'

interface Stored {
  readonly id: string
  readonly kind: RuleKind
  readonly key: string
  readonly value: unknown
  readonly basis: string
  readonly day: OfficeDate
  readonly proposed_by: PersonId
  readonly proposed_at: Instant
  readonly outcome: RuleLine['outcome']
  readonly decided_by: PersonId | null
  readonly decided_at: Instant | null
  readonly why: string | null
  readonly version: number | null
  readonly from_at: Instant | null
}
interface Reader {
  readonly tx: Tx
  readonly office: Office
  readonly now: Instant
}
const named = (office: Office, id: PersonId) => ({ id: id as string, name: office.persons.get(id)?.name ?? '' })
const lineOf = (office: Office, row: Stored): RuleLine => ({
  id: row.id,
  version: row.version,
  value: row.value,
  day: row.day,
  from: row.from_at,
  basis: row.basis,
  outcome: row.outcome,
  proposedBy: named(office, row.proposed_by),
  proposedAt: row.proposed_at,
  decidedBy: row.decided_by && named(office, row.decided_by),
  decidedAt: row.decided_at,
  why: row.why,
})
/** Posts a route may name, by their key. */
export const postsOf = (office: Office): { key: string; title: string }[] =>
  [...new Map([...office.posts.values()].flatMap((p) => (p.key !== null && p.to_at === null ? [[p.key, p.title] as const] : [])))].map(([key, title]) => ({ key, title }))
/** Approved rows as versions that begin. */
const begun = (rows: readonly Stored[]) => rows.flatMap((row) => (row.version === null || row.from_at === null ? [] : [{ ...row, version: row.version, from_at: row.from_at }]))

/** @param day as it stands when this day ends; default today */
export async function readRules(reader: Reader, desks: readonly Desk[], day: OfficeDate = officeDate(reader.now)): Promise<z.input<(typeof ruleBook)['output']>> {
  const { office } = reader
  const at = addMillis(atTime(day), -1)
  const stored = await run<Stored>(
    reader.tx,
    `select r.id, r.kind, r.key, r.value, r.basis, r.from_day::text as day, r.proposed_by, r.proposed_at, r.outcome, r.decided_by, r.decided_at, r.why, r.version, r.from_at
     from rule r order by r.proposed_at desc, r.id desc`,
    [],
  )
  const declared = declaredRules(desks)
  const names = new Map(declared.map((rule) => [`${rule.kind}:${rule.key}`, { ...rule, shipped: rule.value as unknown }]))
  for (const row of stored)
    if (!names.has(`${row.kind}:${row.key}`))
      names.set(`${row.kind}:${row.key}`, {
        kind: row.kind,
        key: row.key,
        desk: row.kind === 'quota' ? null : (row.key.split('.')[0] ?? null),
        value: null,
        shipped: null,
        basis: '',
      })
  const rows = [...names.values()].map(({ kind, key, desk, shipped, basis }) => {
    const own = stored.filter((row) => row.kind === kind && row.key === key)
    const approved = begun(own)
    const now = latestBegun(approved, at)
    const open = own.find((row) => row.outcome === null)
    return {
      kind,
      key,
      desk,
      shipped,
      shippedBasis: basis,
      now: now && lineOf(office, now),
      coming: approved
        .filter((row) => row.from_at > at)
        .sort((a, b) => (a.from_at < b.from_at ? -1 : 1))
        .map((row) => lineOf(office, row)),
      proposed: open ? lineOf(office, open) : null,
      history: own.map((row) => lineOf(office, row)),
    }
  })
  return {
    on: day,
    rows: ruleKinds.flatMap((kind) => rows.filter((row) => row.kind === kind)),
    posts: postsOf(office),
  }
}
