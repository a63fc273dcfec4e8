/**
 * 文书档案保管期限表: the office's own, approved by the archive authority, settled like every rule by two people. There is no national one to fall back on:
 * until the office has its own nothing is archived. Pure. Rule: 档案法实施条例 (2024) arts. 19, 20; 国家档案局令第8号 art. 12
 */
import { z } from 'zod'
import type { KeptPaper } from '../../kernel/archive.ts'
import { line } from '../../kernel/contract.ts'
import type { Office, Unit } from '../../kernel/decide/office.ts'
import type { UnitId } from '../../kernel/ids.ts'
import { inForce, type Rules } from '../../kernel/rules/in-force.ts'
import type { Instant } from '../../kernel/time.ts'

/** 永久 · 30年 · 10年. Rule: 国家档案局令第8号 (2006) */
export const terms = ['Y', 'D30', 'D10'] as const
export type Term = (typeof terms)[number]
/** What a row says of its papers: how long, or that they are not archived. */
export const rulings = [...terms, 'none'] as const
const code = (most: number) => z.string().regex(new RegExp(`^[A-Za-z0-9]{1,${most}}$`))
const mark = z.string().regex(/^[a-z]+:[A-Za-z0-9_-]{1,40}$/)

export const tableRow = z.strictObject({
  /** As it is numbered in the approved table: 3.2.1 */
  key: z.string().regex(/^[0-9][0-9.]{0,11}$/),
  what: line(200),
  ruling: z.enum(rulings),
  desk: z.string().regex(/^[a-z]{1,30}$/),
  /** All of them must stand on the paper; none: every paper of the desk. */
  marks: z.array(mark).max(6).default([]),
})
export const organ = z.strictObject({ code: code(10), name: line(40), units: z.array(z.string().max(40)).max(50).default([]) })
export const termsTable = z.strictObject({
  /** 全宗号, as the archive gave it. */
  fonds: code(12),
  /** 移交: after so many years; a prefecture 20, a county 10 (R-A05). */
  handOver: z.union([z.literal(20), z.literal(10)]),
  organs: z
    .array(organ)
    .min(1)
    .max(60)
    .refine((all) => new Set(all.map((one) => one.code)).size === all.length, { error: 'twice' }),
  rows: z
    .array(tableRow)
    .min(1)
    .max(300)
    .refine((all) => new Set(all.map((one) => one.key)).size === all.length, { error: 'twice' }),
})
export type TermsTable = z.output<typeof termsTable>
export type TableRow = TermsTable['rows'][number]
export const TERMS_RULE = 'archives.terms'

export interface InForceTable {
  readonly version: number
  readonly table: TermsTable
}
/** The table in force then; null: the office has none yet. */
export function tableAt(rules: Rules, at: Instant): InForceTable | null {
  const found = inForce(rules, 'table', TERMS_RULE, at)
  return found && { version: found.version, table: termsTable.parse(found.value) }
}
export const desksIn = ({ rows }: TermsTable): readonly string[] => [...new Set(rows.map((row) => row.desk))]

/** The first row that speaks of such a paper: the office puts the particular before the general. */
export const rowFor = ({ rows }: TermsTable, desk: string, paper: Pick<KeptPaper, 'marks'>): TableRow | null =>
  rows.find((row) => row.desk === desk && row.marks.every((one) => paper.marks.includes(one))) ?? null

/** 机构（问题）: by the unit whose paper it is or the nearest above it; else the one that names no units. */
export function organFor({ organs }: TermsTable, office: Pick<Office, 'units'>, unit: UnitId): string | null {
  for (let at: Unit | undefined = office.units.get(unit); at; at = at.parent === null ? undefined : office.units.get(at.parent)) {
    const own = at
    const found = organs.find((one) => one.units.includes(own.code ?? ''))
    if (found) return found.code
  }
  return organs.find((one) => one.units.length === 0)?.code ?? null
}
