/**
 * The live line of one process: one LISTEN connection that comes back by itself, many browsers. It carries ids only, and only of
 * matters that person may see; what was missed is asked for again from a little before the last event heard.
 */
import pg from 'pg'
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { type Audience, isAudience, loadAudiences } from '../../kernel/people/audience.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { sightOf } from '../../kernel/people/sight.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { kyselyOf } from '../ctx/transaction.ts'
import { clientConfig } from '../database/connection.ts'
import { channels } from './channels.ts'

export interface Line {
  readonly person: PersonId
  readonly session: string
  send(text: string): void
  close(): void
}
export interface Hub {
  /** @param after id of the last event the browser heard; null on a first visit */
  join(line: Line, after: number | null): void
  leave(line: Line): void
  count(session?: string): number
  /** Resolves when the first LISTEN stands. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** Events whose ids were drawn before, and committed after, the last one heard. */
const A_LITTLE = 200
const CATCH_UP = 1_000
const GATHER_MS = 40
const BEAT_MS = 25_000
const LONGEST_WAIT = 10_000

const say = (event: string, id: number | null, data: object) => `event: ${event}\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`

export function openHub(house: House, onSession: (person: string | null) => void): Hub {
  const lines = new Set<Line>()
  const tx = kyselyOf(house.pools.act)
  let gathered: { event: number; matters: Set<MatterId>; all: boolean } | null = null
  let client: pg.Client | null = null
  let closed = false
  let wait = 250
  let retry: ReturnType<typeof setTimeout> | undefined
  const fault = (error: unknown) => house.log.error({ error: (error as Error).message }, 'live line')

  async function tell(to: Iterable<Line>, matters: readonly MatterId[], event: number, all: boolean): Promise<void> {
    const people = Map.groupBy(to, (line) => line.person)
    if (people.size === 0) return
    if (all) {
      for (const line of [...people.values()].flat()) line.send(say('changed', event, {}))
      return
    }
    const { office } = await loadStanding(tx)
    const audiences: Audience[] = await loadAudiences(tx, matters)
    const now = house.clock.now()
    for (const [person, own] of people) {
      const sight = sightOf(office, person, now)
      const seen = audiences.filter((matter) => isAudience(sight, matter)).map((matter) => matter.id)
      if (seen.length > 0) for (const line of own) line.send(say('matters', event, { matters: seen }))
    }
  }
  function heard(payload: string): void {
    const { event, matters } = JSON.parse(payload) as { event: number; matters: MatterId[] }
    if (!gathered) setTimeout(flush, GATHER_MS)
    gathered ??= { event: 0, matters: new Set(), all: false }
    gathered.event = Math.max(gathered.event, event)
    gathered.all ||= matters.length === 0
    for (const id of matters) gathered.matters.add(id)
  }
  function flush(): void {
    const now = gathered
    gathered = null
    if (now) tell(lines, [...now.matters], now.event, now.all).catch(fault)
  }
  async function catchUp(line: Line, after: number): Promise<void> {
    const rows = await run<{ id: number; matter_id: MatterId | null }>(tx, 'select e.id, e.matter_id from event e where e.id > $1 order by e.id limit $2', [
      after - A_LITTLE,
      CATCH_UP,
    ])
    const last = Math.max(after, ...rows.map((row) => row.id))
    await tell([line], [...new Set(rows.flatMap((row) => row.matter_id ?? []))], last, rows.length >= CATCH_UP)
  }
  function notified({ channel, payload = '' }: pg.Notification): void {
    if (channel === channels.acts) heard(payload)
    else if (channel === channels.sessions) {
      onSession(payload || null)
      checkSessions().catch(fault)
    } else if (channel === channels.notices) for (const line of lines) if (payload.split(',').includes(line.person)) line.send(say('notice', null, {}))
  }

  async function listen(): Promise<void> {
    const fresh = new pg.Client({ ...clientConfig(house.address, 'act'), keepAlive: true })
    const lost = () => {
      if (client !== fresh || closed) return
      client = null
      onSession(null)
      again()
    }
    fresh.on('error', lost)
    fresh.on('end', lost)
    fresh.on('notification', notified)
    try {
      await fresh.connect()
      for (const channel of Object.values(channels)) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
    } catch (error) {
      await fresh.end().catch(() => undefined) // it never stood; the first error is the one to tell
      throw error
    }
    if (closed) return void (await fresh.end())
    client = fresh
    // What was said while nobody listened is lost: every browser asks again.
    if (wait > 250) for (const line of lines) line.send(say('changed', null, {}))
    wait = 250
  }
  function again(): void {
    retry = setTimeout(() => {
      wait = Math.min(wait * 2, LONGEST_WAIT)
      listen().catch((error) => {
        fault(error)
        if (!closed) again()
      })
    }, wait)
    wait = Math.max(wait, 251)
  }
  /** A line outlives its session by half a minute at most, and does not keep it alive. */
  async function checkSessions(): Promise<void> {
    const ids = [...new Set([...lines].map((line) => line.session))]
    if (ids.length === 0) return
    const alive = new Set(
      (await run<{ id: string }>(tx, 'select s."id" from auth."session" s where s."id" = any ($1) and s."expiresAt" > $2', [ids, house.clock.now()])).map((row) => row.id),
    )
    for (const line of lines) if (!alive.has(line.session)) line.close()
  }
  const beat = setInterval(() => {
    for (const line of lines) line.send(': \n\n')
    checkSessions().catch(fault)
  }, BEAT_MS)

  const ready = listen().catch((error) => {
    fault(error)
    if (!closed) again()
  })
  return {
    ready,
    join(line, after) {
      lines.add(line)
      line.send(`retry: 2000\n${say('hello', null, {})}`)
      if (after !== null) catchUp(line, after).catch(fault)
    },
    leave: (line) => void lines.delete(line),
    count: (session) => (session === undefined ? lines.size : [...lines].filter((line) => line.session === session).length),
    async close() {
      closed = true
      clearInterval(beat)
      clearTimeout(retry)
      for (const line of lines) line.close()
      lines.clear()
      await client?.end()
    },
  }
}
