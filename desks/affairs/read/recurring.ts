/** 常态工作 as it stands, and what will be opened in the next thirty days. */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId, PersonId, PostId } from '../../../kernel/ids.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { addDays, type Instant, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { type RecurringRule, turnsOf } from '../recurring-rule.ts'
import { type RecurringRow, recurring } from '../recurring-shape.ts'

export interface StoredRecurring {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly body: string
  readonly rule: RecurringRule
  readonly post: PostId
  readonly asker: PostId
  readonly state: 'running' | 'paused' | 'ended'
  readonly why: string | null
  readonly by: PersonId
  readonly at: Instant
}
/** Of each the wording that holds. */
export const storedRecurring = (ctx: Pick<Ctx, 'tx'>): Promise<StoredRecurring[]> =>
  run<StoredRecurring>(
    ctx.tx,
    `select distinct on (r.id) r.id, r.version, r.title, r.body, r.rule, r.post, r.asker, r.state, r.why, r.by, r.at from affairs_recurring r order by r.id, r.version desc`,
    [],
  )
interface Opened {
  readonly recurring: string
  readonly due: OfficeDate
  readonly at: Instant
  readonly matter: MatterId | null
  readonly number: string | null
}
/** The last turn opened of each; the matter only where this person may see it. */
async function lastTurns({ tx, office, who, now }: Ctx): Promise<Map<string, Opened>> {
  const sight = sightOf(office, who.person, now)
  const { rows } = await sql<Opened>`select distinct on (o.recurring) o.recurring, o.due_day::text as due, o.opened_at as at, m.id as matter, m.number
    from affairs_recurred o left join matter m on m.id = o.matter_id and ${visible(sight, 'm', 'each')} order by o.recurring, o.due_day desc`.execute(tx)
  return new Map(rows.map((row) => [row.recurring, row]))
}
const AHEAD = 30
const YEAR = 370

export const readRecurring = read(
  recurring,
  async (ctx) => {
    const today = officeDate(ctx.now)
    const { posts, units, persons } = ctx.office
    const unitName = (post: PostId) => units.get(posts.get(post)?.unit as never)?.short ?? ''
    const post = (id: PostId) => ({ id: id as string, name: posts.get(id)?.title ?? '' })
    const opened = await lastTurns(ctx)
    const stored = await storedRecurring(ctx)
    const ahead = (row: StoredRecurring, days: number) => {
      const last = opened.get(row.id)?.due ?? ''
      return row.state === 'running' ? turnsOf(row.rule, today, addDays(today, days), ctx.calendar).filter((turn) => turn.due > last) : []
    }
    const rows = stored.map((row): RecurringRow => {
      const last = opened.get(row.id)
      return {
        ...row,
        post: post(row.post),
        unit: unitName(row.post),
        asker: post(row.asker),
        by: { id: row.by, name: persons.get(row.by)?.name ?? '' },
        last: last ? { due: last.due, at: last.at, matter: last.matter, number: last.number } : null,
        next: ahead(row, YEAR)[0] ?? null,
      }
    })
    const coming = stored.flatMap((row) => ahead(row, AHEAD).map((turn) => ({ ...turn, id: row.id, title: row.title, post: post(row.post) })))
    return {
      rows: rows.sort((a, b) => a.state.localeCompare(b.state) * -1 || (a.next?.opens ?? '9').localeCompare(b.next?.opens ?? '9')),
      coming: coming.sort((a, b) => a.opens.localeCompare(b.opens)),
      posts: [...posts.values()].filter((p) => p.to_at === null || p.to_at > ctx.now).map((p) => ({ id: p.id as string, name: p.title, unit: unitName(p.id) })),
    }
  },
  { power: 'affairs.register' },
)
