import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { headings, openSheet } from '../../journeys/open-sheet.ts'
import { verifyDatabase } from '../../kernel/history/verify.ts'
import { instant, officeYear } from '../../kernel/time.ts'
import { withClient } from '../../platform/database/connection.ts'
import { desks } from '../desks.ts'
import guards from '../guards.generated.json' with { type: 'json' }
import { type Carried, carry } from './carry.ts'
import { mapped, proposed, type What } from './columns.ts'
import { lettersCarrier, mustImport } from './letters.ts'
import { openLettersCarrier } from './open-matters.ts'
import { balanceCarrier } from './opening-balance.ts'
import type { Line } from './rows.ts'
import { openTrialHouse, type TrialHouse } from './trial-house.ts'

const OPENING = 500
const year = officeYear(instant(new Date()))
/** One letter in hand, as plain as can be. */
const plain = {
  number: `信〔${year}〕7号`,
  title: '路灯不亮',
  body: '团结路路灯不亮已三天。',
  name: '王女士',
  phone: '13800006027',
  registeredAt: `${year - 1}-01-05 09:00`,
  stage: '办理中',
  holder: '市城管局 魏来',
  firstDue: `${year - 1}-01-12`,
}

describe('年中启用：在办件移入 open matters brought over in mid-year', () => {
  let trial: TrialHouse
  beforeAll(async () => {
    trial = await openTrialHouse(inject('cluster'), 'open matters')
  }, 120_000)
  afterAll(() => trial.close())

  async function* linesOf(rows: readonly object[], what: What): AsyncGenerator<Line> {
    const columns = proposed(what, Object.keys(rows[0] ?? {}))
    for (const [at, row] of rows.entries()) yield { line: at + 2, cells: mapped(what, columns, row as Record<string, unknown>) }
  }
  async function bring(rows: readonly object[], source: string, look = false): Promise<Carried> {
    const by = await mustImport(trial.house, source, undefined)
    return carry(trial.house, by.person, openLettersCarrier(by), linesOf(rows, 'open-matters'), look)
  }
  async function balance(rows: readonly object[], look = false): Promise<Carried> {
    const by = await mustImport(trial.house, 'balance', undefined)
    return carry(trial.house, by.person, balanceCarrier(desks, '启用前已编'), linesOf(rows, 'opening-balance'), look)
  }
  /** Every table of ours, counted and summed. */
  const everything = () =>
    withClient(trial.database, 'owner', async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'auth') order by 1`,
      )
      const sums: Record<string, string> = {}
      for (const { name } of tables)
        sums[name] = (await client.query(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t`)).rows[0].sum
      return sums
    })

  test('before its balance a number of the old system is refused and not given out anew', async () => {
    expect(await bring([plain], 'early')).toMatchObject({ written: 0, faults: [{ line: 2, id: plain.number, code: 'number-beyond' }] })
  })
  test('the opening balance of every series is on record, once; what has begun keeps its balance (invariant 16)', async () => {
    const rows = [
      { 序列: '信', 年度: `${year}年`, 已编至: String(OPENING) },
      { 序列: '交办事项', 年度: String(year), 已编至: '40' },
      { 序列: '信', 年度: '2019', 已编至: '3000' },
      { 序列: '函', 年度: String(year), 已编至: '9' },
    ]
    expect(await balance(rows, true)).toMatchObject({ written: 3, faults: [{ line: 5, code: 'unknown-series' }] })
    expect(await trial.rows('select 1 from series')).toEqual([])
    expect(await balance(rows)).toMatchObject({ written: 3, faults: [{ line: 5, code: 'unknown-series' }] })
    expect(await balance(rows)).toMatchObject({ written: 0, faults: [{ code: 'unknown-series' }] })
    expect(await balance([{ 序列: '信', 年度: String(year), 已编至: '700' }])).toMatchObject({ written: 0, faults: [{ code: 'series-begun' }] })
    expect(await trial.rows(`select e.said from event e where e.move = 'numbers.open' order by e.id`)).toMatchObject([
      { said: { series: 'letters', year, last: OPENING } },
      { said: { series: 'affairs', year, last: 40 } },
      { said: { series: 'letters', year: 2019, last: 3000 } },
    ])
    expect(await trial.rows(`select p.username from series s join person p on p.id = s.opened_by where s.series = 'letters' and s.year = $1`, [year])).toEqual([
      { username: 'gaomin' },
    ])
  })
  test('a series whose numbers are being taken here gets no balance any more', async () => {
    const letter = { id: '1', title: '路灯不亮', body: '团结路路灯不亮。', reply: '已修复。', receivedAt: '2015-03-03', repliedAt: '2015-03-10' }
    const by = await mustImport(trial.house, 'of 2015', undefined)
    expect(await carry(trial.house, by.person, lettersCarrier(by), linesOf([letter], 'letters'))).toMatchObject({ written: 1 })
    const late = await balance([{ 序列: '信', 年度: '2015', 已编至: '3000' }])
    expect(late).toMatchObject({ written: 0, faults: [{ line: 2, code: 'series-begun', facts: { opening: 0, last: 1 } }] })
    expect(await trial.rows('select s.opening, s.last from series s where s.year = 2015')).toEqual([{ opening: 0, last: 1 }])
  })
  test('a dry run tells what would come in, of which stage and with whom, and changes no row', async () => {
    const before = await everything()
    const rows = openSheet(40, OPENING, trial.house.clock.now(), 7)
    expect(await bring([...rows, { ...rows[0], 信件编号: `信[${year}]900号` }], 'look', true)).toMatchObject({ written: 40, faults: [{ line: 42, code: 'number-beyond' }] })
    expect(await everything()).toEqual(before)
  })
  test('three hundred open letters: each with its number, stage, holder, first and present due time; a second run changes nothing (R-S13)', { timeout: 120_000 }, async () => {
    const rows = openSheet(300, OPENING, trial.house.clock.now(), 7)
    expect(await bring(rows, 'old-system')).toMatchObject({ written: 300, before: 0, faults: [] })
    const stored = await trial.rows<Record<string, string | null>>(
      `select m.number, m.state, to_char(c.first_due_at at time zone 'Asia/Shanghai' - interval '1 day', 'YYYY-MM-DD') as first,
         to_char(c.due_at at time zone 'Asia/Shanghai' - interval '1 day', 'YYYY-MM-DD') as due, to_char(m.registered_at at time zone 'Asia/Shanghai', 'YYYY/MM/DD HH24:MI') as registered,
         u.short as unit, p.name as person, k.title as post, a.role
       from letters_letter l join matter m on m.id = l.matter_id join clock c on c.matter_id = m.id and c.whole
       join assignment a on a.matter_id = m.id and a.state = 'open' and a.role = case m.state when 'registered' then 'registrar' when 'reported' then 'reply' when 'answered' then 'callBack' else 'lead' end
       join unit u on u.id = a.unit left join person p on p.id = a.person left join post k on k.id = a.post where l.source = 'old-system'`,
    )
    const states = { 待交办: 'registered', 待签收: 'assigned', 办理中: 'working', 待答复: 'reported', 待回访: 'answered' } as const
    const byNumber = new Map(stored.map((row) => [row.number, row]))
    for (const row of rows) {
      const found = byNumber.get(row.信件编号.replace('[', '〔').replace(']', '〕'))
      expect(found).toMatchObject({ state: states[row.办理阶段 as keyof typeof states], first: row.办理时限, due: row.延期至 || row.办理时限, registered: row.来文日期 })
      expect([found?.unit, found?.person, `${found?.unit} ${found?.person}`, `${found?.unit} ${found?.post}`]).toContain(row.当前承办)
    }
    expect(stored).toHaveLength(300)
    expect(new Set(rows.map((row) => row.办理阶段)).size).toBe(5)
    const before = await everything()
    expect(await bring(rows, 'old-system')).toMatchObject({ written: 0, before: 300, faults: [] })
    expect(await everything()).toEqual(before)
    expect(await bring(rows.slice(0, 3), 'another-name')).toMatchObject({ written: 0, faults: [{ code: 'number-taken' }, { code: 'number-taken' }, { code: 'number-taken' }] })
  })
  test('what came over is held, owed, timed and evented like everything else: the history verifies', { timeout: 120_000 }, async () => {
    const found = await withClient(trial.database, 'act', (client) => verifyDatabase(client, guards, { publicKey: null }))
    expect(found.faults).toEqual([])
    expect(found.matters).toBe(301) // and the one of 2015
  })
  test.each([
    ['no-number', { number: '' }],
    ['bad-number', { number: '2026-7' }],
    ['bad-stage', { stage: '不知道' }],
    ['stage-closed', { stage: '已办结' }],
    ['no-holder', { holder: '' }],
    ['unknown-holder', { holder: '查无此人' }],
    ['unknown-holder', { holder: '市城管局 许文涛' }],
    ['no-first-due', { firstDue: '' }],
    ['due-before-first', { due: `${year - 1}-01-10` }],
    ['due-before-given', { firstDue: `${year - 1}-01-02` }],
    ['out-of-order', { assignedAt: `${year - 1}-01-04` }],
    ['in-future', { registeredAt: `${year + 1}-01-05` }],
    ['bad-date', { registeredAt: '元月' }],
    ['no-unit', { stage: '待答复', holder: '刘梦琪', resultText: '已修复。' }],
    ['no-result', { stage: '待答复', holder: '刘梦琪', unit: '市城管局' }],
    ['no-reply', { stage: '待回访', holder: '来信来电科', unit: '市城管局', resultText: '已修复。' }],
    ['letters.not-as-told', { stage: '待答复', holder: '市城管局', unit: '市城管局', resultText: '已修复。' }],
    ['bad-word', { channel: '飞鸽' }],
    ['secret-mark', { body: '机密\n关于……' }],
    ['kernel.no-power', { stage: '待交办', holder: '周启明' }],
  ])('%s is told by line and not guessed', async (code, wrong) => {
    expect(await bring([{ ...plain, ...wrong }], 'wrong')).toMatchObject({ written: 0, faults: [{ line: 2, code }] })
  })
  test('a day not told is the day of the step before; a due time already past is kept as it was', async () => {
    expect(await bring([plain], 'sparse')).toMatchObject({ written: 1, faults: [] })
    const [row] = await trial.rows(
      `select m.state, c.first_due_at, c.started_at, m.registered_at, (select count(distinct e.at)::int from event e where e.matter_id = m.id) as moments
       from letters_letter l join matter m on m.id = l.matter_id join clock c on c.matter_id = m.id and c.whole where l.source = 'sparse'`,
    )
    expect(row).toMatchObject({ state: 'working', first_due_at: instant(`${year - 1}-01-12T16:00:00Z`), registered_at: instant(`${year - 1}-01-05T01:00:00Z`), moments: 1 })
  })
  test('the headings of an old system are understood', () => {
    expect(proposed('open-matters', headings)).toMatchObject({
      信件编号: 'number',
      来文日期: 'registeredAt',
      当前承办: 'holder',
      承办单位: 'unit',
      办理时限: 'firstDue',
      延期至: 'due',
      办理情况: 'resultText',
    })
    expect(proposed('register', ['序号', '来文日期', '主题', '答复日期（年月日）'])).toEqual({
      序号: 'id',
      来文日期: 'receivedAt',
      主题: 'title',
      '答复日期（年月日）': 'repliedAt',
    })
  })
})
