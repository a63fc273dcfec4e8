import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { verifyDatabase } from '../../kernel/history/verify.ts'
import { instant, officeYear } from '../../kernel/time.ts'
import { withClient } from '../../platform/database/connection.ts'
import { desks } from '../desks.ts'
import guards from '../guards.generated.json' with { type: 'json' }
import { type Carried, carry } from './carry.ts'
import { mapped, proposed } from './columns.ts'
import { mustImport } from './letters.ts'
import { mustBringAffairs, openAffairsCarrier } from './open-matters.ts'
import { balanceCarrier } from './opening-balance.ts'
import type { Line } from './rows.ts'
import { openTrialHouse, type TrialHouse } from './trial-house.ts'

const year = officeYear(instant(new Date()))
const before = year - 1
const row = (n: number, more: Record<string, string>) => ({
  编号: `交〔${year}〕${n}号`,
  标题: `北苑小区供暖情况（${n}）`,
  内容: '请市住建局三日内报北苑小区供暖情况。',
  交办领导: '张怀远',
  登记日期: `${before}-12-01 09:00`,
  登记人: '孟佳',
  办理时限: `${before}-12-08`,
  ...more,
})

describe('年中启用：在办的交办事项 affairs brought over in mid-year (ZK-57)', () => {
  let trial: TrialHouse
  beforeAll(async () => {
    trial = await openTrialHouse(inject('cluster'), 'open affairs')
    const by = await mustImport(trial.house, 'balance', undefined)
    async function* balance(): AsyncGenerator<Line> {
      yield { line: 2, cells: { series: '交', year, last: 40 } }
    }
    await carry(trial.house, by.person, balanceCarrier(desks, '启用前已编'), balance())
  }, 120_000)
  afterAll(() => trial.close())
  async function bring(rows: readonly Record<string, string>[], look = false): Promise<Carried> {
    async function* lines(): AsyncGenerator<Line> {
      for (const [at, cells] of rows.entries()) yield { line: at + 2, cells: mapped('open-matters', proposed('open-matters', Object.keys(cells)), cells) }
    }
    return carry(trial.house, await mustBringAffairs(trial.house, undefined), openAffairsCarrier(await mustBringAffairs(trial.house, undefined)), lines(), look)
  }
  const all = [
    row(1, { 办理阶段: '待交办', 当前承办: '孟佳' }),
    row(2, { 办理阶段: '待签收', 当前承办: '市住建局' }),
    row(3, { 办理阶段: '办理中', 当前承办: '市住建局 许文涛', 延期至: `${before}-12-20`, 协办单位: '督查科' }),
    row(4, { 办理阶段: '待回告', 当前承办: '孟佳', 承办单位: '市住建局', 办理情况: '已供暖。' }),
    row(5, { 办理阶段: '待阅知', 当前承办: '孟佳', 承办单位: '市住建局', 办理情况: '已供暖。', 答复内容: '北苑小区已供暖。' }),
  ]
  test('each stands where it stood, with its number, its holder, its first and present due time; a second run changes nothing', async () => {
    expect(await bring(all, true)).toMatchObject({ written: 5, faults: [] })
    expect(await bring(all)).toMatchObject({ written: 5, before: 0, faults: [] })
    expect(await bring(all)).toMatchObject({ written: 0, before: 5, faults: [] })
    const found = await trial.rows(
      `select m.number, m.state, c.first_due_at as first, c.due_at as due, (select string_agg(coalesce(p.name, u.short), ',' order by a.given_at) from assignment a join unit u on u.id = a.unit
         left join person p on p.id = a.person where a.matter_id = m.id and a.state = 'open' and a.role <> 'helper') as holds
       from matter m join clock c on c.matter_id = m.id and c.whole where m.desk = 'affairs' order by m.number`,
    )
    const first = instant(`${before}-12-08T16:00:00Z`)
    expect(found).toEqual([
      { number: `交〔${year}〕1号`, state: 'registered', first, due: first, holds: '孟佳' },
      { number: `交〔${year}〕2号`, state: 'assigned', first, due: first, holds: '市住建局' },
      { number: `交〔${year}〕3号`, state: 'working', first, due: instant(`${before}-12-20T16:00:00Z`), holds: '许文涛' },
      { number: `交〔${year}〕4号`, state: 'reported', first, due: first, holds: '孟佳' },
      // whoever gave the order has the answer to read, whoever wrote it down sees to it
      { number: `交〔${year}〕5号`, state: 'answered', first, due: first, holds: expect.stringMatching(/^(张怀远,孟佳|孟佳,张怀远)$/) },
    ])
  })
  test.each([
    ['no-asker', { 交办领导: '' }],
    ['unknown-holder', { 交办领导: '查无此人' }],
    ['no-first-due', { 办理时限: '' }],
    ['due-before-given', { 办理时限: `${before}-11-20` }],
    ['bad-word', { 交办方式: '梦见' }],
    ['number-beyond', { 编号: `交〔${year}〕41号` }],
    ['number-taken', { 编号: `交〔${year}〕1号` }],
    ['kernel.no-power', { 办理阶段: '待交办', 当前承办: '市住建局 许文涛' }],
  ])('%s is told by line and not guessed', async (code, wrong) => {
    expect(await bring([row(9, { 办理阶段: '办理中', 当前承办: '市住建局 许文涛', ...wrong })])).toMatchObject({ written: 0, faults: [{ line: 2, code }] })
  })
  test('the history verifies', async () => {
    const found = await withClient(trial.database, 'act', (client) => verifyDatabase(client, guards, { publicKey: null }))
    expect(found.faults).toEqual([])
    expect(found.matters).toBe(5)
  })
})
