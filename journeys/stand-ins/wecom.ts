/**
 * Local stand-in for the group robot of WeCom (企业微信), speaks the documented protocol: POST /cgi-bin/webhook/send?key=…, text of at most 2048 bytes,
 * 20 messages a minute, errcode 0, 93000 (key), 40058 (content), 45009 (too often). Not WeCom: what WeCom changes, this does not know.
 */
import { type Listening, listen, sliding } from './listen.ts'

export interface Robot extends Listening {
  /** What the administrator copies. */
  readonly webhook: string
  readonly texts: string[]
  /** Answers given, by errcode. */
  readonly answers: number[]
  /** Fails so many times with a broken answer before it speaks again. */
  fail(times: number): void
}
export async function startWecom({ key = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa', now = Date.now }: { readonly key?: string; readonly now?: () => number } = {}): Promise<Robot> {
  const texts: string[] = []
  const answers: number[] = []
  const inTime = sliding(20, now)
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
    if (path !== '/cgi-bin/webhook/send' || query.get('key') !== key) return say(93000, 'invalid webhook url')
    if (!inTime()) return say(45009, 'api freq out of limit')
    const said = JSON.parse(body) as { msgtype?: string; text?: { content?: unknown } }
    const content = said.text?.content
    if (said.msgtype !== 'text' || typeof content !== 'string' || Buffer.byteLength(content) > 2048) return say(40058, 'content size exceed max limit')
    texts.push(content)
    return say(0, 'ok')
  })
  return {
    ...server,
    webhook: `${server.url}/cgi-bin/webhook/send?key=${key}`,
    texts,
    answers,
    fail: (times) => {
      failing = times
    },
  }
}
