/** 我的表: columns only one desk has, beside those of every matter: `incoming.sender`. Rule: product §6 «any ledger in the office's own columns»; HA-17 */
import type { Ctx } from '../ctx.ts'
import type { MatterId } from '../ids.ts'
import { RefusalError, refuse } from '../refusal.ts'
import type { WorkRow } from '../view.ts'
import type { Language } from '../words.ts'
import { isOwnColumn, type TableForm } from './table-shape.ts'

export type OwnRow = WorkRow & { readonly own?: Readonly<Record<string, string>> }
const ownOf = (form: TableForm): string[] => form.columns.flatMap(({ key }) => (isOwnColumn(key) ? [key] : []))
const named = (desk: string, column: string) => `${desk}.${column}`

/** @throws RefusalError `tables.not-of-desk`: a column of a desk whose matters this table does not list alone */
export function mustBeOfDesk({ desks }: Pick<Ctx, 'desks'>, form: TableForm): void {
  const { desk } = form.filter
  const known = desk ? Object.keys(desks.get(desk)?.columns?.widths ?? {}).map((column) => named(desk, column)) : []
  const strange = ownOf(form).find((key) => !known.includes(key))
  if (strange) throw new RefusalError(refuse('tables.not-of-desk', { column: strange }))
}
/** Lines their reader has been shown, with what the desk itself says of each; a column the desk no longer has stays empty. */
export async function withOwn(ctx: Ctx, form: TableForm, rows: readonly WorkRow[], language: Language): Promise<OwnRow[]> {
  const { desk } = form.filter
  const keys = ownOf(form)
  const columns = desk ? ctx.desks.get(desk)?.columns : undefined
  if (!desk || !columns || keys.length === 0 || rows.length === 0) return [...rows]
  const cells = await columns.cells(
    ctx,
    rows.map((row) => row.matter as MatterId),
    language,
  )
  return rows.map((row) => {
    const told = cells.get(row.matter as MatterId) ?? {}
    return { ...row, own: Object.fromEntries(keys.map((key) => [key, told[key.slice(desk.length + 1)] ?? ''])) }
  })
}
