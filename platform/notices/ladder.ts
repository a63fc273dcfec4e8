/**
 * 逐级提醒: a notice that asks for an act and lies unread is told again, then to the head of the unit, then to the duty post. When it was told it took the waits
 * in force; it stops in the act that answers, or when it is read (triggers of 20261130-notice-channels.sql). Nobody hears of what he may not see.
 * Rule: F15; HB-26; waits are rules of the office (decision 0017)
 */
import { charge, headOf, holdersOf, homeUnits } from '../../kernel/decide/office.ts'
import type { MatterId, PersonId, PostId, UnitId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { loadStanding, type Standing } from '../../kernel/people/load.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import { postByKey } from '../../kernel/route/who.ts'
import { quotaAt } from '../../kernel/rules/quotas.ts'
import { addMillis, type Instant, MINUTE } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { afterAwake, quietOf } from './quiet.ts'

/** What asks somebody to act; an escalation by the clock goes up by itself. */
const CLIMBING: readonly string[] = ['given', 'asked', 'woken', 'urged', 'urge', 'reopened']
const waits = ['notice.again', 'notice.to-head', 'notice.to-duty'] as const
const BATCH = 50

interface Asked {
  readonly notice: number
  readonly kind: string
  readonly person: PersonId
  readonly matter: MatterId
  readonly urgent: boolean
  readonly piece: string | number | null | undefined
}
/** When step `step` + 1 is due, by the rules of when it began; null: there is none. */
function nextAt(step: number, began: Instant, urgent: boolean, { rules, calendar }: Standing): Instant | null {
  const key = waits[step]
  if (!key) return null
  const minutes = quotaAt(rules, key, began).n
  return urgent ? addMillis(began, minutes * MINUTE) : afterAwake(began, minutes, quietOf(rules, began), calendar)
}
/** One ladder per person and matter: a second notice of the same does not begin a second one, and what was signed for before it was told begins none. */
export async function beginClimb(tx: Tx, asked: Asked, standing: Standing, now: Instant): Promise<void> {
  if (!CLIMBING.includes(asked.kind)) return
  await run(
    tx,
    `insert into climb (notice_id, person, matter_id, piece, began_at, urgent, next_at) select $1, $2, $3, $4, $5, $6, $7
     where not exists (select 1 from climb c where c.person = $2 and c.matter_id = $3 and c.ended_at is null)
       and not exists (select 1 from assignment a where a.id = $4 and (a.state = 'ended' or ($8 = 'given' and a.kind = 'do' and a.accepted_at is not null)))`,
    [asked.notice, asked.person, asked.matter, typeof asked.piece === 'string' ? asked.piece : null, now, asked.urgent, nextAt(0, now, asked.urgent, standing), asked.kind],
  )
}

interface Climb {
  readonly notice_id: number
  readonly person: PersonId
  readonly matter_id: MatterId
  readonly piece: string | null
  readonly began_at: Instant
  readonly urgent: boolean
  readonly step: number
  readonly kind: string
  readonly desk: string
  /** Unit that holds the piece. */
  readonly unit: UnitId | null
  readonly post: PostId | null
  /** To be read and no more: told again, and nobody above hears of it. */
  readonly reading: boolean
  /** Somebody else told of the same piece has brought it as far already. */
  readonly told: boolean
  /** Nothing is asked any more: the matter or the piece has ended. */
  readonly over: boolean
}
/** Who hears at each step beside him. */
function above(house: House, { office }: Standing, climb: Climb, now: Instant): PersonId | null {
  if (climb.step === 0) return climb.person
  if (climb.step === 1) {
    const unit = climb.unit ?? homeUnits(office, climb.person, now)[0]
    const head = unit ? headOf(office, unit, now) : null
    return head && head !== climb.person ? head : unit ? charge(office, unit, now) : null
  }
  const duty = house.desks.get(climb.desk)?.desk.duty
  const post = duty ? postByKey(office, duty, now)?.post : undefined
  return (post && holdersOf(office, post, now).find((one) => one !== climb.person)) ?? null
}
const kindOf = ['again', 'unread-below', 'unread-duty'] as const

async function stepUp(house: House, tx: Tx, climb: Climb, standing: Standing, now: Instant): Promise<void> {
  const sees = (person: PersonId) => maySee(tx, sightOf(standing.office, person, now), climb.matter_id)
  if (climb.over || !(await sees(climb.person))) {
    await run(tx, `update climb set ended_at = $2, ended = 'gone' where notice_id = $1`, [climb.notice_id, now])
    return
  }
  const to = above(house, standing, climb, now)
  const kind = kindOf[climb.step]
  if (kind && to && (climb.step === 0 || (!climb.told && (await sees(to))))) {
    // of several told the A角 is named
    const first = climb.post ? holdersOf(standing.office, climb.post, now)[0] : undefined
    const who = climb.step === 0 ? {} : { by: first ?? climb.person }
    const payload = { matter: climb.matter_id, desk: climb.desk, of: climb.kind, ...(climb.piece ? { piece: climb.piece } : {}), ...who }
    await putNotices(tx, [{ kind, to, key: `${kind}:${climb.piece ?? climb.matter_id}`, payload, dueAt: now }])
  }
  const next = climb.reading ? null : nextAt(climb.step + 1, climb.began_at, climb.urgent, standing)
  await run(tx, 'update climb set step = step + 1, next_at = coalesce($2, next_at), ended_at = $3, ended = $4 where notice_id = $1', [
    climb.notice_id,
    next,
    next ? null : now,
    next ? null : 'top',
  ])
}

/** Takes whatever is due one step up. @returns how many; as many as a batch: call again */
export function climbLadders(house: House): Promise<number> {
  const now = house.clock.now()
  return inAct(house.pools.act, async (tx) => {
    const due = await run<Climb>(
      tx,
      `select c.notice_id, c.person, c.matter_id, c.piece, c.began_at, c.urgent, c.step, n.kind, m.desk, a.unit, a.post,
         coalesce(a.kind = 'read', false) as reading, exists (select 1 from climb t where t.piece = c.piece and t.notice_id <> c.notice_id and t.step > c.step) as told,
         (m.phase in ('closed', 'void') or coalesce(a.state = 'ended', false)) as over
       from climb c join notice n on n.id = c.notice_id join matter m on m.id = c.matter_id left join assignment a on a.id = c.piece
       where c.ended_at is null and c.next_at <= $1 and not exists (select 1 from pause p where p.matter_id = m.id and p.to_at is null)
       order by c.next_at, c.notice_id limit ${BATCH} for update of c skip locked`,
      [now],
    )
    if (due.length === 0) return 0
    const standing = await loadStanding(tx)
    for (const climb of due) await stepUp(house, tx, climb, standing, now)
    return due.length
  })
}
