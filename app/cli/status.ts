import { readdir } from 'node:fs/promises'
import { isAlive, readPidFile } from '../../platform/database/cluster.ts'
import { type DatabaseAddress, withClient } from '../../platform/database/connection.ts'
import { findMigrations } from '../../platform/database/migrate.ts'
import { knownPlace } from '../../platform/database/place.ts'
import { addressFromUrl, loginsOf, readSecrets } from '../../platform/database/secrets.ts'
import { DATABASE, OWNER } from '../../platform/database/supervisor.ts'
import { foldersOf, programVersion } from '../open.ts'
import { findServer } from '../running.ts'
import { type Call, type Command, same } from './command.ts'

/** Looks and touches nothing: starts no database, changes no table. */
export const command: Command = {
  summary: { zh: '查看本机回音的状态：程序、数据库、数据表、密钥', en: 'Show the state of Huiyin on this machine: program, database, tables, keys' },
  usage: same(''),
  explains: [],
  async run(call) {
    const { keys, data } = foldersOf(call.config)
    const server = await findServer(data)
    const place = call.config.databaseUrl ? null : knownPlace(data)
    const address = await whereIs(call, keys, place)
    const database = address ? await lookInto(address) : null
    const keyFiles = await readdir(keys).then(
      (names) => names.sort(),
      () => [],
    )
    const value = {
      version: await programVersion(),
      data,
      server: server?.address ?? null,
      database: { kind: call.config.databaseUrl ? 'server' : 'embedded', folder: place, running: address !== null, ...database },
      keys: keyFiles,
    }
    const db = value.database
    const tables = database
      ? { zh: `已执行 ${database.applied} 项，待执行 ${database.pending.length} 项`, en: `${database.applied} applied, ${database.pending.length} pending` }
      : { zh: '未知', en: 'unknown' }
    call.result(value, {
      zh: [
        `程序    ${value.version}，${server ? `正在运行：${server.address}` : '未运行'}`,
        `数据    ${data}`,
        `数据库  ${call.config.databaseUrl ? '外部服务器' : (place ?? '尚未建立')}，${db.running ? `正在运行（PostgreSQL ${database?.postgres}）` : '未运行'}`,
        `数据表  ${tables.zh}`,
        `密钥    ${keyFiles.join('、') || '尚未生成'}`,
      ].join('\n'),
      en: [
        `Program   ${value.version}, ${server ? `running at ${server.address}` : 'not running'}`,
        `Data      ${data}`,
        `Database  ${call.config.databaseUrl ? 'a server of your own' : (place ?? 'not made yet')}, ${db.running ? `running (PostgreSQL ${database?.postgres})` : 'not running'}`,
        `Tables    ${tables.en}`,
        `Keys      ${keyFiles.join(', ') || 'not made yet'}`,
      ].join('\n'),
    })
    return 0
  },
}

async function whereIs(call: Call, keys: string, place: string | null): Promise<DatabaseAddress | null> {
  const secrets = await readSecrets(keys)
  if (!secrets) return null
  if (call.config.databaseUrl) return addressFromUrl(call.config.databaseUrl, secrets)
  const file = place ? readPidFile(place) : null
  if (!file?.ready || !isAlive(file.pid)) return null
  return { host: '127.0.0.1', port: file.port, database: DATABASE, logins: loginsOf(secrets, { user: OWNER, password: secrets.owner }) }
}

async function lookInto(address: DatabaseAddress): Promise<{ postgres: string; applied: number; pending: string[] }> {
  const all = await findMigrations()
  return withClient(address, 'owner', async (client) => {
    const { rows: version } = await client.query<{ server_version: string }>('show server_version')
    const { rows: there } = await client.query<{ found: boolean }>(`select to_regclass('migration') is not null as found`)
    const applied = there[0]?.found ? (await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name) : []
    return {
      postgres: version[0]?.server_version ?? '',
      applied: applied.length,
      pending: all.filter((migration) => !applied.includes(migration.name)).map((migration) => migration.name),
    }
  })
}
