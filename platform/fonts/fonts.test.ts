import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { withClient } from '../database/connection.ts'
import { type Browser, openTestServer, type TestServer } from '../http/test-server.ts'

const serif = fileURLToPath(new URL('../../node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf', import.meta.url))
let server: TestServer
let keeper: Browser
let stranger: Browser
const send = (bytes: Uint8Array, name: string, who = keeper) => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  return who.send('POST', '/api/office/fonts', form)
}
const page = async (text = '') =>
  (await keeper.get(`/api/office/fonts?text=${encodeURIComponent(text)}`)).json as {
    used: { face: string; from: string }[]
    lacks: { face: string; missing: string }[]
    own: { file: string }[]
  }

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'fonts')
  const unit = await server.unit('it', '信息科')
  const own = await server.person('龙思远', 'longsiyuan', unit, ['office.status'])
  const other = await server.person('钱明', 'qianming', unit)
  keeper = await server.signIn('longsiyuan', own.password)
  stranger = await server.signIn('qianming', other.password)
}, 120_000)
afterAll(() => server?.close())

describe('字体检查 fonts of the office', () => {
  test('every face has a font and says where it is from; a rare character no font has is named', { timeout: 60_000 }, async () => {
    const { used, lacks } = await page('龘🀀')
    expect(new Set(used.map(({ face }) => face)).size).toBe(5)
    expect(lacks.find(({ face }) => face === 'fang')?.missing).toBe('🀀')
    const picture = await fetch(`${server.url}/api/office/fonts.png`, { headers: { cookie: keeper.cookie } })
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  })
  test('a font file is taken in, used at the next paper, taken out again, each on record', { timeout: 60_000 }, async () => {
    expect(await send(readFileSync(serif), 'NotoSerifSC.ttf')).toMatchObject({ status: 200, json: { file: 'NotoSerifSC.ttf' } })
    expect(await page()).toMatchObject({ own: [{ file: 'NotoSerifSC.ttf' }] })
    expect((await page()).used.find(({ face }) => face === 'song')?.from).toBe('office')
    expect((await keeper.post('/api/office/remove-font', { file: 'NotoSerifSC.ttf' })).status).toBe(200)
    expect((await page()).own).toEqual([])
    expect((await keeper.post('/api/office/remove-font', { file: 'NotoSerifSC.ttf' })).status).toBe(404)
    const acts = await withClient(server.serving.address, 'owner', (client) => client.query("select move from event where move in ('fonts.add', 'fonts.remove')"))
    expect(acts.rows).toHaveLength(2)
  })
  test('what is no font, or has a name that leads elsewhere, is refused and nothing is left behind', { timeout: 60_000 }, async () => {
    expect(await send(Buffer.from('MZ this is no font'), 'a.ttf')).toMatchObject({ status: 422, json: { code: 'fonts.not-a-font' } })
    expect(await send(readFileSync(serif), 'a.exe')).toMatchObject({ status: 422, json: { code: 'fonts.bad-name' } })
    for (const file of ['../keys/inner.ttf', '..\\x.ttf', '.hidden.ttf']) expect((await keeper.post('/api/office/remove-font', { file })).json?.code).toBe('fonts.bad-name')
    expect((await page()).own).toEqual([])
  })
  test('for whoever looks after the system alone', async () => {
    expect((await stranger.get('/api/office/fonts')).status).toBe(403)
    expect((await send(readFileSync(serif), 'b.ttf', stranger)).status).toBe(403)
  })
})
