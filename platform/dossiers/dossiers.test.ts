import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'
import { readPaper } from '../print/read-paper.ts'

let server: TestServer
const who = {} as Record<'centre' | 'housing' | 'stranger', Browser>
let housing: string
let centreId: string
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'dossiers-edge', { desks })
  const [centre, far, other] = [await server.unit('LX', '来信来电科'), await server.unit('ZJJ', '市住建局'), await server.unit('JYJ', '市教育局')]
  housing = far.id
  const letters = ['register', 'dispatch', 'handle', 'see-all'].map((power) => `letters.${power}`)
  for (const [key, name, username, unit, powers] of [
    ['centre', '高敏', 'gaomin', centre, [...letters, 'affairs.register', 'affairs.handle', 'affairs.see-all']],
    ['housing', '许文涛', 'xuwentao', far, ['letters.handle']],
    ['stranger', '柳丝雨', 'liusiyu', other, []],
  ] as const) {
    const person = await server.person(name, username, unit, powers)
    if (key === 'centre') centreId = person.id
    who[key] = await server.signIn(username, person.password)
  }
}, 60_000)
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
const letter = async (title: string, assigned = false) => {
  const answer = await who.centre.post('/api/letters/register', {
    channel: 'letter',
    kind: 'help',
    title,
    body: '正文。',
    ...(assigned ? { assign: { lead: { unit: housing } } } : {}),
  })
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { id: string }).id
}
interface Page {
  title: string
  items: number
  endedAt: string | null
  rows: { matter: string; title: string; desk: string; holder: string; light: string; mayTakeOut: boolean }[]
  files: { name: string; matter: string }[]
  may: { change: boolean; put: boolean }
}
const see = async (browser: Browser, id: string) => (await browser.get(`/api/dossiers/dossier?id=${id}`)).json as unknown as Page
const post = (browser: Browser, act: string, input: object) => browser.post(`/api/dossiers/${act}`, input)

describe('专题卷 (GN-12)', () => {
  test('一卷收各台的件，按时间先后排，写明现由谁办、时限如何；附件列在一处 (GN-12)', async () => {
    const form = new FormData()
    form.append('file', new Blob(['现场照片说明'], { type: 'text/plain' }), '说明.txt')
    const file = (await who.centre.send('POST', '/api/files', form)).json as { id: string }
    const first = await letter('北苑小区加装电梯')
    const visit = await who.centre.post('/api/affairs/register', { title: '研究加装电梯资金', body: '请提出方案。', way: 'paper', asker: { person: centreId }, files: [file.id] })
    const affair = visit.status === 200 ? (visit.json as { id: string }).id : null
    const second = await letter('南苑小区加装电梯', true)
    const matters = [second, first, ...(affair ? [affair] : [])]
    const opened = await post(who.centre, 'open', { title: '老旧小区加装电梯', note: '市政府常务会议题。', matters })
    expect(opened.status, opened.text).toBe(200)
    const { id, put } = opened.json as { id: string; put: number }
    expect(put).toBe(matters.length)
    const page = await see(who.centre, id)
    expect(page.rows.map((row) => row.matter)).toEqual([first, ...(affair ? [affair] : []), second])
    expect(page.rows.every((row) => row.holder !== '' && row.light !== '')).toBe(true)
    expect(affair, visit.text).not.toBeNull()
    expect(page.files.map((one) => [one.name, one.matter])).toEqual([['说明.txt', affair]])
    expect((await post(who.centre, 'put', { id, matters: [first, second] })).json).toEqual({ put: 0, there: 2 })
  })

  test('各人只看见自己本来看得见的件，也不知道还有几件；一件也看不见的，看不见这一卷 (GN-12, invariant 14)', async () => {
    const [mine, shared] = [await letter('只在办公室的信'), await letter('交办出去的信', true)]
    const { id } = (await post(who.centre, 'open', { title: '供水专题', matters: [mine, shared] })).json as { id: string }
    expect(await see(who.housing, id)).toMatchObject({ items: 1, rows: [{ matter: shared, mayTakeOut: false }], may: { change: false, put: true } })
    expect((await who.stranger.get(`/api/dossiers/dossier?id=${id}`)).status).toBe(404)
    const list = (browser: Browser) => browser.get('/api/dossiers/list?q=供水').then((answer) => (answer.json as { rows: { title: string; items: number }[] }).rows)
    expect(await list(who.stranger)).toEqual([])
    expect(await list(who.housing)).toMatchObject([{ title: '供水专题', items: 1 }])
    expect(await list(who.centre)).toMatchObject([{ items: 2 }])
    expect((await who.housing.get(`/api/dossiers/of-matter?matter=${shared}`)).json).toMatchObject({ rows: [{ id, items: 1 }] })
    // what one may not see one cannot put in either
    const own = (await post(who.housing, 'open', { title: '住建专题' })).json as { id: string }
    expect((await post(who.housing, 'put', { id: own.id, matters: [mine] })).status).toBe(404)
    expect((await post(who.stranger, 'put', { id, matters: [shared] })).status).toBe(404)
  })

  test('标题和附件名里的电话，无权查看联系方式的人在卷里和打印件上都看不到全号 (R-C18, GN-12)', async () => {
    const form = new FormData()
    form.append('file', new Blob(['录音说明'], { type: 'text/plain' }), '13800006027 通话记录.txt')
    const file = (await who.centre.send('POST', '/api/files', form)).json as { id: string }
    const answer = await who.centre.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      title: '漏水请回电 13800006027',
      body: '正文。',
      files: [file.id],
      assign: { lead: { unit: housing } },
    })
    expect(answer.status, answer.text).toBe(200)
    const { id } = (await post(who.centre, 'open', { title: '漏水专题', matters: [(answer.json as { id: string }).id] })).json as { id: string }
    const page = await who.housing.get(`/api/dossiers/dossier?id=${id}`)
    expect(page.json).toMatchObject({ rows: [{ title: '漏水请回电 138****6027' }], files: [{ name: '138****6027 通话记录.txt' }] })
    const pdf = await fetch(new URL(`/api/dossiers/dossier.pdf?id=${id}`, server.url), { headers: { cookie: who.housing.cookie } })
    expect(pdf.status).toBe(200)
    const said = (await readPaper(new Uint8Array(await pdf.arrayBuffer()))).pages
      .map((one) => one.text)
      .join('')
      .replace(/\s/g, '')
    expect(said).toContain('138****6027通话记录.txt')
    expect(said).toContain('漏水请回电138****6027')
    expect(said).not.toContain('13800006027')
  })

  test('放入的人和立卷人可以取出；封卷以后不进不出；改名移交只由立卷人和立卷单位 (GN-12)', async () => {
    const shared = await letter('供热的信', true)
    const { id } = (await post(who.centre, 'open', { title: '供热专题', matters: [shared] })).json as { id: string }
    const change = (more: object) => ({ id, title: '供热专题', field: null, note: null, owner: centreId, ended: false, ...more })
    expect(await post(who.housing, 'take-out', { id, matter: shared })).toMatchObject({ status: 403, json: { code: 'dossiers.not-the-owner' } })
    expect(await post(who.housing, 'change', change({}))).toMatchObject({ status: 403, json: { code: 'dossiers.not-the-owner' } })
    expect((await post(who.centre, 'take-out', { id, matter: shared })).status).toBe(200)
    expect(await post(who.centre, 'take-out', { id, matter: shared })).toMatchObject({ status: 404, json: { code: 'dossiers.not-in' } })
    expect((await post(who.centre, 'put', { id, matters: [shared] })).json).toEqual({ put: 1, there: 0 })
    expect((await post(who.centre, 'change', change({ title: '城市供热', ended: true }))).status).toBe(200)
    expect(await post(who.centre, 'put', { id, matters: [shared] })).toMatchObject({ status: 409, json: { code: 'dossiers.ended' } })
    expect(await see(who.centre, id)).toMatchObject({ title: '城市供热', may: { put: false }, rows: [{ mayTakeOut: false }] })
    const pdf = await who.centre.get(`/api/dossiers/dossier.pdf?id=${id}`)
    expect([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
    expect((await who.stranger.get(`/api/dossiers/dossier.pdf?id=${id}`)).status).toBe(404)
  })
})
