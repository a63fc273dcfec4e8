/**
 * 通行密钥: the library checks the signature; we ask besides that its owner was verified (finger, face or PIN), for then one step is two factors.
 * Rule: R-C12; the library itself takes a key without that (`requireUserVerification: false`)
 */
import type { PersonId } from '../../kernel/ids.ts'
import { addPasskey, askPasskey, passkeyQuestion, passkeySignIn, removePasskey } from '../../kernel/people/security-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../ctx/transaction.ts'
import { sessionOf } from '../http/guard.ts'
import type { Serving } from '../http/serving.ts'
import { mustBeOpen } from './account-use.ts'
import { browserHeaders, mayStay, orRefuse, type PlainRoutes } from './plain-routes.ts'
import { recordSession } from './record.ts'

const refused = () => refuse('session.passkey-refused', {}, 401)
/** Byte 32 of the authenticator's data, the third bit: «user verified». What is signed cannot be painted over. */
const VERIFIED = 0x04
function mustBeVerified(data: unknown): void {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'base64url') : Buffer.alloc(0)
  if (((bytes[32] ?? 0) & VERIFIED) === 0) throw new RefusalError(refused())
}
const inner = (response: Record<string, unknown>) => (typeof response.response === 'object' && response.response !== null ? (response.response as Record<string, unknown>) : {})

export function passkeyRoutes(serving: Serving, { post, entered }: PlainRoutes): void {
  const { api } = serving.auth

  post(askPasskey, { gate: 'signed-in', signIn: true }, async (_, request, reply) => {
    const { headers, response } = await orRefuse(
      api.generatePasskeyRegistrationOptions({ headers: browserHeaders(request, 'session_token'), query: {}, returnHeaders: true }),
      refused(),
    )
    reply.header('set-cookie', headers.getSetCookie())
    return response as unknown as Record<string, unknown>
  })
  post(addPasskey, { gate: 'signed-in', signIn: true }, async ({ name, response }, request) => {
    const { person } = sessionOf(request)
    mustBeVerified(inner(response).authenticatorData)
    await orRefuse(api.verifyPasskeyRegistration({ body: { response, name }, headers: browserHeaders(request, 'session_token', 'better-auth-passkey') }), refused())
    await recordSession(serving, person, 'session.addPasskey')
    return {}
  })
  post(removePasskey, { gate: 'signed-in' }, async ({ id }, request) => {
    const { person } = sessionOf(request)
    const gone = await inAct(serving.pools.act, (tx) => run(tx, 'delete from auth."passkey" k where k."id" = $1 and k."userId" = $2 returning 1', [id, person]))
    if (gone.length === 0) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    await recordSession(serving, person, 'session.removePasskey')
    return {}
  })

  post(passkeyQuestion, { gate: 'public', signIn: true }, async (_, request, reply) => {
    const { headers, response } = await api.generatePasskeyAuthenticationOptions({ headers: browserHeaders(request), returnHeaders: true })
    reply.header('set-cookie', headers.getSetCookie())
    return { ...response, userVerification: 'required' } as Record<string, unknown>
  })
  post(passkeySignIn, { gate: 'public', signIn: true }, async ({ response }, request, reply) => {
    mustBeVerified(inner(response).authenticatorData)
    const { rows } = await serving.auth.pool.query<{ id: PersonId }>('select k."userId" as id from auth."passkey" k where k."credentialID" = $1', [String(response.id ?? '')])
    const person = rows[0]?.id ?? null
    const asked = api.verifyPasskeyAuthentication({ body: { response: response as never }, headers: browserHeaders(request, 'better-auth-passkey'), returnHeaders: true })
    const answer = await orRefuse<{ headers: Headers }>(asked, refused()).catch(async (error: unknown) => {
      if (error instanceof RefusalError) await recordSession(serving, person, 'session.failed', { by: 'passkey' })
      throw error
    })
    if (!person || !(await mayStay(serving, person))) throw new RefusalError(refused())
    await mustBeOpen(serving, person)
    await recordSession(serving, person, 'session.signIn', { by: 'passkey' })
    return entered(answer.headers, reply)
  })
}
