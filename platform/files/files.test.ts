import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { withClient } from '../database/connection.ts'
import { contentDisposition } from '../http/download.ts'
import { type Answer, type Browser, faults, openTestServer, type TestServer } from '../http/test-server.ts'
import { sniff } from './kinds.ts'
import { tidyName } from './routes.ts'
import { openFileStore } from './store.ts'

let server: TestServer
let clerk: Browser
let stranger: Browser
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'files', { desks })
  const unit = await server.unit('LX', '来信来电科')
  const one = await server.person('何静', 'hejing', unit)
  const two = await server.person('钱明', 'qianming', null)
  clerk = await server.signIn('hejing', one.password)
  stranger = await server.signIn('qianming', two.password)
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])
const office = (parts: Record<string, string>) =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries({ '[Content_Types].xml': '<Types/>', ...parts }).map(([name, text]) => [name, strToU8(text)]))))
const send = (who: Browser, bytes: Uint8Array, name: string, field = 'file'): Promise<Answer> => {
  const form = new FormData()
  form.append(field, new Blob([Uint8Array.from(bytes)]), name)
  return who.send('POST', '/api/files', form)
}

describe('上传 upload', () => {
  test('a file is what its bytes are, whatever it is called (S1, S3)', async () => {
    expect((await send(clerk, pdf, '照片.png')).json).toMatchObject({ kind: 'pdf', name: '照片.png', size: pdf.length })
    expect((await send(clerk, png, 'x.pdf')).json).toMatchObject({ kind: 'png' })
    expect((await send(clerk, office({ 'word/document.xml': '<w/>' }), '函.docx')).json).toMatchObject({ kind: 'docx' })
    expect((await send(clerk, office({ 'xl/workbook.xml': '<w/>' }), '表.xlsx')).json).toMatchObject({ kind: 'xlsx' })
    expect((await send(clerk, Buffer.from('办理情况说明，第一行。\n第二行。'), '说明.txt')).json).toMatchObject({ kind: 'txt' })
    expect((await send(clerk, Buffer.from([0xb0, 0xec, 0xc0, 0xed, 0xc7, 0xe9, 0xbf, 0xf6]), '国标码.txt')).json).toMatchObject({ kind: 'txt' })
  })

  test('nothing that could run in a page or on a server is taken (S1, S3)', async () => {
    const bad: [string, Uint8Array][] = [
      ['page.html', Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
      ['picture.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
      ['picture.txt', Buffer.from('\ufeff  <svg onload=alert(1)>')],
      ['x.xml', Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')],
      ['shell.jsp', Buffer.from('<%@ page %>\u0000')],
      ['run.exe', Buffer.from('MZ\u0000\u0000')],
      ['run.sh', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0])],
      ['macro.docm', office({ 'word/document.xml': '<w/>', 'word/vbaProject.bin': 'x' })],
      ['program.zip', Buffer.from(zipSync({ 'a.txt': strToU8('a'), 'run.exe': strToU8('MZ\u0000\u0000') }))],
      ['page.zip', Buffer.from(zipSync({ 'a.html': strToU8('<!DOCTYPE html><script>alert(1)</script>') }))],
      ['squeezed.bin', deflateRawSync(Buffer.from('x'.repeat(100)))],
    ]
    for (const [name, bytes] of bad) expect(await send(clerk, bytes, name), name).toMatchObject({ status: 415, json: { code: 'files.kind-not-taken' } })
    expect(await send(clerk, Buffer.alloc(0), '空.txt')).toMatchObject({ status: 422, json: { code: 'files.empty' } })
  })

  test('broken uploads: no file, wrong field, two files, cut off in the middle, not multipart: refused, nothing left behind', async () => {
    const before = await uploads()
    expect(await send(clerk, pdf, 'a.pdf', 'other')).toMatchObject({ status: 400 })
    expect(await clerk.send('POST', '/api/files', new FormData())).toMatchObject({ status: 400 })
    const two = new FormData()
    two.append('file', new Blob([Uint8Array.from(pdf)]), 'a.pdf')
    two.append('file', new Blob([Uint8Array.from(png)]), 'b.png')
    expect((await clerk.send('POST', '/api/files', two)).status).toBeLessThan(500)
    expect(await clerk.send('POST', '/api/files', '{}', { 'content-type': 'application/json' })).toMatchObject({ status: 415 })
    const cut = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 half'
    expect((await clerk.send('POST', '/api/files', cut, { 'content-type': 'multipart/form-data; boundary=b' })).status).toBe(400)
    expect((await clerk.send('POST', '/api/files', 'x', { 'content-type': 'multipart/form-data' })).status).toBeLessThan(500)
    expect(await uploads()).toEqual(before)
  })

  test('hostile names are text in a row: no path, no header, no control character comes of them', async () => {
    for (const name of [
      '../../../etc/passwd',
      '..\\..\\boot.ini',
      'a\r\nset-cookie: x=1.pdf',
      '"; filename="evil.html',
      '.htaccess',
      '\u202efdp.exe',
      '文件'.repeat(400),
      '<script>.pdf',
    ]) {
      const sent = (await send(clerk, pdf, name)).json as { id: string; name: string }
      expect(sent.name, name).not.toMatch(/[\\/\r\n\u202e]|^\./)
      const got = await clerk.get(`/api/files/${sent.id}`)
      expect(got.status).toBe(200)
      expect(got.headers.get('set-cookie') ?? '').not.toContain('x=1')
      expect(got.headers.get('content-disposition')).toMatch(/^inline; filename="[^"\r\n]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/)
    }
    expect(tidyName('C:\\Users\\王\\照片 1.jpg')).toBe('照片 1.jpg')
    expect(contentDisposition('attachment', '督查\n"通报;\u0000.pdf')).toBe(`attachment; filename="________.pdf"; filename*=UTF-8''%E7%9D%A3%E6%9F%A5__%E9%80%9A%E6%8A%A5%3B_.pdf`)
  })

  test('too large stops while it arrives and leaves nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-store-'))
    const store = openFileStore(folder)
    await expect(store.put(Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(65_536, 0x41))), 1_048_576)).rejects.toMatchObject({
      refusal: { code: 'files.too-large', status: 413 },
    })
    expect(await readdir(join(folder, 'arriving'))).toEqual([])
    const [one, two] = [await store.put(Readable.from([pdf]), 1_000), await store.put(Readable.from([pdf]), 1_000)]
    expect(one.digest).toBe(two.digest)
    expect(() => store.open('../../etc/passwd')).toThrow()
    await rm(folder, { recursive: true, force: true })
  })
})

describe('取件 download', () => {
  test('an upload nobody used yet is its uploader’s alone; for others it is not there', async () => {
    const { id } = (await send(clerk, pdf, '现场.pdf')).json as { id: string }
    expect(await clerk.get(`/api/files/${id}`)).toMatchObject({ status: 200 })
    const [theirs, none] = [await stranger.get(`/api/files/${id}`), await stranger.get('/api/files/01a00000-0000-7000-8000-000000000000')]
    expect([theirs.status, theirs.json]).toEqual([none.status, none.json])
    expect(theirs.status).toBe(404)
    for (const path of ['/api/files/..%2f..%2fkeys%2fdatabase.json', '/api/files/%2e%2e', '/api/files/', '/api/files/x%00'])
      expect([400, 404], path).toContain((await clerk.get(path)).status)
  })

  test('pictures and PDF open in the page behind fences, everything else is a download; nothing is sniffed', async () => {
    const ids = await Promise.all(
      [send(clerk, pdf, 'a.pdf'), send(clerk, png, 'a.png'), send(clerk, Buffer.from('文字'), 'a.txt')].map(async (sent) => String((await sent).json?.id)),
    )
    const [asPdf, asPng, asText] = await Promise.all(ids.map((id) => clerk.get(`/api/files/${id}`)))
    for (const answer of [asPdf, asPng, asText]) {
      expect(answer?.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer?.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
      expect(answer?.headers.get('cache-control')).toContain('no-store')
    }
    expect(asPdf?.headers.get('content-disposition')).toMatch(/^inline/)
    expect(asPng?.headers.get('content-security-policy')).toContain('sandbox')
    expect(asText?.headers.get('content-disposition')).toMatch(/^attachment/)
    expect((await clerk.get(`/api/files/${ids[1]}?download=true`)).headers.get('content-disposition')).toMatch(/^attachment/)
  })
  test('one person may keep two hundred uploads waiting, no more', async () => {
    await withClient(server.serving.address, 'act', (client) =>
      client.query(
        `insert into upload (id, digest, name, kind, size, by, at) select gen_random_uuid(), repeat('a', 64), 'x', 'txt', 1, p.id, now() from person p, generate_series(1, 200) where p.username = 'qianming'`,
      ),
    )
    expect(await send(stranger, pdf, 'a.pdf')).toMatchObject({ status: 429, json: { code: 'files.too-many-waiting' } })
  })
})

test('what should never have been sent is forgotten at once, row and bytes; another’s stays, and so do bytes somebody still needs (R-C01)', async () => {
  const bytes = Buffer.from('只此一份的文字，发错了。')
  const first = (await send(clerk, bytes, '甲.txt')).json as { id: string }
  const second = (await send(clerk, bytes, '乙.txt')).json as { id: string }
  const [kept] = await digestOf(first.id)
  await stranger.post('/api/files/forget', { files: [first.id, second.id] })
  await clerk.post('/api/files/forget', { files: [first.id] })
  expect([(await clerk.get(`/api/files/${first.id}`)).status, (await clerk.get(`/api/files/${second.id}`)).status]).toEqual([404, 200])
  expect(await server.serving.files.has(kept ?? '')).toBe(true)
  expect((await clerk.post('/api/files/forget', { files: [second.id] })).status).toBe(200)
  expect(await server.serving.files.has(kept ?? '')).toBe(false)
})
async function digestOf(id: string): Promise<string[]> {
  const { rows } = await withClient(server.serving.address, 'act', (client) => client.query('select digest from upload where id = $1', [id]))
  return rows.map((row) => String(row.digest))
}

test('bytes that look like two things are one, or nothing', () => {
  expect(sniff(Buffer.concat([Buffer.from('GIF89a'), Buffer.from('<script>')]), Buffer.alloc(0))).toMatchObject({ kind: 'gif' })
  expect(sniff(Buffer.from('PK\u0003\u0004[Content_Types].xml word/document.xml'), Buffer.from('vbaProject.bin'))).toBeNull()
  expect(sniff(Buffer.from('   \n<HTML><body>'), Buffer.alloc(0))).toBeNull()
})

async function uploads(): Promise<string[]> {
  const rows = await withClient(server.serving.address, 'act', (client) => client.query('select id from upload order by id'))
  return rows.rows.map((row) => String(row.id))
}
