import { afterEach, describe, expect, test } from 'vitest'
import { startDingtalk } from '../../journeys/stand-ins/dingtalk.ts'
import { startMailServer } from '../../journeys/stand-ins/mail.ts'
import { startMessenger } from '../../journeys/stand-ins/messenger.ts'
import { startSmsGateway } from '../../journeys/stand-ins/sms.ts'
import { startWecom } from '../../journeys/stand-ins/wecom.ts'
import { type Instant, instant } from '../../kernel/time.ts'
import { dingtalkSign, sendDingtalk } from './dingtalk.ts'
import { sendMail } from './mail.ts'
import type { Message } from './message.ts'
import { sendSms, smsBody } from './sms.ts'
import type { Way } from './way.ts'
import { sendWebhook, webhookSign } from './webhook.ts'
import { sendWecom } from './wecom.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
const kept = <T extends { close(): Promise<void> }>(one: T): T => {
  open.push(one)
  return one
}
const NOW = Date.parse('2026-11-30T02:00:00.000Z')
const message: Message = {
  to: null,
  language: 'zh-CN',
  lines: [{ kind: '催办', number: '信〔2026〕12号', link: 'https://oa.example.cn/letters/0192' }],
  id: 'd7',
  tries: 0,
}
const way = (set: Way['set'], secret: Way['secret'], now: Instant = instant(NOW)): Way => ({ set, secret, proxy: null, now })

describe('企业微信群机器人 WeCom robot, against a local stand-in', () => {
  test('title and link arrive; a wrong key is a dead letter; the twenty-first in a minute is told to wait (R-W01, R-W02)', async () => {
    const robot = kept(await startWecom({ now: () => NOW }))
    expect(await sendWecom(message, way({}, { address: robot.webhook }))).toMatchObject({ outcome: 'delivered' })
    expect(robot.texts).toEqual(['回音：催办　信〔2026〕12号\nhttps://oa.example.cn/letters/0192'])
    expect(await sendWecom(message, way({}, { address: robot.webhook.replace(/key=.*/, 'key=other') }))).toMatchObject({ outcome: 'dead', code: 'bad-key' })
    for (let n = 2; n <= 20; n++) expect(await sendWecom(message, way({}, { address: robot.webhook }))).toMatchObject({ outcome: 'delivered' })
    expect(await sendWecom(message, way({}, { address: robot.webhook }))).toMatchObject({ outcome: 'wait', code: 'too-often', ms: 60_000 })
    const long = { ...message, lines: Array.from({ length: 40 }, () => message.lines[0]).flatMap((one) => one ?? []) }
    const other = kept(await startWecom())
    expect(await sendWecom(long, way({}, { address: other.webhook }))).toMatchObject({ outcome: 'dead', code: 'bad-content' })
    other.fail(1)
    expect(await sendWecom(message, way({}, { address: other.webhook }))).toMatchObject({ outcome: 'retry' })
  })
})
describe('钉钉群机器人 DingTalk robot, against a local stand-in', () => {
  test('the sign is the documented one (test vector), and a robot without or with another secret refuses (310000)', async () => {
    expect(dingtalkSign(1_700_000_000_000, 'SECabc')).toBe('jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D')
    const robot = kept(await startDingtalk({ now: () => NOW }))
    expect(await sendDingtalk(message, way({}, { address: robot.webhook, sign: 'SECabc' }))).toMatchObject({ outcome: 'delivered' })
    expect(await sendDingtalk(message, way({}, { address: robot.webhook, sign: 'SECother' }))).toMatchObject({ outcome: 'dead', code: 'bad-signature' })
    expect(await sendDingtalk(message, way({}, { address: robot.webhook }))).toMatchObject({ outcome: 'dead', code: 'bad-signature' })
    const late = way({}, { address: robot.webhook, sign: 'SECabc' }, instant(NOW - 2 * 3_600_000))
    expect(await sendDingtalk(message, late)).toMatchObject({ outcome: 'dead', code: 'bad-signature' })
    const token = robot.webhook.replace(/access_token=.*/, 'access_token=none')
    expect(await sendDingtalk(message, way({}, { address: token, sign: 'SECabc' }))).toMatchObject({ outcome: 'dead', code: 'bad-key' })
  })
  test('a keyword the robot wants is told apart; too fast shuts it for ten minutes', async () => {
    const robot = kept(await startDingtalk({ now: () => NOW, keyword: '督查' }))
    expect(await sendDingtalk(message, way({}, { address: robot.webhook, sign: 'SECabc' }))).toMatchObject({ outcome: 'dead', code: 'bad-keyword' })
    const other = kept(await startDingtalk({ now: () => NOW }))
    for (let n = 1; n <= 20; n++) await sendDingtalk(message, way({}, { address: other.webhook, sign: 'SECabc' }))
    expect(await sendDingtalk(message, way({}, { address: other.webhook, sign: 'SECabc' }))).toMatchObject({ outcome: 'wait', ms: 600_000 })
    expect(other.texts).toHaveLength(20)
  })
})
describe('短信 SMS through a templated gateway, against a local stand-in', () => {
  const set = (address: string) => ({ address, type: 'json', body: '{"appkey":"{{secret}}","mobile":"{{phone}}","content":"{{text}}"}', ok: '"code":"0"', busy: '"code":"22"' })
  test('number and text arrive in the gateway’s own form; a second within the minute waits; a refused key is tried again and stays visible', async () => {
    const gateway = kept(await startSmsGateway({ now: () => NOW }))
    const sms = { ...message, to: '13800006027' }
    const answer = await sendSms(sms, way(set(gateway.url), { secret: 'key-of-the-office' }))
    expect(answer).toMatchObject({ outcome: 'delivered' })
    expect(answer.said).not.toContain('13800006027')
    expect(gateway.took).toEqual([{ mobile: '13800006027', content: '回音：催办　信〔2026〕12号\nhttps://oa.example.cn/letters/0192' }])
    expect(await sendSms(sms, way(set(gateway.url), { secret: 'key-of-the-office' }))).toMatchObject({ outcome: 'wait', code: 'too-often' })
    expect(await sendSms({ ...sms, to: '13900006027' }, way(set(gateway.url), { secret: 'wrong' }))).toMatchObject({ outcome: 'retry', code: 'other' })
  })
  test('a fact never breaks out of the form it stands in', () => {
    const sly = { ...message, to: '1","admin":"1' }
    expect(JSON.parse(smsBody(sly, { set: { type: 'json', body: '{"mobile":"{{phone}}"}' }, secret: {} }))).toEqual({ mobile: '1","admin":"1' })
    expect(new URLSearchParams(smsBody({ ...sly, to: '1&x=2' }, { set: { type: 'form', body: 'm={{phone}}&t={{text}}' }, secret: {} })).get('m')).toBe('1&x=2')
  })
})
describe('签名 Webhook the signed webhook, against a local stand-in', () => {
  test('SHA-256 and SM3 both verify; another key is refused; the same nonce is not taken twice, a later try has its own', async () => {
    const messenger = kept(await startMessenger('shared-key', () => NOW))
    const to = { ...message, to: '0192f0aa-0000-7000-8000-000000000001' }
    expect(await sendWebhook(to, way({ address: messenger.url }, { key: 'shared-key' }))).toMatchObject({ outcome: 'delivered' })
    expect(messenger.took).toEqual([
      { id: 'd7', to: to.to, title: '回音：催办　信〔2026〕12号', items: [{ title: '催办', number: '信〔2026〕12号', link: 'https://oa.example.cn/letters/0192' }] },
    ])
    expect(await sendWebhook(to, way({ address: messenger.url }, { key: 'other' }))).toMatchObject({ outcome: 'dead', code: 'bad-key' })
    expect(await sendWebhook(to, way({ address: messenger.url }, { key: 'shared-key' }))).toMatchObject({ outcome: 'dead' })
    expect(await sendWebhook({ ...to, tries: 1 }, way({ address: messenger.url }, { key: 'shared-key' }))).toMatchObject({ outcome: 'delivered' })
    expect(messenger.refused).toEqual(['sha256', 'nonce'])
  })
  test('the signature of the documentation (worked example)', () => {
    const sign = (suite: 'sha256' | 'sm3') => webhookSign(suite, 'shared-key', '1796004000', 'd7-0-1796004000', '{"id":"d7"}')
    expect(sign('sha256')).toBe('dac98badba391477cf801008588a1570fd78ffbfdab66888181b0b5e8c0fa08f')
    expect(sign('sm3')).toBe('114d6647fd50b813626dff71ed8971b67efefd063b023144aefba69e865a8b41')
  })
})
describe('邮件 mail, against a real SMTP server', () => {
  test('a certificate nobody vouches for: the password is not told to it, nothing is sent', async () => {
    const server = await startMailServer({ boxes: ['xuwentao@zjj.example'], tls: true })
    const answer = await sendMail({ ...message, to: 'xuwentao@zjj.example' }, way(set(server.port, { security: 'tls' }), { password: 'mail-secret' }))
    expect(answer).toMatchObject({ outcome: 'retry', code: 'not-secure' })
    expect(server.took).toEqual([])
    await server.close()
  })
  const set = (port: number, more = {}) => ({ host: '127.0.0.1', port: String(port), security: 'none', from: 'oa@yunxi.example', user: 'oa', ...more })
  test('subject and link arrive; a wrong password and an unknown box are dead letters, a server that is gone is tried again', async () => {
    const server = await startMailServer({ boxes: ['xuwentao@zjj.example'] })
    const mail = { ...message, to: 'xuwentao@zjj.example' }
    expect(await sendMail(mail, way(set(server.port), { password: 'mail-secret' }))).toMatchObject({ outcome: 'delivered' })
    expect(server.took).toHaveLength(1)
    expect(server.took[0]).toMatchObject({ from: 'oa@yunxi.example', to: 'xuwentao@zjj.example' })
    expect(server.took[0]?.raw).toContain('Message-ID: <d7@huiyin>')
    expect(await sendMail(mail, way(set(server.port), { password: 'wrong' }))).toMatchObject({ outcome: 'dead', code: 'bad-key' })
    const unknown = await sendMail({ ...mail, to: 'nobody@zjj.example' }, way(set(server.port), { password: 'mail-secret' }))
    expect(unknown).toMatchObject({ outcome: 'dead', code: 'bad-address' })
    expect(unknown.said).not.toContain('nobody@')
    // STARTTLS demanded where the server has none: nothing is sent in the open
    expect(await sendMail(mail, way(set(server.port, { security: 'starttls' }), { password: 'mail-secret' }))).toMatchObject({ outcome: 'retry', code: 'not-secure' })
    expect(server.took).toHaveLength(1)
    await server.close()
    expect(await sendMail(mail, way(set(server.port), { password: 'mail-secret' }))).toMatchObject({ outcome: 'retry', code: 'unreachable' })
  })
})
