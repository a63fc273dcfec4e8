import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { type MailServer, startMailServer } from '../journeys/stand-ins/mail.ts'
import type { Browser } from '../platform/http/test-server.ts'
import { type MailFolders, mailFolders, makeFolders } from '../platform/mail/maildir.ts'
import { readMail } from '../platform/mail/message.ts'
import { openPublicOffice, type PublicOffice } from './public-office.ts'
import { takeMailNow } from './take-mail.ts'

const MINUTE = 60_000
let office: PublicOffice
let keeper: Browser
let data: string
let folders: MailFolders
let smtp: MailServer | null = null
let channel: string | null = null
beforeAll(async () => {
  office = await openPublicOffice(inject('cluster'), 'tell-number')
  const { server } = office
  keeper = await server.signIn('dingyiming', (await server.person('丁一鸣', 'dingyiming', null, ['office.channels', 'office.status'])).password)
  data = await mkdtemp(join(tmpdir(), 'huiyin-tell-'))
  folders = mailFolders(data)
  await makeFolders(folders)
  expect((await keeper.post('/api/notices/put-setting', { base: 'https://oa.example.cn', proxy: null })).status).toBe(200)
})
afterEach(async () => {
  await smtp?.close()
  smtp = null
})
afterAll(async () => {
  await office.close()
  await rm(data, { recursive: true, force: true })
})
const put = async (port: number, password = 'mail-secret', inUse = true) => {
  const set = { host: '127.0.0.1', port: String(port), security: 'none', from: 'letters@yunxi.example', user: 'oa' }
  const done = await keeper.post('/api/notices/put-channel', { id: channel, kind: 'mail', name: '市政务邮箱', unit: null, mandatory: false, inUse, set, secrets: { password } })
  expect(done.status, done.text).toBe(200)
  channel = (done.json as { id: string }).id
}
let drops = 0
const write = (from: string) =>
  writeFile(
    join(folders.in, 'new', `${++drops}.eml`),
    [`From: <${from}>`, 'Subject: street lamp', 'Content-Type: text/plain; charset=utf-8', '', `和平路第${drops}盏路灯不亮，请派人来修。`].join('\r\n'),
  )
const take = () => takeMailNow({ house: office.server.serving, files: office.server.serving.files, folders })
const last = async () =>
  (
    await office.asOwner<{ number: string; acknowledged_at: Date | null; dead_at: Date | null; attempts: number; answer_code: string | null; channel: string | null }>(
      'select k.number, k.acknowledged_at, k.dead_at, k.attempts, k.answer_code, k.channel from mail_taken k order by k.id desc limit 1',
    )
  )[0]
const dead = async () => (await keeper.get('/api/notices/dead')).json as { dead: number; rows: { from: string; id: number; kind: string; number: string | null; code: string }[] }

describe('收到即告知编号 told at once with the number (C4, R-W01)', () => {
  test('by the mail channel of the house: subject, number and the mark of an automatic answer arrive; the folder stays empty; the record holds no address', async () => {
    smtp = await startMailServer({ boxes: ['wang@example.org'] })
    await put(smtp.port)
    await write('wang@example.org')
    await take()
    const row = await last()
    expect(smtp.took).toHaveLength(1)
    const [mail] = smtp.took
    expect(mail).toMatchObject({ from: 'letters@yunxi.example', to: 'wang@example.org' })
    const read = await readMail(Buffer.from(mail?.raw ?? ''))
    expect(read).toMatchObject({ automatic: true, subject: `来信已登记 ${row?.number}` })
    expect(read.text).toContain(row?.number)
    expect(row).toMatchObject({ attempts: 1, answer_code: 'delivered', channel, dead_at: null })
    expect(row?.acknowledged_at).not.toBeNull()
    expect(await readdir(join(folders.out, 'new'))).toEqual([])
    expect(await office.asOwner(`select 1 from mail_taken k where k::text like '%@%'`)).toEqual([])
    await take()
    expect(smtp.took).toHaveLength(1)
  })
  test('a server that is gone or a wrong password: the letter stands, the telling is tried again and arrives when it can', async () => {
    smtp = await startMailServer({ boxes: ['li@example.org'] })
    const { port } = smtp
    await put(port, 'wrong')
    await write('li@example.org')
    await take()
    expect(await last()).toMatchObject({ acknowledged_at: null, dead_at: null, attempts: 1, answer_code: 'bad-key' })
    await put(port)
    // not before its time
    await take()
    expect(smtp.took).toEqual([])
    office.server.pass(2 * MINUTE)
    await take()
    expect(smtp.took).toHaveLength(1)
    expect((await last())?.acknowledged_at).not.toBeNull()
  })
  test('no such box: given up at once, shown on the status page with its number, sent again by hand', async () => {
    smtp = await startMailServer({ boxes: [] })
    await put(smtp.port)
    await write('gone@example.org')
    await take()
    const row = await last()
    expect(row).toMatchObject({ acknowledged_at: null, answer_code: 'bad-address' })
    const seen = await dead()
    expect(seen.dead).toBe(1)
    expect(seen.rows[0]).toMatchObject({ from: 'mail', kind: 'mail-number', code: 'bad-address' })
    expect((await keeper.post('/api/notices/retry', { from: 'mail', id: seen.rows[0]?.id })).json).toEqual({ n: 1 })
    expect((await dead()).dead).toBe(0)
    await take()
    expect((await dead()).dead).toBe(1)
    expect((await keeper.post('/api/notices/retry', { from: 'delivery', id: null })).json).toEqual({ n: 1 })
    await take()
  })
  test('the channel out of use: the mail folder, as before', async () => {
    await put(11, 'mail-secret', false)
    await write('zhao@example.org')
    await take()
    expect(await readdir(join(folders.out, 'new'))).toHaveLength(1)
    expect(await last()).toMatchObject({ channel: null, attempts: 0 })
    expect((await last())?.acknowledged_at).not.toBeNull()
  })
  test('eight times in vain it is given up and kept; nothing is lost', async () => {
    await put(11)
    await write('late@example.org')
    for (let n = 0; n < 8; n++) {
      await take()
      office.server.pass(6 * 60 * MINUTE + 1)
    }
    expect(await last()).toMatchObject({ acknowledged_at: null, attempts: 8, answer_code: 'unreachable' })
    expect((await last())?.dead_at).not.toBeNull()
  })
})
