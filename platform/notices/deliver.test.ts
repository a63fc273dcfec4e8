import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { startMailServer } from '../../journeys/stand-ins/mail.ts'
import { startMessenger } from '../../journeys/stand-ins/messenger.ts'
import { startSmsGateway } from '../../journeys/stand-ins/sms.ts'
import { startWecom } from '../../journeys/stand-ins/wecom.ts'
import { DAY, HOUR, MINUTE, millis } from '../../kernel/time.ts'
import type { Browser } from '../http/test-server.ts'
import { backOff, emptyOutbox } from '../jobs/outbox.ts'
import { sendDeliveries } from './deliver.ts'
import { throughChannels } from './plan.ts'
import { type NoticeOffice, openNoticeOffice } from './test-office.ts'

let office: NoticeOffice
let mail: Awaited<ReturnType<typeof startMailServer>>
let robot: Awaited<ReturnType<typeof startWecom>>
let clerk: Browser
let keeper: Browser
let liaison: Browser
let mailId = ''
let robotId = ''
const putChannel = async (body: object) => {
  const answer = await keeper.post('/api/notices/put-channel', body)
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { id: string }).id
}
const mailSet = () => ({ host: '127.0.0.1', port: String(mail.port), security: 'none', from: 'oa@yunxi.example', user: 'oa' })
const enterAll = async () => {
  ;[clerk, keeper, liaison] = await Promise.all([office.enter('clerk'), office.enter('keeper'), office.enter('liaison')])
}
const pass = async (ms: number) => {
  office.server.pass(ms)
  await enterAll()
}

beforeAll(async () => {
  office = await openNoticeOffice(inject('cluster'), 'deliver', desks)
  await office.goTo('09:00')
  mail = await startMailServer({ boxes: ['xuwentao@zjj.example', 'keeper@oa.example'] })
  robot = await startWecom({ now: () => millis(office.server.now()) })
  await enterAll()
})
afterAll(async () => {
  await Promise.all([office.close(), mail.close(), robot.close()])
})

describe('通知渠道的设定 setting up the channels', () => {
  test('only whoever keeps the channels sets them; first the address of the system; bad addresses and missing secrets are refused by name', async () => {
    const robotBody = { kind: 'wecom', name: '住建局工作群', unit: office.housing, secrets: { address: robot.webhook } }
    expect((await clerk.post('/api/notices/put-channel', robotBody)).status).toBe(403)
    expect((await keeper.post('/api/notices/put-channel', robotBody)).json).toMatchObject({ code: 'notices.no-base' })
    expect((await keeper.post('/api/notices/put-setting', { base: 'not an address' })).json).toMatchObject({ code: 'notices.bad-setting' })
    expect((await keeper.post('/api/notices/put-setting', { base: 'https://oa.yunxi.example/' })).status).toBe(200)
    expect((await keeper.post('/api/notices/put-channel', { ...robotBody, secrets: {} })).json).toMatchObject({ code: 'notices.secret-missing' })
    expect((await keeper.post('/api/notices/put-channel', { ...robotBody, secrets: { address: 'http://10.1.2.3/x' } })).json).toMatchObject({ code: 'notices.bad-address' })
    expect((await keeper.post('/api/notices/put-channel', { ...robotBody, secrets: { address: 'https://169.254.169.254/' } })).json).toMatchObject({
      code: 'notices.blocked-address',
    })
    expect((await keeper.post('/api/notices/put-channel', { kind: 'mail', name: '邮件', set: { ...mailSet(), host: 'mail.example.cn' } })).json).toMatchObject({
      code: 'notices.bad-setting',
    })
    robotId = await putChannel(robotBody)
    mailId = await putChannel({ kind: 'mail', name: '政务邮箱', set: mailSet(), secrets: { password: 'mail-secret' } })
  })
  test('a secret is sealed, never shown again, and stays when nothing new is given', async () => {
    const seen = await keeper.get('/api/notices/channels')
    expect(seen.status, seen.text).toBe(200)
    expect(seen.text).not.toContain('mail-secret')
    expect(seen.text).not.toContain(robot.webhook)
    const [row] = await office.query<{ sealed: string }>('select sealed from notice_channel where id = $1', [mailId])
    expect(row?.sealed).toMatch(/^v1\./)
    expect((await clerk.get('/api/notices/channels')).status).toBe(403)
    await putChannel({ id: mailId, kind: 'mail', name: '市政务邮箱', set: mailSet() })
    const [after] = await office.query<{ sealed: string }>('select sealed from notice_channel where id = $1', [mailId])
    expect(office.server.serving.box.open(after?.sealed ?? '')).toBe('{"password":"mail-secret"}')
    // on record without a secret
    const events = await office.query<{ said: object }>(`select said from event where move = 'notices.putChannel'`)
    expect(JSON.stringify(events)).not.toContain('mail-secret')
  })
  test('发送测试: one real message, and what the other side said comes back in a word of ours', async () => {
    expect((await keeper.post('/api/notices/test-channel', { id: mailId })).json).toMatchObject({ code: 'notices.no-own-address' })
    expect((await keeper.post('/api/notices/put-address', { kind: 'mail', value: 'no address' })).json).toMatchObject({ code: 'notices.bad-mail' })
    await keeper.post('/api/notices/put-address', { kind: 'mail', value: 'keeper@oa.example' })
    expect((await keeper.post('/api/notices/test-channel', { id: mailId })).status).toBe(200)
    expect((await keeper.post('/api/notices/test-channel', { id: robotId })).status).toBe(200)
    await office.speak()
    expect(mail.took.at(-1)?.to).toBe('keeper@oa.example')
    expect(robot.texts).toEqual(['回音：通知渠道测试\nhttps://oa.yunxi.example/notices'])
    const { rows } = (await keeper.get('/api/notices/channels')).json as { rows: { id: string; test: { outcome: string; code: string } }[] }
    for (const id of [mailId, robotId]) expect(rows.find((row) => row.id === id)?.test).toMatchObject({ outcome: 'delivered', code: 'delivered' })
    await putChannel({ id: mailId, kind: 'mail', name: '市政务邮箱', set: mailSet(), secrets: { password: 'wrong' } })
    await keeper.post('/api/notices/test-channel', { id: mailId })
    await office.speak()
    const again = (await keeper.get('/api/notices/channels')).json as { rows: { id: string; test: { outcome: string; code: string } }[] }
    expect(again.rows.find((row) => row.id === mailId)?.test).toMatchObject({ outcome: 'dead', code: 'bad-key' })
    await putChannel({ id: mailId, kind: 'mail', name: '市政务邮箱', set: mailSet(), secrets: { password: 'mail-secret' } })
  })
})

describe('群机器人用语 the language of a group', () => {
  test('a robot whose group reads English is told in English, number and link as ever; the others go on in Chinese', async () => {
    await putChannel({ id: robotId, kind: 'wecom', name: '住建局工作群', unit: office.housing, set: { language: 'en' } })
    const before = robot.texts.length
    await keeper.post('/api/notices/test-channel', { id: robotId })
    await office.speak()
    expect(robot.texts.slice(before)).toEqual([expect.stringMatching(/^Huiyin: [A-Z][\x20-\x7e]*\nhttps:\/\/oa\.yunxi\.example\/notices$/)])
    expect((await keeper.post('/api/notices/put-channel', { id: robotId, kind: 'wecom', name: '住建局工作群', unit: office.housing, set: { language: 'fr' } })).json).toMatchObject(
      { code: 'notices.bad-setting' },
    )
    await putChannel({ id: robotId, kind: 'wecom', name: '住建局工作群', unit: office.housing, set: {} })
    await keeper.post('/api/notices/test-channel', { id: robotId })
    await office.speak()
    expect(robot.texts.at(-1)).toMatch(/^回音：/)
  })
})

describe('发送 what is sent', () => {
  test('three letters within the wait are one mail and one message in the group, with number and link and no word of what they are about (R-W02)', async () => {
    await liaison.post('/api/notices/put-address', { kind: 'mail', value: 'xuwentao@zjj.example' })
    const [mails, texts] = [mail.took.length, robot.texts.length]
    const letters = [await office.letter(clerk, '王女士的暖气'), await office.letter(clerk, '李先生的楼道'), await office.letter(clerk, '赵女士的电话13800006177')]
    await office.speak()
    expect(mail.took.length).toBe(mails) // not yet: more may come
    await pass(10 * MINUTE + 1000)
    await office.speak()
    expect(mail.took.length).toBe(mails + 1)
    expect(robot.texts.length).toBe(texts + 1)
    const said = robot.texts.at(-1) ?? ''
    for (const letter of letters) {
      expect(said).toContain(letter.number)
      expect(said).toContain(`https://oa.yunxi.example/letters/${letter.id}`)
    }
    for (const word of ['王女士', '李先生', '赵女士', '暖气', '13800006177', '许文涛', '何静']) {
      expect(said).not.toContain(word)
      expect(Buffer.from(mail.took.at(-1)?.raw ?? '').toString()).not.toContain(word)
    }
    expect(mail.took.at(-1)?.raw).toContain('Subject: =?UTF-8?')
  })
  test('what he has read in the application meanwhile is not sent after him', async () => {
    const mails = mail.took.length
    await office.letter(clerk, '路灯')
    await office.speak()
    await liaison.post('/api/notices/read', { ids: null })
    await pass(11 * MINUTE)
    await office.speak()
    expect(mail.took.length).toBe(mails)
    const [row] = await office.query<{ dropped: string }>('select dropped from delivery where channel = $1 order by id desc limit 1', [mailId])
    expect(row?.dropped).toBe('read')
  })
  test('in the quiet hours nothing is sent but what is urgent; the rest comes at eight as one (F16)', async () => {
    await office.goTo('21:00')
    await enterAll()
    const mails = mail.took.length
    await office.letter(clerk, '夜里一')
    await office.letter(clerk, '夜里二')
    await pass(2 * HOUR)
    await office.speak()
    expect(mail.took.length).toBe(mails)
    const urgent = await clerk.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      urgency: 'urgent',
      title: '燃气泄漏',
      body: '正文。',
      assign: { lead: { unit: office.housing }, ask: '请办' },
    })
    expect(urgent.status, urgent.text).toBe(200)
    await office.speak()
    expect(mail.took.length).toBe(mails + 1)
    await office.goTo('08:01')
    await enterAll()
    await office.speak()
    expect(mail.took.length).toBe(mails + 2)
  })
  test('one may turn a channel off for oneself, but not a mandatory one', async () => {
    expect((await liaison.post('/api/notices/choose', { id: mailId, wanted: false })).status).toBe(200)
    expect((await liaison.post('/api/notices/choose', { id: robotId, wanted: false })).json).toMatchObject({ code: 'notices.not-personal' })
    const mine = (await liaison.get('/api/notices/mine')).json as { addresses: object[]; rows: object[] }
    expect(mine.addresses).toEqual([{ kind: 'mail', hint: 'x…@zjj.example' }])
    expect(mine.rows).toMatchObject([{ id: mailId, wanted: false, lacks: null }])
    const mails = mail.took.length
    await office.letter(clerk, '不要邮件')
    await pass(11 * MINUTE)
    await office.speak()
    await pass(11 * MINUTE)
    await office.speak()
    expect(mail.took.length).toBe(mails)
    await putChannel({ id: mailId, kind: 'mail', name: '市政务邮箱', mandatory: true, set: mailSet() })
    expect((await liaison.post('/api/notices/choose', { id: mailId, wanted: false })).json).toMatchObject({ code: 'notices.mandatory', facts: { name: '市政务邮箱' } })
    await office.letter(clerk, '必收')
    await office.speak()
    await pass(11 * MINUTE)
    await office.speak()
    expect(mail.took.length).toBe(mails + 1)
  })
  test('the same thing unread is not told twice, and nobody is told of what he did himself (F16)', async () => {
    const letter = await office.letter(clerk, '一件事')
    await office.speak()
    const told = () => office.query(`select 1 from notice where matter_id = $1 and kind = 'given' and person = $2`, [letter.id, office.ids.liaison])
    const before = (await told()).length
    const [{ payload } = { payload: {} }] = await office.query<{ payload: object }>(`select payload from notice where matter_id = $1 and kind = 'given'`, [letter.id])
    await office.query(`insert into outbox (kind, to_person, merge_key, payload, due_at) values ('given', $1, 'again', $2, $3)`, [
      office.ids.liaison,
      JSON.stringify({ ...payload, matter: letter.id }),
      office.server.now(),
    ])
    await office.speak()
    expect((await told()).length).toBe(before)
    expect(await office.query('select 1 from notice where matter_id = $1 and person = $2', [letter.id, office.ids.clerk])).toEqual([])
  })
  test('a robot is never used more than twenty times in a minute, by however many processes, and nothing is lost (R-W01)', async () => {
    // the digest off: each notice by itself, so that the bucket alone holds back
    const { serving } = office.server
    const letters: string[] = []
    for (let n = 0; n < 30; n++) letters.push((await office.letter(clerk, `第${n}件`)).number)
    while ((await emptyOutbox(serving, throughChannels)).found > 0);
    const rows = await office.query<{ id: number }>(
      'select d.id from delivery d where d.channel = $1 and d.delivered_at is null and d.dropped is null and d.dead_at is null order by d.id',
      [robotId],
    )
    expect(rows.length).toBeGreaterThanOrEqual(30)
    const texts = robot.texts.length
    for (const { id } of rows) {
      await office.query(`update delivery set due_at = $2 where id = $1`, [id, office.server.now()])
      // two processes at once, each finding one
      await Promise.all([sendDeliveries(serving), sendDeliveries(serving)])
      office.server.pass(200)
    }
    for (let n = 0; n < 40; n++) {
      office.server.pass(4_100)
      await Promise.all([sendDeliveries(serving), sendDeliveries(serving)])
    }
    expect(robot.answers).not.toContain(45009)
    const said = robot.texts.slice(texts).join('\n')
    for (const number of letters) expect(said).toContain(number)
  }, 60_000)
  test('a robot that fails is tried again later and later, then lies among the dead letters, from where it is sent again', async () => {
    await enterAll()
    robot.fail(1000)
    const letter = await office.letter(clerk, '死信')
    await office.speak()
    await pass(11 * MINUTE)
    await office.speak()
    for (let attempt = 1; attempt < 8; attempt++) {
      office.server.pass(backOff(attempt) + 5000)
      await office.speak()
    }
    await enterAll()
    const dead = (await keeper.get('/api/notices/dead')).json as { dead: number; rows: { id: number; number: string; attempts: number; code: string }[] }
    const row = dead.rows.find((one) => one.number === letter.number)
    expect(row).toMatchObject({ attempts: 8, code: 'other' })
    expect((await clerk.get('/api/notices/dead')).status).toBe(403)
    robot.fail(0)
    expect((await keeper.post('/api/notices/retry', { from: 'delivery', id: row?.id })).json).toEqual({ n: 1 })
    await office.speak()
    expect(robot.texts.at(-1)).toContain(letter.number)
    expect((await keeper.post('/api/notices/retry', { from: 'delivery', id: row?.id })).json).toMatchObject({ code: 'notices.not-dead' })
    expect((await keeper.post('/api/notices/retry', { from: 'outbox', id: null })).json).toEqual({ n: 0 })
  })
  test('what could not even be put into the application is sent again from its own list', async () => {
    await enterAll()
    await office.query(
      `insert into outbox (kind, to_person, merge_key, payload, due_at, attempts, dead_at, last_error) values ('urged', $1, 'gone', '{}', $2, 8, $2, 'ECONNREFUSED')`,
      [office.ids.liaison, office.server.now()],
    )
    expect((await clerk.post('/api/notices/retry', { from: 'outbox', id: null })).status).toBe(403)
    expect((await keeper.post('/api/notices/retry', { from: 'outbox', id: null })).json).toEqual({ n: 1 })
    await office.speak()
    expect(await office.query(`select sent_at is not null as sent from outbox where merge_key = 'gone'`)).toEqual([{ sent: true }])
  })
  test('SMS goes to the number he gave, which lies sealed; the messenger is told his opaque id and no name', async () => {
    const now = () => millis(office.server.now())
    const [gateway, messenger] = [await startSmsGateway({ now }), await startMessenger('shared-key', now)]
    await enterAll()
    expect((await liaison.post('/api/notices/put-address', { kind: 'sms', value: '12' })).json).toMatchObject({ code: 'notices.bad-phone' })
    expect((await liaison.post('/api/notices/put-address', { kind: 'sms', value: '138 0000 6027' })).status).toBe(200)
    expect(JSON.stringify(await office.query('select * from notice_address'))).not.toContain('13800006027')
    const body = '{"appkey":"{{secret}}","mobile":"{{phone}}","content":"{{text}}"}'
    await putChannel({
      kind: 'sms',
      name: '短信',
      set: { address: gateway.url, type: 'json', body, ok: '"code":"0"', busy: '"code":"22"' },
      secrets: { secret: 'key-of-the-office' },
    })
    await putChannel({ kind: 'webhook', name: '政务通', set: { address: messenger.url }, secrets: { key: 'shared-key' } })
    const letter = await office.letter(clerk, '短信一件')
    await office.speak()
    await pass(DAY)
    await office.speak()
    expect(gateway.took.at(-1)).toMatchObject({ mobile: '13800006027' })
    expect(gateway.took.at(-1)?.content).toContain(letter.number)
    const told = messenger.took.filter((one) => one.items.some((item) => item.number === letter.number))
    expect(told.map((one) => one.to)).toContain(office.ids.liaison)
    expect(JSON.stringify([gateway.took, messenger.took])).not.toMatch(/许文涛|短信一件/)
    expect(messenger.refused).toEqual([])
    await Promise.all([gateway.close(), messenger.close()])
  })
  test('of a matter he may no longer see nothing leaves the house', async () => {
    const mails = mail.took.length
    const letter = await office.letter(clerk, '回避')
    await office.speak()
    await office.query(`insert into recusal (id, matter_id, person, ground) values (gen_random_uuid(), $1, $2, '亲属')`, [letter.id, office.ids.liaison])
    await pass(DAY)
    await office.speak()
    expect(mail.took.slice(mails).some((one) => Buffer.from(one.raw).toString().includes(letter.id))).toBe(false)
    const rows = await office.query<{ dropped: string }>(
      'select d.dropped from delivery d join notice n on n.id = d.notice_id where n.matter_id = $1 and d.person = $2 and d.channel = $3',
      [letter.id, office.ids.liaison, mailId],
    )
    expect(rows.every((row) => row.dropped === 'unseen')).toBe(true)
    expect(rows.length).toBeGreaterThan(0)
  })
})
