/**
 * 发文限额表: how many papers of a kind an organ issues in a year; over it a reason, and where the office says so the leave of a leader of the office. The office's own, changed
 * like every rule by two people; without one nothing is limited. Pure. Rule: HB-29; R-M20; HB-44
 */
import { z } from 'zod'
import { line } from '../../kernel/contract.ts'
import { inForce, type Rules } from '../../kernel/rules/in-force.ts'
import type { Instant } from '../../kernel/time.ts'
import { type PaperDetail, paperTypes } from './shape.ts'

export const paperQuota = z.strictObject({
  /** 发文机关; null: all of them together. */
  organ: line(60).nullable(),
  /** 文种; null: all of them together. */
  paperType: z.enum(paperTypes).nullable(),
  /** Issued in a year. */
  most: z.int().min(0).max(9999),
  /** 超限额须报批. */
  leave: z.boolean(),
})
export type PaperQuota = z.output<typeof paperQuota>
export const quotasTable = z.strictObject({
  rows: z
    .array(paperQuota)
    .max(100)
    .refine((rows) => new Set(rows.map(({ organ, paperType }) => `${organ} ${paperType}`)).size === rows.length, { error: 'twice' }),
})
export type QuotasTable = z.output<typeof quotasTable>
export const QUOTAS_RULE = 'outgoing.quotas'
export const shippedQuotas: QuotasTable = { rows: [] }

export function quotasAt(rules: Rules, at: Instant): QuotasTable {
  const own = inForce(rules, 'table', QUOTAS_RULE, at)
  return own ? quotasTable.parse(own.value) : shippedQuotas
}
/** What is counted: by whom, of which type. */
export interface Counted {
  readonly organ: string
  readonly paperType: string
}
export const speaksOf = (quota: Pick<PaperQuota, 'organ' | 'paperType'>, { organ, paperType }: Counted): boolean =>
  (quota.organ === null || quota.organ === organ) && (quota.paperType === null || quota.paperType === paperType)
/** A limit, and how much of it this year has used. */
export interface Used extends PaperQuota {
  readonly issued: number
}
/** With one paper more it would be passed. */
export const isOver = ({ issued, most }: Used): boolean => issued + 1 > most
/** Of our own number: what another organ leads is counted there. */
export const countedOf = ({ organs, paperType, ledBy }: Pick<PaperDetail, 'organs' | 'paperType' | 'ledBy'>): Counted | null =>
  ledBy === null && organs[0] !== undefined ? { organ: organs[0], paperType } : null
