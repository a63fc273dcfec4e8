/** 办理情况: the figures, and the letters behind each. */
import { type RawBuilder, sql } from 'kysely'
import { mattersBehind } from '../../../kernel/figures/count.ts'
import { periodOf, readFiguresPage } from '../../../kernel/figures/page.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { packCursor, unpackCursor } from '../../../kernel/reading/row.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { letterFigures } from '../figures.ts'
import { figureMatters, figures } from '../shape.ts'
import { letterRows } from './letter-rows.ts'

type Asked<T> = Omit<T, 'kind'> & { readonly only?: RawBuilder<boolean> }
const ofKind = <T extends { readonly kind?: string | undefined }>({ kind, ...asked }: T): Asked<T> => ({ ...asked, ...(kind ? { only: sql<boolean>`own.kind = ${kind}` } : {}) })
export const readFigures = read(figures, (ctx, asked) => readFiguresPage(ctx, letterFigures, ofKind(asked)))

export const readFigureMatters = read(figureMatters, async (ctx, { figure, part, cursor, size, ...asked }) => {
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const after = Math.max(0, Number(unpackCursor(cursor, 1)?.[0] ?? 0) || 0)
  const behind = await mattersBehind(ctx.tx, letterFigures, sight, periodOf(ctx.office, ctx.now, ofKind(asked)), ctx.now, { figure, part, after, size })
  const ids = behind.rows.map((r) => r.id)
  const rows = await letterRows(
    ctx,
    sql`(select m.id from matter m where m.id = any (${ids}::uuid[]) and ${visible(sight, 'm', 'each')})`,
    sql`array_position(${ids}::uuid[], m.id)`,
  )
  const days = new Map(behind.rows.map((r) => [r.id as string, r.days]))
  return {
    rows: rows.map((row) => ({ ...row, days: days.get(row.matter) ?? null })),
    next: after + ids.length < behind.count ? packCursor([String(after + ids.length)]) : null,
    count: behind.count,
  }
})
