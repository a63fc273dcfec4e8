/**
 * Signed webhook for government messengers: HMAC over «timestamp newline nonce newline body», by SHA-256 and by SM3, with the same key.
 * How the other side verifies it: docs/operations/notices.md.
 */
import { createHmac } from 'node:crypto'
import { millis } from '../../kernel/time.ts'
import { type Message, scrubbed, titleOf } from './message.ts'
import { byStatus, cameToNothing, post } from './outside.ts'
import type { Send } from './way.ts'

/** What is sent. `to`: the person's opaque id, mapped to an account on the other side. */
export const webhookBody = (message: Message): string =>
  JSON.stringify({ id: message.id, to: message.to, title: titleOf(message), items: message.lines.map(({ kind, number, link }) => ({ title: kind, number, link })) })

export type Suite = 'sha256' | 'sm3'
export const webhookSign = (suite: Suite, key: string, timestamp: string, nonce: string, body: string): string =>
  createHmac(suite, key).update(`${timestamp}\n${nonce}\n${body}`, 'utf8').digest('hex')

export const sendWebhook: Send = async (message, { set, secret, proxy, now }) => {
  const body = webhookBody(message)
  const timestamp = String(Math.floor(millis(now) / 1000))
  const nonce = `${message.id}-${message.tries}-${timestamp}`
  const sign = (suite: Suite) => webhookSign(suite, secret.key ?? '', timestamp, nonce, body)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-huiyin-timestamp': timestamp,
    'x-huiyin-nonce': nonce,
    'x-huiyin-signature': `sha256=${sign('sha256')}`,
    'x-huiyin-signature-sm3': `sm3=${sign('sm3')}`,
  }
  try {
    const sent = await post(set.address ?? '', body, headers, proxy)
    return byStatus(sent) ?? { outcome: 'delivered', code: 'delivered', said: scrubbed(`${sent.status} ${sent.text}`) }
  } catch (error) {
    return cameToNothing(error)
  }
}
