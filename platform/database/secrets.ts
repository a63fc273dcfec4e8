/** Passwords of the database log-ins, made once and kept in `keys/database.json`, mode 600. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { PlainStop } from '../plain-stop.ts'
import { writeOnce } from '../write-once.ts'
import { type DatabaseAddress, databaseRole, type Login, type RoleName, roleNames } from './connection.ts'

export interface Secrets {
  /** Superuser `postgres` of the embedded cluster. */
  readonly superuser: string
  readonly owner: string
  readonly roles: Readonly<Record<RoleName, string>>
}

const file = (keys: string) => join(keys, 'database.json')

export async function readSecrets(keys: string): Promise<Secrets | null> {
  try {
    return JSON.parse(await readFile(file(keys), 'utf8')) as Secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Reads the secrets, or makes them where there are none. */
export async function openSecrets(keys: string): Promise<Secrets> {
  const found = await readSecrets(keys)
  if (found) return found
  const secret = () => randomBytes(24).toString('hex')
  const made: Secrets = { superuser: secret(), owner: secret(), roles: { act: secret(), read: secret(), seal: secret(), public: secret() } }
  await mkdir(keys, { recursive: true, mode: 0o700 })
  if (await writeOnce(file(keys), `${JSON.stringify(made, null, 2)}\n`)) return made
  return openSecrets(keys) // another start was first by a hair
}

export function loginsOf(secrets: Secrets, owner: Login): DatabaseAddress['logins'] {
  const of = (role: RoleName): Login => ({ user: databaseRole(role), password: secrets.roles[role] })
  const [act, read, seal, open] = roleNames.map(of) as [Login, Login, Login, Login]
  return { owner, act, read, seal, public: open }
}

/** A server of the office's own: the user of the address owns the tables; the roles' passwords are ours. */
export function addressFromUrl(url: string, secrets: Secrets): DatabaseAddress {
  const unusable = new PlainStop(
    'DATABASE_URL 无法识别，应形如 postgres://用户:密码@主机:5432/库名。',
    'DATABASE_URL cannot be read: it should look like postgres://user:password@host:5432/database.',
  )
  let parsed: pg.Client
  try {
    parsed = new pg.Client({ connectionString: url })
  } catch {
    throw unusable
  }
  const { host, port, database, user, password, ssl } = parsed
  if (!/^postgres(ql)?:\/\/[^/]*\/[^?]/.test(url) || !database || !user) throw unusable
  const owner = { user, password: typeof password === 'string' ? password : '' }
  return { host, port, database, ...(ssl ? { ssl: ssl as boolean | object } : {}), logins: loginsOf(secrets, owner) }
}
