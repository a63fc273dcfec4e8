/** 保管期限表 in force, and what it may speak of. */
import { runs } from '../../../kernel/decide/office.ts'
import { inForce } from '../../../kernel/rules/in-force.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { tableView } from '../shape.ts'
import { TERMS_RULE, tableAt } from '../terms.ts'

export const readTable = read(tableView, async (ctx) => {
  const found = tableAt(ctx.rules, ctx.now)
  return {
    version: found?.version ?? null,
    table: found?.table ?? null,
    basis: inForce(ctx.rules, 'table', TERMS_RULE, ctx.now)?.basis ?? null,
    desks: [...ctx.desks.values()].flatMap((entry) => (entry.keeps ? [entry.desk.key] : [])),
    units: [...ctx.office.units.values()].filter((unit) => runs(unit, ctx.now) && unit.code !== null).map((unit) => ({ code: unit.code ?? '', name: unit.short })),
  }
})
