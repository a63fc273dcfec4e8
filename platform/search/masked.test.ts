import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { indexSome } from '../../kernel/search/build.ts'
import { inAct } from '../ctx/transaction.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'

const PHONE = '13800006027'
const IDENTITY = '320811199003074512'
let server: TestServer
let clerk: Browser
let unit: Browser
let matter = ''

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'masked', { desks })
  const centre = await server.unit('letters-division', '来信来电科')
  const zjj = await server.unit('ZJJ', '市住建局')
  const one = await server.person('何静', 'hejing', centre, ['letters.register', 'letters.dispatch', 'letters.see-all', 'letters.contact'])
  const two = await server.person('许文涛', 'xuwentao', zjj, ['letters.handle'])
  clerk = await server.signIn('hejing', one.password)
  unit = await server.signIn('xuwentao', two.password)
  const answer = await clerk.post('/api/letters/register', {
    channel: 'letter',
    kind: 'help',
    title: `水管漏水请回电${PHONE}`,
    body: `我叫王秀兰，身份证${IDENTITY}，电话 138-0000-6027。`,
    place: `北苑小区，找 ${PHONE}`,
    assign: { lead: { unit: zjj.id }, ask: `请联系 ${PHONE}` },
  })
  expect(answer.status, answer.text).toBe(200)
  expect(answer.text).toContain(PHONE)
  matter = String(answer.json?.id)
  const signed = await unit.post('/api/letters/accept', { matter })
  expect(signed.status, signed.text).toBe(200)
  expect(signed.text).not.toMatch(/13800006027|138-0000-6027|320811199003074512/)
  const noted = await unit.post('/api/letters/note', { matter, text: `已与 ${PHONE} 通话` })
  expect(noted.status, noted.text).toBe(200)
  await inAct(server.serving.pools.act, (tx) => indexSome(tx, server.serving.desks, 500))
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

describe('电话、身份证号的遮盖 what is masked for whom', () => {
  const pages = () => [
    `/api/letters/letter?id=${matter}`,
    `/api/matters/trail?matter=${matter}`,
    '/api/matters/ledger',
    '/api/letters/ledger',
    '/api/matters/work?tab=todo',
    '/api/matters/search?q=%E6%B0%B4%E7%AE%A1',
    '/api/matters/ledger.csv',
    '/api/letters/ledger.csv',
    '/api/letters/unanswered.csv',
  ]
  test('who holds no power over contacts reads them nowhere: page, trail, lists, work, search, export (R-C18)', async () => {
    for (const path of pages()) {
      const answer = await unit.get(path)
      expect(answer.status, path).toBe(200)
      expect(answer.text, path).not.toMatch(/13800006027|138-0000-6027|320811199003074512/)
      expect(answer.text, path).toContain('138****6027')
    }
  })
  test('who holds it reads what was written', async () => {
    for (const path of pages()) if (!path.includes('work')) expect((await clerk.get(path)).text, path).toContain(PHONE)
  })
})
