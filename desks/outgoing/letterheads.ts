/**
 * 版头表: which organs issue papers here and who stands above them, what stands in red over the papers of each 代字, and who prints them. The office's own, changed
 * like every rule by two people; a 代字 without a row bears the names of the organs that issue it. Pure. Rule: GB/T 9704-2012 7.2.4, 10; HB-44; R-D06, R-D07
 */
import { z } from 'zod'
import { line } from '../../kernel/contract.ts'
import { inForce, type Rules } from '../../kernel/rules/in-force.ts'
import type { Instant } from '../../kernel/time.ts'
import { forms } from './shape.ts'

type Form = (typeof forms)[number]
/** An organ that issues papers here. */
export const issuer = z.strictObject({
  name: line(60),
  /** 直接上级: important papers downward are copied to it. R-D07 */
  superior: line(60).nullable(),
  /** 双重领导 alone: the other superior. R-D06 */
  other: line(60).nullable(),
})
export type Issuer = z.output<typeof issuer>
export const letterhead = z.strictObject({
  /** 代字: 云政办发 */
  code: z.string().regex(/^[一-龥]{1,12}$/),
  form: z.enum(forms),
  /** 发文机关; null: whichever issues the paper. */
  organ: line(60).nullable().default(null),
  /** 发文机关标志 without 文件, which its form adds; 云溪市人民政府常务会议纪要 of minutes. */
  mark: line(40),
  /** 印发机关 */
  printer: line(40),
})
export type Letterhead = z.output<typeof letterhead>
export const letterheadsTable = z.strictObject({
  /** Names a title is never broken in. */
  names: z.array(line(20)).max(100).default([]),
  organs: z
    .array(issuer)
    .max(50)
    .refine((all) => new Set(all.map((one) => one.name)).size === all.length, { error: 'twice' })
    .default([]),
  rows: z
    .array(letterhead)
    .max(100)
    .refine((rows) => new Set(rows.map(({ code, form }) => `${code} ${form}`)).size === rows.length, { error: 'twice' }),
})
export type LetterheadsTable = z.output<typeof letterheadsTable>
export const LETTERHEADS_RULE = 'outgoing.letterheads'
export const shippedLetterheads: LetterheadsTable = { names: [], organs: [], rows: [] }

export function letterheadsAt(rules: Rules, at: Instant): LetterheadsTable {
  const own = inForce(rules, 'table', LETTERHEADS_RULE, at)
  return own ? letterheadsTable.parse(own.value) : shippedLetterheads
}
/** What an organ calls itself over a paper of this form, where the office has settled nothing else. */
const usual: { readonly [F in Form]: (organ: string) => string } = {
  paper: (organ) => organ,
  upward: (organ) => organ,
  letter: (organ) => organ,
  order: (organ) => `${organ}令`,
  minutes: (organ) => `${organ}会议纪要`,
}
/** @param organs who issues it, the leading one first */
export function marksOf(
  { rows }: LetterheadsTable,
  { code, form, organs }: { readonly code: string | null; readonly form: Form; readonly organs: readonly string[] },
): { marks: string[]; printer: string } {
  const own = rows.find((row) => row.code === code && row.form === form)
  const [lead = '', ...others] = organs
  const joint = form === 'paper' || form === 'upward' ? others : []
  return { marks: [own?.mark ?? usual[form](lead), ...joint], printer: own?.printer ?? lead }
}
/** Who stands above an organ, as the office has settled it; null: it has said nothing of this organ. Rule: R-D06, R-D07 */
export const issuerOf = ({ organs }: LetterheadsTable, name: string): Issuer | null => organs.find((one) => one.name === name) ?? null
