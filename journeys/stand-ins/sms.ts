/** Local stand-in for an SMS gateway over HTTP: takes JSON {appkey, mobile, content} and answers {"code":"0"}, {"code":"33"} (key) or {"code":"22"} (one number once a minute). */
import { type Listening, listen } from './listen.ts'

export interface Gateway extends Listening {
  readonly took: { readonly mobile: string; readonly content: string }[]
}
export async function startSmsGateway({ appkey = 'key-of-the-office', now = Date.now }: { readonly appkey?: string; readonly now?: () => number } = {}): Promise<Gateway> {
  const took: { mobile: string; content: string }[] = []
  const last = new Map<string, number>()
  const server = await listen(({ body }) => {
    const said = JSON.parse(body) as { appkey?: string; mobile?: string; content?: string }
    if (said.appkey !== appkey) return { body: '{"code":"33","msg":"appkey invalid"}' }
    const mobile = said.mobile ?? ''
    if (now() - (last.get(mobile) ?? Number.NEGATIVE_INFINITY) < 60_000) return { body: '{"code":"22","msg":"one a minute"}' }
    last.set(mobile, now())
    took.push({ mobile, content: said.content ?? '' })
    return { body: `{"code":"0","msg":"ok","mobile":"${mobile}"}` }
  })
  return { ...server, took }
}
