/** Local stand-in for a government messenger that takes our signed webhook and verifies it as docs/operations/notices.md says: time, nonce once, both signatures. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Listening, listen } from './listen.ts'

export interface Messenger extends Listening {
  readonly took: { readonly id: string; readonly to: string; readonly title: string; readonly items: readonly { title: string; number: string | null; link: string }[] }[]
  readonly refused: string[]
}
const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

export async function startMessenger(key: string, now: () => number = Date.now): Promise<Messenger> {
  const took: Messenger['took'] = []
  const refused: string[] = []
  const seen = new Set<string>()
  const no = (status: number, why: string) => {
    refused.push(why)
    return { status, body: JSON.stringify({ error: why }) }
  }
  const server = await listen(({ headers, body }) => {
    const [timestamp, nonce] = [String(headers['x-huiyin-timestamp']), String(headers['x-huiyin-nonce'])]
    const sign = (suite: string) => createHmac(suite, key).update(`${timestamp}\n${nonce}\n${body}`).digest('hex')
    if (Math.abs(now() / 1000 - Number(timestamp)) > 300) return no(401, 'time')
    if (!same(String(headers['x-huiyin-signature']), `sha256=${sign('sha256')}`)) return no(401, 'sha256')
    if (!same(String(headers['x-huiyin-signature-sm3']), `sm3=${sign('sm3')}`)) return no(401, 'sm3')
    if (seen.has(nonce)) return no(409, 'nonce')
    seen.add(nonce)
    took.push(JSON.parse(body) as Messenger['took'][number])
    return { body: '{"ok":true}' }
  })
  return { ...server, took, refused }
}
