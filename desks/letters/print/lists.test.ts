/** Files of the lists: what they hold, for whom, and what is in none. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { run } from '../../../kernel/write/tx.ts'
import type { HandledLedger } from '../../../platform/ctx/ledgers.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { type LettersOffice, lettersOffice } from '../do/letters-office.ts'
import { handleCompareOutside, handleKeepOutside } from '../do/outside.ts'
import { deskLists } from './desk-lists.ts'
import { outsideLists } from './outside-lists.ts'

const SYSTEM = '省12345平台'
const PHONE = '13800006027'
let trial: TrialDatabase
let o: LettersOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'letters-lists')
})
beforeEach(async () => {
  o = await lettersOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

/** The lines of a list as this person's file has them. */
async function lines(name: string, key: string, filter: object = {}): Promise<string[][]> {
  const own = [...outsideLists, ...deskLists].find((one) => one.key === key) as HandledLedger
  const asked = own.filter.parse(filter)
  const reading = {
    contract: { input: { parse: (x: unknown) => x } },
    run: async (ctx: never) =>
      maskedFor(ctx, await own.page(ctx, asked, undefined, 1_000)).rows.map((row) => own.columns.map((column) => String(column.cell(row, 'zh-CN', ctx) ?? ''))),
  }
  return (await o.office.as(name).run(reading as never, {})) as string[][]
}

describe('清单出文件 lists as files', () => {
  test('待回填: soonest first, in the columns of the page; what is for named persons is in no file (R-C04)', async () => {
    const [one, two] = [await o.letter('working'), await o.letter('assigned', { title: '路灯不亮' })]
    await o.as('何雨桐', handleKeepOutside, { matter: one.id, system: SYSTEM, number: 'A-1', feedBy: '2026-12-05T16:00:00.000Z' })
    await o.as('何雨桐', handleKeepOutside, { matter: two.id, system: SYSTEM, number: 'A-2', feedBy: '2026-12-01T16:00:00.000Z' })
    expect((await lines('何雨桐', 'to-feed')).map(([system, number, , title, , , until]) => [system, number, title, until])).toEqual([
      [SYSTEM, 'A-2', '路灯不亮', '2026年12月1日'],
      [SYSTEM, 'A-1', '北苑小区3号楼暖气不热', '2026年12月5日'],
    ])
    expect(await lines('魏来', 'to-feed')).toEqual([])
    await run(o.office.tx(), `update matter set readers = 'named' where id = $1`, [two.id])
    expect((await lines('何雨桐', 'to-feed')).map((line) => line[1])).toEqual(['A-1'])
  })
  test('差异清单: counted anew from the list one compared last, which stands sealed; another person has none; numbers of citizens masked for who may not read contacts (R-C18)', async () => {
    const here = await o.letter('working')
    await o.as('何雨桐', handleKeepOutside, { matter: here.id, system: SYSTEM, number: 'A-1' })
    const theirs = [{ number: 'B-1', title: `回拨${PHONE}，井盖丢失`, body: '内容不留', name: '周某某', phone: PHONE, feedBy: '2026-12-05T16:00:00.000Z' }]
    await o.as('何雨桐', handleCompareOutside, { system: SYSTEM, rows: theirs })
    const found = await lines('何雨桐', 'difference', { system: SYSTEM })
    expect(found.map((line) => line.slice(0, 4))).toEqual([
      ['那边有、这边没有', 'B-1', '', expect.stringContaining('井盖丢失')],
      ['这边在办、那边清单里没有', 'A-1', here.number, '北苑小区3号楼暖气不热'],
    ])
    expect(await lines('刘梦琪', 'difference', { system: SYSTEM })).toEqual([])
    await o.as('刘梦琪', handleCompareOutside, { system: SYSTEM, rows: theirs })
    const stored = await run<{ t: string; sealed: string }>(o.office.tx(), `select (to_jsonb(c) - 'sealed')::text as t, c.sealed from letters_outside_compared c`, [])
    expect(stored).toHaveLength(2)
    for (const { t, sealed } of stored) {
      expect(t).not.toMatch(/井盖|内容不留|周某某|1380000/)
      expect(sealed).toMatch(/^sealed\(/)
      expect(sealed).not.toMatch(/内容不留|周某某/)
    }
    // registered meanwhile: it differs no more
    await o.as('何雨桐', handleKeepOutside, { matter: (await o.letter('registered')).id, system: SYSTEM, number: 'B-1' })
    expect((await lines('何雨桐', 'difference', { system: SYSTEM })).map((line) => line[1])).toEqual(['A-1'])
  })
  test('what a page is closed to, its file is closed to', () => {
    const gates = Object.fromEntries([...outsideLists, ...deskLists].map((one) => [one.key, one.gate ?? 'matter']))
    expect(gates).toEqual({
      'to-feed': 'matter',
      difference: { power: 'letters.answer' },
      listed: { power: 'letters.answer' },
      themes: 'matter',
      knowledge: { power: 'letters.register' },
      weeklies: { power: 'letters.read-weekly' },
    })
  })
})
