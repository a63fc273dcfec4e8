/**
 * What waits to leave the house, sent: several notices for one person or group become one message, a robot is never used more often than it may be,
 * and what cannot be sent is tried later, at last kept as a dead letter. Nothing is lost. Rule: R-W01, R-W02
 */

import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import type { ChannelKind } from '../../kernel/reading/notices-shape.ts'
import { addMillis, type Instant, MINUTE } from '../../kernel/time.ts'
import { kernelWords, type Language } from '../../kernel/words.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { backOff } from '../jobs/outbox.ts'
import { channels as live } from '../live/channels.ts'
import { answeredText } from './answered.ts'
import { shutUntil, takeToken } from './bucket.ts'
import { channelKinds } from './channels.ts'
import { type Answer, fitting, type Line, type Message } from './message.ts'

const BATCH = 200
const CLAIM_MINUTES = 5
const TRIES = 8

interface Due {
  readonly id: number
  readonly channel: string
  readonly person: PersonId
  readonly attempts: number
  readonly kind: string
  readonly matter_id: MatterId | null
  readonly number: string | null
  readonly desk: string | null
  readonly readers: string | null
  readonly read: boolean
}
interface Setting {
  readonly id: string
  readonly kind: ChannelKind
  readonly settings: Readonly<Record<string, string>>
  readonly sealed: string | null
  readonly base: string
  readonly proxy: string | null
}
const claim = (house: House, now: Instant): Promise<Due[]> =>
  inAct(house.pools.act, (tx) =>
    run<Due>(
      tx,
      `with taken as (update delivery d set claimed_until = $2 where d.id in (
         select i.id from delivery i join notice_channel c on c.id = i.channel and c.in_use
         where i.delivered_at is null and i.dead_at is null and i.dropped is null and i.due_at <= $1 and (i.claimed_until is null or i.claimed_until <= $1)
         order by i.due_at, i.id limit ${BATCH} for update of i skip locked)
       returning d.id, d.channel, d.person, d.attempts, d.notice_id)
       select t.id, t.channel, t.person, t.attempts, n.kind, n.matter_id, m.number, m.desk, m.readers, n.read_at is not null or ${answeredText('n.kind', 'n.payload', 'n.matter_id')} as read
       from taken t join notice n on n.id = t.notice_id left join matter m on m.id = n.matter_id order by t.id`,
      [now, addMillis(now, CLAIM_MINUTES * MINUTE)],
    ),
  )
const dropped = (tx: Tx, ids: readonly number[], why: 'read' | 'unseen' | 'told') =>
  run(tx, 'update delivery set dropped = $2, claimed_until = null where id = any ($1::bigint[])', [ids, why])

/** Where it goes to: the person's own address, opened for this one sending; null: nobody's. */
async function addressOf(house: House, tx: Tx, { kind, settings }: Setting, person: PersonId): Promise<{ to: string | null; language: Language } | null> {
  const { reaches } = channelKinds[kind]
  if (reaches === 'group') return { to: null, language: settings.language === 'en' ? 'en' : 'zh-CN' }
  const [user] = await run<{ language: string | null }>(tx, 'select u."language" as language from auth."user" u where u."id" = $1', [person])
  const language: Language = user?.language === 'en' ? 'en' : 'zh-CN'
  if (reaches === 'id') return { to: person, language }
  const [row] = await run<{ sealed: string }>(tx, 'select a.sealed from notice_address a where a.person = $1 and a.kind = $2', [person, reaches])
  return row ? { to: house.box.open(row.sealed), language } : null
}
function lineOf(due: Due, base: string, language: Language): Line {
  const words: Readonly<Record<string, string>> = kernelWords[language].notices
  const place = due.matter_id && due.desk ? `/${due.desk}/${due.matter_id}` : '/notices'
  return { kind: words[due.kind] ?? kernelWords[language].notices.other, number: due.readers === 'named' ? null : due.number, link: `${base}${place}` }
}

interface Ready {
  readonly set: Setting
  readonly message: Message
  /** Rows the message tells, in the order of its lines. */
  readonly rows: readonly Due[]
}
/** One message for one person or group: without what was read meanwhile, may no longer be seen, or stands in it already. */
async function ready(house: House, tx: Tx, set: Setting, group: readonly Due[], now: Instant): Promise<Ready | null> {
  const { office } = await loadStanding(tx)
  const gone: Due[] = []
  const lines = new Map<string, Due>()
  const told: Due[] = []
  for (const due of group) {
    const here = office.persons.get(due.person)?.active === true
    const seen = here && (due.matter_id === null || (await maySee(tx, sightOf(office, due.person, now), due.matter_id)))
    const same = `${due.kind} ${due.matter_id ?? due.id}`
    if (!seen) gone.push(due)
    else if (lines.has(same)) told.push(due)
    else lines.set(same, due)
  }
  const read = [...lines].filter(([, due]) => due.read && due.kind !== 'channel-test')
  for (const [key] of read) lines.delete(key)
  const idsOf = (list: readonly Due[]) => list.map((due) => due.id)
  await dropped(tx, idsOf(gone), 'unseen')
  await dropped(tx, idsOf(told), 'told')
  await dropped(
    tx,
    read.map(([, due]) => due.id),
    'read',
  )
  const rows = [...lines.values()]
  const [first] = rows
  if (!first) return null
  const address = await addressOf(house, tx, set, first.person)
  const whole: Message = {
    to: address?.to ?? null,
    language: address?.language ?? 'zh-CN',
    lines: rows.map((due) => lineOf(due, set.base, address?.language ?? 'zh-CN')),
    id: `d${first.id}`,
    tries: first.attempts,
  }
  if (!address) {
    await finish(tx, set, rows, { outcome: 'dead', code: 'bad-address', said: '' }, now)
    return null
  }
  const message = fitting(whole, channelKinds[set.kind].holds)
  const rest = rows.slice(message.lines.length)
  await run(tx, 'update delivery set claimed_until = null where id = any ($1::bigint[])', [idsOf(rest)])
  return { set, message, rows: rows.slice(0, message.lines.length) }
}

/** What became of it stands in the rows it told. */
async function finish(tx: Tx, set: Pick<Setting, 'id'>, rows: readonly Due[], answer: Answer, now: Instant): Promise<void> {
  for (const { id, attempts, person } of rows) {
    const tried = answer.outcome === 'wait' ? attempts : attempts + 1
    const dead = answer.outcome === 'dead' || (answer.outcome === 'retry' && tried >= TRIES)
    const due = answer.outcome === 'wait' ? addMillis(now, answer.ms) : addMillis(now, backOff(attempts))
    const delivered = answer.outcome === 'delivered'
    await run(
      tx,
      'update delivery set attempts = $2, answer_code = $3, answer = $4, delivered_at = $5, dead_at = $6, due_at = case when $7 then due_at else $8 end, claimed_until = null where id = $1',
      [id, tried, answer.code, answer.said, delivered ? now : null, dead ? now : null, delivered || dead, due],
    )
    if (delivered || dead) await run(tx, 'select pg_notify($1, $2)', [live.notices, person])
  }
  if (answer.outcome === 'wait') await shutUntil(tx, set.id, addMillis(now, answer.ms))
}

async function sendGroup(house: House, set: Setting, group: readonly Due[], now: Instant): Promise<Answer['outcome'] | 'held' | 'dropped'> {
  const made = await inAct(house.pools.act, async (tx) => {
    const one = await ready(house, tx, set, group, now)
    const wait = one && channelKinds[set.kind].reaches === 'group' ? await takeToken(tx, set.id, now) : null
    if (!one || wait === null) return one
    const ids = one.rows.map((due) => due.id)
    await run(tx, 'update delivery set due_at = $2, claimed_until = null where id = any ($1::bigint[])', [ids, wait])
    return 'held' as const
  })
  if (made === 'held') return 'held'
  if (!made) return 'dropped'
  const secret = (set.sealed ? JSON.parse(house.box.open(set.sealed)) : {}) as Record<string, string>
  const answer = await channelKinds[set.kind].send(made.message, { set: set.settings, secret, proxy: set.proxy, now })
  await inAct(house.pools.act, (tx) => finish(tx, set, made.rows, answer, now))
  if (answer.outcome !== 'delivered') house.log.warn({ channel: set.id, kind: set.kind, outcome: answer.outcome, code: answer.code }, 'a channel did not take a message')
  return answer.outcome
}

export interface Sending {
  readonly found: number
  readonly messages: number
  readonly delivered: number
  readonly dead: number
}
/** Sends what is due. @returns what was found and became of it; call again while something was found */
export async function sendDeliveries(house: House): Promise<Sending> {
  const now = house.clock.now()
  const due = await claim(house, now)
  const count = { found: due.length, messages: 0, delivered: 0, dead: 0 }
  if (due.length === 0) return count
  const sets = await inAct(house.pools.act, (tx) =>
    run<Setting>(
      tx,
      `select c.id, c.kind, c.settings, c.sealed, coalesce(s.base, '') as base, s.proxy from notice_channel c left join notice_setting s on true where c.id = any ($1::uuid[])`,
      [[...new Set(due.map((one) => one.channel))]],
    ),
  )
  for (const set of sets) {
    const own = due.filter((one) => one.channel === set.id)
    const groups = Map.groupBy(own, (one) => (channelKinds[set.kind].reaches === 'group' ? '' : one.person))
    for (const group of groups.values()) {
      const became = await sendGroup(house, set, group, now)
      if (became !== 'held' && became !== 'dropped') count.messages++
      if (became === 'delivered') count.delivered++
      if (became === 'dead') count.dead++
    }
  }
  return count
}
