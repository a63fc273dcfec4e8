import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { readConfig } from '../platform/config.ts'
import { noteFirstData } from '../platform/database/first-data.ts'
import { emptyDatabase } from '../platform/database/test-cluster.ts'
import { open } from './open.ts'
import { plainStop } from './stop-words.ts'

const folder = await mkdtemp(join(tmpdir(), 'huiyin-open-'))
const database = await emptyDatabase(inject('cluster'), 'server')
const { owner, ...roles } = database.logins
/** The roles of the test server are shared: this data folder knows their passwords already. */
await mkdir(join(folder, 'keys'))
const passwords = Object.fromEntries(Object.entries(roles).map(([role, { password }]) => [role, password]))
await writeFile(join(folder, 'keys', 'database.json'), JSON.stringify({ superuser: '-', owner: '-', roles: passwords }))
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.drop()
})
const url = (user: string, password: string, name = database.database, port = database.port) =>
  `postgres://${user}:${encodeURIComponent(password)}@${database.host}:${port}/${name}`
const configOf = (databaseUrl: string) => readConfig(['--data', folder], { DATABASE_URL: databaseUrl }, '/')
const words = (databaseUrl: string) =>
  open(configOf(databaseUrl)).then(
    () => null,
    (error: unknown) => plainStop(error, { data: folder, port: 8600 })?.zh,
  )

describe('DATABASE_URL: a server of the office', () => {
  test('an empty database is migrated by the given user and used by the four roles; the second start finds it so', async () => {
    const config = configOf(url(owner.user, owner.password))
    const first = await open(config)
    expect(first).toMatchObject({ supervised: null, env: { fresh: true } })
    for (const [role, pool] of Object.entries(first.env.pools)) expect((await pool.query('select current_user::text as who')).rows[0]).toEqual({ who: `huiyin_${role}` })
    await noteFirstData(first.env.database, 'done')
    await first.close()
    const second = await open(config)
    expect(second.env.fresh).toBe(false)
    expect(second.migrated.applied).toEqual([])
    await second.close()
  })
  test('each thing that can be wrong with it is one plain sentence', async () => {
    expect(await words(url(owner.user, 'wrong'))).toContain('用户或密码')
    expect(await words(url(owner.user, owner.password, 'nowhere'))).toContain('不存在')
    expect(await words(url(owner.user, owner.password, database.database, 1))).toContain('连不上')
    expect(await words('postgres://nonsense')).toContain('无法识别')
  })
})

describe('what a start cannot do, in one sentence', () => {
  const said = (error: unknown) => plainStop(error, { data: '/srv/office/data', port: 8600 })?.zh
  test('by the code of the system, of the database, or of a cause further down', () => {
    expect(said(Object.assign(new Error('x'), { code: 'EADDRINUSE' }))).toContain('端口 8600 已被占用')
    expect(said(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toContain('磁盘已满')
    expect(said(new Error('migration', { cause: Object.assign(new Error('x'), { code: '53100' }) }))).toContain('磁盘已满')
    expect(said(Object.assign(new Error('x'), { code: 'EROFS' }))).toContain('/srv/office/data 不可写')
    expect(said(new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]))).toContain('连不上')
  })
  test('a fault of ours is not dressed up as one', () => {
    expect(said(new TypeError('undefined is not a function'))).toBeUndefined()
  })
})
