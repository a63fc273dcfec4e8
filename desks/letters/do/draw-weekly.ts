/** 每周专报、意见建议摘报, drawn: the week before this Monday, as things stood at its 00:00, over the whole desk. Drawn twice it is the same one. Rule: HA-41, GN-04 */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import { figuresAt } from '../../../kernel/figures/count.ts'
import type { Period } from '../../../kernel/figures/facts.ts'
import { spanBefore, yearBefore } from '../../../kernel/figures/spans.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { mask } from '../../../kernel/mask.ts'
import { type Sight, visible, wholeDesk } from '../../../kernel/people/sight.ts'
import { monday } from '../../../kernel/reading/overview.ts'
import { addDays, addMillis, atTime, type Instant, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { letterFigures } from '../figures.ts'
import { drawn } from '../read/weekly-rows.ts'
import { themesBetween } from '../read/weekly-themes.ts'
import { draftBlocks } from '../weekly-draft.ts'
import { drawWeekly, type WeeklyNumbers } from '../weekly-shape.ts'

type Kind = 'weekly' | 'opinions'
const CASES = 3
const OVERDUE = 10
const onlyOf = (kind: Kind) => (kind === 'opinions' ? sql<boolean>`own.kind = 'advice'` : undefined)

interface Case {
  readonly id: MatterId
  readonly title: string | null
  readonly unit: string | null
  readonly days: number
}
/** 典型事例, told by what they are about and never by a number to call; no tip, and no letter whose writer asked for secrecy: handled again, said to be unsolved, or waiting longest, of what came in the week or is still in hand. */
async function casesOf(ctx: Ctx, sight: Sight, kind: Kind, from: OfficeDate, at: Instant): Promise<Case[]> {
  const { rows } = await sql<Case>`
    select m.id, m.title, u.short as unit, (${at}::timestamptz at time zone 'Asia/Shanghai')::date - (m.registered_at at time zone 'Asia/Shanghai')::date as days
    from matter m join letters_letter own on own.matter_id = m.id join unit u on u.id = m.owner_unit
    where m.desk = 'letters' and m.phase <> 'void' and m.registered_at < ${at} and (m.registered_at >= ${atTime(from, '00:00')} or m.phase <> 'closed')
      and own.kind <> 'tip' and not own.secret and ${visible(sight, 'm')} ${onlyOf(kind) ? sql`and ${onlyOf(kind)}` : sql``}
    order by m.round > 1 desc, exists (select 1 from answer a where a.matter_id = m.id and a.solved in ('no', 'partly')) desc, m.registered_at limit ${CASES}`.execute(ctx.tx)
  return rows.map((row) => ({ ...row, title: row.title && mask(row.title) }))
}

async function numbersOf(ctx: Ctx, kind: Kind, week: OfficeDate): Promise<{ numbers: WeeklyNumbers; cases: Case[] }> {
  const sight = wholeDesk('letters')
  const span = { from: addDays(week, -7), to: addDays(week, -1), cutOff: atTime(week, '00:00') }
  const only = onlyOf(kind)
  const counted = (period: Period) => figuresAt(ctx.tx, letterFigures, sight, { ...period, only }, ctx.now)
  // looked at as old as this week is: on the Monday after it
  const ago = (one: ReturnType<typeof spanBefore>) => ({ ...one, cutOff: atTime(addDays(one.to, 1), '00:00') })
  const [own, before, year, standing] = [await counted(span), await counted(ago(spanBefore(span))), await counted(ago(yearBefore(span))), await counted({ cutOff: span.cutOff })]
  const overdue = standing.units.map(({ unit, figures }) => {
    const of = (key: string) => figures.find((f) => f.key === key)?.n ?? 0
    return { unit: { id: unit as string, name: ctx.office.units.get(unit)?.short ?? '' }, late: of('late'), open: of('open') }
  })
  const found = await themesBetween(ctx.tx, sight, { ...span, only })
  const cases = await casesOf(ctx, sight, kind, span.from, span.cutOff)
  const numbers: WeeklyNumbers = {
    week: own.all,
    before: before.all,
    yearBefore: year.all,
    standing: standing.all,
    overdue: overdue
      .filter((one) => one.late > 0)
      .sort((a, b) => b.late - a.late)
      .slice(0, OVERDUE),
    themes: found.map(({ label, find, letters }) => ({ label, find, n: letters.length, letters: [...letters] })),
    cases: cases.map((one) => one.id),
  }
  return { numbers, cases }
}

/** @returns its id and whether it was drawn now */
export async function drawReport(ctx: Ctx, kind: Kind): Promise<{ id: string; fresh: boolean }> {
  const week = monday(officeDate(ctx.now))
  const there = await drawn(ctx, kind, week)
  if (there) return { id: there, fresh: false }
  const { numbers, cases } = await numbersOf(ctx, kind, week)
  const blocks = draftBlocks({
    kind,
    numbers,
    themes: numbers.themes,
    overdue: numbers.overdue.map(({ unit, late, open }) => ({ unit: unit.name, late, open })),
    cases: cases.flatMap(({ title, unit, days }) => (title === null ? [] : [{ title, unit: unit ?? '', days }])),
  })
  const made = await run<{ id: string }>(
    ctx.tx,
    `insert into letters_weekly (id, kind, week, cut_off, numbers, blocks, version, drawn_at, saved_at) values ($1, $2, $3::date, $4, $5::json, $6::json, 1, $7, $7)
     on conflict (kind, week) do nothing returning id`,
    [ctx.ids.next(), kind, week, atTime(week, '00:00'), JSON.stringify(numbers), JSON.stringify(blocks), ctx.now],
  )
  const [row] = made
  // somebody drew it in the same moment
  return row ? { id: row.id, fresh: true } : { id: (await drawn(ctx, kind, week)) ?? '', fresh: false }
}

export const handleDrawWeekly = handle(drawWeekly, async (ctx, { kind }) => ({ id: (await drawReport(ctx, kind)).id }), { power: 'letters.draw-weekly' })

/** Before the office opens on Monday; made up for on any later day of the week. */
const DRAWN_AT = 6 * 3_600_000
export async function drawMondays(ctx: Ctx): Promise<number> {
  if (ctx.now < addMillis(atTime(monday(officeDate(ctx.now)), '00:00'), DRAWN_AT)) return 0
  let fresh = 0
  for (const kind of ['weekly', 'opinions'] as const) if ((await drawReport(ctx, kind)).fresh) fresh++
  return fresh
}
