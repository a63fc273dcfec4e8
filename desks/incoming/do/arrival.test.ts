/** 交换站取件 on a real database: registered, compared with the list, never twice, and of what is classified a count alone. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { withClient } from '../../../platform/database/connection.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { readRun, readRuns } from '../read/run.ts'
import { readSameNumber } from '../read/same-number.ts'
import { checkRun } from '../run-check.ts'
import { type ArrivalOffice, arrivalOffice, paper, personOf } from './arrival-office.ts'
import { handleLandLine } from './land-line.ts'
import { handleCloseRun, handleCountAgain, handleCountSecret, handleOpenRun, handleTellStation } from './open-run.ts'

let trial: TrialDatabase
let o: ArrivalOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'incoming-arrival')
})
beforeEach(async () => {
  o = await arrivalOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const same = (number: string, sender: string = paper.sender) =>
  o.office.as('赵敏').run({ ...readSameNumber, run: readSameNumber.run as never }, { number, sender }) as Promise<{ rows: { same: boolean; number: string }[] }>
const count = async (table: string) => Number((await sql<{ n: string }>`select count(*) as n from ${sql.ref(table)}`.execute(o.office.tx())).rows[0]?.n)

describe('交换站取件 a run of the exchange station', () => {
  test('what came is a paper with its number, its run, and each copy with the number printed on it (R-D30)', async () => {
    const run = await o.run(2)
    const landed = await o.land(run, { copiesListed: 3, copiesCame: 3, copyFrom: 118, copyTo: 120, urgency: 'urgent' })
    expect(landed).toMatchObject({ line: 1, number: '收〔2026〕1号' })
    expect(landed.run.lines[0]).toMatchObject({ number: '收〔2026〕1号', title: paper.title, sender: paper.sender, copiesCame: 3, signedBy: { name: '赵敏' } })
    const { rows } = await sql`select c.no, c.serial, c.state from incoming_copy c order by c.no`.execute(o.office.tx())
    expect(rows).toEqual(['000118', '000119', '000120'].map((serial, n) => ({ no: n + 1, serial, state: 'in' })))
    const [kept] = (await sql<{ run_id: string }>`select p.run_id from incoming_paper p`.execute(o.office.tx())).rows
    expect(kept?.run_id).toBe(run.id)
  })
  test('who signed may be another than who types', async () => {
    const run = await o.run(1)
    const landed = await o.land(run, { signedBy: personOf('孙蓉') })
    expect(landed.run.lines[0]?.signedBy.name).toBe('孙蓉')
  })
  test('against the list: not received, not on the list, copies short, attachment missing; on the receipt and told to the station once', async () => {
    const run = await o.run(3)
    await o.land(run, { copiesListed: 5, copiesCame: 3 })
    await o.land(run, { senderNumber: '省政办函〔2026〕9号', copiesCame: 0 })
    await o.land(run, { senderNumber: '省水利发〔2026〕3号', sender: '省水利厅', attachmentsNamed: ['任务分解表', '联系人名单'], attachmentsMissing: ['联系人名单'] })
    expect(await o.code('赵敏', handleTellStation, { run: run.id, how: 'slip' })).toBe('incoming.run-not-closed')
    const last = await o.land(run, { senderNumber: '省交发〔2026〕4号', sender: '省交通厅', listed: false })
    expect(checkRun(last.run.listed, last.run.lines)).toMatchObject({
      open: 0,
      missing: [2],
      surplus: [4],
      copies: [{ no: 1, short: 2 }],
      attachments: [{ no: 3, names: ['联系人名单'] }],
    })
    const closed = await o.as('赵敏', handleCloseRun, { run: run.id })
    expect(closed.closedAt).not.toBeNull()
    const told = await o.as('赵敏', handleTellStation, { run: run.id, how: 'slip' })
    expect(told).toMatchObject({ toldHow: 'slip' })
    expect(await o.code('赵敏', handleTellStation, { run: run.id, how: 'phone' })).toBe('incoming.station-told')
    expect(await o.code('赵敏', handleLandLine, { ...paper, run: run.id, senderNumber: '晚到〔2026〕1号' })).toBe('incoming.run-closed')
  })
  test('what did not come makes no paper, and keeps its words on the list alone', async () => {
    const run = await o.run(1)
    const landed = await o.land(run, { copiesCame: 0 })
    expect(landed).toMatchObject({ matter: null, number: null })
    expect(landed.run.lines[0]).toMatchObject({ matter: null, sender: paper.sender, title: paper.title, copiesCame: 0 })
    expect(await count('matter')).toBe(0)
  })
  test('a list is not closed over a line nobody entered, nor over more lines than it names; it may be counted again', async () => {
    const run = await o.run(2)
    await o.land(run)
    expect(await o.code('赵敏', handleCloseRun, { run: run.id })).toBe('incoming.run-open')
    await o.as('赵敏', handleCountAgain, { run: run.id, listed: 0 })
    expect(await o.code('赵敏', handleCloseRun, { run: run.id })).toBe('incoming.run-over')
    await o.as('赵敏', handleCountAgain, { run: run.id, listed: 1 })
    expect(await o.code('赵敏', handleCloseRun, { run: run.id })).toBe('done')
  })
  test('nobody fetches tomorrow', async () => expect(await o.code('赵敏', handleOpenRun, { station: '站', listed: 1, at: '2026-12-01T09:00:00+08:00' })).toBe('incoming.run-ahead'))
})

describe('重份 the same paper is never a second matter', () => {
  test.each(['省政办发〔2026〕88号', '省政办发[2026]88号', '省政办发（2026） 88 号', '省政办发(2026)第88号', '省政办发【2026】0８８', ' 省政办发〔２０２６〕８８号 '])(
    '«%s» is found',
    async (number) => {
      await o.land(await o.run(1))
      expect((await same(number)).rows).toMatchObject([{ number: '收〔2026〕1号', same: true }])
      expect(await o.code('赵敏', handleLandLine, { ...paper, run: (await o.run(1)).id, senderNumber: number.trim() })).toBe('incoming.same-number')
      expect(await count('matter')).toBe(1)
    },
  )
  test.each(['省政办发〔2026〕8号', '省政办发〔2026〕880号', '省政办发〔2025〕88号', '省政办函〔2026〕88号'])('«%s» is another number', async (number) => {
    await o.land(await o.run(1))
    expect((await same(number)).rows).toEqual([])
  })
  test('a number is looked up by its index also behind the fence, so that 300,000 papers are not read for one', () =>
    withClient(trial.database, 'read', async (client) => {
      await client.query('set enable_seqscan = off')
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain select 1 from incoming_paper p where p.number_key = incoming_number_key('省政办发[2026]88号')`)
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('incoming_paper_number_key')
    }))
  test('as another copy it joins the first; the line says so, and no second matter is born', async () => {
    const run = await o.run(2)
    const first = await o.land(run, { copiesListed: 2, copiesCame: 2 })
    const second = await o.land(run, { senderNumber: '省政办发[2026]88号', copyOf: first.matter })
    expect(second).toMatchObject({ matter: first.matter, number: first.number, line: 2 })
    expect(second.run.lines[1]).toMatchObject({ asCopy: true, title: paper.title })
    expect(await count('matter')).toBe(1)
    expect(await count('incoming_copy')).toBe(3)
  })
  test('the same number of another sender is another paper', async () => {
    const run = await o.run(2)
    await o.land(run)
    expect((await same(paper.senderNumber, '省委办公厅')).rows).toMatchObject([{ same: false }])
    expect((await o.land(run, { sender: '省委办公厅' })).number).toBe('收〔2026〕2号')
  })
  test('the same number of the same sender after all, said so: a second paper', async () => {
    const run = await o.run(2)
    await o.land(run)
    expect((await o.land(run, { another: true })).number).toBe('收〔2026〕2号')
  })
  test('another house receives the same paper as its own', async () => {
    await o.land(await o.run(1))
    const run = await o.as('许文涛', handleOpenRun, { station: '市公文交换站', listed: 1 })
    expect((await o.land(run, {}, '许文涛')).number).toBe('市住建局收〔2026〕1号')
  })
  test('a run is its house’s alone: another neither reads nor lists it, nor adds to it, nor closes it; what did not come is not told there', async () => {
    const run = await o.run(1)
    await o.land(run, { copiesCame: 0 })
    const asked = (name: string) => o.office.as(name).run({ ...readRuns, run: readRuns.run as never }, {}) as Promise<{ rows: { id: string }[] }>
    expect((await asked('孙蓉')).rows.map((row) => row.id)).toEqual([run.id])
    expect((await asked('许文涛')).rows).toEqual([])
    await expect(o.office.as('许文涛').run({ ...readRun, run: readRun.run as never }, { id: run.id })).rejects.toThrow('kernel.not-found')
    expect(await o.code('许文涛', handleLandLine, { ...paper, run: run.id })).toBe('kernel.not-found')
    expect(await o.code('许文涛', handleCountSecret, { run: run.id })).toBe('kernel.not-found')
    expect(await o.code('许文涛', handleCloseRun, { run: run.id })).toBe('kernel.not-found')
    expect(await o.code('孙蓉', handleCloseRun, { run: run.id })).toBe('done')
    expect(await o.code('许文涛', handleTellStation, { run: run.id, how: 'phone' })).toBe('kernel.not-found')
  })
  test('of a paper for named persons its line says that something came, not what: no title, no code, no attachment by name (R-C04)', async () => {
    const run = await o.run(1)
    const landed = await o.land(run, { code: '某处的码：供暖通知', attachmentsNamed: ['名单'], attachmentsMissing: ['名单'] })
    expect(landed.run.lines[0]).toMatchObject({ code: '某处的码：供暖通知', attachmentsMissing: ['名单'] })
    await sql`update matter set readers = 'named' where id = ${landed.matter}`.execute(o.office.tx())
    const seen = (await o.office.as('孙蓉').run({ ...readRun, run: readRun.run as never }, { id: run.id })) as { lines: object[] }
    expect(seen.lines[0]).toMatchObject({ matter: null, title: null, sender: '', senderNumber: null, code: null, attachmentsMissing: [''], copiesCame: 1 })
  })
  test('a paper one may not see cannot be joined', async () => {
    const first = await o.land(await o.run(1))
    const run = await o.as('许文涛', handleOpenRun, { station: '市公文交换站', listed: 1 })
    expect(await o.code('许文涛', handleLandLine, { ...paper, run: run.id, copyOf: first.matter })).toBe('kernel.not-found')
  })
})

describe('机要件 nothing is kept (R-C01)', () => {
  test('the key counts one more, and that is all there is: no matter, no line, no event', async () => {
    const run = await o.run(3)
    const before = [await count('event'), await count('matter'), await count('incoming_run_line'), await count('looked')]
    expect(await o.as('赵敏', handleCountSecret, { run: run.id })).toEqual({ secret: 1 })
    expect(await o.as('赵敏', handleCountSecret, { run: run.id })).toEqual({ secret: 2 })
    expect([await count('event'), await count('matter'), await count('incoming_run_line'), await count('looked')]).toEqual(before)
  })
  test('the act takes the run and nothing else: there is no field a title could come in by', () =>
    expect(Object.keys((handleCountSecret.contract.input as unknown as { shape: object }).shape)).toEqual(['run']))
  test('a code that says 机密 is refused, whatever else was typed, and nothing stays', async () => {
    const run = await o.run(1)
    const code = 'GB0626-2005^1^省府办公厅^通知^省府〔2026〕1号^^关于名单^机密^无^20261128^^^20261129^^|'
    expect(await o.code('赵敏', handleLandLine, { ...paper, run: run.id, code })).toBe('incoming.secret-channel')
    expect(await count('incoming_run_line')).toBe(0)
    expect(await count('matter')).toBe(0)
  })
})
