/** Who sends this request: the session behind its cookie, remembered for a few seconds so that a busy page does not ask each time. */
import { createHash } from 'node:crypto'
import type { PersonId } from '../../kernel/ids.ts'
import { addMillis, type Instant } from '../../kernel/time.ts'
import type { Language } from '../../kernel/words.ts'
import type { Auth } from './auth.ts'

export interface Session {
  readonly id: string
  readonly token: string
  readonly person: PersonId
  readonly username: string
  readonly mustChange: boolean
  /** One of the three administrators without a second factor, outside a demo city. Rule: R-C12 */
  readonly mustBind: boolean
  readonly language: Language
}
export interface Sessions {
  /** @returns null: nobody, or no longer. `cookies` prolong the session in the browser. */
  of(cookie: string | undefined, now: Instant): Promise<{ readonly session: Session | null; readonly cookies: readonly string[] }>
  /** Asks again at the next request: after a password change, a revocation, a sign-out, here or in another process. */
  forget(person: string | null): void
}
/** So long may a revoked session of another process still pass where its notification was lost. */
const REMEMBERED_MS = 5_000
const MOST = 5_000
const NAME = /(?:^|;\s*)(?:__Secure-)?huiyin\.session_token=([^;]+)/

/** Is he one of the three administrators, in an office of its own? A demo city is entered without a password, let alone a second factor. */
export async function isOnDuty(auth: Pick<Auth, 'pool'>, person: string, now: Instant): Promise<boolean> {
  const { rows } = await auth.pool.query(
    `select 1 from public.administrator_spans($1::uuid) a where a.from_at <= $2 and $2 < a.to_at and not exists (select 1 from public.office_mark k where k.key = 'demo')`,
    [person, now],
  )
  return rows.length > 0
}

export function openSessions(auth: Auth): Sessions {
  const known = new Map<string, { readonly session: Session; readonly until: Instant }>()
  return {
    async of(cookie, now) {
      const value = cookie && NAME.exec(cookie)?.[1]
      if (!cookie || !value) return { session: null, cookies: [] }
      const key = createHash('sha256').update(value).digest('base64url')
      const before = known.get(key)
      if (before && now < before.until) return { session: before.session, cookies: [] }
      known.delete(key)
      const ask = () => auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
      const { headers, response } = await ask().catch(async () => {
        await auth.pool.query('select 1') // the library does not say why: the database does where it is away; a connection it lost meanwhile is replaced
        return ask()
      })
      if (!response) return { session: null, cookies: [] }
      const { user, session: found } = response
      const session: Session = {
        id: found.id,
        token: found.token,
        person: user.id as PersonId,
        username: user.username ?? '',
        mustChange: user.mustChange === true,
        mustBind: user.twoFactorEnabled !== true && (await isOnDuty(auth, user.id, now)),
        language: user.language === 'en' ? 'en' : 'zh-CN',
      }
      if (known.size >= MOST) known.clear()
      known.set(key, { session, until: addMillis(now, REMEMBERED_MS) })
      return { session, cookies: headers.getSetCookie() }
    },
    forget(person) {
      for (const [key, { session }] of known) if (person === null || session.person === person) known.delete(key)
    },
  }
}
