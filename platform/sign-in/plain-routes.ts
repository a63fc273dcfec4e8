/** The plain routes of signing in: they change no matter, need no key, and answer the same to every wrong name. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type ActContract, pathOf, type ReadingContract } from '../../kernel/contract.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import type { Me } from '../../kernel/reading/shape.ts'
import { type Refusal, RefusalError } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { mustParse } from '../ctx/bad-input.ts'
import type { Gate } from '../ctx/gate.ts'
import { inAct } from '../ctx/transaction.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { channels } from '../live/channels.ts'
import { meOf } from './me.ts'

export interface PlainOptions {
  readonly gate: Gate
  readonly beforePassword?: boolean
  readonly beforeBinding?: boolean
  readonly signIn?: boolean
}
export interface PlainRoutes {
  post<I extends z.ZodType, O extends z.ZodType>(
    contract: ActContract<I, O>,
    config: PlainOptions,
    fn: (input: z.output<I>, request: FastifyRequest, reply: FastifyReply) => Promise<z.input<O>>,
  ): void
  get<I extends z.ZodType, O extends z.ZodType>(contract: ReadingContract<I, O>, config: PlainOptions, fn: (request: FastifyRequest) => Promise<z.input<O>>): void
  /** Asks again at his next request, in every process. */
  forget(person: PersonId): Promise<void>
  /** Hands on the cookies the library set. @returns who is in now */
  entered(headers: Headers, reply: FastifyReply): Promise<Me>
}

export function plainRoutes(app: FastifyInstance, serving: Serving, mounted: Mounted[]): PlainRoutes {
  return {
    post(contract, config, fn) {
      app.post(pathOf(contract.key), { config }, async (request, reply) => fn(mustParse(contract.input, request.body), request, reply))
      mounted.push({ method: 'POST', path: pathOf(contract.key), gate: config.gate, contract, keyed: false })
    },
    get(contract, config, fn) {
      app.get(pathOf(contract.key), { config }, async (request) => {
        mustParse(contract.input, request.query)
        return fn(request)
      })
      mounted.push({ method: 'GET', path: pathOf(contract.key), gate: config.gate, contract, keyed: false })
    },
    async forget(person) {
      serving.sessions.forget(person)
      await serving.pools.act.query('select pg_notify($1, $2)', [channels.sessions, person])
    },
    async entered(headers, reply) {
      const cookies = headers.getSetCookie()
      reply.header('set-cookie', cookies)
      const { session } = await serving.sessions.of(cookies.map((cookie) => cookie.split(';')[0]).join('; '), serving.clock.now())
      if (!session) throw new Error('signed in without a session')
      return meOf(serving, session)
    },
  }
}

/** What the library is told: address and browser from the connection, and of the cookies only those named, so that one step never answers for another. */
export function browserHeaders(request: FastifyRequest, ...cookies: readonly ('session_token' | 'two_factor' | 'better-auth-passkey')[]): Headers {
  const kept = (request.headers.cookie ?? '').split(/;\s*/).filter((cookie) => cookies.some((name) => new RegExp(`^(?:__Secure-)?huiyin\\.${name}=`).test(cookie)))
  return new Headers({
    'user-agent': String(request.headers['user-agent'] ?? '').slice(0, 300),
    'x-huiyin-address': request.ip,
    ...(kept.length > 0 ? { cookie: kept.join('; ') } : {}),
    ...(request.headers.origin ? { origin: request.headers.origin } : {}),
  })
}
/** What the library answers, or null where it refuses what was sent. A fault of its own stays a fault. */
export async function tried<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: { statusCode?: number }) => {
    if (error.statusCode !== undefined && error.statusCode < 500) return null
    throw error
  })
}
/** The same with a refusal of ours. @throws RefusalError */
export async function orRefuse<T>(asked: Promise<T>, no: Refusal): Promise<T> {
  const answer = await tried(asked)
  if (answer === null) throw new RefusalError(no)
  return answer
}
/** Whoever has left the office has no session, whatever he can show. */
export const mayStay = (serving: Serving, person: PersonId): Promise<boolean> =>
  inAct(serving.pools.act, async (tx) => {
    if ((await loadStanding(tx)).office.persons.get(person)?.active === true) return true
    await run(tx, 'delete from auth."session" s where s."userId" = $1', [person])
    return false
  })
