import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import type { LinesSaid } from '../../kernel/reading/lines-shape.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'
import { samplePile } from '../scans/sample-scans.ts'
import { docxOf, pdfOf } from './inside/samples.ts'
import { openTurns } from './inside/turns.ts'

let server: TestServer
let clerk: Browser
let stranger: Browser
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'file-lines', { desks })
  const unit = await server.unit('WD', '文电科')
  clerk = await server.signIn('jihongmei', (await server.person('季红梅', 'jihongmei', unit)).password)
  stranger = await server.signIn('qianming', (await server.person('钱明', 'qianming', null)).password)
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
const upload = async (bytes: Uint8Array, name: string): Promise<string> => {
  const form = new FormData()
  form.append('file', new Blob([Uint8Array.from(bytes)]), name)
  return String((await clerk.send('POST', '/api/files', form)).json?.id)
}
const ask = (path: string, who = clerk, signal?: AbortSignal) => fetch(`${server.url}${path}`, { headers: { cookie: who.cookie, 'x-huiyin': '1' }, ...(signal ? { signal } : {}) })
const said = async (answer: Response): Promise<LinesSaid[]> =>
  (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LinesSaid)

describe('读文件 reading a file beside the form', () => {
  test('lines are told page by page with their end, to whoever may open the file and to nobody else', { timeout: 60_000 }, async () => {
    const id = await upload(pdfOf(['关于供暖的函', '第二行']), '来函.pdf')
    const answer = await ask(`/api/files/${id}/lines`)
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson')
    const all = await said(answer)
    expect(all.map(({ kind }) => kind)).toEqual(['pages', 'page', 'end'])
    expect(all[1]).toMatchObject({
      page: 1,
      lines: [
        { no: 1, text: '关于供暖的函' },
        { no: 2, text: '第二行' },
      ],
    })
    for (const path of [`/api/files/${id}/lines`, `/api/files/${id}/pages/1`]) expect((await ask(path, stranger)).status, path).toBe(404)
    expect((await fetch(`${server.url}/api/files/${id}/lines`)).status).toBe(401)
  })
  test('a page comes as a picture; one that is not there, or a file that has none, is refused in words', { timeout: 60_000 }, async () => {
    const scan = await upload(
      samplePile([
        { code: null, title: '扫描件' },
        { code: null, blank: true },
      ]),
      '扫描.pdf',
    )
    const page = await ask(`/api/files/${scan}/pages/2`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect([...new Uint8Array(await page.arrayBuffer()).slice(0, 2)]).toEqual([0xff, 0xd8])
    expect(await clerk.get(`/api/files/${scan}/pages/3`)).toMatchObject({ status: 422, json: { code: 'files.no-such-page' } })
    expect(await clerk.get(`/api/files/${scan}/pages/0`)).toMatchObject({ status: 400 })
    expect(await clerk.get(`/api/files/${await upload(docxOf(['文字']), '函.docx')}/pages/1`)).toMatchObject({ status: 404, json: { code: 'files.no-such-page' } })
  })
  test('what cannot be read is kept all the same, and says why', { timeout: 60_000 }, async () => {
    const id = await upload(Buffer.from('%PDF-1.7\nbroken'), '坏的.pdf')
    expect(await said(await ask(`/api/files/${id}/lines`))).toEqual([{ kind: 'end', why: 'broken' }])
    expect((await clerk.get(`/api/files/${id}`)).status).toBe(200)
  })
  test('whoever leaves in the middle gives his turn to the next: five break off, the sixth is read', { timeout: 60_000 }, async () => {
    const id = await upload(pdfOf(['关于供暖的函']), '来函.pdf')
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const ending = new AbortController()
        setTimeout(() => ending.abort(), 20)
        await ask(`/api/files/${id}/lines`, clerk, ending.signal).catch(() => null)
      }),
    )
    expect((await said(await ask(`/api/files/${id}/lines`))).at(-1)).toEqual({ kind: 'end', why: null })
  })
})

test('so many at once, the others in their order, and too many are refused', async () => {
  const turns = openTurns(1, 1)
  const first = await turns.take()
  const order: string[] = []
  const second = turns.take().then((giveBack) => {
    order.push('second')
    return giveBack
  })
  await expect(turns.take()).rejects.toMatchObject({ refusal: { code: 'files.busy' } })
  order.push('first')
  first()
  first() // twice is once
  ;(await second)()
  expect(order).toEqual(['first', 'second'])
  ;(await turns.take())()
})
