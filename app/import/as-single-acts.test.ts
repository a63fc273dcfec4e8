/** What is brought in at once is exactly what single acts would have left: rows, events, digests. Ids, salts and clock are supplied; `logged_at`, the database's own, aside. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { desk } from '../../desks/letters/do/move-letter.ts'
import { oldLives } from '../../desks/letters/import.ts'
import { type OldLetter, oldLetter } from '../../desks/letters/import-row.ts'
import { seeded } from '../../journeys/bench/generate.ts'
import { advance } from '../../kernel/advance.ts'
import { type BulkItem, backdated, bulk } from '../../kernel/bulk.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import { type EventText, eventColumns, exactText, leafOf } from '../../kernel/history/digest.ts'
import { type ActId, type Ids, type MatterId, makeIds } from '../../kernel/ids.ts'
import { type Instant, millis } from '../../kernel/time.ts'
import { loadWorld } from '../../kernel/write/load.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { openCtx } from '../../platform/ctx/handle.ts'
import { mustImport } from './letters.ts'
import { openTrialHouse, type TrialHouse } from './trial-house.ts'

let trial: TrialHouse
beforeAll(async () => {
  trial = await openTrialHouse(inject('cluster'), 'as single acts')
}, 120_000)
afterAll(() => trial.close())

/** The nth asker gets ids and salts that follow from n and the moment alone. */
function supplied(): (at: Instant) => Ids {
  let nth = 0
  return (at) => {
    const random = seeded(20261130 + nth++)
    return makeIds(
      (n) => Uint8Array.from({ length: n }, () => Math.floor(random() * 256)),
      () => millis(at),
    )
  }
}
const units = [null, '市住建局', '市城管局', '城东区', null]
const letters = (now: Instant): OldLetter[] =>
  readFileSync(new URL('../../journeys/letters.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line, n) => oldLetter({ ...JSON.parse(line), phone: '13800006027', unit: units[n % units.length] }, now) as OldLetter)

async function singly(ctx: Ctx, items: readonly BulkItem[]): Promise<void> {
  const idsAt = supplied()
  const office = backdated(ctx.office, ctx.now)
  for (const { matter, moves, contacts } of items)
    for (const { move, at, who, detail, input } of moves) {
      const ids = idsAt(at)
      const facts = typeof input === 'function' ? (await loadWorld(ctx.tx, ctx.desks, [matter], { events: true })).get(matter) : undefined
      const told = typeof input === 'function' ? input(facts) : input
      const own: Ctx = { ...ctx, office, now: at, who: who ?? ctx.who, act: ids.next<ActId>(), ids }
      await advance(own, desk, move, { input: told, ...(detail === undefined ? {} : { detail }), ...(move === 'register' ? { matter, contacts: contacts ?? [] } : {}) })
    }
}

const tables = 'round report stage assignment clock pause answer draft note file recusal contact snapshot taken letters_letter'.split(' ')
/** Every row that speaks of these matters, and every event with the digest of its exact bytes. */
async function left(tx: Tx, matters: readonly MatterId[]): Promise<Readonly<Record<string, unknown>>> {
  await run(tx, 'set constraints all immediate', [])
  await run(tx, exactText, [])
  const found: Record<string, unknown> = {}
  for (const table of tables)
    found[table] = (await run<{ row: string }>(tx, `select to_json(t)::text as row from ${table} t where t.matter_id = any ($1::uuid[]) order by 1`, [matters])).map((r) => r.row)
  found.matter = await run(tx, 'select to_json(t)::text as row from matter t where t.id = any ($1::uuid[]) order by 1', [matters])
  found.link = await run(tx, 'select to_json(t)::text as row from link t where t.from_matter = any ($1::uuid[]) order by 1', [matters])
  found.series = await run(tx, 'select to_json(t)::text as row from series t order by 1', [])
  const events = await run<EventText>(tx, `select ${eventColumns.map((c) => `e.${c}::text`).join(', ')} from event e where e.matter_id = any ($1::uuid[]) order by e.id`, [matters])
  // the number of an event is the database's: its place is what counts
  const placed = events.map((event, nth) => ({ ...event, id: String(nth), logged_at: null }))
  found.events = placed
  found.digests = placed.flatMap((event) => [leafOf('sm3', event).toString('hex'), leafOf('sha256', event).toString('hex')])
  found.unsealed = await run(tx, 'select count(*)::int as n from unsealed u join event e on e.id = u.event_id and e.year = u.year where e.matter_id = any ($1::uuid[])', [matters])
  return found
}

class Undone extends Error {}
test('two hundred letters brought in at once leave the rows, events and digests of the same letters moved one act at a time', { timeout: 300_000 }, async () => {
  const by = await mustImport(trial.house, 'equal', undefined)
  const results: Readonly<Record<string, unknown>>[] = []
  let made: { readonly items: readonly BulkItem[]; readonly matters: readonly MatterId[] } | null = null
  for (const way of [(ctx: Ctx, items: readonly BulkItem[]) => bulk(ctx, desk, items, supplied()), singly])
    await trial
      .act(async (tx) => {
        const ctx = await openCtx(trial.house, tx, { person: by.person })
        if (made === null) {
          const { items, refused } = oldLives(ctx, by, letters(ctx.now), supplied())
          expect(refused).toEqual([])
          made = { items, matters: items.map((item) => item.matter) }
        }
        await way(ctx, made.items)
        results.push(await left(tx, made.matters))
        throw new Undone()
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error
      })
  const [atOnce = {}, oneByOne = {}] = results
  expect(atOnce.matter).toHaveLength(200)
  expect((atOnce.events as readonly unknown[]).length).toBeGreaterThan(800)
  // told by table and place: two hundred letters side by side are no message
  // what differs, and a little of what stands before it
  const around = (one = '', other = '') => {
    const from = [...one].findIndex((c, n) => c !== other[n])
    return one.slice(Math.max(0, from - 120), from + 400)
  }
  const differ = Object.keys(atOnce).flatMap((key) => {
    const [one, other] = [atOnce[key], oneByOne[key]].map((rows) => (rows as readonly unknown[]).map((row) => JSON.stringify(row)))
    const at = one?.findIndex((row, n) => row !== other?.[n]) ?? -1
    return at >= 0 || one?.length !== other?.length ? [{ key, at, one: around(one?.[at], other?.[at]), other: around(other?.[at], one?.[at]) }] : []
  })
  expect(differ).toEqual([])
})
