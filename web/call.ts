/** How the browser speaks to the server: acts and readings by contract, refusals as values, an expired session asked for again in place. */
import type { z } from 'zod'
import { type ActContract, pathOf, type ReadingContract } from '../kernel/contract.ts'
import type { RefusalFact } from '../kernel/refusal.ts'
import { heardServerTime } from './clock.ts'
import { looksNow } from './looks.ts'

/** The office said no, in words; or the line was cut (`web.offline`); or we are at fault (`web.fault`, with the request id). */
export class Refused extends Error {
  readonly code: string
  readonly facts: Readonly<Record<string, RefusalFact>>
  readonly words: string | null
  readonly status: number
  constructor(parts: { code: string; facts?: Readonly<Record<string, RefusalFact>>; words?: string | null; status: number }) {
    super(parts.code)
    this.name = 'Refused'
    this.code = parts.code
    this.facts = parts.facts ?? {}
    this.words = parts.words ?? null
    this.status = parts.status
  }
}
export const isStale = (error: unknown): boolean => error instanceof Refused && error.status === 409
export const isGone = (error: unknown): boolean => error instanceof Refused && error.status === 404
export const isExpired = (error: unknown): boolean => error instanceof Refused && error.status === 401

/** Asks the person to sign in again; resolves true when they have. Set by the session, so a call can wait and then go on. */
let signInAgain: (() => Promise<boolean>) | null = null
export function onExpired(ask: (() => Promise<boolean>) | null): void {
  signInAgain = ask
}

interface Sent {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
  /** Ask to sign in again in place when the session has expired (default). */
  readonly again?: boolean
  /** Broken off by whoever asked. */
  readonly signal?: AbortSignal
}
async function refusalOf(answer: Response): Promise<Refused> {
  const said: unknown = answer.headers.get('content-type')?.includes('json') ? await answer.json().catch(() => null) : null
  const body = (typeof said === 'object' && said !== null ? said : {}) as { code?: unknown; facts?: unknown; words?: unknown; requestId?: unknown; message?: unknown }
  return new Refused({
    code: typeof body.code === 'string' ? body.code : answer.status >= 500 ? 'web.fault' : 'web.refused',
    facts:
      typeof body.facts === 'object' && body.facts !== null ? (body.facts as Record<string, RefusalFact>) : { request: typeof body.requestId === 'string' ? body.requestId : null },
    words: typeof body.words === 'string' ? body.words : null,
    status: answer.status,
  })
}
/** One exchange. @throws Refused */
export async function send(sent: Sent): Promise<Response> {
  const answer = await fetch(sent.path, {
    method: sent.method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'x-huiyin': '1', 'x-huiyin-language': looksNow().language, ...sent.headers },
    ...(sent.body === undefined ? {} : { body: sent.body }),
    ...(sent.signal ? { signal: sent.signal } : {}),
  }).catch(() => {
    throw new Refused({ code: 'web.offline', status: 0 })
  })
  heardServerTime(answer.headers.get('date'))
  if (answer.ok) return answer
  const refused = await refusalOf(answer)
  if (refused.status === 401 && sent.again !== false && signInAgain && (await signInAgain())) return send({ ...sent, again: false })
  throw refused
}
async function sendJson(path: string, body: unknown, options: { readonly key?: string; readonly again?: boolean } = {}): Promise<unknown> {
  const answer = await send({
    method: 'POST',
    path,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(options.key ? { 'idempotency-key': options.key } : {}) },
    ...(options.again === undefined ? {} : { again: options.again }),
  })
  return answer.status === 204 ? null : answer.json()
}

/** Does an act. `key` is drawn when the form opens, so pressing twice or a cut line lands it once. @throws Refused */
export async function callAct<I extends z.ZodType, O extends z.ZodType>(contract: ActContract<I, O>, input: z.input<I>, options: { readonly key: string }): Promise<z.output<O>> {
  return (await sendJson(pathOf(contract.key), input, { key: options.key })) as z.output<O>
}

const flat = (input: unknown): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((input ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue
    if (Array.isArray(value)) for (const one of value) query.append(name, String(one))
    else query.append(name, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}
/** The address of a reading: for links that download or print it. */
export const readingPath = <I extends z.ZodType>(contract: ReadingContract<I>, input: z.input<I>): string => pathOf(contract.key) + flat(input)

/** Asks a reading. @throws Refused */
export async function read<I extends z.ZodType, O extends z.ZodType>(
  contract: ReadingContract<I, O>,
  input: z.input<I>,
  options: { readonly again?: boolean } = {},
): Promise<z.output<O>> {
  const answer = await send({ method: 'GET', path: readingPath(contract, input), ...options })
  return (await answer.json()) as z.output<O>
}

/** Sends one file; answers its id. The server names the type by content. @throws Refused */
export async function sendFile(file: File, path = '/api/files'): Promise<{ readonly id: string; readonly name: string; readonly kind: string; readonly size: number }> {
  const form = new FormData()
  form.append('file', file)
  const answer = await send({ method: 'POST', path, body: form })
  return (await answer.json()) as { id: string; name: string; kind: string; size: number }
}
/** What the codes on a scan say; the scan itself is not kept. @throws Refused */
export async function sendCodes(file: File): Promise<readonly string[]> {
  const form = new FormData()
  form.append('file', file)
  return ((await (await send({ method: 'POST', path: '/api/scans/codes', body: form })).json()) as { codes: string[] }).codes
}
