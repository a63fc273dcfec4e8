import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { readFigureMatters, readFigures } from '../read/figures.ts'
import { readLedger } from '../read/ledger.ts'
import { readWeeklies, readWeekly } from '../read/weekly.ts'
import { namedNumbers, plainText } from '../weekly-words.ts'
import { drawMondays, handleDrawWeekly } from './draw-weekly.ts'
import { handleIssueWeekly, handleSaveWeekly } from './edit-weekly.ts'
import { type LettersOffice, lettersOffice } from './letters-office.ts'

const DAY = 86_400_000
describe('每周专报、意见建议摘报 (HA-41, GN-04)', () => {
  let trial: TrialDatabase
  let o: LettersOffice
  let id = ''
  const see = async (name: string) => o.as(name, readWeekly, { id })
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'letters-weekly')
    o = await lettersOffice(trial.db)
    // Monday 23 November, nine o'clock
    const one = await o.letter('answered', { title: '北苑小区2号楼停暖', place: '北苑小区' })
    const other = await o.letter('working', { title: '北苑小区5号楼停暖', place: '北苑小区', name: '李先生', phone: '139 0000 6028' })
    await o.letter('registered', { title: '建议增设公交站', kind: 'advice', place: '团结路' })
    // as the hour's finding of themes leaves it (do/find-themes.ts)
    const found = [o.office.now, [one.id, other.id]]
    await run(
      o.office.tx(),
      `with t as (insert into letters_theme (id, place, found_at, rising, told_at) values (gen_random_uuid(), '北苑小区', $1, false, null) returning id)
       insert into letters_theme_letter (theme, matter_id, person) select t.id, x.m, x.n::int from t, unnest($2::uuid[]) with ordinality as x(m, n)`,
      found,
    )
    o.office.pass(7 * DAY)
  }, 120_000)
  afterAll(async () => {
    await o.office.close()
    await trial.close()
  })

  test('on Monday both are drawn by themselves, once, however often it is asked', async () => {
    const asked = { contract: { input: { parse: (x: unknown) => x } }, run: drawMondays } as never
    expect(await o.office.as('何雨桐').run(asked, {})).toBe(2)
    expect(await o.office.as('何雨桐').run(asked, {})).toBe(0)
    const { rows } = await o.as('高敏', readWeeklies, {})
    expect(rows.map((r) => [r.kind, r.week, r.from, r.to, r.number])).toEqual([
      ['weekly', '2026-11-30', '2026-11-23', '2026-11-29', null],
      ['opinions', '2026-11-30', '2026-11-23', '2026-11-29', null],
    ])
    id = rows[0]?.id ?? ''
    expect(await o.as('高敏', handleDrawWeekly, { kind: 'weekly' })).toEqual({ id })
    const opinions = await o.as('高敏', readWeekly, { id: rows[1]?.id })
    expect(opinions.numbers.week.find((f) => f.key === 'received')?.n).toBe(1)
  })
  test('totals, changes, themes, overdue units, typical cases, suggestions; every number is frozen and counts what the figures page counts', async () => {
    const drawn = await see('高敏')
    expect(drawn.blocks.map((b) => b.key)).toEqual(['totals', 'changes', 'themes', 'overdue', 'cases', 'suggestions'])
    const told = plainText(drawn.blocks[0]?.text ?? '', { week: drawn.numbers.week, before: drawn.numbers.before, standing: drawn.numbers.standing })
    expect(told).toContain('受理来信来电3件')
    expect(drawn.numbers.themes).toMatchObject([{ label: '北苑小区停暖', find: '北苑小区', n: 2, letters: { length: 2 } }])
    const themes = drawn.blocks.find((b) => b.key === 'themes')?.text ?? ''
    expect(plainText(themes, drawn.numbers, namedNumbers(drawn.numbers))).toBe('1. 北苑小区停暖，2件。')
    expect(drawn.blocks.find((b) => b.key === 'cases')?.text).toContain('北苑小区')
    await o.letter('answered', { title: '后来的一件' })
    const page = await o.as('高敏', readFigures, { from: '2026-11-23', to: '2026-11-29', cutOff: drawn.cutOff })
    expect(page.all).toEqual(drawn.numbers.week)
    expect((await see('高敏')).numbers).toEqual(drawn.numbers)
    // a letter of that place about something else is none of the theme's
    await o.letter('registered', { title: '北苑小区路灯不亮', place: '北苑小区' })
    const behind = await o.as('高敏', readLedger, { report: id, theme: 0 })
    expect(behind.rows.map((row) => row.title).sort()).toEqual(['北苑小区2号楼停暖', '北苑小区5号楼停暖'])
    expect((await o.as('高敏', readLedger, { report: id, theme: 1 })).rows).toEqual([])
  })
  test('a number of the brief of opinions opens opinions alone, as they stood then (GN-04)', async () => {
    const brief = await o.as('高敏', handleDrawWeekly, { kind: 'opinions' })
    const { numbers, cutOff } = await o.as('高敏', readWeekly, { id: brief.id })
    const span = { from: '2026-11-23', to: '2026-11-29', cutOff, kind: 'advice', as: 'then' }
    expect((await o.as('高敏', readFigures, span)).all).toEqual(numbers.week)
    expect((await o.as('高敏', readFigures, { ...span, from: undefined, to: undefined })).all).toEqual(numbers.standing)
    const open = numbers.standing.find((f) => f.key === 'open')?.n ?? 0
    const behind = await o.as('高敏', readFigureMatters, { ...span, from: undefined, to: undefined, figure: 'open' })
    expect([open, behind.rows.map((row) => row.title)]).toEqual([1, ['建议增设公交站']])
  })
  test('who writes it does not sign it: each has a power of his own', () => {
    expect([handleSaveWeekly.gate, handleIssueWeekly.gate, readWeekly.gate]).toEqual([
      { power: 'letters.draw-weekly' },
      { power: 'letters.issue-weekly' },
      { power: 'letters.read-weekly' },
    ])
  })
  test('two hands at once: the later one is told and loses nothing', async () => {
    const { version, blocks } = await see('刘梦琪')
    const edited = blocks.map((b) => (b.key === 'suggestions' ? { ...b, text: '请市住建局本周内恢复供暖。受理【受理】件。' } : b))
    expect(await o.as('刘梦琪', handleSaveWeekly, { id, version, blocks: edited })).toMatchObject({ version: version + 1 })
    expect(await o.code('高敏', handleSaveWeekly, { id, version, blocks })).toBe('letters.weekly-meanwhile')
    expect((await see('高敏')).savedBy?.name).toBe('刘梦琪')
  })
  test('numbered of its own series when it is issued and not before; then nothing of it changes', async () => {
    const { version, blocks } = await see('高敏')
    expect(await o.as('高敏', handleIssueWeekly, { id, version })).toEqual({ number: '〔2026〕第1期' })
    const other = await o.as('高敏', handleDrawWeekly, { kind: 'opinions' })
    expect(await o.as('高敏', handleIssueWeekly, { id: other.id, version: 1 })).toEqual({ number: '〔2026〕第1期' })
    expect(await o.code('刘梦琪', handleSaveWeekly, { id, version, blocks })).toBe('letters.weekly-issued')
    expect(await o.code('高敏', handleIssueWeekly, { id, version })).toBe('letters.weekly-issued')
    await run(o.office.tx(), 'savepoint before', [])
    await expect(run(o.office.tx(), `update letters_weekly set blocks = '[]' where id = $1`, [id])).rejects.toThrow('guard.row-frozen')
    await run(o.office.tx(), 'rollback to savepoint before', [])
    const [event] = await run<{ said: object }>(o.office.tx(), `select e.said from event e where e.move = 'letters.issueWeekly' order by e.id limit 1`, [])
    expect(event?.said).toMatchObject({ kind: 'weekly', year: 2026, no: 1 })
  })
  test('the next Monday begins with the next number; a balance from before this system is stepped over', async () => {
    o.office.pass(7 * DAY)
    const next = await o.as('高敏', handleDrawWeekly, { kind: 'weekly' })
    expect(next.id).not.toBe(id)
    await run(
      o.office.tx(),
      `insert into series (series, year, last, opening, opened_by, opened_why) select 'letters.weekly', 2026, 46, 46, p.id, '启用前已编至 46 期' from person p limit 1`,
      [],
    )
    expect(await o.as('高敏', handleIssueWeekly, { id: next.id, version: 1 })).toEqual({ number: '〔2026〕第47期' })
  })
  test('a reader opens of the typical cases what he may see and nothing else', async () => {
    const all = await see('高敏')
    expect(all.cases.length).toBe(all.numbers.cases.length)
    expect(await o.code('许文涛', readWeekly, { id })).toBe('done')
    expect((await see('许文涛')).cases.length).toBeLessThan(all.cases.length)
  })
})

describe('典型事例 whom a report may not give away (R-C18)', () => {
  test('no number to call, no tip, no letter whose writer asked for secrecy', async () => {
    const trial = await trialDatabase(inject('cluster'), 'letters-weekly-cases')
    const o = await lettersOffice(trial.db)
    try {
      await o.letter('working', { title: '漏水请回电 13900006028' })
      await o.letter('working', { title: '邻居夜里打孩子', secret: true })
      await o.letter('working', { title: '某厂夜里排污', kind: 'tip' })
      o.office.pass(7 * DAY)
      const { id } = (await o.as('高敏', handleDrawWeekly, { kind: 'weekly' })) as { id: string }
      const cases = (await o.as('高敏', readWeekly, { id })).blocks.find((b) => b.key === 'cases')?.text ?? ''
      expect(cases).toContain('漏水请回电 139****6028')
      expect(cases).not.toMatch(/13900006028|打孩子|排污/)
    } finally {
      await o.office.close()
      await trial.close()
    }
  })
})
