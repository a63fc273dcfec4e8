import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { kernelWords } from '../../kernel/words.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'

interface Proposed {
  readonly desk: string
  readonly key: string
  readonly score: number
  readonly signs: string[]
  readonly arrived: {
    title: string
    lead: { name: string; holder: object } | null
    asker: { name: string } | null
    phone: string | null
    name: string | null
    due: { at: string } | null
    body: string
  }
}
let server: TestServer
let window: Browser
let callTaker: Browser
let stranger: Browser
const takes = ['letters.register', 'letters.dispatch', 'affairs.register', 'affairs.dispatch']

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'window', { desks })
  const office = await server.unit('letters-division', '来信来电科')
  const housing = await server.unit('ZJJ', '市住建局')
  const leaders = await server.unit('secretary-general', '秘书长室')
  const other = await server.unit('JTJ', '市交通局')
  const people = [
    await server.person('何静', 'hejing', office, takes),
    await server.person('方可', 'fangke', office, ['letters.register']),
    await server.person('穆阳', 'muyang', other, []),
    await server.person('张怀远', 'zhanghuaiyuan', leaders, []),
  ]
  await server.person('许文涛', 'xuwentao', housing, ['letters.handle', 'affairs.handle'])
  window = await server.signIn('hejing', people[0]?.password ?? '')
  callTaker = await server.signIn('fangke', people[1]?.password ?? '')
  stranger = await server.signIn('muyang', people[2]?.password ?? '')
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
async function proposed(who: Browser, text: string): Promise<Proposed[]> {
  const answer = await who.post('/api/window/propose', { text })
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { proposals: Proposed[] }).proposals
}
const entranceOf = (one: Proposed) => desks.find((d) => d.desk.key === one.desk)?.entrances?.find((e) => e.key === one.key)

describe('收发窗口 the window for whatever arrives', () => {
  test.each([
    ['市民来电反映：北苑小区三天没有暖气，请市住建局处理，电话13800006177。', 'letters.letter'],
    ['发件人: wang@example.cn\n主题: 建议增设公交站\n家住城东的居民建议在东湖路口增设公交站。', 'letters.letter'],
    ['张怀远：请市住建局三日内报北苑小区供暖情况。', 'affairs.order'],
    ['批示件：请市住建局阅办，本周内报结果。', 'affairs.order'],
    ['卢女士来访，说东湖安置房楼道积水，物业不修，电话13800006177。', 'affairs.visit'],
    ['老人一行5人来访，咨询养老金认证。', 'affairs.visit'],
  ])('what it is, is told by its words: %s (GN-02)', async (text, expected) => {
    const [best] = await proposed(window, text)
    expect(`${best?.desk}.${best?.key}`).toBe(expected)
    expect(best?.signs.length).toBeGreaterThan(0)
    for (const sign of best?.signs ?? []) expect(text.replace(/\s/g, '')).toContain(sign.replace(/\s/g, ''))
  })

  test('who came and that he came is no title', async () => {
    const visit = (await proposed(window, '卢女士来访，说东湖安置房楼道积水，请市住建局处理。')).find((one) => one.key === 'visit')
    expect(visit?.arrived.title).toBe('东湖安置房楼道积水')
  })

  test('the same text is read the same every time, and what speaks for nothing scores nothing', async () => {
    const text = '请看一下这个'
    const first = await proposed(window, text)
    expect(await proposed(window, text)).toEqual(first)
    expect(first.map((one) => one.score)).toEqual([...first.map((one) => one.score)].sort((a, b) => b - a))
    expect((await proposed(window, '甲乙丙丁')).every((one) => one.score === 0 && one.signs.length === 0)).toBe(true)
  })

  test('nobody is offered what he may not register, and whoever may register nothing is offered nothing', async () => {
    const text = '卢女士来访，说东湖安置房楼道积水。'
    expect(new Set((await proposed(window, text)).map((one) => one.desk))).toEqual(new Set(['letters', 'affairs']))
    expect(new Set((await proposed(callTaker, text)).map((one) => one.desk))).toEqual(new Set(['letters']))
    expect(await proposed(stranger, text)).toEqual([])
  })

  test('a mark of secrecy is refused before anything is read (R-C01)', async () => {
    const answer = await window.post('/api/window/propose', { text: '机密★1年 请市住建局报方案' })
    expect(answer.status).toBe(422)
    expect(answer.json?.words).toBe(kernelWords['zh-CN'].refusals['kernel.secret-mark'])
  })

  test('every entrance lands by its own desk’s act, as the page sends it: a number, its unit, the telephone not in the text units read (R-C18)', async () => {
    const texts: Readonly<Record<string, string>> = {
      'letters.letter': '市民来电反映：北苑小区三天没有暖气，请市住建局处理，联系电话13800006177。',
      'affairs.order': '张怀远：请市住建局三日内报北苑小区供暖情况。',
      'affairs.visit': '卢女士来访，说东湖安置房楼道积水，请市住建局处理，联系电话13800006177。',
    }
    for (const [key, text] of Object.entries(texts)) {
      const found = (await proposed(window, text)).find((one) => `${one.desk}.${one.key}` === key)
      const entrance = found && entranceOf(found)
      expect(found?.arrived.lead?.name, key).toBe('市住建局')
      for (const need of entrance?.needs ?? []) expect(found?.arrived[need as 'asker'], key).not.toBeNull()
      const input = entrance?.act.input.safeParse(entrance.input(text, found?.arrived as never))
      expect(input?.error?.issues, key).toBeUndefined()
      const [desk, act] = entrance?.act.key.split('.') ?? []
      const landed = await window.post(`/api/${desk}/${act?.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`, entrance?.input(text, found?.arrived as never))
      expect(landed.status, `${key} ${landed.text}`).toBe(200)
      expect(landed.json).toMatchObject({ desk: found?.desk, phase: 'assigned' })
      const { detail } = landed.json as { detail: { body: string } }
      if (key !== 'affairs.order') expect(detail.body).not.toContain('13800006177')
    }
  })

  test('今日收件 lists what the day brought, who took it in and where it is, to whoever may see it and to nobody else', async () => {
    const mine = (await window.get('/api/matters/arrivals')).json as { rows: { number: string; ownerUnit: string; by: { name: string } }[]; more: boolean }
    expect(mine.rows).toHaveLength(3)
    expect(new Set(mine.rows.map((row) => row.by.name))).toEqual(new Set(['何静']))
    expect(new Set(mine.rows.map((row) => row.ownerUnit))).toEqual(new Set(['市住建局']))
    expect(mine.more).toBe(false)
    expect((await stranger.get('/api/matters/arrivals')).json).toMatchObject({ rows: [] })
    expect((await window.get('/api/matters/arrivals?day=2020-01-01')).json).toMatchObject({ day: '2020-01-01', rows: [] })
    expect((await window.get('/api/matters/arrivals?day=tomorrow')).status).toBe(400)
  })
})
