/** Signing in and out, one's own password and sessions. Plain routes: they change no matter, need no key, and answer the same to every wrong name. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type ActContract, pathOf } from '../../kernel/contract.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { changePassword, door, endSession, enterAs, sessions as sessionList, setLanguage, signIn, signOut, whoAmI } from '../../kernel/reading/shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { mustParse } from '../ctx/bad-input.ts'
import type { Gate } from '../ctx/gate.ts'
import { inAct } from '../ctx/transaction.ts'
import { isLocal, sessionOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { channels } from '../live/channels.ts'
import { changeOwnPassword } from './accounts.ts'
import { beginAttempt, endAttempts, failedAttempt, signInKey } from './attempts.ts'
import { demoPeople, isDemo } from './demo.ts'
import { meOf } from './me.ts'

export function signInRoutes(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  type Options = { readonly gate: Gate; readonly beforePassword?: boolean; readonly signIn?: boolean }
  const post = <I extends z.ZodType, O extends z.ZodType>(
    contract: ActContract<I, O>,
    config: Options,
    fn: (input: z.output<I>, request: FastifyRequest, reply: FastifyReply) => Promise<z.input<O>>,
  ) => {
    app.post(pathOf(contract.key), { config }, async (request, reply) => fn(mustParse(contract.input, request.body), request, reply))
    mounted.push({ method: 'POST', path: pathOf(contract.key), gate: config.gate, contract, keyed: false })
  }
  const forget = async (person: PersonId) => {
    serving.sessions.forget(person)
    await serving.pools.act.query('select pg_notify($1, $2)', [channels.sessions, person])
  }
  /** Cookies the library set, and who is in now. */
  const entered = async (headers: Headers, reply: FastifyReply) => {
    const cookies = headers.getSetCookie()
    reply.header('set-cookie', cookies)
    const { session } = await serving.sessions.of(cookies.map((cookie) => cookie.split(';')[0]).join('; '), serving.clock.now())
    if (!session) throw new Error('signed in without a session')
    return meOf(serving, session)
  }

  post(signIn, { gate: 'public', signIn: true }, async ({ username, password }, request, reply) => {
    const now = serving.clock.now()
    const key = signInKey(serving.box, username)
    const locked = await beginAttempt(serving.auth.pool, key, now)
    if (locked) throw new RefusalError(locked)
    const tried = await serving.auth.api
      .signInUsername({ body: { username: username.trim().toLowerCase(), password }, headers: browserHeaders(request), returnHeaders: true })
      .catch((error: { statusCode?: number }) => {
        if (error.statusCode !== undefined && error.statusCode < 500) return null
        throw error
      })
    if (!tried || !(await mayStay(serving, tried.response.user.id as PersonId))) throw new RefusalError(await failedAttempt(serving.auth.pool, key, now))
    await endAttempts(serving.auth.pool, key)
    return entered(tried.headers, reply)
  })

  post(enterAs, { gate: 'public', signIn: true }, async ({ username }, request, reply) => {
    const people = isLocal(request, serving) && (await isDemo(serving)) ? await demoPeople(serving) : []
    const person = people.find((one) => one.username === username)
    if (!person) throw new RefusalError(refuse('http.no-such-address', {}, 404))
    const { headers } = await serving.auth.api.enterAs({ body: { userId: person.id }, headers: browserHeaders(request), returnHeaders: true })
    return entered(headers, reply)
  })

  post(signOut, { gate: 'signed-in', beforePassword: true }, async (_, request, reply) => {
    const { id, person } = sessionOf(request)
    await inAct(serving.pools.act, (tx) => run(tx, 'delete from auth."session" s where s."id" = $1', [id]))
    await forget(person)
    reply.header('set-cookie', `${serving.secure ? '__Secure-' : ''}huiyin.session_token=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict${serving.secure ? '; Secure' : ''}`)
    return {}
  })

  post(changePassword, { gate: 'signed-in', beforePassword: true, signIn: true }, async ({ current, next }, request) => {
    const session = sessionOf(request)
    const now = serving.clock.now()
    const key = signInKey(serving.box, session.username)
    const locked = await beginAttempt(serving.auth.pool, key, now)
    if (locked) throw new RefusalError(locked)
    try {
      await inAct(serving.pools.act, (tx) => changeOwnPassword(tx, session.person, session.username, current, next, session.id, now))
    } catch (error) {
      if (error instanceof RefusalError && error.refusal.code === 'session.wrong-password') await failedAttempt(serving.auth.pool, key, now)
      else await endAttempts(serving.auth.pool, key)
      throw error
    }
    await endAttempts(serving.auth.pool, key)
    await forget(session.person)
    return meOf(serving, { ...session, mustChange: false })
  })

  post(setLanguage, { gate: 'signed-in', beforePassword: true }, async ({ language }, request) => {
    const session = sessionOf(request)
    await inAct(serving.pools.act, (tx) => run(tx, 'update auth."user" set "language" = $2 where "id" = $1', [session.person, language]))
    await forget(session.person)
    return meOf(serving, { ...session, language })
  })

  post(endSession, { gate: 'signed-in' }, async ({ id }, request) => {
    const { person, id: here } = sessionOf(request)
    const ended = await inAct(serving.pools.act, (tx) =>
      run(tx, 'delete from auth."session" s where s."userId" = $1 and case when $2::text is null then s."id" <> $3 else s."id" = $2 end returning 1', [person, id, here]),
    )
    await forget(person)
    return { ended: ended.length }
  })

  const get = (contract: typeof whoAmI | typeof door | typeof sessionList, config: Options, fn: (request: FastifyRequest) => Promise<unknown>) => {
    app.get(pathOf(contract.key), { config }, async (request) => {
      mustParse(contract.input, request.query)
      return fn(request)
    })
    mounted.push({ method: 'GET', path: pathOf(contract.key), gate: config.gate, contract, keyed: false })
  }
  get(whoAmI, { gate: 'signed-in', beforePassword: true }, (request) => meOf(serving, sessionOf(request)))
  get(door, { gate: 'public' }, async (request) => {
    const people = isLocal(request, serving) && (await isDemo(serving)) ? await demoPeople(serving) : []
    return { demo: people.map(({ username, name, post, unit }) => ({ username, name, post, unit })) }
  })
  get(sessionList, { gate: 'signed-in' }, async (request) => {
    const { person, id } = sessionOf(request)
    const rows = await inAct(serving.pools.act, (tx) =>
      run<{ id: string; since: string; lastSeen: string; address: string | null; browser: string | null; here: boolean }>(
        tx,
        `select s."id", s."createdAt" as since, s."updatedAt" as "lastSeen", nullif(s."ipAddress", '') as address, nullif(s."userAgent", '') as browser, s."id" = $2 as here
         from auth."session" s where s."userId" = $1 and s."expiresAt" > $3 order by s."updatedAt" desc limit 100`,
        [person, id, serving.clock.now()],
      ),
    )
    return { rows }
  })
}

/** What the library records of a session: address and browser, from the connection, not from what a client says of itself. */
function browserHeaders(request: FastifyRequest): Headers {
  return new Headers({ 'user-agent': String(request.headers['user-agent'] ?? '').slice(0, 300), 'x-huiyin-address': request.ip })
}
/** Whoever has left the office has no session, whatever his password. */
const mayStay = (serving: Serving, person: PersonId): Promise<boolean> =>
  inAct(serving.pools.act, async (tx) => {
    if ((await loadStanding(tx)).office.persons.get(person)?.active === true) return true
    await run(tx, 'delete from auth."session" s where s."userId" = $1', [person])
    return false
  })
