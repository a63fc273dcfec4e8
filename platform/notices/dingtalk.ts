/** 钉钉群机器人: signed by HMAC-SHA256 over timestamp and secret; 20 messages a minute, else shut for ten minutes. Rule: standards §14, R-W01 */
import { createHmac } from 'node:crypto'
import { type Instant, millis } from '../../kernel/time.ts'
import { type Answer, textOf } from './message.ts'
import { byStatus, cameToNothing, post } from './outside.ts'
import type { Send } from './way.ts'
import { robotAnswer } from './wecom.ts'

const SHUT = 600_000
const known: Readonly<Record<number, Pick<Answer, 'code'> & { readonly outcome: 'dead' | 'wait' }>> = {
  130101: { outcome: 'wait', code: 'too-often' },
  90018: { outcome: 'wait', code: 'too-often' },
  // sign, keyword and address of the sender all come as 310000; the words of the other side stand beside it
  310000: { outcome: 'dead', code: 'bad-signature' },
  300001: { outcome: 'dead', code: 'bad-key' },
  300005: { outcome: 'dead', code: 'bad-key' },
  40035: { outcome: 'dead', code: 'bad-content' },
}

/** URL-encoded Base64 of HMAC-SHA256(secret, timestamp + "\n" + secret). */
export const dingtalkSign = (timestamp: number, secret: string): string => encodeURIComponent(createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'))

function signed(address: string, secret: string | undefined, now: Instant): string {
  if (!secret) return address
  const timestamp = millis(now)
  return `${address}${address.includes('?') ? '&' : '?'}timestamp=${timestamp}&sign=${dingtalkSign(timestamp, secret)}`
}
export const sendDingtalk: Send = async (message, { secret, proxy, now }) => {
  const body = JSON.stringify({ msgtype: 'text', text: { content: textOf(message) } })
  try {
    const sent = await post(signed(secret.address ?? '', secret.sign, now), body, { 'content-type': 'application/json; charset=utf-8' }, proxy)
    const answer = byStatus(sent) ?? robotAnswer(sent.text, known, SHUT)
    return answer.code === 'bad-signature' && /keyword/i.test(answer.said) ? { ...answer, code: 'bad-keyword' } : answer
  } catch (error) {
    return cameToNothing(error)
  }
}
