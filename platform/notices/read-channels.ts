/** The channels as set: of secrets only whether they are there; what waits, what is dead, and what the other side said to one's last test. */
import type { z } from 'zod'
import type { UnitId } from '../../kernel/ids.ts'
import { type ChannelKind, channelFields, type noticeChannels } from '../../kernel/reading/notices-shape.ts'
import { run } from '../../kernel/write/tx.ts'
import type { ReadCtx } from '../ctx/reading.ts'

type View = z.input<(typeof noticeChannels)['output']>
interface Row {
  readonly id: string
  readonly kind: ChannelKind
  readonly name: string
  readonly unit: UnitId | null
  readonly mandatory: boolean
  readonly in_use: boolean
  readonly settings: Record<string, string>
  readonly sealed: boolean
  readonly waiting: number
  readonly dead: number
  readonly test_at: string | null
  readonly delivered: boolean | null
  readonly test_dead: boolean | null
  readonly code: string | null
  readonly said: string | null
}
function testOf(row: Row): View['rows'][number]['test'] {
  if (row.test_at === null) return null
  return { at: row.test_at, outcome: row.delivered ? 'delivered' : row.test_dead ? 'dead' : row.code ? 'retry' : 'waiting', code: row.code, said: row.said }
}
export async function readChannels(ctx: ReadCtx): Promise<View> {
  const [setting] = await run<{ base: string; proxy: string | null }>(ctx.tx, 'select s.base, s.proxy from notice_setting s', [])
  const rows = await run<Row>(
    ctx.tx,
    `select c.id, c.kind, c.name, c.unit, c.mandatory, c.in_use, c.settings, c.sealed is not null as sealed,
       (select count(*)::int from delivery d where d.channel = c.id and d.delivered_at is null and d.dead_at is null and d.dropped is null) as waiting,
       (select count(*)::int from delivery d where d.channel = c.id and d.dead_at is not null) as dead,
       t.at as test_at, t.delivered_at is not null as delivered, t.dead_at is not null as test_dead, t.answer_code as code, t.answer as said
     from notice_channel c left join lateral (select d.at, d.delivered_at, d.dead_at, d.answer_code, d.answer from delivery d join notice n on n.id = d.notice_id
       where d.channel = c.id and d.person = $1 and n.kind = 'channel-test' order by d.id desc limit 1) t on true
     order by c.in_use desc, c.made_at, c.id`,
    [ctx.who.person],
  )
  return {
    base: setting?.base ?? null,
    proxy: setting?.proxy ?? null,
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      unit: row.unit && { id: row.unit, name: ctx.office.units.get(row.unit)?.name ?? '' },
      mandatory: row.mandatory,
      inUse: row.in_use,
      set: row.settings,
      secrets: row.sealed ? channelFields[row.kind].filter((field) => field.secret).map((field) => field.key) : [],
      waiting: row.waiting,
      dead: row.dead,
      test: testOf(row),
    })),
  }
}
