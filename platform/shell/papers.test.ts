import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { INK_MOST, packInk } from '../../kernel/ink.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'

const ink = packInk({
  width: 1000,
  height: 600,
  strokes: [
    [
      { x: 10, y: 10, t: 0, p: 0 },
      { x: 90, y: 40, t: 80, p: 0 },
    ],
  ],
})
/** As long as a trace may be, less a stroke. */
const longest = packInk({
  width: 1000,
  height: 600,
  strokes: Array.from({ length: 270 }, (_, n) => Array.from({ length: 18 }, (_, k) => ({ x: 100 + k * 13, y: 100 + (k % 2) * 11, t: n * 1000 + k * 16, p: 50 }))),
})
interface Seen {
  readonly id: string
  readonly desk: string
  readonly detail: { readonly body: string }
  readonly may: Readonly<Record<string, { readonly allowed: boolean }>>
  readonly stages: readonly {
    readonly pieces: readonly { readonly id: string; readonly kind: string; readonly ink: string | null; readonly via: string | null; readonly opinion: string | null }[]
  }[]
}
let server: TestServer
let clerk: Browser
let leader: Browser
let stranger: Browser
const ids: Record<string, string> = {}
async function asked(kind: 'say' | 'read' = 'say'): Promise<string> {
  const made = await clerk.post('/api/letters/register', { channel: 'letter', kind: 'help', title: '北苑供暖不足', body: '室温只有十四度。' })
  expect(made.status, made.text).toBe(200)
  const given = await clerk.post('/api/letters/circulate', { matter: made.json?.id, to: [{ person: ids.leader }], ask: '拟请住建局三日内解决。', kind, blocks: kind === 'say' })
  expect(given.status, given.text).toBe(200)
  return String(made.json?.id)
}
const seenBy = async (who: Browser, matter: string) => (await who.get(`/api/matters/matter?id=${matter}`)).json as unknown as Seen
const sayOf = (seen: Seen) => seen.stages.flatMap((s) => s.pieces).find((p) => p.kind !== 'do')

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'papers', { desks })
  const division = await server.unit('letters-division', '来信来电科')
  const city = await server.unit('SZF', '市政府')
  const he = await server.person('何静', 'hejing', division, ['letters.register', 'letters.dispatch', 'letters.see-all'])
  const han = await server.person('韩冬', 'handong', city, ['letters.sign'])
  const chen = await server.person('陈立言', 'chenliyan', city, [`record.p-${han.id}`])
  await server.person('孟佳', 'mengjia', division, ['office.record'])
  const mu = await server.person('穆阳', 'muyang', await server.unit('JTJ', '市交通局'), [])
  Object.assign(ids, { leader: han.id, secretary: chen.id })
  clerk = await server.signIn('hejing', he.password)
  leader = await server.signIn('handong', han.password)
  stranger = await server.signIn('muyang', mu.password)
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

describe('批阅 paper by paper', () => {
  test('any desk’s matter is shown to whoever may see it, as its own page shows it; to others there is no such thing (invariant 14)', async () => {
    const matter = await asked()
    const seen = await seenBy(leader, matter)
    expect(seen).toMatchObject({ id: matter, desk: 'letters', detail: { body: '室温只有十四度。' }, may: { sign: { allowed: true } } })
    // but for the clocks, which run on between the two
    expect({ ...seen, clocks: [] }).toEqual({ ...(await leader.get(`/api/letters/letter?id=${matter}`)).json, clocks: [] })
    for (const id of [matter, '01a00000-0000-7000-8000-000000000000']) {
      const answer = await stranger.get(`/api/matters/matter?id=${id}`)
      expect([answer.status, answer.json?.code]).toEqual([404, 'kernel.not-found'])
    }
    expect((await server.anonymous().get(`/api/matters/matter?id=${matter}`)).status).toBe(401)
  })
  test('交秘书 goes to whoever records for him by name, before those who record for all', async () => {
    expect((await leader.get('/api/people/my-secretary?desk=letters')).json).toEqual({ person: { id: ids.secretary, name: '陈立言' } })
    expect((await clerk.get('/api/people/my-secretary?desk=letters')).json).toMatchObject({ person: { name: '孟佳' } })
    const matter = await asked()
    const piece = sayOf(await seenBy(leader, matter))?.id
    const given = await leader.post('/api/letters/errand', { matter, piece, to: { person: ids.secretary }, ask: '请先看，再报我。', kind: 'do' })
    expect(given.status, given.text).toBe(200)
    expect((await seenBy(leader, matter)).stages.flatMap((s) => s.pieces)).toContainEqual(expect.objectContaining({ id: piece, state: 'waiting' }))
  })
  test('手写的一笔一画，经接口存下，谁看得到件谁看得到；重按一次不多一份 (R-D24)', async () => {
    const matter = await asked()
    const input = { matter, piece: sayOf(await seenBy(leader, matter))?.id, agree: true, opinion: null, ink }
    const key = { 'idempotency-key': 'papers-test-signed-once' }
    const signed = await leader.post('/api/letters/sign', input, key)
    expect(signed.status, signed.text).toBe(200)
    expect((await leader.post('/api/letters/sign', input, key)).status).toBe(200)
    expect(sayOf(await seenBy(clerk, matter))).toMatchObject({ ink, via: 'handwritten', opinion: null })
    const trail = (await clerk.get(`/api/matters/trail?matter=${matter}`)).json as unknown as { lines: { move: string; opinionOn: string | null }[] }
    expect(trail.lines.filter((line) => line.move === 'sign').map((line) => line.opinionOn)).toEqual([sayOf(await seenBy(clerk, matter))?.id])
  })
  test('不是笔迹的、太长的，不收；最长的收得下', async () => {
    const matter = await asked('read')
    const on = { matter, piece: sayOf(await seenBy(leader, matter))?.id }
    for (const bad of ['王女士电话', '<svg onload="x">', `${longest}${' '.repeat(INK_MOST)}`])
      expect((await leader.post('/api/letters/read', { ...on, ink: bad })).status, bad.slice(0, 20)).toBe(400)
    expect(longest.length).toBeGreaterThan(INK_MOST * 0.7)
    const read = await leader.post('/api/letters/read', { ...on, ink: longest })
    expect(read.status, read.text).toBe(200)
    expect(sayOf(await seenBy(clerk, matter))).toMatchObject({ ink: longest, ending: 'read' })
  })
})
