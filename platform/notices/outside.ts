/**
 * The one way out by HTTP. Only to addresses the administrator has set: https, or plain to this machine, or plain through the proxy he named.
 * Follows no redirect, waits ten seconds, reads 64 KB. No address ever comes from a user.
 */
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { isLoopback } from '../network.ts'
import { type Answer, scrubbed } from './message.ts'

const TIMEOUT = 10_000
const MOST = 64 * 1024

/** Why nothing may be sent there; null: it may. */
export function addressFault(address: string, proxy: string | null): 'notices.bad-address' | 'notices.blocked-address' | null {
  if (!URL.canParse(address)) return 'notices.bad-address'
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.username || url.password) return 'notices.bad-address'
  // where cloud machines keep their own credentials
  if (isIP(host) && (/^(169\.254\.|0\.)/.test(host) || /^(fe80:|::ffff:a9fe:|fd00:ec2::)/i.test(host) || host === '::')) return 'notices.blocked-address'
  if (url.protocol === 'https:') return null
  return url.protocol === 'http:' && (isLoopback(host) || proxy !== null) ? null : 'notices.bad-address'
}

export interface Sent {
  readonly status: number
  readonly text: string
}
/** @throws Error what `cameToNothing` tells apart */
export function post(address: string, body: string, headers: Readonly<Record<string, string>>, proxy: string | null): Promise<Sent> {
  const fault = addressFault(address, proxy)
  if (fault) return Promise.reject(Object.assign(new Error(fault), { code: fault }))
  const url = new URL(address)
  const plain = url.protocol === 'http:'
  const direct = proxy === null || isLoopback(url.hostname)
  const agent = direct ? undefined : plain ? new http.Agent({ proxyEnv: { HTTP_PROXY: proxy } }) : new https.Agent({ proxyEnv: { HTTPS_PROXY: proxy } })
  const data = Buffer.from(body, 'utf8')
  return new Promise((done, fail) => {
    const request = (plain ? http : https).request(
      url,
      { method: 'POST', headers: { ...headers, 'content-length': data.length }, signal: AbortSignal.timeout(TIMEOUT), ...(agent ? { agent } : {}) },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          text += part
          if (text.length > MOST) request.destroy(Object.assign(new Error('the answer is too long'), { code: 'TOO_LONG' }))
        })
        answer.on('end', () => done({ status: answer.statusCode ?? 0, text }))
        answer.on('error', fail)
      },
    )
    request.on('error', fail)
    request.end(data)
  })
}

/** Nobody answered, or not as one who may be trusted: tried again later. */
export function cameToNothing(error: unknown): Answer {
  const { code = '', name = '', message = '' } = error as { code?: string; name?: string; message?: string }
  const said = scrubbed(String(code || name || message))
  if (/^notices\./.test(code)) return { outcome: 'dead', code: 'bad-address', said }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/.test(code)) return { outcome: 'retry', code: 'not-secure', said }
  if (name === 'TimeoutError' || name === 'AbortError' || /TIMEDOUT|TIMEOUT/.test(code)) return { outcome: 'retry', code: 'no-answer', said }
  return { outcome: 'retry', code: 'unreachable', said }
}
/** What plain HTTP says by its status; null: the body decides. */
export function byStatus({ status, text }: Sent): Answer | null {
  const said = scrubbed(`${status} ${text}`)
  if (status === 429 || status === 503) return { outcome: 'wait', ms: 60_000, code: 'too-often', said }
  if (status === 401 || status === 403) return { outcome: 'dead', code: 'bad-key', said }
  if (status >= 300 && status < 500 && status !== 408) return { outcome: 'dead', code: 'other', said }
  return status >= 500 || status === 408 ? { outcome: 'retry', code: 'other', said } : null
}
