import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { listen } from '../../journeys/stand-ins/listen.ts'
import { addressFault, byStatus, cameToNothing, post } from './outside.ts'

describe('向外发送 the way out', () => {
  test('only https, or plain to this machine, or plain through the proxy the administrator named', () => {
    for (const good of ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1', 'https://10.1.2.3/sms', 'http://127.0.0.1:9000/x', 'http://localhost/x', 'http://[::1]:8/x'])
      expect(addressFault(good, null), good).toBeNull()
    for (const bad of [
      'http://10.1.2.3/sms',
      'http://oa.example.cn',
      'ftp://127.0.0.1/x',
      'file:///etc/passwd',
      'javascript:1',
      'https://user:word@oa.example.cn/',
      'oa.example.cn',
      '',
    ])
      expect(addressFault(bad, null), bad).toBe('notices.bad-address')
    for (const shut of [
      'http://169.254.169.254/latest/meta-data',
      'https://169.254.169.254/',
      'https://[::ffff:169.254.169.254]/',
      'https://[fe80::1]/',
      'https://0.0.0.0/',
      'https://2852039166/',
    ])
      expect(addressFault(shut, 'http://10.0.0.1:3128'), shut).toBe('notices.blocked-address')
    expect(addressFault('http://10.1.2.3/sms', 'http://10.0.0.1:3128')).toBeNull()
  })
  test('a redirect is not followed: what is behind it hears nothing', async () => {
    let heard = 0
    const behind = await listen(() => {
      heard++
      return { body: '{}' }
    })
    const server = createServer((_, answer) => answer.writeHead(302, { location: behind.url }).end())
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const sent = await post(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`, '{}', {}, null)
    expect(byStatus(sent)).toMatchObject({ outcome: 'dead' })
    expect(heard).toBe(0)
    server.close()
    await behind.close()
  })
  test('with a proxy named, the request goes through it and nowhere else', async () => {
    const asked: string[] = []
    const proxy = createServer((request, answer) => {
      asked.push(request.url ?? '')
      answer.end('{"errcode":0}')
    })
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
    const sent = await post('http://gateway.invalid/sms', '{}', {}, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
    expect(sent).toEqual({ status: 200, text: '{"errcode":0}' })
    expect(asked).toEqual(['http://gateway.invalid/sms'])
    proxy.close()
  })
  test('nobody there is tried again, and is no fault of the message', async () => {
    const gone = await listen(() => ({ body: '' }))
    await gone.close()
    const error = await post(`${gone.url}/x`, '{}', {}, null).catch((e: unknown) => e)
    expect(cameToNothing(error)).toMatchObject({ outcome: 'retry', code: 'unreachable' })
    expect(cameToNothing(Object.assign(new Error('x'), { name: 'TimeoutError' }))).toMatchObject({ outcome: 'retry', code: 'no-answer' })
    expect(cameToNothing(Object.assign(new Error('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }))).toMatchObject({ outcome: 'retry', code: 'not-secure' })
  })
  test('an answer without end is cut off', async () => {
    const endless = createServer((_, answer) => {
      const more = setInterval(() => answer.write('x'.repeat(20_000)), 5)
      answer.on('close', () => clearInterval(more))
    })
    await new Promise<void>((done) => endless.listen(0, '127.0.0.1', done))
    await expect(post(`http://127.0.0.1:${(endless.address() as AddressInfo).port}/x`, '{}', {}, null)).rejects.toMatchObject({ code: 'TOO_LONG' })
    endless.closeAllConnections()
    endless.close()
  })
})
