import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { withClient } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import { copyColumns, copyIn, copyOut } from './copy.ts'

describe('COPY 的两个方向', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await cloneDatabase(inject('cluster'), 'copy')
  })
  afterAll(() => database.drop())
  const slow = async (stream: AsyncIterable<Buffer>) => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) {
      if (chunks.length % 50 === 0) await new Promise((done) => setTimeout(done, 1))
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }
  const rows = (n: number, width: number) => `copy (select g, repeat(chr(65 + g % 26), ${width}) from generate_series(1, ${n}) g) to stdout`

  test.each([
    [200_000, 20],
    [40, 300_000],
    [3, 1_100_000],
    [0, 1],
  ])('读得慢也一字不差，读完连接照样可用：%i 行、每行 %i 字', async (n, width) => {
    await withClient(database, 'owner', async (client) => {
      const text = (await slow(copyOut(client, rows(n, width)))).toString()
      const lines = text.split('\n')
      expect(lines.pop()).toBe('')
      expect(lines.length).toBe(n)
      expect(lines.every((line, i) => line === `${i + 1}\t${String.fromCharCode(65 + ((i + 1) % 26)).repeat(width)}`)).toBe(true)
      expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    })
  })
  test('读到一半不要了，或语句有错，连接照样可用', async () => {
    await withClient(database, 'owner', async (client) => {
      for await (const chunk of copyOut(client, rows(200_000, 50))) if (chunk) break
      expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
      await expect(slow(copyOut(client, 'copy nothing to stdout'))).rejects.toThrow('does not exist')
      expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    })
  })
  test('写入：行数回报；来源出错或行有错，整个不写，连接照样可用', async () => {
    await withClient(database, 'owner', async (client) => {
      await client.query('create temp table t (n int, s text)')
      const many = async function* () {
        for (let i = 0; i < 3000; i++) yield Buffer.from(`${i}\t${'字'.repeat(2000)}\n`)
      }
      expect(await copyIn(client, 'copy t from stdin', many())).toBe(3000)
      const broken = async function* () {
        yield Buffer.from('1\tx\n')
        throw new Error('the disk went away')
      }
      await expect(copyIn(client, 'copy t from stdin', broken())).rejects.toThrow('the disk went away')
      const wrong = async function* () {
        yield Buffer.from('one\tx\n')
        for (let i = 0; i < 500; i++) yield Buffer.from(`${i}\t${'字'.repeat(2000)}\n`)
      }
      await expect(copyIn(client, 'copy t from stdin', wrong())).rejects.toThrow('invalid input syntax')
      expect((await client.query('select count(*) as n from t')).rows).toEqual([{ n: 3000 }])
    })
  })
  test('文本格式：空值、制表、换行、反斜杠、\\N 四个字符都分得清', async () => {
    await withClient(database, 'owner', async (client) => {
      const values = ['a\tb\nc\\d', '\\N', '', '\r\v\f\b', 'x\\ty']
      await client.query('create temp table v (i int, s text)')
      for (const [i, value] of values.entries()) await client.query('insert into v values ($1, $2)', [i, value])
      await client.query('insert into v values (9, null)')
      const text = (await slow(copyOut(client, 'copy (select s, s from v order by i) to stdout'))).toString()
      expect(text.split('\n').slice(0, -1).map(copyColumns)).toEqual([...values, null].map((v) => [v, v]))
    })
  })
})
