/** 每周专报 read: the numbers as they were frozen, the words as they stand, and of the typical cases those this reader may see. */
import { sql } from 'kysely'
import { hasPower } from '../../../kernel/decide/office.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { weeklyList, weeklyView } from '../weekly-shape.ts'
import { letterRows } from './letter-rows.ts'
import { headOf, weeklies, weeklyById } from './weekly-rows.ts'

const gate = { power: 'letters.read-weekly' } as const
const mayOpen = (ctx: ReadCtx): boolean => ['letters.draw-weekly', 'letters.issue-weekly'].some((power) => hasPower(ctx.office, ctx.who.person, power, ctx.now))

/** A draft is the division's until it is issued. */
export const weeklyRows = async (ctx: ReadCtx) => (await weeklies(ctx)).filter((row) => row.issued_at !== null || mayOpen(ctx)).map((row) => headOf(ctx, row))
export const readWeeklies = read(
  weeklyList,
  async (ctx) => ({ rows: await weeklyRows(ctx), may: { draw: hasPower(ctx.office, ctx.who.person, 'letters.draw-weekly', ctx.now) } }),
  gate,
)
export const readWeekly = read(
  weeklyView,
  async (ctx, { id }) => {
    const row = await weeklyById(ctx, id)
    if (!row || (row.issued_at === null && !mayOpen(ctx))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
    const cases = await letterRows(
      ctx,
      sql`(select m.id from matter m where m.id = any (${row.numbers.cases}::uuid[]) and ${visible(sight, 'm', 'each')})`,
      sql`array_position(${row.numbers.cases}::uuid[], m.id)`,
    )
    const open = row.issued_at === null
    const has = (power: string) => open && hasPower(ctx.office, ctx.who.person, power, ctx.now)
    return {
      ...headOf(ctx, row),
      version: row.version,
      numbers: row.numbers,
      blocks: row.blocks,
      cases,
      may: { edit: has('letters.draw-weekly'), issue: has('letters.issue-weekly') },
    }
  },
  gate,
)
