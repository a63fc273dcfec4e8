import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Ctx } from '../../../kernel/ctx.ts'
import { type LedgerFilter, readLedgerPage as readWholeLedger } from '../../../kernel/reading/ledger.ts'
import { ledgerFile } from '../../../kernel/reading/shape.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { handleCallBack } from '../do/call-back.ts'
import { call, type Letter, type LettersOffice, lettersOffice, unitOf } from '../do/letters-office.ts'
import { handleRegisterLetter } from '../do/register-letter.ts'
import { handleReportLetter } from '../do/report-letter.ts'
import { readFigureMatters, readFigures } from './figures.ts'
import { readLedger, readUnanswered } from './ledger.ts'
import { readDraft, readLetter } from './letter.ts'
import { readSimilar } from './similar.ts'

describe('来信台账、办理情况 lists and figures', () => {
  let trial: TrialDatabase
  let o: LettersOffice
  const made: Letter[] = []
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'letters-lists')
    o = await lettersOffice(trial.db)
    made.push(await o.letter('registered', { title: '团结路路灯不亮', place: '团结路', kind: 'complaint' }))
    made.push(await o.letter('working', { title: '北苑小区5号楼暖气不热' }))
    made.push(await o.letter('reported', { title: '翠屏桥积水', place: '翠屏桥' }))
    const answered = await o.letter('answered', { title: '北苑小区2号楼停暖', kind: 'help' })
    const answer = (await o.see('何雨桐', answered)).answers[0]?.id
    made.push(
      (await o.as('何雨桐', handleCallBack, { matter: answered.id, piece: null, answer, reached: true, responded: true, solved: 'partly', satisfied: 'basically' })) as Letter,
    )
    made.push((await o.as('何雨桐', handleRegisterLetter, { ...call, kind: 'enquiry', title: '老年证怎么办理', answered: { text: '到社区办理。' } })) as Letter)
  }, 120_000)
  afterAll(async () => {
    await o.office.close()
    await trial.close()
  })
  const titles = async (name: string, filter: object = {}) => (await o.as(name, readLedger, filter)).rows.map((r) => r.title)

  test('the centre sees every letter, newest first, with its count', async () => {
    const page = await o.as('高敏', readLedger, {})
    expect(page.rows.map((r) => r.number)).toEqual(['信〔2026〕5号', '信〔2026〕4号', '信〔2026〕3号', '信〔2026〕2号', '信〔2026〕1号'])
    expect(page.count).toEqual({ n: 5, more: false })
  })
  test('a unit sees its own letters only; nothing tells of the others (不变量 14)', async () => {
    expect(await titles('许文涛')).toEqual(['北苑小区2号楼停暖', '翠屏桥积水', '北苑小区5号楼暖气不热'])
    expect(await titles('魏来')).toEqual([])
    expect((await o.as('魏来', readLedger, {})).count).toEqual({ n: 0, more: false })
    expect(await o.code('魏来', readLetter, { id: made[1]?.id })).toBe('kernel.not-found')
    expect(await o.code('魏来', readDraft, { id: made[2]?.id })).toBe('kernel.not-found')
    expect((await o.as('魏来', readSimilar, { title: '北苑小区暖气不热' })).rows).toEqual([])
  })
  test.each([
    [{ phase: 'closed' }, ['老年证怎么办理', '北苑小区2号楼停暖']],
    [{ phase: 'open' }, ['翠屏桥积水', '北苑小区5号楼暖气不热', '团结路路灯不亮']],
    [{ kind: 'complaint' }, ['团结路路灯不亮']],
    [{ text: '翠屏' }, ['翠屏桥积水']],
    [{ text: '团结路' }, ['团结路路灯不亮']],
    [{ text: '%' }, []],
    [{ light: 'done' }, ['老年证怎么办理', '北苑小区2号楼停暖']],
    [{ light: 'on' }, ['翠屏桥积水', '北苑小区5号楼暖气不热']],
    [{ light: 'soon' }, ['团结路路灯不亮']],
    [{ light: 'late' }, []],
    [{ from: '2026-11-25' }, []],
    [{ to: '2026-11-22' }, []],
  ])('filtered by %j', async (filter, expected) => {
    expect((await titles('高敏', filter)).sort()).toEqual([...expected].sort())
  })
  test('pages follow each other without a gap or a repeat', async () => {
    const seen: (string | null)[] = []
    let cursor: string | undefined
    do {
      const page = await o.as('高敏', readLedger, { size: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...page.rows.map((r) => r.title))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(seen).toEqual(await titles('高敏'))
  })
  test('a cursor nobody made begins at the beginning', async () => expect((await o.as('高敏', readLedger, { cursor: "' or 1=1 --" })).rows).toHaveLength(5))
  test('尚无回音: everything still owed, oldest first (HA-45, HB-52)', async () => {
    const page = await o.as('高敏', readUnanswered, {})
    expect(page.rows.map((r) => r.title)).toEqual(['团结路路灯不亮', '北苑小区5号楼暖气不热', '翠屏桥积水'])
    expect(page.count?.n).toBe(3)
  })
  test('可能重复: alike in words or place, within ninety days, with what they share', async () => {
    const found = await o.as('何雨桐', readSimilar, { title: '北苑小区3号楼暖气不热', place: '北苑小区' })
    expect(found.rows[0]).toMatchObject({ title: '北苑小区5号楼暖气不热', likeness: 'high' })
    expect(found.rows[0]?.same.join()).toContain('暖气不热')
    expect((await o.as('何雨桐', readSimilar, { title: '申请低保' })).rows).toEqual([])
  })
  test('every figure equals the letters it opens; the rest are the others of its denominator', async () => {
    const { all } = await o.as('高敏', readFigures, {})
    expect(all.find((f) => f.key === 'received')).toMatchObject({ n: 5, of: null })
    expect(all.find((f) => f.key === 'answered')).toMatchObject({ n: 2, of: 5 })
    expect(all.find((f) => f.key === 'unanswered')).toMatchObject({ n: 3 })
    expect(all.find((f) => f.key === 'daysToAnswer')).toMatchObject({ n: 2, median: 0, q1: 0, q3: 0 })
    expect(all.find((f) => f.key === 'satisfied')).toMatchObject({ n: 1, of: 1 })
    expect(all.find((f) => f.key === 'solved')).toMatchObject({ n: 0, of: 1 })
    expect(all.find((f) => f.key === 'onTime')).toMatchObject({ n: 2, of: 2 })
    for (const f of all) {
      const counted = await o.as('高敏', readFigureMatters, { figure: f.key })
      expect({ key: f.key, n: counted.count, shown: counted.rows.length }).toEqual({ key: f.key, n: f.n, shown: f.n })
      if (f.of === null) continue
      const rest = await o.as('高敏', readFigureMatters, { figure: f.key, part: 'rest' })
      expect({ key: f.key, rest: rest.count }).toEqual({ key: f.key, rest: f.of - f.n })
    }
  })
  test('by unit, and only what this person may see', async () => {
    const { units } = await o.as('高敏', readFigures, {})
    expect(units.map((u) => [u.unit.name, u.figures[0]?.n])).toEqual([
      ['市住建局', 3],
      ['来信来电科', 2],
    ])
    expect((await o.as('许文涛', readFigures, {})).all[0]?.n).toBe(3)
    expect((await o.as('高敏', readFigures, { unit: unitOf('housing') })).all[0]?.n).toBe(3)
    expect((await o.as('高敏', readFigures, { source: 'nothing' })).all.every((f) => f.n === 0)).toBe(true)
  })
  test('never dispatched in time: red in the ledger, in the kernel’s ledger and under 尚无回音 (R-S10)', async () => {
    const { office } = o
    const was = office.now
    office.pass(3 * 86_400_000)
    const lateIn = (rows: readonly { title: string | null; light: string }[]) => rows.find((r) => r.title === '团结路路灯不亮')?.light
    expect(lateIn((await o.as('高敏', readLedger, { light: 'late' })).rows)).toBe('late')
    expect(lateIn((await o.as('高敏', readUnanswered, {})).rows)).toBe('late')
    const whole = async (light: string) =>
      (await office.as('高敏').run({ contract: { input: ledgerFile }, run: (ctx: Ctx, asked: unknown) => readWholeLedger(ctx, asked as LedgerFilter, undefined, 50) }, { light }))
        .rows
    expect(lateIn(await whole('late'))).toBe('late')
    expect(lateIn(await whole('on'))).toBe(undefined)
    office.pass(Date.parse(was) - Date.parse(office.now))
  })
  test('computed again for a past cut-off, every figure is what it was on the day (不变量 20)', async () => {
    const { office } = o
    const on = { piece: null }
    const days = (n: number) => office.pass(n * 86_400_000)
    const count = async (cutOff?: string) => {
      const { cutOff: at, ...counted } = await o.as('高敏', readFigures, cutOff ? { cutOff } : {})
      const behind: (string | null)[][] = []
      for (const f of counted.all) behind.push((await o.as('高敏', readFigureMatters, { figure: f.key, ...(cutOff ? { cutOff } : {}) })).rows.map((r) => r.number))
      return { at, counted, behind }
    }
    const before = await count()
    days(9)
    const overdue = await o.letter('working', { title: '清江路下水道堵塞' })
    const [dropped, refused] = [await o.letter('registered', { title: '重复来电' }), await o.letter('assigned', { title: '公交站牌倾倒' })]
    days(8)
    const middle = await count()
    expect(middle.counted.all.find((f) => f.key === 'late')?.n).toBeGreaterThan(1)
    // everything that can move a figure happens after it
    office.pass(60_000)
    await office.as('许文涛').do('extend', { ...on, matter: overdue.id, until: '2026-12-25T16:00:00.000Z', reason: '须更换管段' })
    const asked = await o.see('高敏', overdue)
    await office.as('高敏').do('sign', { ...on, matter: asked.id, agree: true })
    await office.as('何雨桐').do('void', { ...on, matter: dropped.id, reason: '重复', told: { via: 'phone', body: '已并入前件办理。' } })
    await office.as('高敏').do('sign', { ...on, matter: dropped.id, agree: true })
    await office.as('许文涛').do('refuse', { ...on, matter: refused.id, ground: '不属本局职责' })
    const reported = made[1] as Letter
    await o.as('许文涛', handleReportLetter, { ...on, matter: reported.id, version: (await o.see('许文涛', reported)).version, result: 'solved', text: '已修复。' })
    await office.as('高敏').do('reopen', { ...on, matter: made[3]?.id, reason: '来信人再次来电' })
    await o.letter('answered', { title: '新来的一件' })
    days(1)
    const after = await count()
    expect(after.counted).not.toEqual(middle.counted)
    expect({ ...(await count(middle.at)), at: null }).toEqual({ ...middle, at: null })
    expect({ ...(await count(before.at)), at: null }).toEqual({ ...before, at: null })
    expect(await count(after.at)).toEqual(after)
  })
  test('the page of a letter, and the reply as it is written', async () => {
    expect(await o.as('高敏', readLetter, { id: made[2]?.id })).toMatchObject({ title: '翠屏桥积水', state: 'reported', detail: { place: '翠屏桥' } })
    expect(await o.as('高敏', readDraft, { id: made[2]?.id })).toEqual({ draft: null })
    expect(await o.as('高敏', readDraft, { id: made[3]?.id })).toMatchObject({ draft: { numbered: 1, savedBy: '刘梦琪' } })
  })
})
