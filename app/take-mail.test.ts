import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { docxOf } from '../platform/files/inside/samples.ts'
import { type MailFolders, mailFolders, makeFolders } from '../platform/mail/maildir.ts'
import { readMail, writeMail } from '../platform/mail/message.ts'
import { openPublicOffice, type PublicOffice, png } from './public-office.ts'
import { takeMailNow } from './take-mail.ts'

let office: PublicOffice
let data: string
let folders: MailFolders
beforeAll(async () => {
  office = await openPublicOffice(inject('cluster'), 'mail-in')
  data = await mkdtemp(join(tmpdir(), 'huiyin-mail-'))
  folders = mailFolders(data)
  await makeFolders(folders)
})
afterAll(async () => {
  await office.close()
  await rm(data, { recursive: true, force: true })
})
let drops = 0
const drop = (message: string | Buffer) => writeFile(join(folders.in, 'new', `${String(++drops).padStart(4, '0')}.eml`), message)
const take = () => takeMailNow({ house: office.server.serving, files: office.server.serving.files, folders })
const b64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const mail = (subject: string, body: string, headers: readonly string[] = []) =>
  [
    'From: =?UTF-8?B?546L5aWz5aOr?= <wang@example.org>',
    'To: letters@city.example',
    `Subject: =?UTF-8?B?${b64(subject)}?=`,
    ...headers,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    b64(body),
  ].join('\r\n')
const answers = async () => {
  const names = (await readdir(join(folders.out, 'new'))).sort()
  return Promise.all(names.map(async (name) => readMail(await readFile(join(folders.out, 'new', name)))))
}
interface Row {
  readonly number: string
  readonly channel: string
  readonly body: string
  readonly files: number
  readonly owner: string
}
const letters = () =>
  office.asOwner<Row>(
    `select m.number, l.channel, l.body, (select count(*)::int from file f where f.matter_id = m.id) as files, p.name as owner
     from matter m join letters_letter l on l.matter_id = m.id join person p on p.id = m.owner_person order by m.id`,
  )

describe('电子邮件 e-mail in (C4)', () => {
  test('a letter with number, owner and clock; its sender is answered at once with the number; the address stands sealed and nowhere else', async () => {
    await drop(mail('和平路路灯不亮', '和平路18号门前路灯坏了三天，请派人来修。\n\n-----原始邮件-----\n旧的内容'))
    expect(await take()).toBe(1)
    const [row] = await letters()
    expect(row).toMatchObject({ channel: 'email', owner: '何静', body: '和平路路灯不亮\n\n和平路18号门前路灯坏了三天，请派人来修。' })
    const [answer] = await answers()
    expect(answer).toMatchObject({ automatic: true, subject: `来信已登记 ${row?.number}` })
    expect(answer?.text).toContain(row?.number)
    const raw = await readFile(join(folders.out, 'new', (await readdir(join(folders.out, 'new')))[0] ?? ''), 'utf8')
    expect(raw).toContain('To: wang@example.org')
    for (const table of ['mail_taken', 'letters_letter', 'event', 'outbox', 'matter']) {
      const found = await office.asOwner<{ n: number }>(`select count(*)::int as n from ${table} t where t::text like '%wang@example%'`)
      expect(found, table).toEqual([{ n: 0 }])
    }
    expect(await readdir(join(folders.in, 'new'))).toEqual([])
  })
  test('the same message fetched twice is one letter and one answer', async () => {
    const before = (await letters()).length
    await drop(mail('和平路路灯不亮', '和平路18号门前路灯坏了三天，请派人来修。\n\n-----原始邮件-----\n旧的内容'))
    await take()
    expect([(await letters()).length, (await answers()).length]).toEqual([before, 1])
  })
  test('answered with the number kept in the subject, it is added to that letter; from another address it is a letter of its own', async () => {
    const [first] = await letters()
    await drop(mail(`回复：来信已登记 ${first?.number}`, '今天又灭了两盏。'))
    await take()
    expect(await letters()).toHaveLength(1)
    const notes = await office.asOwner<{ text: string }>(`select n.text from note n`)
    expect(notes.map((n) => n.text)).toContain('来信人补充：今天又灭了两盏。')
    await drop(mail(`回复：来信已登记 ${first?.number}`, '我也要反映。').replace('wang@', 'other@'))
    await take()
    expect(await letters()).toHaveLength(2)
  })
  test('automatic answers, lists and bounces open nothing and are answered by nobody (C5)', async () => {
    const [before, told] = [(await letters()).length, (await answers()).length]
    for (const header of ['Auto-Submitted: auto-replied', 'Precedence: bulk', 'List-Id: <news.example.org>', 'Return-Path: <>'])
      await drop(mail('外出自动回复', `我不在。${header}`, [header]))
    expect(await take()).toBe(4)
    expect([(await letters()).length, (await answers()).length]).toEqual([before, told])
  })
  test('GB18030, HTML and a picture come through; what is no document is named in the text', async () => {
    const parts = [
      'From: li@example.org',
      'Subject: =?GB18030?B?xe3Cw8irx/jE2g==?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      b64('<p>小区里有坑，见照片。</p><script>x</script>'),
      '--b',
      'Content-Type: image/png; name="a.png"',
      'Content-Disposition: attachment; filename="a.png"',
      'Content-Transfer-Encoding: base64',
      '',
      png.toString('base64'),
      '--b',
      'Content-Type: application/octet-stream; name="run.exe"',
      'Content-Disposition: attachment; filename="run.exe"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 255, 254, 0]).toString('base64'),
      '--b--',
    ]
    await drop(parts.join('\r\n'))
    expect(await take()).toBe(1)
    const last = (await letters()).at(-1)
    expect(last).toMatchObject({ files: 1 })
    expect(last?.body).toContain('小区里有坑，见照片。')
    expect(last?.body).not.toContain('script')
    expect(last?.body).toContain('（未收附件：run.exe）')
  })
  test('a mark of secrecy is refused, on record, and nothing of it is kept (R-C02)', async () => {
    const before = (await letters()).length
    await drop(mail('机密★一年', '绝密 内部材料'))
    await take()
    expect(await letters()).toHaveLength(before)
    expect(await office.asOwner(`select k.outcome from mail_taken k order by k.at desc limit 1`)).toEqual([{ outcome: 'refused' }])
  })
  test('a mark inside an attached document refuses the whole message; not one byte of any attachment stays (R-C02)', async () => {
    const [before, subject] = [(await letters()).length, '小区停水，见附件']
    const [note, plan] = [Buffer.from('门前停水三天，见说明。'), docxOf(['关于某项工作的方案', '机密★3年'])]
    const part = (name: string, content: Buffer) =>
      `--b\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}`
    const message = (...parts: string[]) =>
      ['From: wang@example.org', `Subject: =?UTF-8?B?${b64(subject)}?=`, 'Content-Type: multipart/mixed; boundary=b', '', ...parts, '--b--', ''].join('\r\n')
    const { files } = office.server.serving
    const kept = () => files.has(createHash('sha256').update(note).digest('hex'))
    await drop(message(part('a.txt', note), part('b.docx', plan)))
    await take()
    expect(await letters()).toHaveLength(before)
    expect(await kept()).toBe(false)
    expect(await office.asOwner(`select k.outcome from mail_taken k order by k.at desc limit 1`)).toEqual([{ outcome: 'refused' }])
    await drop(message(part('a.txt', note)))
    await take()
    expect(await letters()).toHaveLength(before + 1)
    expect(await kept()).toBe(true)
  })
  test('whatever is written can be read again, and no line break of an address becomes a header', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), async (said) => {
        const line = said.replace(/\s+/g, ' ').trim()
        fc.pre(line !== '' && !/[\p{Cc}\p{Cs}]/u.test(line))
        const raw = writeMail({ to: `a@b.cn\r\nBcc: x@y.cn`, subject: line, text: `行\n${line}`, id: 'x', date: new Date(0) })
        const read = await readMail(Buffer.from(raw))
        expect(raw).not.toMatch(/^Bcc:/m)
        expect(read.subject).toBe(line)
        expect(read.automatic).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
