/** 企业微信群机器人: text of at most 2048 bytes, 20 messages a minute. Rule: standards §14, R-W01 */
import { type Answer, scrubbed, textOf } from './message.ts'
import { byStatus, cameToNothing, post } from './outside.ts'
import type { Send } from './way.ts'

const MINUTE_ANSWER = 60_000
/** errcode of the robot, as documented. */
const known: Readonly<Record<number, Pick<Answer, 'code'> & { readonly outcome: 'dead' | 'wait' }>> = {
  45009: { outcome: 'wait', code: 'too-often' },
  93000: { outcome: 'dead', code: 'bad-key' },
  93017: { outcome: 'dead', code: 'bad-key' },
  40058: { outcome: 'dead', code: 'bad-content' },
}

export function robotAnswer(text: string, codes: typeof known, waitMs: number): Answer {
  let body: { errcode?: unknown; errmsg?: unknown }
  try {
    body = JSON.parse(text) as typeof body
  } catch {
    return { outcome: 'retry', code: 'other', said: scrubbed(text) }
  }
  const said = scrubbed(`${body.errcode} ${body.errmsg}`)
  if (body.errcode === 0) return { outcome: 'delivered', code: 'delivered', said }
  const one = codes[Number(body.errcode)]
  if (one?.outcome === 'wait') return { outcome: 'wait', ms: waitMs, code: one.code, said }
  if (one) return { outcome: 'dead', code: one.code, said }
  return { outcome: 'retry', code: 'other', said }
}

export const sendWecom: Send = async (message, { secret, proxy }) => {
  const body = JSON.stringify({ msgtype: 'text', text: { content: textOf(message) } })
  try {
    const sent = await post(secret.address ?? '', body, { 'content-type': 'application/json; charset=utf-8' }, proxy)
    return byStatus(sent) ?? robotAnswer(sent.text, known, MINUTE_ANSWER)
  } catch (error) {
    return cameToNothing(error)
  }
}
