/**
 * Local stand-in for the group robot of DingTalk (钉钉), speaks the documented protocol: POST /robot/send?access_token=…&timestamp=…&sign=…, the sign over
 * timestamp and secret within an hour, 20 messages a minute or shut for ten, errcode 0, 310000 (sign, keyword), 300001 (token), 130101 (too often). Not DingTalk.
 */
import { createHmac } from 'node:crypto'
import { listen, sliding } from './listen.ts'
import type { Robot } from './wecom.ts'

interface How {
  readonly token?: string
  readonly secret?: string
  /** 自定义关键词: every text must hold it. */
  readonly keyword?: string
  readonly now?: () => number
}
export async function startDingtalk({ token = 'bot-token-1', secret = 'SECabc', keyword, now = Date.now }: How = {}): Promise<Robot> {
  const texts: string[] = []
  const answers: number[] = []
  const inTime = sliding(20, now)
  let shut = 0
  let failing = 0
  const say = (errcode: number, errmsg: string) => {
    answers.push(errcode)
    return { body: JSON.stringify({ errcode, errmsg }) }
  }
  const server = await listen(({ path, query, body }) => {
    if (failing > 0) {
      failing--
      return { status: 502, body: 'Bad Gateway' }
    }
    if (path !== '/robot/send' || query.get('access_token') !== token) return say(300001, 'token is not exist')
    const timestamp = query.get('timestamp') ?? ''
    const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
    if (Math.abs(now() - Number(timestamp)) > 3_600_000) return say(310000, 'invalid timestamp, more info at https://open.dingtalk.com')
    if (query.get('sign') !== sign) return say(310000, 'sign not match, more info at https://open.dingtalk.com')
    if (now() < shut) return say(130101, 'send too fast, exceed 20 times per minute')
    if (!inTime()) {
      shut = now() + 600_000
      return say(130101, 'send too fast, exceed 20 times per minute')
    }
    const said = JSON.parse(body) as { msgtype?: string; text?: { content?: string } }
    const content = said.text?.content ?? ''
    if (said.msgtype !== 'text' || content === '') return say(40035, 'invalid parameter')
    if (keyword && !content.includes(keyword)) return say(310000, 'keywords not in content, more info at https://open.dingtalk.com')
    texts.push(content)
    return say(0, 'ok')
  })
  return {
    ...server,
    webhook: `${server.url}/robot/send?access_token=${token}`,
    texts,
    answers,
    fail: (times) => {
      failing = times
    },
  }
}
