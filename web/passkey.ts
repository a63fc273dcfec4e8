/** Passkeys as the browser keeps them. The library turns its JSON into what browsers take; older browsers have no such thing, and then nothing is offered. */
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'

/** Browsers bind passkeys to a name, never to a bare address. */
export const canPasskey = (site: string | undefined): boolean =>
  site !== undefined && 'PublicKeyCredential' in window && (window.location.hostname === site || window.location.hostname.endsWith(`.${site}`))

type Json = Record<string, unknown>
export async function answerPasskey(question: Json): Promise<Json> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return { ...(await startAuthentication({ optionsJSON: question as unknown as PublicKeyCredentialRequestOptionsJSON })) }
}
export async function makePasskey(question: Json): Promise<Json> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  return { ...(await startRegistration({ optionsJSON: question as unknown as PublicKeyCredentialCreationOptionsJSON })) }
}
