/** The database roles the program runs as. None owns a table; the owner is used only to migrate. Rule: architecture §2 «Database roles» */
import pg from 'pg'
import { PlainStop } from '../plain-stop.ts'
import { clientConfig, type DatabaseAddress, databaseRole, roleNames, withClient } from './connection.ts'

/**
 * Creates what is missing and gives each role the password of the key file. Roles belong to the whole server, so several
 * databases there share them; a role whose password already fits is left alone.
 * @throws PlainStop where the given user may neither create nor change them
 */
export async function ensureRoles(at: DatabaseAddress): Promise<void> {
  try {
    await withClient(at, 'owner', (owner) => createMissing(owner, at))
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new PlainStop(
      `数据库用户 ${at.logins.owner.user} 无权创建角色，请授予 CREATEROLE，或改用有此权限的用户。`,
      `The database user ${at.logins.owner.user} may not create roles: grant it CREATEROLE, or use a user that has it.`,
      error,
    )
  }
}

async function createMissing(owner: pg.Client, at: DatabaseAddress): Promise<void> {
  const wanted = roleNames.map(databaseRole)
  const { rows } = await owner.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [wanted])
  const there = new Set(rows.map((row) => row.rolname))
  for (const role of roleNames) {
    const name = databaseRole(role)
    const password = owner.escapeLiteral(at.logins[role].password)
    if (!there.has(name)) {
      await owner.query(`create role ${name} login nosuperuser nocreatedb nocreaterole noinherit password ${password}`).catch((error: { code?: string }) => {
        if (error.code !== '42710' && error.code !== '23505') throw error // another start made it this very moment
      })
      await owner.query(`alter role ${name} set timezone = 'UTC'`)
    } else if (!(await fits(at, role))) {
      await owner.query(`alter role ${name} password ${password}`)
    }
  }
  const database = owner.escapeIdentifier(at.database)
  const { rows: closed } = await owner.query(
    `select 1 from pg_database where datname = current_database() and datacl is not null and not has_database_privilege('public', oid, 'connect')`,
  )
  if (closed.length === 0) {
    await owner.query(`revoke all on database ${database} from public`)
    await owner.query(`grant connect on database ${database} to ${wanted.join(', ')}`)
  }
}

async function fits(at: DatabaseAddress, role: (typeof roleNames)[number]): Promise<boolean> {
  const client = new pg.Client(clientConfig(at, role))
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '28P01' || code === '28000') return false // wrong password, or not let in by one
    if (code === '42501') return true // right password, but not yet admitted to this database: that is granted next
    throw error
  }
}
