import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { clientConfig, kyselyOver, openPool, withClient } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import { addMillis, type Instant } from '../time.ts'
import { act, changed, closing, fresh, ids, noon, type SampleOffice, sampleLetter, sampleOffice } from '../write/sample-rows.ts'
import type { KernelDb } from '../write/tables.ts'
import type { Tx } from '../write/tx.ts'
import { write } from '../write/write.ts'
import { exactText, leafOf, sealHash, textDigest } from './digest.ts'
import { changedFiles, exportFolder, readManifest } from './export.ts'
import { exportSource } from './from-export.ts'
import { type GuardList, listGuards } from './guards.ts'
import { replayMatter, replayNightly } from './replay.ts'
import { eventTexts, newestSeal, sealAll, sealOnce } from './seal.ts'
import { startSealer } from './sealer.ts'
import { keepSigned, parseSigned, type SignedSeal, signatureHolds, signSeal } from './sign.ts'
import { upcast } from './upcast.ts'
import { verifyDatabase, verifySource } from './verify.ts'

const { privateKey: key, publicKey } = generateKeyPairSync('ed25519')
const desks = new Map()

describe('历史与封存', () => {
  let database: TestDatabase
  let pool: pg.Pool
  let db: Tx
  let office: SampleOffice
  let guards: GuardList
  let folder: string
  let now: Instant = noon
  const tick = () => {
    now = addMillis(now, 1000)
    return now
  }
  beforeAll(async () => {
    const fresh = await cloneDatabase(inject('cluster'), 'guards')
    guards = await withClient(fresh, 'owner', listGuards)
    await fresh.drop()
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huiyin-history-'))
    database = await cloneDatabase(inject('cluster'), 'history')
    pool = openPool(database, 'act')
    db = kyselyOver<KernelDb>(pool)
    office = await sampleOffice(db)
  })
  afterEach(async () => {
    await pool.end()
    await database.drop()
    await rm(folder, { recursive: true })
  })
  const register = async (n = 1) => {
    const letters = Array.from({ length: n }, () => sampleLetter(office))
    const numbers = await db.transaction().execute(async (tx) => {
      const written = await write(
        tx,
        letters.map((l) => l.register),
        { desks, contacts: letters.map((l) => l.contact) },
      )
      return written.numbers
    })
    return letters.map((letter) => ({ letter, number: numbers.get(letter.matter.id) as string }))
  }
  const one = async () => (await register())[0] as Awaited<ReturnType<typeof register>>[number]
  const close = ({ letter, number }: Awaited<ReturnType<typeof one>>) => db.transaction().execute((tx) => write(tx, [closing(office, letter, number)], { desks }))
  const seal = () => withClient(database, 'seal', (client) => sealAll(client, tick))
  const verify = (options: Parameters<typeof verifyDatabase>[2] = {}) => withClient(database, 'act', (client) => verifyDatabase(client, guards, options))
  const faults = async (options: Parameters<typeof verifyDatabase>[2] = {}) => (await verify(options)).faults
  const owner = (...texts: string[]) =>
    withClient(database, 'owner', async (client) => {
      for (const text of texts) await client.query(text)
    })
  /** Somebody with full access: the server's superuser. */
  const superuser = <T>(work: (client: pg.Client) => Promise<T>) =>
    withClient({ ...database, logins: { ...database.logins, owner: { user: 'postgres', password: database.logins.owner.password } } }, 'owner', work)
  const sign = () =>
    withClient(database, 'seal', async (client) => {
      const newest = await newestSeal(client)
      if (newest) await keepSigned(folder, signSeal(key, newest, tick()))
      return newest
    })
  const unfreeze = (client: pg.Client) => client.query('alter table event disable trigger user; alter table seal disable trigger user')
  const freeze = (client: pg.Client) => client.query('alter table event enable trigger user; alter table seal enable trigger user')

  test('封存以后核验无误：每条记录封存一次，行与历史相符', async () => {
    const letters = await register(3)
    expect(await verify()).toMatchObject({ faults: [], seals: 0, events: 3, backlog: 3 })
    expect(await seal()).toBe(3)
    await close(letters[0] as (typeof letters)[0])
    await seal()
    expect(await verify()).toMatchObject({ faults: [], seals: 2, events: 4, backlog: 0, matters: 3, signed: 0, vouched: null })
  })
  test('两套杂凑都能封存，先后换用也连得上 (R-C30)', async () => {
    await one()
    await withClient(database, 'seal', (client) => sealOnce(client, tick(), 'sha256'))
    await one()
    await withClient(database, 'seal', (client) => sealOnce(client, tick(), 'sm3'))
    expect(await faults()).toEqual([])
  })

  test('业务角色改不动历史：改、删、清空、补写年份都被拒绝 (不变量 17)', async () => {
    await one()
    await seal()
    for (const text of [
      `update event set move = 'x'`,
      'delete from event',
      'truncate event',
      'update seal set no = 9',
      'delete from seal',
      'delete from unsealed',
      `insert into event (year, act_id, at, move, actor, v, said, effects) values (2020, gen_random_uuid(), now(), 'x', gen_random_uuid(), 1, '{}', '[]')`,
    ])
      await expect(pool.query(text)).rejects.toMatchObject({ code: '42501' })
    expect(await faults()).toEqual([])
  })
  test('表的属主改一条记录：指出是哪一条，停用过触发器也指出', async () => {
    const { letter } = await one()
    await seal()
    await owner('alter table event disable trigger user', `update event set actor = gen_random_uuid()`)
    const found = await faults()
    expect(found).toContainEqual(expect.objectContaining({ kind: 'event-changed', matter: letter.matter.id, seal: 1 }))
    expect(found).toContainEqual(expect.objectContaining({ kind: 'guard-disabled', guard: 'trigger event frozen' }))
    expect(found.filter((f) => f.kind === 'guard-disabled').length).toBeGreaterThan(2)
  })
  test('记录被删、被塞入、被重复封存，逐条指出', async () => {
    await register(3)
    await seal()
    await superuser(async (client) => {
      await unfreeze(client)
      await client.query('delete from event where id = (select min(id) from event)')
      await client.query(
        `insert into event (act_id, matter_id, at, move, actor, v, said, effects) select gen_random_uuid(), null, now(), 'forged', actor, 1, '{}', '[]' from event limit 1`,
      )
      await client.query('insert into unsealed select id, year from event where matter_id is not null order by id limit 1')
      await client.query('insert into unsealed values (999999, 2026)')
      await freeze(client)
    })
    const kinds = (await faults()).map((f) => f.kind).sort()
    // five rows of the letter whose event was removed have nobody who told of them
    expect(kinds).toEqual(['event-removed', 'event-slipped-in', 'queue-of-sealed', 'queue-without-event', ...Array(5).fill('row-untold')])
    await seal()
    expect((await faults()).map((f) => f.kind)).toContain('event-sealed-twice')
  })
  test('封印被改、被抽走，逐个指出', async () => {
    for (let i = 0; i < 4; i++) {
      await one()
      await seal()
    }
    await superuser(async (client) => {
      await unfreeze(client)
      await client.query(`update seal set at = at + interval '1 microsecond' where no = 1`)
      await client.query('delete from seal where no = 3')
      await freeze(client)
    })
    const found = await faults()
    expect(found).toContainEqual({ kind: 'seal-changed', seal: 1 })
    expect(found).toContainEqual({ kind: 'seal-missing', seal: 3 })
    expect(found.filter((f) => f.kind === 'event-slipped-in')).toHaveLength(1)
  })
  test('有全部权限而无密钥的人改了记录并重做整条链：链上看不出，外存的签名看得出', async () => {
    await register(2)
    await seal()
    await one()
    await seal()
    await sign()
    const vouched = await verify({ publicKey, signed: folder })
    expect(vouched).toMatchObject({ faults: [], signed: 1, vouched: { no: 2 } })
    await superuser(rechain)
    expect(await faults()).toEqual([])
    const found = await faults({ publicKey, signed: folder })
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((f) => f.kind === 'signed-seal-differs')).toBe(true)
  })
  test('删去最新的封印与记录，外存的签名看得出', async () => {
    await one()
    await seal()
    await one()
    await seal()
    await sign()
    await superuser(async (client) => {
      await unfreeze(client)
      await client.query('delete from seal where no = 2')
      await client.query('set session_replication_role = replica')
      await client.query('delete from event where id = (select max(id) from event)')
      await freeze(client)
    })
    expect(await faults({ publicKey, signed: folder })).toContainEqual(expect.objectContaining({ kind: 'signed-seal-gone', seal: 2 }))
  })
  test('伪造的签名不算数', async () => {
    await one()
    await seal()
    const newest = await sign()
    const other = generateKeyPairSync('ed25519')
    await keepSigned(folder, { ...signSeal(other.privateKey, newest as NonNullable<typeof newest>, now), key: 'whatever' })
    expect(await faults({ publicKey, signed: folder })).toContainEqual(expect.objectContaining({ kind: 'signature-false', seal: 1 }))
  })

  test('正文被改或被抹，没有“依法删除”的记录，指出是哪一处 (不变量 18)', async () => {
    const { letter } = await one()
    const id = letter.matter.id
    await owner(`update matter set title = '路灯已亮' where id = '${id}'`)
    expect(await faults()).toEqual([{ kind: 'text-differs', matter: id, table: 'matter', key: id, column: 'title' }])
    await owner(`update matter set title = null, title_salt = null where id = '${id}'`)
    expect(await faults()).toEqual([{ kind: 'text-gone', matter: id, table: 'matter', key: id, column: 'title' }])
  })
  test('依法删除以后，链完好，行与历史相符 (不变量 18)', async () => {
    const { letter, number } = await one()
    await seal()
    const gone = changed('matter', { ...letter.matter, number }, { title: null, title_salt: null, version: 2 })
    await db.transaction().execute((tx) => write(tx, [act(office, letter.matter.id, 'erase', [gone])], { desks }))
    await seal()
    expect(await verify()).toMatchObject({ faults: [], events: 2, backlog: 0 })
    const { rows } = await pool.query('select effects::text as effects from event')
    expect(rows.every((r) => !r.effects.includes('路灯'))).toBe(true)
  })
  test('行被绕过历史改动、添加、删除，逐行指出 (不变量 17)', async () => {
    const { letter } = await one()
    const id = letter.matter.id
    await superuser(async (client) => {
      await client.query('set session_replication_role = replica')
      await client.query(`update matter set urgency = 'extra' where id = $1`, [id])
      await client.query('delete from answer where matter_id = $1', [id])
      await client.query(`insert into link (from_matter, to_matter, kind, at) select $1, gen_random_uuid(), 'about', now()`, [id])
    })
    expect((await faults()).map((f) => ('table' in f ? `${f.kind} ${f.table}` : f.kind)).sort()).toEqual(['row-differs matter', 'row-missing answer', 'row-untold link'])
    expect(await replayMatter(db, id)).toHaveLength(3)
    expect(await replayNightly(db, noon, '2026-03-02')).toMatchObject({ matters: 1, differences: { length: 3 } })
  })

  test('装载工具留下停用的触发器、外键、约束，指出是哪一个', async () => {
    await superuser(async (client) => {
      await client.query('alter table matter disable trigger all')
      await client.query('alter table answer drop constraint answer_check1')
      await client.query('drop trigger frozen on report')
      await client.query('create or replace function freeze_row() returns trigger language plpgsql as $$ begin return new; end $$')
      await client.query('create trigger quiet before insert on event for each row execute function freeze_row()')
      await client.query('grant update on event to huiyin_act')
      await client.query(`alter role huiyin_act in database ${database.database} set session_replication_role = replica`)
    })
    const found = (await faults()).map((f) => `${f.kind} ${'guard' in f ? f.guard : ''}`)
    await superuser((client) => client.query(`alter role huiyin_act in database ${database.database} reset session_replication_role`))
    for (const expected of [
      'guard-disabled trigger matter guard_new',
      'guard-absent constraint answer answer_check1',
      'guard-absent trigger report frozen',
      'guard-changed function freeze_row ()',
      'guard-unknown trigger event quiet',
      'guard-unknown grant event huiyin_act UPDATE',
      'role-too-strong setting session_replication_role=replica',
    ])
      expect(found).toContain(expected)
    expect(found.some((f) => f.startsWith('guard-disabled trigger matter RI_'))).toBe(true)
  })

  test('四个写手与两个封存者同时：每条恰好封存一次 (不变量 17)', async () => {
    let stop = false
    const sealer = async () => {
      await withClient(database, 'seal', async (client) => {
        while (!stop) await sealOnce(client, tick(), 'sm3', 7)
      })
    }
    const sealers = [sealer(), sealer()]
    const writer = async () => {
      for (let i = 0; i < 25; i++) await register(1)
    }
    await Promise.all([writer(), writer(), writer(), writer()])
    stop = true
    await Promise.all(sealers)
    await seal()
    const result = await verify()
    expect(result).toMatchObject({ faults: [], events: 100, backlog: 0 })
    const { rows } = await pool.query('select count(*) as sealed, count(distinct i) as different from seal, unnest(ids) i')
    expect(rows[0]).toEqual({ sealed: 100, different: 100 })
  })
  test('封存中途断开，什么也没有发生，下一次照样封存', async () => {
    await register(5)
    const client = new pg.Client(clientConfig(database, 'seal'))
    client.on('error', () => undefined)
    await client.connect()
    await client.query('begin')
    await client.query('delete from unsealed')
    await superuser((other) => other.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'huiyin_seal'`))
    expect(await seal()).toBe(5)
    expect(await faults()).toEqual([])
  })
  test('封存循环：封存、签名，停下时补签最新的一个', async () => {
    const sealer = startSealer({
      connected: (work) => withClient(database, 'seal', work),
      now: tick,
      key,
      folder: join(folder, 'seals'),
      every: 10,
      fault: (error) => expect.fail(String(error)),
    })
    await register(2)
    await expect.poll(async () => (await verify()).backlog, { timeout: 30_000 }).toBe(0)
    await register(1)
    await sealer.stop()
    const signed = parseSigned(await readFile(join(folder, 'seals', 'newest.json'), 'utf8')) as SignedSeal
    expect(signed).toMatchObject({ no: 2 })
    expect(signatureHolds(createPublicKey(key), signed)).toBe(true)
    expect(await verify({ publicKey, signed: join(folder, 'seals') })).toMatchObject({ faults: [], vouched: { no: 2 } })
  })

  describe('只凭一份导出', () => {
    const dump = (gzip: boolean) => withClient(database, 'owner', (client) => exportFolder(client, join(folder, 'out'), { version: 'test', now: tick(), key, gzip }))
    const verifyDump = async (options: Parameters<typeof verifySource>[1] = {}) => {
      const out = join(folder, 'out')
      const manifest = await readManifest(out)
      return verifySource(exportSource(out, manifest, 3), options, await changedFiles(out, manifest))
    }
    beforeEach(async () => {
      const letters = await register(6)
      await seal()
      for (const letter of letters.slice(0, 3)) await close(letter)
      const [a, b] = letters
      await db
        .transaction()
        .execute((tx) =>
          write(
            tx,
            [
              act(office, a?.letter.matter.id as never, 'merge', [
                fresh('link', { from_matter: b?.letter.matter.id as never, to_matter: a?.letter.matter.id as never, kind: 'about', at: noon, ended_at: null }),
              ]),
            ],
            { desks },
          ),
        )
      await seal()
      await register(1)
    })
    test.each([false, true])('与数据库核验的结果相同（压缩：%s），多遍读取也一样', async (gzip) => {
      const manifest = await dump(gzip)
      expect(manifest.seal).toMatchObject({ no: 2 })
      const [there, here] = [await verify(), await verifyDump()]
      expect(here).toMatchObject({ faults: [], seals: 2, events: 11, backlog: 1, matters: 7 })
      expect({ ...here, signed: 0 }).toEqual(there)
    })
    test('改动文件里的一条记录、一段正文，指出文件，也指出记录', async () => {
      await dump(false)
      const edit = async (file: string, from: RegExp, to: string) => {
        const path = join(folder, 'out', file)
        await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
      }
      await edit('event.tsv', /\tclose\t/, '\tclosed\t')
      await edit('matter.tsv', /路灯不亮/, '路灯很亮')
      const kinds = (await verifyDump()).faults.map((f) => f.kind).sort()
      expect(kinds).toEqual(['event-changed', 'file-changed', 'file-changed', 'text-differs'])
    })
    test('密钥不在导出里，签名照样可验', async () => {
      const manifest = await dump(false)
      const file = join(folder, 'signed.json')
      await writeFile(file, JSON.stringify(manifest.seal))
      expect(await verifyDump({ publicKey, signed: file })).toMatchObject({ faults: [], vouched: { no: 2 } })
      expect(JSON.stringify(manifest)).not.toContain('PRIVATE')
    })
  })

  /** What a forger with every right and no key would do: change an event, then make every leaf and every seal anew. */
  async function rechain(client: pg.Client): Promise<void> {
    await unfreeze(client)
    await client.query(`update event set actor = gen_random_uuid() where id = (select min(id) from event)`)
    await client.query('begin')
    await client.query(exactText)
    const { rows: seals } = await client.query(`select no, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, ids from seal order by no`)
    let prev: Buffer = Buffer.alloc(32)
    for (const { no, at, ids: sealed } of seals) {
      const { rows } = await client.query(`select ${eventTexts} from unnest($1::bigint[]) with ordinality as s(id, nth) join event e using (id) order by nth`, [sealed])
      const leaves = Buffer.concat(rows.map((r) => leafOf('sm3', r)))
      const hash = sealHash('sm3', prev, at, leaves)
      await client.query('update seal set prev = $2, leaves = $3, hash = $4 where no = $1', [no, prev, leaves, hash])
      prev = hash
    }
    await client.query('commit')
    await freeze(client)
  }
})

describe('旧记录', () => {
  test('旧版本写的记录，读时补成今天的样子，本身不改', () => {
    const event = { move: 'register', v: 1, effects: [{ table: 'matter', row: { id: 'm' }, fresh: true }] }
    const known = [
      { move: null, from: 1, rows: (rows: readonly never[]) => rows.map((r: { row: object }) => ({ ...r, row: { ...r.row, urgency: 'normal' } }) as never) },
      { move: 'close', from: 2, rows: () => [] },
    ]
    expect(upcast(event as never, known as never)[0]?.row).toEqual({ id: 'm', urgency: 'normal' })
    expect(event.effects[0]?.row).toEqual({ id: 'm' })
  })
  test('SM3 的标准值；盐不同，摘要不同 (R-C30)', () => {
    expect(textDigest('', 'abc')).toBe('sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(textDigest(ids.salt(), 'abc')).not.toBe(textDigest(ids.salt(), 'abc'))
  })
})
