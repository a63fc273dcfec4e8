import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { cellsOf, columnsFor, compareOutside, saidIn } from '../outside.ts'
import { readOutside, readToFeed } from '../read/outside.ts'
import { type Letter, type LettersOffice, lettersOffice, unitOf } from './letters-office.ts'
import { handleCompareOutside, handleFedBack, handleKeepForm, handleKeepOutside, handleReceiveOutside } from './outside.ts'

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
