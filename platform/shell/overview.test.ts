import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { behind, loadKeys, lost, standing } from '../../kernel/reading/overview-shape.ts'
import { DAY, HOUR, type Instant, millis } from '../../kernel/time.ts'
import { withClient } from '../database/connection.ts'
import { type Browser, faults, openTestServer, PASSWORD, type TestServer } from '../http/test-server.ts'

interface Load {
  open: number
  late: number
  soon: number
  old: number
  came: number
  went: number
}
interface Overview {
  week: string
  oldTo: string
  since: string
  all: Load
  units: (Load & { unit: { id: string; name: string } })[]
  steps: { desk: string; step: string; kind: string; n: number; q1: number; median: number; q3: number; open: number }[]
  narrow: { desk: string; step: string } | null
}
let server: TestServer
let director: Browser
let clerk: Browser
let housing: Browser
const units: { id: string }[] = []
const registerTakes = ['register', 'dispatch', 'review', 'answer', 'see-all', 'close', 'reopen', 'handle', 'hand-over', 'call-back', 'sign'].map((p) => `letters.${p}`)

const overviewOf = async (who: Browser, query = ''): Promise<Overview> => {
  const answer = await who.get(`/api/matters/overview${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json as unknown as Overview
}
/** A plain recount: the ledger's list, page after page. */
async function listed(who: Browser, filter: Readonly<Record<string, string>>): Promise<Set<string>> {
  const found = new Set<string>()
  let cursor = ''
  do {
    const answer = await who.get(`/api/matters/ledger?${new URLSearchParams({ ...filter, size: '7', ...(cursor ? { cursor } : {}) })}`)
    expect(answer.status, answer.text).toBe(200)
    const page = answer.json as unknown as { rows: { matter: string }[]; next: string | null }
    for (const row of page.rows) {
      expect(found.has(row.matter), JSON.stringify(filter)).toBe(false)
      found.add(row.matter)
    }
    cursor = page.next ?? ''
  } while (cursor)
  return found
}
const signInAll = async () => {
  director = await server.signIn('zhang', PASSWORD)
  clerk = await server.signIn('hejing', PASSWORD)
  housing = await server.signIn('xu', PASSWORD)
}

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'overview', { desks })
  const centre = await server.unit('letters-division', '来信来电科')
  const zjj = await server.unit('ZJJ', '市住建局')
  const jtj = await server.unit('JTJ', '市交通局')
  units.push(centre, zjj, jtj)
  const people = [
    await server.person('张怀远', 'zhang', null, ['letters.see-all', 'affairs.see-all']),
    await server.person('何静', 'hejing', centre, [...registerTakes, 'affairs.register', 'affairs.dispatch']),
    await server.person('许文涛', 'xu', zjj, ['letters.handle', 'affairs.handle']),
    await server.person('穆阳', 'muyang', jtj, ['letters.handle', 'affairs.handle']),
  ]
  for (const [n, name] of ['zhang', 'hejing', 'xu'].entries()) await server.signIn(name, people[n]?.password ?? '')
  await signInAll()
  const post = async (who: Browser, path: string, body: object) => {
    const answer = await who.post(path, body)
    expect(answer.status, `${path} ${answer.text}`).toBe(200)
    return answer.json as { id: string; version: number }
  }
  const letter = (n: number, unit: { id: string } | null) =>
    post(clerk, '/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      title: `第${n}件 供水管道漏水`,
      body: '正文。',
      ...(unit ? { assign: { lead: { unit: unit.id }, ask: '请办' } } : {}),
    })
  const piece = async (who: Browser, matter: string) =>
    ((await who.get('/api/matters/work?tab=todo&size=200')).json as { rows: { matter: string; piece: string }[] }).rows.find((row) => row.matter === matter)?.piece ?? null
  // seven weeks of work: some stays with the division, some is given, signed, reported; enquiries are closed at once
  for (let week = 0; week < 5; week++) {
    for (let n = 0; n < 4; n++) {
      const one = await letter(week * 10 + n, n >= 2 ? null : zjj)
      // the division keeps it a while before it gives it on
      if (n === 2) {
        server.pass((2 + week) * HOUR)
        await post(clerk, '/api/letters/assign', { matter: one.id, piece: await piece(clerk, one.id), lead: { unit: jtj.id }, helpers: [], ask: '请办', due: null })
      }
      server.pass(3 * HOUR)
      if (n !== 0) continue
      const signed = await post(housing, '/api/letters/accept', { matter: one.id, piece: await piece(housing, one.id) })
      server.pass((week + 1) * HOUR)
      if (week % 2 === 0)
        await post(housing, '/api/letters/report', { matter: one.id, piece: await piece(housing, one.id), result: 'solved', text: '已修复。', version: signed.version })
    }
    await post(clerk, '/api/letters/register', { channel: 'call', kind: 'enquiry', title: `问第${week}条`, body: '问。', answered: { text: '已答。' } })
    await post(clerk, '/api/affairs/register-visit', { way: 'visit', title: '来访', body: '来访。', answered: week === 4 ? '已当场答复。' : null })
    if (week < 4) server.pass(9 * DAY)
    await signInAll()
  }
}, 240_000)
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

describe('主任一屏 the whole office on one screen (GN-01, GN-03)', () => {
  test('every figure of every unit is the number of matters of the list it opens', async () => {
    for (const [who, query] of [
      [director, ''],
      [director, '?older=14'],
      [clerk, ''],
      [housing, '?older=20'],
    ] as const) {
      const seen = await overviewOf(who, query)
      expect(seen.units.length).toBeGreaterThan(0)
      for (const unit of seen.units) for (const key of loadKeys) expect((await listed(who, behind(key, seen, unit.unit.id))).size, `${unit.unit.name} ${key}`).toBe(unit[key])
      for (const key of loadKeys) expect((await listed(who, behind(key, seen))).size, key).toBe(seen.all[key])
    }
  }, 120_000)

  test('every open matter is with exactly one unit, so the units add up to the whole', async () => {
    const seen = await overviewOf(director)
    const whole = await listed(director, { phase: 'open' })
    const parts = await Promise.all(seen.units.map((unit) => listed(director, behind('open', seen, unit.unit.id))))
    expect(parts.flatMap((part) => [...part]).sort()).toEqual([...whole].sort())
    for (const key of loadKeys) expect(seen.units.reduce((sum, unit) => sum + unit[key], 0)).toBe(seen.all[key])
    // the month has something of each
    for (const key of ['open', 'late', 'old', 'came', 'went'] as const) expect(seen.all[key], key).toBeGreaterThan(0)
  })

  test('nobody counts what he may not see: the unit’s liaison counts his own, the director all', async () => {
    const all = await overviewOf(director)
    const own = await overviewOf(housing)
    expect(own.all.open).toBeLessThan(all.all.open)
    expect(new Set(await listed(housing, { phase: 'open' })).size).toBe(own.all.open)
    expect(own.units.find((one) => one.unit.name === '市交通局')).toBeUndefined()
  })

  test('median and quartiles of each step are those of the stays themselves, recounted one by one; the narrowest is where most time goes (HA-97)', async () => {
    const seen = await overviewOf(director)
    const { rows } = await withClient(server.serving.address, 'owner', (client) =>
      client.query<{
        id: string
        desk: string
        matter_id: string
        kind: string
        role: string
        lead: boolean
        ending: string
        from_assignment: string | null
        given_at: Instant
        accepted_at: Instant | null
        ended_at: Instant | null
      }>('select a.*, m.desk from assignment a join matter m on m.id = a.matter_id'),
    )
    const { rows: reports } = await withClient(server.serving.address, 'owner', (client) => client.query<{ matter_id: string; at: Instant }>('select matter_id, at from report'))
    const stays = new Map<string, number[]>()
    const put = (key: string, from: Instant, to: Instant) => stays.set(key, [...(stays.get(key) ?? []), (millis(to) - millis(from)) / HOUR])
    for (const row of rows) {
      const others = rows.filter((b) => b.matter_id === row.matter_id && b.lead && b.id !== row.id)
      const first = others
        .filter((b) => b.given_at >= row.given_at)
        .map((b) => b.given_at)
        .sort()[0]
      if (row.role === 'registrar') {
        if (row.lead && first) put(`${row.desk}.registrar`, row.given_at, first)
        continue
      }
      if (row.accepted_at && row.kind === 'do' && (row.lead || row.from_assignment)) put(`${row.desk}.accept`, row.given_at, row.accepted_at)
      if (row.lead) {
        const told = reports.filter((r) => r.matter_id === row.matter_id).map((r) => r.at)
        // one holder, one report each in this story
        if (row.accepted_at && told[0]) put(`${row.desk}.${row.role}`, row.accepted_at, told[0])
        continue
      }
      if (!row.ended_at || row.kind === 'read' || ['taken_back', 'dropped', 'superseded', 'not_needed', 'expired'].includes(row.ending)) continue
      put(`${row.desk}.${row.role}`, row.accepted_at ?? row.given_at, row.ended_at)
    }
    const at = (sorted: number[], share: number) => {
      const place = share * (sorted.length - 1)
      const low = sorted[Math.floor(place)] ?? 0
      return low + ((sorted[Math.ceil(place)] ?? 0) - low) * (place % 1)
    }
    const took = seen.steps.filter((one) => one.n > 0)
    expect(took.map((one) => `${one.desk}.${one.step}`).sort()).toEqual([...stays.keys()].sort())
    expect(took.length).toBeGreaterThan(2)
    for (const one of took) {
      const sorted = (stays.get(`${one.desk}.${one.step}`) ?? []).sort((a, b) => a - b)
      expect(one.n).toBe(sorted.length)
      for (const [share, value] of [
        [0.25, one.q1],
        [0.5, one.median],
        [0.75, one.q3],
      ] as const)
        expect(Math.abs(value - at(sorted, share)), `${one.step} ${share}`).toBeLessThan(0.051)
    }
    expect(lost(seen.steps[0] as never)).toBe(Math.max(...seen.steps.map(lost)))
    expect(seen.narrow).toEqual({ desk: seen.steps[0]?.desk, step: seen.steps[0]?.step })
  })

  test('a step opens the matters that stand there now, and every open matter stands somewhere', async () => {
    const seen = await overviewOf(director)
    const there = new Set<string>()
    for (const one of seen.steps) {
      const found = await listed(director, standing(one))
      expect(found.size, one.step).toBe(one.open)
      for (const id of found) there.add(id)
    }
    expect([...there].sort()).toEqual([...(await listed(director, { phase: 'open' }))].sort())
  })

  test('an approval that waits for somebody is told apart from his work', async () => {
    const all = (await clerk.get('/api/matters/work?tab=todo&size=200')).json as { rows: { kind: string }[]; counts: { todo: number; say: number } }
    const say = (await clerk.get('/api/matters/work?tab=todo&kind=say&size=200')).json as { rows: { kind: string }[] }
    expect(say.rows).toHaveLength(all.counts.say)
    expect(say.rows.every((row) => row.kind === 'say')).toBe(true)
    expect(all.rows.filter((row) => row.kind === 'say')).toHaveLength(all.counts.say)
  })
})
