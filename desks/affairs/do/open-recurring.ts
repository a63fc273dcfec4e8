/**
 * What comes round is opened ahead of its day: registered by the standing duty as the system, given to its post, owed to the post that asked for it.
 * A due day is opened once, whoever asks how often; what was missed while the server stood still is made up for until it is due. Rule: ZK-08, GN-07
 */
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits } from '../../../kernel/decide/office.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { atTime, officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type StoredRecurring, storedRecurring } from '../read/recurring.ts'
import { type Turn, turnsOf } from '../recurring-rule.ts'
import { moveAffair } from './move-affair.ts'

async function openTurn(ctx: Ctx, row: StoredRecurring, { due }: Turn): Promise<boolean> {
  const matter = ctx.ids.next<MatterId>()
  // the key decides: two workers asking at once open it once
  const mine = await run(
    ctx.tx,
    `insert into affairs_recurred (recurring, due_day, version, matter_id, opened_at) values ($1, $2::date, $3, $4, $5) on conflict (recurring, due_day) do nothing returning 1`,
    [row.id, due, row.version, matter, ctx.now],
  )
  const [unit] = homeUnits(ctx.office, ctx.who.person, ctx.now)
  if (mine.length === 0 || !unit) return false
  await moveAffair(ctx, 'register', {
    matter,
    detail: { way: 'paper', body: row.body, relayedBy: null, outside: false, people: null, atOnce: false, successor: null },
    input: {
      title: row.title,
      origin: 'own',
      readers: 'units',
      urgency: 'normal',
      unit,
      askers: [{ holder: { post: row.asker } }],
      partOf: null,
      basis: [],
      arisesFrom: null,
      files: [],
      due: atTime(due),
    },
    follow: [{ move: 'assign', input: { lead: { post: row.post }, helpers: [], ask: row.body.slice(0, 2000), due: null, bound: false } }],
  })
  return true
}

export async function openRecurring(ctx: Ctx): Promise<number> {
  const today = officeDate(ctx.now)
  let opened = 0
  for (const row of await storedRecurring(ctx)) {
    if (row.state !== 'running') continue
    for (const turn of turnsOf(row.rule, today, today, ctx.calendar)) if (await openTurn(ctx, row, turn)) opened++
  }
  return opened
}
