/** What the HTTP side needs beyond the house: sign-in, files, limits, the built client. */
import type { House } from '../ctx/house.ts'
import type { FileStore } from '../files/store.ts'
import type { Auth } from '../sign-in/auth.ts'
import type { Sessions } from '../sign-in/sessions.ts'
import type { Typesetter } from '../typesetter/typesetter.ts'

export interface Limits {
  /** Requests a minute of one session. */
  readonly session: number
  /** Requests a minute from one address: a whole office may sit behind it. */
  readonly address: number
  /** Sign-in attempts a minute from one address; a name has its own lock. */
  readonly signIn: number
  /** Open live lines of one session. */
  readonly lines: number
}
export const usualLimits: Limits = { session: 1_200, address: 12_000, signIn: 240, lines: 12 }
/** Bytes of one JSON body; uploads have their own limit. */
export const BODY_LIMIT = 1_048_576
export const UPLOAD_LIMIT = 50 * 1_048_576

export interface Serving extends House {
  readonly auth: Auth
  readonly sessions: Sessions
  readonly files: FileStore
  readonly typesetter: Typesetter
  /** The data folder: its disk, its signed seals, its setting of the nightly backup. */
  readonly data: string
  readonly limits: Limits
  /** Folder of the built client; null where only the interface is served. */
  readonly client: string | null
  /** Citizens' pages under /public. */
  readonly publicPage: boolean
  readonly version: string
  /** Names of this server besides the loopback's, as browsers ask for it (against rebinding). */
  readonly hosts: readonly string[]
  /** The name passkeys are bound to; `hosts` or the loopback's own. */
  readonly site: string
  /** Behind TLS. */
  readonly secure: boolean
  /** Address or network of the proxy that stands before it and is believed about who asks; null: none. */
  readonly proxy: string | null
  /** Opens `/metrics` from elsewhere; null: this machine only. */
  readonly metricsToken: string | null
}
