/**
 * Where a notice goes beside the application: which channels, at once or with others, and whether it climbs while nobody looks.
 * Runs in the transaction that delivers it in the application. Rule: R-W01, F16 (the same thing is not told twice)
 */

import { homeUnits } from '../../kernel/decide/office.ts'
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { loadStanding, type Standing } from '../../kernel/people/load.ts'
import type { ChannelKind } from '../../kernel/reading/notices-shape.ts'
import { quotaAt } from '../../kernel/rules/quotas.ts'
import { addMillis, type Instant, MINUTE } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { inApp, type Letter, type Sender } from '../jobs/outbox.ts'
import { answeredText } from './answered.ts'
import { channelKinds } from './channels.ts'
import { beginClimb } from './ladder.ts'
import { afterQuiet, quietOf } from './quiet.ts'

/** Told again and again on purpose; everything else is told once while it lies unread. */
const REPEATED: readonly string[] = ['urged', 'urge', 'escalate', 'remind', 'again', 'channel-test']

interface Told extends Letter {
  readonly to_person: PersonId
}
interface Matter {
  readonly id: MatterId
  readonly urgency: string
  readonly readers: string
}
interface Reach {
  readonly id: string
  readonly kind: ChannelKind
  readonly unit: string | null
  readonly mandatory: boolean
  readonly wanted: boolean | null
  readonly mail: boolean
  readonly sms: boolean
}

async function toldAlready(tx: Tx, { kind, to_person, payload }: Told): Promise<boolean> {
  if (REPEATED.includes(kind) || typeof payload.matter !== 'string') return false
  const { matter, ...facts } = payload
  const same = await run(tx, 'select 1 from notice n where n.person = $1 and n.read_at is null and n.kind = $2 and n.matter_id = $3 and n.payload = $4::jsonb limit 1', [
    to_person,
    kind,
    matter,
    JSON.stringify(facts),
  ])
  return same.length > 0
}
/** Signed for, answered or over while it lay in the outbox. */
async function answeredMeanwhile(tx: Tx, { kind, payload }: Told): Promise<boolean> {
  if (typeof payload.matter !== 'string') return false
  const [row] = await run<{ over: boolean }>(
    tx,
    `select ${answeredText('n.kind', 'n.payload', 'n.matter_id')} as over from (select $1::text as kind, $2::jsonb as payload, $3::uuid as matter_id) n`,
    [kind, JSON.stringify(payload), payload.matter],
  )
  return row?.over === true
}
/** A group hears of everybody in its unit; a person by what he wants and what is known of him. What is mandatory cannot be unwanted. */
function reaches(one: Reach, person: PersonId, matter: Matter | null, { office }: Standing, now: Instant): boolean {
  const { reaches: to } = channelKinds[one.kind]
  if (to === 'group') return matter?.readers !== 'named' && (one.unit === null || homeUnits(office, person, now).some((unit) => unit === one.unit))
  if (to !== 'id' && !one[to]) return false
  return one.mandatory || one.wanted !== false
}

async function planChannels(tx: Tx, notice: number, told: Told, matter: Matter | null, standing: Standing, now: Instant): Promise<void> {
  const urgent = matter !== null && matter.urgency !== 'normal'
  const test = told.kind === 'channel-test' ? told.payload.channel : null
  const open = await run<Reach>(
    tx,
    `select c.id, c.kind, c.unit, c.mandatory, w.wanted,
       exists (select 1 from notice_address a where a.person = $1 and a.kind = 'mail') as mail, exists (select 1 from notice_address a where a.person = $1 and a.kind = 'sms') as sms
     from notice_channel c left join notice_choice w on w.channel = c.id and w.person = $1 where c.in_use and ($2::uuid is null or c.id = $2) order by c.id`,
    [told.to_person, test],
  )
  const wait = quotaAt(standing.rules, 'notice.digest', now).n * MINUTE
  const due = urgent || test ? now : afterQuiet(addMillis(now, wait), quietOf(standing.rules, now))
  for (const one of open) {
    if (!test && !reaches(one, told.to_person, matter, standing, now)) continue
    const group = channelKinds[one.kind].reaches === 'group'
    // one that waits already takes this one along
    await run(
      tx,
      `insert into delivery (notice_id, channel, person, urgent, at, due_at, dropped)
       select $1, $2, $3, $4, $5, least($6::timestamptz, (select min(d.due_at) from delivery d where d.channel = $2 and ($7 or d.person = $3) and not d.urgent
           and d.due_at > $5 and d.delivered_at is null and d.dead_at is null and d.dropped is null)),
         case when $7 and exists (select 1 from delivery d join notice n on n.id = d.notice_id where d.channel = $2 and d.at > $5::timestamptz - make_interval(secs => $10)
           and n.kind = $8 and n.matter_id = $9) then 'told' end`,
      [notice, one.id, told.to_person, urgent || test !== null, now, due, group, told.kind, matter?.id ?? null, Math.max(60, wait / 1000)],
    )
  }
}

/** 系统内 first, then every way beyond the house: the one sender of the outbox. */
export const throughChannels: Sender = async (tx, letter, now) => {
  if (letter.to_person === null) return
  const told = letter as Told
  if ((await toldAlready(tx, told)) || (await answeredMeanwhile(tx, told))) return
  const notice = await inApp(tx, letter, now)
  if (notice === null) return
  const standing = await loadStanding(tx)
  const [matter] =
    typeof letter.payload.matter === 'string' ? await run<Matter>(tx, 'select m.id, m.urgency, m.readers from matter m where m.id = $1', [letter.payload.matter]) : []
  await planChannels(tx, notice, told, matter ?? null, standing, now)
  if (matter)
    await beginClimb(tx, { notice, kind: told.kind, person: told.to_person, matter: matter.id, urgent: matter.urgency !== 'normal', piece: told.payload.piece }, standing, now)
}
