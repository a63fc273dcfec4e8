import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { PlainStop } from '../plain-stop.ts'
import { withClient } from './connection.ts'
import { findMigrations, migrate } from './migrate.ts'
import { emptyDatabase } from './test-cluster.ts'

const root = await mkdtemp(join(tmpdir(), 'huiyin-migrations-'))
afterAll(() => rm(root, { recursive: true }))
const write = async (path: string, sql: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), sql)
}
await write('kernel/migrations/20260101-matter.sql', 'create table matter (id int);\ncreate table note (id int);')
await write('kernel/migrations/20260301-clock.sql', 'alter table matter add due int;')
await write('desks/letters/migrations/20260201-letter.sql', 'create table letter (id int);')
await write('platform/migrations/20260101-session.sql', 'create table session (id int);')
const all = await findMigrations(root)
const stopped = (error: unknown) => (error as PlainStop).zh

describe('bringing the tables up to date', () => {
  test('migrations run in the order of their dates, kernel before platform before desks, once', async () => {
    expect(all.map(({ name }) => name)).toEqual(['kernel/20260101-matter', 'platform/20260101-session', 'letters/20260201-letter', 'kernel/20260301-clock'])
    const at = await emptyDatabase(inject('cluster'))
    expect((await migrate(at, all)).applied).toHaveLength(4)
    expect((await migrate(at, all)).applied).toEqual([])
    await at.drop()
  })

  test('two programs migrating one database at once: each migration is applied once', async () => {
    const at = await emptyDatabase(inject('cluster'))
    const both = await Promise.all([migrate(at, all), migrate(at, all), migrate(at, all)])
    expect(both.flatMap(({ applied }) => applied).sort()).toEqual(all.map(({ name }) => name).sort())
    await at.drop()
  })

  test('data written by a newer program is refused with one sentence, and nothing is changed', async () => {
    const at = await emptyDatabase(inject('cluster'))
    await migrate(at, all)
    const older = all.filter(({ name }) => name !== 'letters/20260201-letter')
    const refused = await migrate(at, older).catch(stopped)
    expect(refused).toBe('数据由更新版本的程序写成（letters/20260201-letter），请改用该版本或更新的程序；数据未作任何改动。')
    await at.drop()
  })

  test('an applied migration that was edited is refused; other line ends are not an edit', async () => {
    const at = await emptyDatabase(inject('cluster'))
    await migrate(at, all)
    await write('kernel/migrations/20260101-matter.sql', 'create table matter (id int);\r\ncreate table note (id int);')
    expect((await migrate(at, await findMigrations(root))).applied).toEqual([])
    await write('kernel/migrations/20260101-matter.sql', 'create table matter (id bigint);\ncreate table note (id int);')
    const edited = await findMigrations(root)
    await write('kernel/migrations/20260101-matter.sql', 'create table matter (id int);\ncreate table note (id int);')
    expect(await migrate(at, edited).catch(stopped)).toContain('kernel/20260101-matter')
    await at.drop()
  })

  test('a migration that fails leaves nothing of itself and names its line', async () => {
    const at = await emptyDatabase(inject('cluster'))
    const broken = { name: 'kernel/20260401-broken', sql: 'create table half (id int);\nselect nonsense;', digest: 'x' }
    await expect(migrate(at, [...all, broken])).rejects.toThrow(/kernel\/20260401-broken: .*\(line 2\)/)
    const seen = await withClient(at, 'owner', (client) => client.query(`select to_regclass('half') as half, count(*) as n from migration`))
    expect(seen.rows[0]).toEqual({ half: null, n: 4 })
    await at.drop()
  })

  test('a file not named by its date stops the build', async () => {
    await write('desks/meetings/migrations/meeting.sql', '')
    await expect(findMigrations(root)).rejects.toThrow('YYYYMMDD-name.sql')
  })

  test('a user who may not create roles is told so in one sentence', async () => {
    const at = await emptyDatabase(inject('cluster'))
    await withClient(at, 'owner', async (client) => {
      await client.query(`do $$ begin create role huiyin_test_weak login password 'weak'; exception when duplicate_object then null; end $$`)
      await client.query(`grant create, connect on database ${client.escapeIdentifier(at.database)} to huiyin_test_weak`)
      await client.query('grant create on schema public to huiyin_test_weak').catch(() => undefined)
    })
    const weak = { ...at, logins: { ...at.logins, owner: { user: 'huiyin_test_weak', password: 'weak' }, act: { user: 'huiyin_act', password: 'other' } } }
    const refused = await migrate(weak, all).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(PlainStop)
    expect((refused as PlainStop).zh).toContain('CREATEROLE')
    await at.drop()
  })
})
