/**
 * The sign-in library, kept behind our own routes: its HTTP handler is not mounted, so there is one gate and one set of limits.
 * Its default of three sign-ins per ten seconds and address would lock out an office behind one address (R-C11).
 */
import { passkey } from '@better-auth/passkey'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { username } from 'better-auth/plugins/username'
import pg from 'pg'
import { z } from 'zod'
import { clientConfig, type DatabaseAddress, surviveLoss } from '../database/connection.ts'
import { hashPassword, verifyPassword } from './password.ts'

export interface AuthOptions {
  readonly address: DatabaseAddress
  /** At least 32 characters of chance, made at first start. */
  readonly secret: string
  /** Minutes without a request after which one signs in again. Rule: R-C11 (10 to 30) */
  readonly idleMinutes: number
  /** Behind TLS (part B): cookies marked secure. */
  readonly secure: boolean
  /** The name browsers know this server by, for passkeys: `localhost` on one machine, the host name in an office. */
  readonly site: string
}
/** Latin, Chinese, digits, dot, dash, underscore. */
export const goodUsername = /^[\p{Script=Han}A-Za-z0-9_.-]{2,40}$/u

/** 以演示人员进入: a session without a password. Called by `demo.ts` alone, after it has asked the database's mark. */
const withoutPassword = () =>
  ({
    id: 'without-password' as const,
    endpoints: {
      enterAs: createAuthEndpoint('/enter-as', { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } }, async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId)
        if (!user) throw ctx.error('NOT_FOUND')
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ entered: true })
      }),
    },
  }) satisfies BetterAuthPlugin

/** A pool of its own: the library wants dates as Date and finds its tables by the search path. */
function authPool(address: DatabaseAddress): pg.Pool {
  const { types: _, ...config } = clientConfig(address, 'act')
  const pool = new pg.Pool({ ...config, options: '-c TimeZone=UTC -c search_path=auth', application_name: 'huiyin sign-in', max: 4, idleTimeoutMillis: 60_000 })
  pool.on('connect', surviveLoss)
  pool.on('error', () => undefined) // the pool replaces a broken connection by itself
  return pool
}

export function openAuth(options: AuthOptions) {
  if (options.secret.length < 32) throw new RangeError('session secret: 32 random characters are needed')
  const pool = authPool(options.address)
  const auth = betterAuth({
    appName: 'Huiyin',
    baseURL: 'http://huiyin.internal',
    secret: options.secret,
    database: pool,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    plugins: [
      username({ minUsernameLength: 2, maxUsernameLength: 40, usernameValidator: (name) => goodUsername.test(name) }),
      // ten wrong codes in a row lock the second step for a quarter of an hour, whatever the password; five wrong ones end the attempt (R-C11)
      twoFactor({ issuer: '回音', accountLockout: { maxFailedAttempts: 10, durationSeconds: 900 }, backupCodeOptions: { amount: 10 } }),
      passkey({ rpID: options.site, rpName: '回音', authenticatorSelection: { residentKey: 'required', userVerification: 'required' } }),
      withoutPassword(),
    ],
    user: { additionalFields: { mustChange: { type: 'boolean', input: false }, language: { type: 'string', input: false } } },
    session: { expiresIn: options.idleMinutes * 60, updateAge: 60 },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'huiyin',
      useSecureCookies: options.secure,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { ipAddressHeaders: ['x-huiyin-address'] },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  return { api: auth.api, pool, close: () => pool.end() }
}
export type Auth = ReturnType<typeof openAuth>
