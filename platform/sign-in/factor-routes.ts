/** 二次验证: codes of an authenticator, and recovery codes. The library keeps secrets sealed, counts wrong codes and locks; here stand our gate, our words, our record. Rule: R-C12, R-C11 */
import type { FastifyRequest } from 'fastify'
import type { PersonId } from '../../kernel/ids.ts'
import { bindTotp, confirmTotp, factors, newCodes, secondFactor, unbindTotp } from '../../kernel/people/security-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../ctx/transaction.ts'
import { sessionOf } from '../http/guard.ts'
import type { Serving } from '../http/serving.ts'
import { mustBeOpen } from './account-use.ts'
import { agePassword } from './accounts.ts'
import { beginAttempt, endAttempts, failedAttempt, signInKey } from './attempts.ts'
import { browserHeaders, mayStay, orRefuse, type PlainRoutes, tried } from './plain-routes.ts'
import { recordSession } from './record.ts'
import { isOnDuty, type Session } from './sessions.ts'

const six = /^\d{6}$/
const wrongCode = () => refuse('session.wrong-code', {}, 401)

/** Whose second step this is: the library's own note behind its cookie; null once it has ended. */
async function whoWaits(serving: Serving, request: FastifyRequest): Promise<PersonId | null> {
  const cookie = /(?:^|;\s*)(?:__Secure-)?huiyin\.two_factor=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (!cookie) return null
  const identifier = decodeURIComponent(cookie).split('.')[0] ?? ''
  const { rows } = await serving.auth.pool.query<{ value: PersonId }>('select v."value" from auth."verification" v where v."identifier" = $1 and v."expiresAt" > now()', [
    identifier,
  ])
  return rows[0]?.value ?? null
}
/** One's own password once more, counted like a sign-in. @throws RefusalError `session.locked` · `session.wrong-password` */
async function withPassword<T>(serving: Serving, session: Session, work: () => Promise<T | null>): Promise<T> {
  const now = serving.clock.now()
  const key = signInKey(serving.box, session.username)
  const locked = await beginAttempt(serving.auth.pool, key, now)
  if (locked) throw new RefusalError(locked)
  const done = await work()
  if (done === null) {
    const no = await failedAttempt(serving.auth.pool, key, now)
    throw new RefusalError(no.code === 'session.locked' ? no : refuse('session.wrong-password', {}, 403))
  }
  await endAttempts(serving.auth.pool, key)
  return done
}

export function factorRoutes(serving: Serving, { post, get, forget, entered }: PlainRoutes): void {
  const { api } = serving.auth
  const stateOf = async (person: PersonId) => {
    const [row] = await inAct(serving.pools.act, (tx) => run<{ bound: boolean }>(tx, 'select u."twoFactorEnabled" as bound from auth."user" u where u."id" = $1', [person]))
    return row?.bound === true
  }

  post(secondFactor, { gate: 'public', signIn: true }, async ({ code }, request, reply) => {
    const person = await whoWaits(serving, request)
    if (!person) throw new RefusalError(refuse('session.code-expired', {}, 401))
    const headers = browserHeaders(request, 'two_factor')
    const by = six.test(code) ? 'code' : 'recovery'
    const asked = by === 'code' ? api.verifyTOTP({ body: { code }, headers, returnHeaders: true }) : api.verifyBackupCode({ body: { code }, headers, returnHeaders: true })
    const answer = await tried<{ headers: Headers }>(asked)
    if (!answer || !(await mayStay(serving, person))) {
      const ended = (await whoWaits(serving, request)) === null
      await recordSession(serving, person, ended ? 'session.locked' : 'session.failed', { by })
      throw new RefusalError(ended ? refuse('session.code-expired', {}, 401) : wrongCode())
    }
    await mustBeOpen(serving, person)
    await inAct(serving.pools.act, (tx) => agePassword(tx, person, serving.clock.now()))
    await recordSession(serving, person, 'session.signIn', { by })
    return entered(answer.headers, reply)
  })

  post(bindTotp, { gate: 'signed-in', beforeBinding: true, signIn: true }, async ({ password }, request) => {
    const session = sessionOf(request)
    if (await stateOf(session.person)) throw new RefusalError(refuse('session.bound-already', {}, 409))
    const made = await withPassword(serving, session, () => tried(api.enableTwoFactor({ body: { password, issuer: '回音' }, headers: browserHeaders(request, 'session_token') })))
    if (made.method !== 'totp') throw new Error('the library answered without a secret')
    const secret = new URL(made.totpURI).searchParams.get('secret') ?? ''
    // the library labels it with the synthetic address it wants; people know their user name
    const uri = `otpauth://totp/${encodeURIComponent(`回音:${session.username}`)}?${new URLSearchParams({ secret, issuer: '回音', digits: '6', period: '30' })}`
    return { uri, secret, codes: [...made.backupCodes] }
  })

  post(confirmTotp, { gate: 'signed-in', beforeBinding: true, signIn: true }, async ({ code }, request, reply) => {
    const { person } = sessionOf(request)
    if (await stateOf(person)) throw new RefusalError(refuse('session.bound-already', {}, 409))
    const { headers } = await orRefuse(api.verifyTOTP({ body: { code }, headers: browserHeaders(request, 'session_token'), returnHeaders: true }), wrongCode())
    await recordSession(serving, person, 'session.bindTotp')
    await forget(person)
    return entered(headers, reply)
  })

  post(unbindTotp, { gate: 'signed-in', signIn: true }, async ({ password }, request, reply) => {
    const session = sessionOf(request)
    if (await isOnDuty(serving.auth, session.person, serving.clock.now())) throw new RefusalError(refuse('session.factor-is-duty', {}, 403))
    if (!(await stateOf(session.person))) throw new RefusalError(refuse('session.no-factor', {}, 409))
    const { headers } = await withPassword(serving, session, () =>
      tried(api.disableTwoFactor({ body: { password }, headers: browserHeaders(request, 'session_token'), returnHeaders: true })),
    )
    await recordSession(serving, session.person, 'session.unbindTotp')
    await forget(session.person)
    return entered(headers, reply)
  })

  post(newCodes, { gate: 'signed-in', signIn: true }, async ({ password }, request) => {
    const session = sessionOf(request)
    if (!(await stateOf(session.person))) throw new RefusalError(refuse('session.no-factor', {}, 409))
    const made = await withPassword(serving, session, () => tried(api.generateBackupCodes({ body: { password }, headers: browserHeaders(request, 'session_token') })))
    await recordSession(serving, session.person, 'session.newCodes')
    return { codes: [...made.backupCodes] }
  })

  get(factors, { gate: 'signed-in', beforeBinding: true }, async (request) => {
    const { person } = sessionOf(request)
    const totp = await stateOf(person)
    const left = totp ? await tried(api.viewBackupCodes({ body: { userId: person } })) : null
    const passkeys = await inAct(serving.pools.act, (tx) =>
      run<{ id: string; name: string | null; since: string | null }>(
        tx,
        'select k."id", k."name", k."createdAt" as since from auth."passkey" k where k."userId" = $1 order by k."createdAt"',
        [person],
      ),
    )
    return { totp, codesLeft: left?.backupCodes.length ?? 0, passkeys, site: serving.site, duty: await isOnDuty(serving.auth, person, serving.clock.now()) }
  })
}
