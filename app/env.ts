/** What a running program has in hand: made by `open.ts`, given to the server and to every command. */
import type { AdministratorRole } from '../kernel/decide/administrators.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import type { DatabaseAddress, Pools } from '../platform/database/connection.ts'
import type { Guarded } from '../platform/http/tls.ts'
import type { Keys } from '../platform/keys.ts'

export interface Folders {
  /** The project. */
  readonly root: string
  readonly data: string
  readonly keys: string
  /** Bytes of files, by digest; outside the web root. */
  readonly files: string
}

export interface RunningEnv {
  readonly config: Config
  readonly folders: Folders
  /** For connections of one's own (LISTEN). Its `owner` is for migrations and tools: nothing that serves a request uses it. */
  readonly database: DatabaseAddress
  readonly pools: Pools
  readonly keys: Keys
  readonly clock: Clock
  /** The built browser client; null where there is none (commands). */
  readonly client: string | null
  /** The database has never had its first data: no people, no administrator. */
  readonly fresh: boolean
  readonly version: string
}

/** What `startServer(env)` of `server.ts` answers. */
export interface RunningServer {
  /** For people: `http://127.0.0.1:8600`, `https://oa.example.cn:8600` */
  readonly address: string
  /** For this machine, to see whether it answers. */
  readonly probe: string
  /** Of the certificate it shows; null without TLS of its own. */
  readonly certificate: Guarded['certificate']
  close(): Promise<void>
}

/** One of the first three, as the start prints him. */
export interface FirstAdministrator {
  readonly role: AdministratorRole
  readonly username: string
  readonly name: string
  readonly english: string
  readonly password: string
}

/** What `server.ts` exports, in the order `start.ts` calls it. */
export interface ServerModule {
  /** The demo city (unless `config.empty`) and the first administrator. Called once, on a database without data, before the server listens. */
  firstData?(env: RunningEnv, tell: (zh: string, en: string) => void): Promise<void>
  startServer(env: RunningEnv): Promise<RunningServer>
  /** The one-time passwords of the three administrators, printed until each has signed in. */
  firstAdministrators?(env: RunningEnv): Promise<readonly FirstAdministrator[]>
}
