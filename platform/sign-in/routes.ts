/** Signing in and out, one's own password and sessions. */
import type { FastifyInstance } from 'fastify'
import type { PersonId } from '../../kernel/ids.ts'
import { changePassword, door, endSession, enterAs, sessions as sessionList, setLanguage, signIn, signOut, whoAmI } from '../../kernel/reading/shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../ctx/transaction.ts'
import { isLocal, sessionOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { mustBeOpen } from './account-use.ts'
import { agePassword, changeOwnPassword } from './accounts.ts'
import { beginAttempt, endAttempts, failedAttempt, signInKey } from './attempts.ts'
import { demoPeople, isDemo } from './demo.ts'
import { factorRoutes } from './factor-routes.ts'
import { meOf } from './me.ts'
import { passkeyRoutes } from './passkey-routes.ts'
import { browserHeaders, mayStay, plainRoutes, tried } from './plain-routes.ts'
import { recordFailure, recordSession } from './record.ts'

export function signInRoutes(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  const plain = plainRoutes(app, serving, mounted)
  const { post, get, forget, entered } = plain
  factorRoutes(serving, plain)
  passkeyRoutes(serving, plain)

  post(signIn, { gate: 'public', signIn: true }, async ({ username, password }, request, reply) => {
    const now = serving.clock.now()
    const key = signInKey(serving.box, username)
    const locked = await beginAttempt(serving.auth.pool, key, now)
    if (locked) throw new RefusalError(locked)
    const answer = await tried(
      serving.auth.api.signInUsername({ body: { username: username.trim().toLowerCase(), password }, headers: browserHeaders(request), returnHeaders: true }),
    )
    // with a second factor the library tells nobody's name yet: who it is shows when the code is right
    const person = (answer?.response as { user?: { id: PersonId } } | undefined)?.user?.id
    if (!answer || (person && !(await mayStay(serving, person)))) {
      const no = await failedAttempt(serving.auth.pool, key, now)
      await recordFailure(serving, username, no.code)
      throw new RefusalError(no)
    }
    await endAttempts(serving.auth.pool, key)
    if (!person) {
      reply.header('set-cookie', answer.headers.getSetCookie())
      return { second: true as const }
    }
    await mustBeOpen(serving, person)
    await inAct(serving.pools.act, (tx) => agePassword(tx, person, now))
    await recordSession(serving, person, 'session.signIn', { by: 'password' })
    return entered(answer.headers, reply)
  })

  post(enterAs, { gate: 'public', signIn: true }, async ({ username }, request, reply) => {
    const people = isLocal(request, serving) && (await isDemo(serving)) ? await demoPeople(serving) : []
    const person = people.find((one) => one.username === username)
    if (!person) throw new RefusalError(refuse('http.no-such-address', {}, 404))
    const { headers } = await serving.auth.api.enterAs({ body: { userId: person.id }, headers: browserHeaders(request), returnHeaders: true })
    await recordSession(serving, person.id, 'session.signIn', { by: 'demo' })
    return entered(headers, reply)
  })

  post(signOut, { gate: 'signed-in', beforePassword: true }, async (_, request, reply) => {
    const { id, person } = sessionOf(request)
    await inAct(serving.pools.act, (tx) => run(tx, 'delete from auth."session" s where s."id" = $1', [id]))
    await recordSession(serving, person, 'session.signOut')
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
    await recordSession(serving, session.person, 'session.changePassword')
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
    if (ended.length > 0) await recordSession(serving, person, 'session.end', { n: ended.length })
    await forget(person)
    return { ended: ended.length }
  })

  get(whoAmI, { gate: 'signed-in', beforePassword: true }, (request) => meOf(serving, sessionOf(request)))
  get(door, { gate: 'public' }, async (request) => {
    const people = isLocal(request, serving) && (await isDemo(serving)) ? await demoPeople(serving) : []
    return { demo: people.map(({ username, name, post, unit }) => ({ username, name, post, unit })), site: serving.site }
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
