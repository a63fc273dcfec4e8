/** `npm start -- --role public`: the citizens' pages alone, with the log-in that may only put in and ask. Reads no key of the inner side but, on one machine, that log-in's password. */
import pg from 'pg'
import { systemClock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { isAlive, readPidFile } from '../platform/database/cluster.ts'
import { type DatabaseAddress, openPool } from '../platform/database/connection.ts'
import { knownPlace } from '../platform/database/place.ts'
import { loginsOf, readSecrets } from '../platform/database/secrets.ts'
import { DATABASE, OWNER } from '../platform/database/supervisor.ts'
import { guardNetwork } from '../platform/http/tls.ts'
import { PlainStop } from '../platform/plain-stop.ts'
import { askAbout } from '../platform/public/counter.ts'
import { buildPublicServer } from '../platform/public/server.ts'
import type { RunningServer } from './env.ts'
import { addressesOf, listenAt } from './listening.ts'
import { openLog } from './log.ts'
import { foldersOf } from './open.ts'

/** The database of DATABASE_URL as it is; without it the embedded one of the data folder, while the office's server runs. */
async function whereIs(config: Config): Promise<DatabaseAddress> {
  if (config.databaseUrl !== null) {
    const { host, port, database, user, password, ssl } = new pg.Client({ connectionString: config.databaseUrl })
    const login = { user: user ?? '', password: typeof password === 'string' ? password : '' }
    return { host, port, database: database ?? '', ...(ssl ? { ssl: ssl as boolean | object } : {}), logins: { owner: login, act: login, read: login, seal: login, public: login } }
  }
  const { data, keys } = foldersOf(config)
  const [place, secrets] = [knownPlace(data), await readSecrets(keys)]
  const file = place === null ? null : readPidFile(place)
  if (!secrets || !file?.ready || !isAlive(file.pid))
    throw new PlainStop(
      `${data} 的数据库没有运行。请先用 npm start 启动办公端；分开两台机器时，请在 DATABASE_URL 里写 huiyin_public 的登录（./huiyin public 可列出）。`,
      `The database of ${data} is not running. Start the office's side first (npm start); on a machine apart, put the log-in of huiyin_public into DATABASE_URL (./huiyin public shows it).`,
    )
  return { host: '127.0.0.1', port: file.port, database: DATABASE, logins: loginsOf(secrets, { user: OWNER, password: '' }) }
}

/** Whoever may read what was handed in is not let in here: the wrong log-in must be noticed at the start, not after a break-in. */
async function mustBeWeak(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ who: string; strong: boolean }>(
    `select current_user as who, r.rolsuper or r.rolcreaterole or r.rolbypassrls or exists (
       select 1 from pg_class c where c.relname in ('matter', 'contact', 'submission', 'published') and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select')) as strong
     from pg_roles r where r.rolname = current_user`,
  )
  if (rows[0]?.strong !== false)
    throw new PlainStop(
      `数据库用户 ${rows[0]?.who ?? ''} 的权限过大，群众来信页只能用 huiyin_public 登录，请改 DATABASE_URL。`,
      `The database user ${rows[0]?.who ?? ''} may do too much: the public page signs in as huiyin_public only; change DATABASE_URL.`,
    )
}

export async function startPublicSide(config: Config): Promise<RunningServer> {
  const clock = systemClock()
  const { data } = foldersOf(config)
  const { network, port } = config
  const pool = openPool(await whereIs(config), 'public')
  const log = await openLog({ clock, folders: { data } })
  const end = async () => {
    await pool.end()
    log.close()
  }
  try {
    await mustBeWeak(pool)
    if ((await askAbout(pool)) === null) throw new PlainStop('办公端还没有启动过，请先启动一次。', "The office's side has never been started: start it once first.")
    const guarded = await guardNetwork(network, data, clock.now())
    const app = await buildPublicServer({ pool, clock, log, hosts: guarded.hosts, secure: guarded.secure, proxy: guarded.proxy }, guarded.tls)
    await listenAt(app, network, guarded, port)
    return {
      ...addressesOf(network, guarded, port),
      certificate: guarded.certificate,
      async close() {
        await app.close()
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}
