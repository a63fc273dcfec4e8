/** Signing in with two factors, and what the security administrator does about accounts: contracts, shared with the browser. Rule: R-C12, R-C14 */
import { z } from 'zod'
import { act, line, personId, reading } from '../contract.ts'
import { me } from '../reading/shape.ts'
import { named } from '../view.ts'

const password = z.string().min(1).max(128)
const nothing = z.object({})
/** What the browser's authenticator is asked and answers (WebAuthn JSON); the library looks into it. */
const webAuthn = z.record(z.string().max(60), z.unknown())

/** The second step of signing in: six digits of the authenticator, or a recovery code. */
export const secondFactor = act('session.secondFactor', { input: z.object({ code: line(20) }), output: me })
/** Begins to bind an authenticator. The secret and the recovery codes are told once; it counts from the first right code on. */
export const bindTotp = act('session.bindTotp', { input: z.object({ password }), output: z.object({ uri: z.string(), secret: z.string(), codes: z.array(z.string()) }) })
export const confirmTotp = act('session.confirmTotp', { input: z.object({ code: line(10) }), output: me })
/** Refused for the three administrators: theirs is a duty. */
export const unbindTotp = act('session.unbindTotp', { input: z.object({ password }), output: me })
export const newCodes = act('session.newCodes', { input: z.object({ password }), output: z.object({ codes: z.array(z.string()) }) })

export const askPasskey = act('session.askPasskey', { input: nothing, output: webAuthn })
export const addPasskey = act('session.addPasskey', { input: z.object({ name: line(40), response: webAuthn }), output: nothing })
export const removePasskey = act('session.removePasskey', { input: z.object({ id: z.string().max(100) }), output: nothing })
/** Signing in by a passkey: what one has, unlocked by what one knows or is; so it is two factors in one step. */
export const passkeyQuestion = act('session.passkeyQuestion', { input: nothing, output: webAuthn })
export const passkeySignIn = act('session.passkeySignIn', { input: z.object({ response: webAuthn }), output: me })

const passkey = z.object({ id: z.string(), name: z.string().nullable(), since: z.string().nullable() })
export const factors = reading('session.factors', {
  input: nothing,
  output: z.object({
    totp: z.boolean(),
    /** Recovery codes not used yet. */
    codesLeft: z.int(),
    passkeys: z.array(passkey),
    /** The name this server must be called by for passkeys; browsers give none to a bare address. */
    site: z.string(),
    /** One of the three administrators: must have one. */
    duty: z.boolean(),
  }),
})

/** 账号: what the security administrator sees of one. */
export const accountView = reading('people.account', {
  input: z.object({ person: personId }),
  output: z.object({
    totp: z.boolean(),
    passkeys: z.int(),
    mustChange: z.boolean(),
    passwordSince: z.string().nullable(),
    usedAt: z.string().nullable(),
    /** Ninety days unused: closed until a new one-time password is given. */
    closedAt: z.string().nullable(),
    sessions: z.array(z.object({ id: z.string(), since: z.string(), lastSeen: z.string(), address: z.string().nullable(), browser: z.string().nullable() })),
  }),
})
export const factorGrounds = ['lost', 'replaced', 'broken', 'other'] as const
/** 解除二次验证: asked for somebody who has lost his telephone, with its ground; a second administrator agrees. Never one's own. */
export const removeFactors = act('people.removeFactors', { input: z.object({ person: personId, ground: z.enum(factorGrounds) }), output: nothing })
/** By a second administrator: agreed, the factor goes and all sessions of that person end. */
export const decideFactors = act('people.decideFactors', { input: z.object({ request: z.uuid(), agree: z.boolean() }), output: nothing })
export const factorRequests = reading('people.factorRequests', {
  input: nothing,
  output: z.object({
    rows: z.array(z.object({ id: z.string(), person: named, ground: z.enum(factorGrounds), askedBy: named, askedAt: z.string(), mayDecide: z.boolean() })),
  }),
})
/** 长期不用的账号: closed, or to be closed; the longest unused first. */
export const unusedAccounts = reading('people.unusedAccounts', {
  input: nothing,
  output: z.object({
    rows: z.array(z.object({ person: named, usedAt: z.string(), closesAt: z.string(), closedAt: z.string().nullable() })),
  }),
})
/** Ends every session of a person. */
export const endSessions = act('people.endSessions', { input: z.object({ person: personId }), output: z.object({ ended: z.int() }) })
