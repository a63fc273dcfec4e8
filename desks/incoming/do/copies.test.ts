/** 份 on a real database: who holds each copy, cleared, destroyed before two witnesses, and nobody leaves with one in his hands. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Ctx } from '../../../kernel/ctx.ts'
import { readLeaving } from '../../../kernel/reading/leaving.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { copyCode } from '../../../typeset/slip-code.ts'
import type { CopyRow } from '../copies-shape.ts'
import { arrivalLedgerFiles } from '../print/copies-ledger.ts'
import { readCopies, readCopiesOf, readCopyByCode } from '../read/copies.ts'
import type { PaperDetail } from '../shape.ts'
import { type ArrivalOffice, arrivalOffice, paper, personOf, postOf } from './arrival-office.ts'
import { handleAddCopies, handleClearCopies, handleDestroyCopies, handleHandCopies, handleReturnCopies } from './move-copies.ts'
import { handleRegisterPaper } from './register-paper.ts'

let trial: TrialDatabase
let o: ArrivalOffice
let matter: string
let copies: readonly CopyRow[]
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'incoming-copies')
})
const reading = <R>(name: string, one: { readonly run: unknown; readonly contract: unknown }, input: object) => o.office.as(name).run(one as never, input) as Promise<R>
const all = async () => await reading<{ rows: CopyRow[]; moves: { kind: string; copy: string; by: { name: string } }[] }>('赵敏', readCopiesOf, { matter })
const id = (no: number) => copies.find((copy) => copy.no === no)?.id ?? ''
type Counted = { n: number; more: boolean }
const zhang = () => ({ person: personOf('张怀远') })
beforeEach(async () => {
  o = await arrivalOffice(trial.db)
  const landed = (await o.as('赵敏', handleRegisterPaper, { ...paper, copies: 3, copyFrom: 41, copyTo: 43 })) as { id: string }
  matter = landed.id
  copies = (await all()).rows
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

describe('份 each copy of a paper', () => {
  test('is there from the act that registers it, in the registry, with the number printed on it', () =>
    expect(copies.map(({ no, of, serial, state, holder }) => [no, of, serial, state, holder])).toEqual([
      [1, 3, '000041', 'in', null],
      [2, 3, '000042', 'in', null],
      [3, 3, '000043', 'in', null],
    ]))
  test('handed out in a folder with its day to come back, handed on, given back: always one pair of hands, and every hand on record', async () => {
    const { rows } = await o.as('赵敏', handleHandCopies, { copies: [id(1), id(2)], to: zhang(), folder: '3号夹', backBy: '2026-12-05' })
    expect(rows).toMatchObject([1, 2].map((no) => ({ no, state: 'out', holder: { name: '张怀远' }, folder: '3号夹', backBy: '2026-12-05', overdue: false })))
    o.office.pass(60_000)
    const [on] = (await o.as('赵敏', handleHandCopies, { copies: [id(1)], to: { post: postOf('head') } })).rows
    expect(on).toMatchObject({ holder: { name: '钱立' }, post: 'division-head', folder: null })
    o.office.pass(60_000)
    await o.as('赵敏', handleReturnCopies, { copies: [id(1)] })
    const now = await all()
    expect(now.rows.map((row) => [row.state, row.holder?.name ?? null])).toEqual([
      ['in', null],
      ['out', '张怀远'],
      ['in', null],
    ])
    expect(now.moves.filter((move) => move.copy === id(1)).map((move) => move.kind)).toEqual(['return', 'hand', 'hand'])
    const { rows: events } = await sql<{ move: string }>`select e.move from event e where e.move like 'incoming.%Copy' order by e.id`.execute(o.office.tx())
    expect(events.map((event) => event.move)).toEqual(['incoming.handCopy', 'incoming.handCopy', 'incoming.handCopy', 'incoming.returnCopy'])
  })
  test('what is out and late is found; what was given back is not', async () => {
    await o.as('赵敏', handleHandCopies, { copies: [id(1)], to: zhang(), backBy: '2026-12-01' })
    await o.as('赵敏', handleHandCopies, { copies: [id(2)], to: zhang() })
    o.office.pass(3 * 86_400_000)
    const late = await reading<{ rows: CopyRow[]; out: Counted; overdue: Counted }>('赵敏', readCopies, { state: 'overdue' })
    expect([late.rows.map((row) => row.no), late.out.n, late.overdue.n]).toEqual([[1], 2, 1])
    await o.as('赵敏', handleReturnCopies, { copies: [id(1)] })
    expect((await reading<{ overdue: Counted }>('赵敏', readCopies, {})).overdue).toEqual({ n: 0, more: false })
  })
  test('over the list stand numbers that stop at a thousand: out, and late', async () => {
    await sql`insert into incoming_copy (id, matter_id, no, state, holder, since, back_by)
      select gen_random_uuid(), ${matter}, 1000 + n, 'out', ${personOf('张怀远')}, ${o.office.now}, case when n > 1 then date '2000-01-01' end from generate_series(1, 1001) n`.execute(
      o.office.tx(),
    )
    const numbers = async () => {
      const { out, overdue } = await reading<{ out: Counted; overdue: Counted }>('赵敏', readCopies, {})
      return [out, overdue]
    }
    expect(await numbers()).toEqual([
      { n: 1000, more: true },
      { n: 1000, more: false },
    ])
    await sql`update incoming_copy set back_by = date '2000-01-01' where no = 1001`.execute(o.office.tx())
    expect((await numbers())[1]).toEqual({ n: 1000, more: true })
  })
  test('the file of 份数去向 is for whoever may see its page, and has no copy of a paper for named persons (R-C04)', async () => {
    const [file] = arrivalLedgerFiles
    const ctx = { tx: o.office.tx(), office: o.office.office, now: o.office.now, who: { person: personOf('赵敏') } } as never
    const page = async () => (await file?.page(ctx, {}, undefined, 50))?.rows.length
    expect([file?.gate, await page()]).toEqual([{ power: 'incoming.copies' }, 3])
    await sql`update matter set readers = 'named' where id = ${matter}`.execute(o.office.tx())
    expect([(await all()).rows.length, await page()]).toEqual([3, 0])
  })
  test('one copy that cannot move keeps all of them where they are', async () => {
    await o.as('赵敏', handleHandCopies, { copies: [id(1)], to: zhang() })
    expect(await o.code('赵敏', handleClearCopies, { copies: [id(1), id(2)], to: '省人民政府办公厅', on: '2026-11-30' })).toBe('incoming.copy-out')
    expect((await all()).rows.map((row) => row.state)).toEqual(['out', 'in', 'in'])
  })
  test('清退: given back outside, to whom and on which day; then it moves no more', async () => {
    expect(await o.code('赵敏', handleClearCopies, { copies: [id(3)], to: '交换站', on: '2026-12-01' })).toBe('incoming.day-ahead')
    await o.as('赵敏', handleClearCopies, { copies: [id(3)], to: '省人民政府办公厅', on: '2026-11-30' })
    expect((await all()).moves[0]).toMatchObject({ kind: 'clear', toWhom: '省人民政府办公厅', onDay: '2026-11-30' })
    expect(await o.code('赵敏', handleHandCopies, { copies: [id(3)], to: zhang() })).toBe('incoming.copy-gone')
  })
  test('a post nobody holds, and a unit alone, are no hands', async () => {
    expect(await o.code('赵敏', handleHandCopies, { copies: [id(1)], to: { unit: unitless() } })).toBe('incoming.nobody-there')
  })
  test('a paper that came another way gets its copies later, numbered on', async () => {
    await o.as('赵敏', handleAddCopies, { matter, copies: 2 })
    expect((await all()).rows.map((row) => row.no)).toEqual([1, 2, 3, 4, 5])
  })
  test('份数 of the paper says how many there are, and its printed numbers go on only where they do', async () => {
    const told = async () => {
      const [detail] = (
        await sql<PaperDetail>`select p.copies, p.copy_from as "copyFrom", p.copy_to as "copyTo" from incoming_paper p where p.matter_id = ${matter}`.execute(o.office.tx())
      ).rows
      return [detail?.copies, detail?.copyFrom, detail?.copyTo]
    }
    await o.as('赵敏', handleAddCopies, { matter, copies: 2, copyFrom: 44 })
    expect(await told()).toEqual([5, 41, 45])
    await o.as('赵敏', handleAddCopies, { matter, copies: 1, copyFrom: 90 })
    expect(await told()).toEqual([6, 41, 45])
  })
})
const unitless = () => '00000000-0000-7000-8000-000000000009'

describe('销毁 destruction', () => {
  const destroy = (more: object = {}) => ({
    copies: [id(1)],
    destroyer: personOf('赵敏'),
    witnesses: [personOf('孙蓉'), personOf('张怀远')],
    on: '2026-11-30',
    ground: '期满销毁',
    ...more,
  })
  test('two different persons watch, neither of them destroys, and all three stand on record by name', async () => {
    expect(await o.code('钱立', handleDestroyCopies, destroy({ witnesses: [personOf('孙蓉'), personOf('孙蓉')] }))).toBe('incoming.two-witnesses')
    expect(await o.code('钱立', handleDestroyCopies, destroy({ witnesses: [personOf('孙蓉')] }))).toBe('incoming.two-witnesses')
    expect(await o.code('钱立', handleDestroyCopies, destroy({ witnesses: [personOf('孙蓉'), personOf('赵敏')] }))).toBe('incoming.destroyer-witnesses')
    const { rows } = await o.as('钱立', handleDestroyCopies, destroy())
    expect(rows).toMatchObject([{ no: 1, state: 'destroyed' }])
    const [kept] = (await sql`select d.destroyer, d.witness, d.second_witness, d.ground from incoming_destruction d`.execute(o.office.tx())).rows
    expect(kept).toEqual({ destroyer: personOf('赵敏'), witness: personOf('孙蓉'), second_witness: personOf('张怀远'), ground: '期满销毁' })
  })
  test('what is out is not destroyed', async () => {
    await o.as('赵敏', handleHandCopies, { copies: [id(1)], to: zhang() })
    expect(await o.code('钱立', handleDestroyCopies, destroy())).toBe('incoming.copy-out')
  })
  test('the database itself refuses one witness twice, or the destroyer as witness', async () => {
    const insert = (witness: string, second: string) =>
      sql`insert into incoming_destruction (id, on_day, destroyer, witness, second_witness, ground, by, at)
        values (gen_random_uuid(), '2026-11-30', ${personOf('赵敏')}, ${witness}, ${second}, '期满', ${personOf('钱立')}, now())`.execute(o.office.tx())
    await sql`savepoint before`.execute(o.office.tx())
    await expect(insert(personOf('孙蓉'), personOf('孙蓉'))).rejects.toThrow('check')
    await sql`rollback to savepoint before`.execute(o.office.tx())
    await expect(insert(personOf('赵敏'), personOf('孙蓉'))).rejects.toThrow('check')
    await sql`rollback to savepoint before`.execute(o.office.tx())
  })
})

describe('扫标签 the label of a copy', () => {
  const scan = async (code: string, name = '赵敏') => (await reading<{ copy: CopyRow | null }>(name, readCopyByCode, { code })).copy
  test('opens that copy; of a paper one may not see it says nothing', async () => {
    expect(await scan(copyCode(matter as never, 2))).toMatchObject({ id: id(2), no: 2 })
    expect(await scan(copyCode(matter as never, 9))).toBeNull()
    expect(await scan('6901234567892')).toBeNull()
    expect(await scan(copyCode(matter as never, 2), '许文涛')).toBeNull()
  })
})

describe('离任 nobody leaves with papers in his hands (R-D50)', () => {
  const leaving = async () => {
    const { tx, office, desks, now } = o.office
    return readLeaving({ tx: tx(), office, desks, now, who: { person: personOf('钱立') } } as Pick<Ctx, 'tx' | 'desks' | 'office' | 'now' | 'who'>, personOf('孙蓉'))
  }
  test('a copy lent to him counts against him until it is back', async () => {
    expect((await leaving()).papers).toEqual([{ desk: 'incoming', n: 0 }])
    await o.as('赵敏', handleHandCopies, { copies: [id(1), id(2)], to: { person: personOf('孙蓉') } })
    expect(await leaving()).toMatchObject({ papers: [{ desk: 'incoming', n: 2 }], mayLeave: false })
    await o.as('赵敏', handleReturnCopies, { copies: [id(1)] })
    await o.as('赵敏', handleHandCopies, { copies: [id(2)], to: zhang() })
    expect((await leaving()).papers).toEqual([{ desk: 'incoming', n: 0 }])
  })
})
