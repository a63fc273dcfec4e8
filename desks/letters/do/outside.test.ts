import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { rulesOf } from '../../../kernel/rules/in-force.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { cellsOf, columnsFor, compareOutside, saidIn } from '../outside.ts'
import { readIntakes, readListed } from '../read/listed.ts'
import { readOutside, readToFeed } from '../read/outside.ts'
import { call, type Letter, type LettersOffice, lettersOffice, unitOf } from './letters-office.ts'
import { dropListed, handleListOutside, handleSuperviseListed } from './listed.ts'
import { handleCompareOutside, handleFedBack, handleKeepForm, handleKeepOutside, handleReceiveOutside } from './outside.ts'
import { handleRegisterLetter } from './register-letter.ts'

const SYSTEM = '省12345平台'
describe('那边导出的表格 an exported sheet', () => {
  test('headings as offices call them are read; one saved goes before; a day alone means its end', () => {
    const rows = cellsOf(
      '工单编号\t诉求标题\t诉求内容\t反馈时限\t备注\nA-1\t路灯\t"第一行\n第二行 ""引"""\t2026-12-03\tx\n\t没有编号\t\t\t\nA-2\t井盖\t井盖丢失\t2026/12/4 17:00\t\n',
    )
    const columns = columnsFor(rows[0] ?? [], { 备注: 'place' })
    expect(columns).toEqual({ 工单编号: 'number', 诉求标题: 'title', 诉求内容: 'body', 反馈时限: 'feedBy', 备注: 'place' })
    expect(saidIn(rows, columns)).toEqual({
      left: 1,
      said: [
        { number: 'A-1', title: '路灯', body: '第一行\n第二行 "引"', feedBy: '2026-12-03T16:00:00.000Z', place: 'x' },
        { number: 'A-2', title: '井盖', body: '井盖丢失', feedBy: '2026-12-04T09:00:00.000Z' },
      ],
    })
  })
  test('whatever stands in the cells, a sheet copied from a spreadsheet is read back cell by cell', () => {
    const text = fc
      .string({ unit: fc.constantFrom('甲', 'b', '"', '\n', ',', ' ', '1'), minLength: 1, maxLength: 8 })
      .map((s) => s.trim())
      .filter((s) => s !== '')
    const quoted = (s: string) => `"${s.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        expect(cellsOf(rows.map((row) => row.map(quoted).join('\t')).join('\n'))).toEqual(rows)
      }),
    )
  })
})

let trial: TrialDatabase
let o: LettersOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'letters-outside')
})
beforeEach(async () => {
  o = await lettersOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

describe('外部系统对照 numbers elsewhere, and what they still wait for', () => {
  const kept = (letter: Letter, number: string, feedBy: string | null = null) =>
    o.as('何雨桐', handleKeepOutside, { matter: letter.id, system: SYSTEM, number, link: 'https://example.org/1', feedBy })
  test('待回填: soonest first; fed back by whom and when, and it leaves the list; a number there belongs to one letter', async () => {
    const [first, second] = [await o.letter('working'), await o.letter('answered')]
    await kept(first, 'A-1', '2026-12-05T09:00:00.000Z')
    await kept(second, 'A-2', '2026-12-01T09:00:00.000Z')
    const list = async () => (await o.as('何雨桐', readToFeed, {})).rows.map((row) => row.outside.number)
    expect(await list()).toEqual(['A-2', 'A-1'])
    expect(await o.code('何雨桐', handleKeepOutside, { matter: first.id, system: SYSTEM, number: 'A-2' })).toBe('letters.outside-taken')
    const { rows } = await o.as('何雨桐', handleFedBack, { matter: second.id, system: SYSTEM })
    expect(rows).toMatchObject([{ number: 'A-2', fedBy: '何雨桐', fedAt: o.office.now }])
    expect(await list()).toEqual(['A-1'])
    await o.as('何雨桐', handleFedBack, { matter: second.id, system: SYSTEM, fed: false })
    expect(await list()).toEqual(['A-2', 'A-1'])
    expect(await o.code('何雨桐', handleFedBack, { matter: second.id, system: '没有' })).toBe('letters.no-outside')
    // an address that would run something is none
    expect(handleKeepOutside.contract.input.safeParse({ matter: first.id, system: SYSTEM, number: 'A-9', link: 'javascript:alert(1)' }).success).toBe(false)
  })
  test('what one may not see is in no list, and no number of it is told (不变量 14)', async () => {
    const letter = await o.letter('working')
    await kept(letter, 'A-1')
    expect((await o.as('魏来', readToFeed, {})).rows).toEqual([])
    expect(await o.code('魏来', readOutside, { id: letter.id })).toBe('kernel.not-found')
    expect(await o.code('魏来', handleFedBack, { matter: letter.id, system: SYSTEM })).toBe('kernel.not-found')
  })
  test('their list against ours: there but not here, and here but not on their list; twice in their list is once', async () => {
    const [first, second] = [await o.letter('working'), await o.letter('assigned')]
    await kept(first, 'A-1')
    await kept(second, 'A-2')
    const rows = compareOutside.input.parse({ system: SYSTEM, rows: [{ number: 'A-1' }, { number: 'A-3', title: '井盖' }, { number: 'A-3', title: '井盖' }] }).rows
    const found = await o.as('何雨桐', handleCompareOutside, { system: SYSTEM, rows })
    expect(found).toMatchObject({ known: 1, missing: [{ number: 'A-3', title: '井盖' }], notThere: [{ matter: second.id, outside: 'A-2' }] })
  })
  test('received from there: a letter with owner, clock and its number there; received once', async () => {
    const said = { system: SYSTEM, number: 'A-7', title: '团结路井盖丢失', body: '团结路井盖丢失，请尽快补装。', phone: '13800006027', feedBy: '2026-12-05T09:00:00.000Z' }
    const letter = (await o.as('何雨桐', handleReceiveOutside, said)) as Letter
    expect(letter).toMatchObject({ state: 'registered', detail: { channel: 'message', reachable: true }, owner: { person: { name: '何雨桐' } } })
    expect((await o.as('何雨桐', readOutside, { id: letter.id })).rows).toMatchObject([{ system: SYSTEM, number: 'A-7', feedBy: '2026-12-05T09:00:00.000Z' }])
    expect(await o.code('何雨桐', handleReceiveOutside, said)).toBe('letters.outside-taken')
    await o.office.as('何雨桐').do('assign', { matter: letter.id, piece: null, lead: { unit: unitOf('housing') }, ask: '请办理' })
  })
  test('how a system’s columns are read and in which order its form asks is kept for the next time', async () => {
    const form = { system: SYSTEM, columns: { 工单: 'number' }, fields: ['outsideNumber', 'result', 'reply'] }
    await o.as('何雨桐', handleKeepForm, form)
    const letter = await o.letter('registered')
    expect((await o.as('高敏', readOutside, { id: letter.id })).forms).toEqual([form])
  })
})

describe('收件方式 an office that receives, and keeps what it supervises (HB-44)', () => {
  const intake = (line: boolean, centre = true) => {
    const entries = [
      { key: 'line', zh: null, en: null, on: line },
      { key: 'centre', zh: null, en: null, on: centre },
    ]
    o.office.rules = rulesOf([{ kind: 'dictionary', key: 'letters.intakes', version: 1, value: { entries }, from_at: '2026-11-01T00:00:00.000Z' as never, basis: '市政府办文件' }])
  }
  const said = { system: SYSTEM, number: 'C-1', title: '井盖丢失', body: '团结路井盖丢失，行人危险。', phone: '13800006027', name: '周某某' }
  test('as shipped the office runs the line and receives too', async () => {
    expect(await o.as('何雨桐', readIntakes, {})).toEqual({ line: true, centre: true })
    expect(await o.code('何雨桐', handleReceiveOutside, said)).toBe('done')
  })
  test('without the line: no call and no message is registered; letters and mailboxes are, and what may be an emergency is never turned away (R-H10)', async () => {
    intake(false)
    for (const channel of ['call', 'message']) expect(await o.code('何雨桐', handleRegisterLetter, { ...call, channel }), channel).toBe('letters.line-closed')
    for (const channel of ['letter', 'email', 'mayor', 'governor']) expect(await o.code('何雨桐', handleRegisterLetter, { ...call, channel }), channel).toBe('done')
    expect(await o.code('何雨桐', handleRegisterLetter, { ...call, exit: { way: 'emergency', to: null } })).toBe('done')
  })
  test('of the centre’s list only what is supervised becomes a letter; the rest stands on the list, sealed, is no matter, and can be supervised later', async () => {
    intake(false)
    expect(await o.code('何雨桐', handleReceiveOutside, said)).toBe('letters.not-supervised')
    const kept = (await o.as('何雨桐', handleReceiveOutside, { ...said, supervised: true })) as Letter
    expect((await o.as('何雨桐', readOutside, { id: kept.id })).rows).toMatchObject([{ number: 'C-1', supervised: true }])
    const matters = async () => (await run<{ n: number }>(o.office.tx(), 'select count(*)::int as n from matter', []))[0]?.n
    const before = await matters()
    const more = { ...said, number: 'C-2', title: '路灯不亮', body: '和平路路灯不亮。' }
    expect(await o.as('何雨桐', handleListOutside, { system: SYSTEM, rows: [said, more, { number: 'C-3' }] })).toEqual({ n: 2 })
    expect(await matters()).toBe(before)
    expect((await o.as('何雨桐', readListed, {})).rows.map((row) => [row.number, row.title, row.text])).toEqual([
      ['C-2', '路灯不亮', true],
      ['C-3', '', false],
    ])
    expect(
      await run(o.office.tx(), `select 1 from letters_outside_listed l where (to_jsonb(l) - 'sealed')::text ~ '和平路|周某某|1380000' or l.sealed not like 'sealed(%'`, []),
    ).toEqual([])
    expect(await o.as('何雨桐', handleCompareOutside, { system: SYSTEM, rows: [said, more, { number: 'C-4' }] })).toMatchObject({
      known: 1,
      listed: 1,
      missing: [{ number: 'C-4' }],
    })
    expect(await o.code('何雨桐', handleSuperviseListed, { system: SYSTEM, number: 'C-3' })).toBe('letters.no-body-listed')
    const later = (await o.as('何雨桐', handleSuperviseListed, { system: SYSTEM, number: 'C-2' })) as Letter
    expect(later).toMatchObject({ title: '路灯不亮', phase: 'registered' })
    expect((await o.as('何雨桐', readListed, {})).rows.map((row) => row.number)).toEqual(['C-3'])
    expect(await o.code('何雨桐', handleSuperviseListed, { system: SYSTEM, number: 'C-2' })).toBe('kernel.not-found')
    expect((await run<{ n: number }>(o.office.tx(), 'select count(*)::int as n from event where effects::text like $1', ['%周某某%']))[0]?.n).toBe(0)
  })
  test('the list goes after half a year (R-C18); an office that does not receive says so', async () => {
    await o.as('何雨桐', handleListOutside, { system: SYSTEM, rows: [said] })
    const byNight = { contract: { input: { parse: (x: unknown) => x } }, run: (ctx: never) => dropListed(ctx) } as never
    expect(await o.office.as('何雨桐').run(byNight, {})).toBe(0)
    o.office.pass(181 * 86_400_000)
    expect(await o.office.as('何雨桐').run(byNight, {})).toBe(1)
    intake(true, false)
    expect(await o.code('何雨桐', handleReceiveOutside, said)).toBe('letters.centre-closed')
  })
})
