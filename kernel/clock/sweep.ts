/**
 * The minute's sweep: alarms that are due sound, pauses whose end has come are lifted, reservations of numbers end. Set-based; matters that
 * somebody holds at this moment are left for the next minute. Nothing sounds while a matter is suspended. Rule: R-T05, HA-91, invariant 1
 */
import { decide } from '../decide/decide.ts'
import type { MatterFacts, Notice } from '../decide/facts.ts'
import { charge, headOf, holdersOf, receiverOf } from '../decide/office.ts'
import type { AssignmentRow, ClockRow } from '../decide/rows.ts'
import { leadOf } from '../decide/run.ts'
import type { ActId, MatterId, PersonId } from '../ids.ts'
import { endReservations } from '../numbering/reserve.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { clockOf } from '../rules/clock-rule.ts'
import { atTime, type Instant, officeDate, officeTime } from '../time.ts'
import { loadWorld, lockAndLoad } from '../write/load.ts'
import { run, type Tx } from '../write/tx.ts'
import { write } from '../write/write.ts'
import type { Alarm, ClockDef } from './define.ts'
import { alarmAt } from './due.ts'
import { inRunning, type Sweeper, systemEffects, systemFor } from './sweeper.ts'

export interface Swept {
  readonly alarms: number
  readonly resumed: number
  /** Pauses that could not be lifted: a fault to be looked at. */
  readonly refused: readonly { readonly matter: MatterId; readonly refusal: Refusal }[]
  readonly reservations: number
}
const BATCH = 200
/** A promise made on the telephone: one reminder, at the promised time. */
const promise: Pick<ClockDef, 'alarms'> = { alarms: [{ when: { share: 1 }, act: 'remind' }] }

/**
 * Sounds the alarms due by now, of at most `limit` matters. Of several missed (the server was down) only the last is told; all are counted.
 * @returns clocks whose alarm sounded; as many as `limit` matters: call again
 */
export async function soundAlarms(tx: Tx, now: Instant, sweeper: Sweeper, limit = BATCH): Promise<number> {
  const locked = await run<{ id: MatterId }>(
    tx,
    `select m.id from matter m where m.phase not in ('closed', 'void')
       and m.id in (select c.matter_id from clock c where c.stopped_at is null and c.next_alarm_at <= $1 order by c.next_alarm_at limit $2)
       and not exists (select 1 from pause p where p.matter_id = m.id and p.to_at is null)
     order by m.id for no key update of m skip locked`,
    [now, 4 * limit],
  )
  const world = await loadWorld(
    tx,
    sweeper.desks,
    locked.slice(0, limit).map((r) => r.id),
  )
  let sounded = 0
  const acts = [...world.values()].flatMap((facts) =>
    facts.clocks
      .filter((c) => c.stopped_at === null && c.next_alarm_at !== null && c.next_alarm_at <= now)
      .map((clock) => {
        sounded++
        return sound(sweeper, facts, clock, now)
      }),
  )
  await write(tx, acts, { desks: sweeper.desks })
  return sounded
}

function sound(sweeper: Sweeper, facts: MatterFacts, clock: ClockRow, now: Instant) {
  const desk = sweeper.desks.get(facts.matter.desk)?.desk
  const def = (desk && clockOf(desk, sweeper.rules, clock)) ?? promise
  let no = clock.alarm_no
  let next: Instant | null = clock.next_alarm_at
  let last: Alarm | undefined
  while (next !== null && next <= now) {
    last = def.alarms[no] ?? last
    next = alarmAt(def, clock.started_at, clock.due_at, ++no, sweeper.calendar)
  }
  const row = { ...clock, alarm_no: no, next_alarm_at: next }
  const notices = last ? told(sweeper, facts, clock, last.act, now) : []
  const said = { clock: clock.key, act: last?.act ?? null, due: clock.due_at, told: notices.map((n) => n.to) }
  return systemEffects(sweeper, facts, now, 'alarm', said, [{ table: 'clock', row, fresh: false }], notices)
}

/** Whoever holds work under the clock; an escalation also reaches the head of his unit, or who is in charge of it where he is the head. */
function told(sweeper: Sweeper, facts: MatterFacts, clock: ClockRow, act: Alarm['act'], now: Instant): Notice[] {
  const { office } = sweeper
  const { matter } = facts
  const under = facts.assignments.filter((a) => a.clock_id === clock.id && a.state === 'open' && inRunning(a))
  const holders = new Set(under.flatMap((a) => hears(sweeper, a, now)))
  if (holders.size === 0) holders.add(matter.owner_person)
  const people = new Set<PersonId>(holders)
  if (act === 'escalate') {
    people.add(matter.owner_person)
    for (const unit of new Set([...under.map((a) => a.unit), matter.owner_unit])) {
      const head = headOf(office, unit, now)
      const above = head && !holders.has(head) ? head : charge(office, unit, now)
      if (above) people.add(above)
    }
  }
  return [...people].map((to) => ({
    kind: act,
    to,
    key: `${act}:${matter.id}`,
    payload: { matter: matter.id, desk: matter.desk, clock: clock.key, due: clock.due_at },
    dueAt: morning(clock, now),
  }))
}
function hears(sweeper: Sweeper, a: AssignmentRow, now: Instant): PersonId[] {
  if (a.person) return [a.person]
  if (a.post) return holdersOf(sweeper.office, a.post, now)
  const receiver = receiverOf(sweeper.office, a.unit, now)
  return receiver ? [receiver] : []
}
/** What is counted in days is not told in the night: it comes at eight. */
function morning(clock: ClockRow, now: Instant): Instant {
  const counted = officeTime(clock.due_at) === '00:00'
  return counted && officeTime(now) < '08:00' ? atTime(officeDate(now), '08:00') : now
}

/** 恢复 of what is suspended longer than it was to be: a system act through the same rules as anybody's. */
export async function endPauses(tx: Tx, now: Instant, sweeper: Sweeper, limit = BATCH): Promise<Pick<Swept, 'resumed' | 'refused'>> {
  const due = await run<{ id: MatterId }>(
    tx,
    `select m.id from matter m where m.phase not in ('closed', 'void')
       and m.id in (select p.matter_id from pause p where p.to_at is null and p.until_at <= $1)
     order by m.id limit $2 for no key update of m skip locked`,
    [now, limit],
  )
  const refused: { matter: MatterId; refusal: Refusal }[] = []
  if (due.length === 0) return { resumed: 0, refused }
  const ids = due.map((r) => r.id)
  const matters = await lockAndLoad(tx, sweeper.desks, ids)
  const acts = ids.flatMap((matter) => {
    const facts = matters.get(matter)
    const desk = facts && sweeper.desks.get(facts.matter.desk)?.desk
    if (!facts || !desk) return []
    const input = { matter, piece: leadOf(facts)?.id ?? null, version: facts.matter.version }
    const who = systemFor(sweeper, facts, now)
    const effects = decide({ ...sweeper, matters }, { desk, move: 'resume', input, who, matter }, { now, act: sweeper.ids.next<ActId>(), ids: sweeper.ids }, sweeper.desks)
    if (!isRefusal(effects)) return [effects]
    refused.push({ matter, refusal: effects })
    return []
  })
  await write(tx, acts, { desks: sweeper.desks })
  return { resumed: acts.length, refused }
}

/**
 * One minute's work, each part in transactions of its own, so that one fault holds nothing else up.
 * @param inTx runs work in a fresh transaction of the acting role
 * @param sweeper read anew for each transaction
 */
export async function sweep(inTx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, now: Instant, sweeper: (tx: Tx) => Promise<Sweeper>): Promise<Swept> {
  const paused = await inTx(async (tx) => endPauses(tx, now, await sweeper(tx)))
  let alarms = 0
  for (let sounded = 1; sounded > 0; alarms += sounded) sounded = await inTx(async (tx) => soundAlarms(tx, now, await sweeper(tx)))
  const reservations = await inTx((tx) => endReservations(tx, now))
  return { ...paused, alarms, reservations }
}
