import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { Desk } from '../../../kernel/desk.ts'
import { instant } from '../../../kernel/time.ts'
import { openOffice, type TrialOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { affairs } from '../../affairs/desk.ts'
import * as affairsTables from '../../affairs/tables.ts'
import { firstReport } from '../first-report.ts'
import { desk, onDatabase } from '../rehearsal.ts'
import * as tables from '../tables.ts'
import { handleFirstReport } from './first-report.ts'
import { call, type Letter } from './letters-office.ts'
import { handleRegisterLetter } from './register-letter.ts'

let trial: TrialDatabase
let o: TrialOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'letters-first-report')
})
beforeEach(async () => {
  const office = onDatabase(idOf, personId)
  const more = ['何雨桐', '邵军'].flatMap((name) =>
    ['register', 'dispatch', 'handle'].map((key) => ({ from_at: instant('2020-01-01T00:00:00+08:00'), to_at: null, post: null, person: personId(name), key: `affairs.${key}` })),
  )
  const desks = new Map<string, DeskEntry>([
    ['letters', { desk, ...tables }],
    ['affairs', { desk: affairs as unknown as Desk, ...affairsTables }],
  ])
  o = await openOffice(trial.db, { desks, people: { ...office, powers: [...office.powers, ...more] }, at: '2026-11-23T01:00:00.000Z' })
})
afterEach(() => o.close())
afterAll(() => trial.close())

const gas = { ...call, title: '锦绣家园楼道煤气味很大', body: '楼道里煤气味很大，有老人头晕。', place: '锦绣家园' }
const land = (more: object) => o.as('何雨桐').run(handleRegisterLetter, { ...gas, ...more }) as Promise<Letter>
const known = { what: gas.body, happenedAt: null, place: '锦绣家园', casualties: null, measures: null, source: '热线来电' }
const code = (name: string, input: object) =>
  o
    .as(name)
    .run(handleFirstReport, input)
    .then(
      () => 'done',
      (error: { refusal?: { code: string } }) => error.refusal?.code,
    )

describe('拟首报 the first report of a possible emergency (R-H10)', () => {
  test('out of the letter, to whoever is on duty, most urgent, an hour after it was reported; what is not known is said to be so (R-I11)', async () => {
    const letter = await land({ exit: { way: 'emergency' } })
    o.pass(10 * 60_000)
    const { id, number } = (await o.as('何雨桐').run(handleFirstReport, { ...known, matter: letter.id })) as { id: string; number: string }
    expect(number).toMatch(/〔2026〕1号$/)
    const seen = await o.as('邵军').see(id as never)
    expect(seen).toMatchObject({ state: 'assigned', urgency: 'extra', title: '首报：锦绣家园楼道煤气味很大', may: { accept: { allowed: true } } })
    const handling = seen.clocks.find((c) => c.key === 'handling')
    expect(handling?.dueAt).toBe('2026-11-23T02:00:00.000Z')
    expect((seen.detail as { body: string }).body.split('\n')).toEqual([
      '接报时间：2026年11月23日 09:00',
      '事发时间：待核实',
      '地点：锦绣家园',
      '事件经过：楼道里煤气味很大，有老人头晕。',
      '伤亡情况：待核实',
      '已采取措施：待核实',
      '信息来源：热线来电',
      '书面首报时限：2026年11月23日 10:00',
    ])
    const links = await run<{ kind: string }>(o.tx(), 'select k.kind from link k where k.from_matter = $1 and k.to_matter = $2', [letter.id, id])
    expect(links).toEqual([{ kind: 'arises' }])
  })
  test('whoever is on duty drafts it himself and keeps it; both times stand in it (R-I10)', async () => {
    const letter = await land({ exit: { way: 'emergency' } })
    const { id } = (await o.as('邵军').run(handleFirstReport, { ...known, matter: letter.id, happenedAt: '2026-11-23T00:50:00.000Z' })) as { id: string }
    const seen = await o.as('邵军').see(id as never)
    expect(seen).toMatchObject({ state: 'registered', owner: { person: { name: '邵军' } } })
    expect((seen.detail as { body: string }).body).toContain('接报时间：2026年11月23日 09:00\n事发时间：2026年11月23日 08:50')
  })
  test('drafted late it is due at once, and the limit that is over stands in it', async () => {
    const letter = await land({ exit: { way: 'emergency' } })
    o.pass(2 * 3_600_000)
    const { id } = (await o.as('何雨桐').run(handleFirstReport, { ...known, matter: letter.id })) as { id: string }
    const seen = await o.as('邵军').see(id as never)
    expect(seen.clocks.find((c) => c.key === 'handling')?.dueAt).toBe('2026-11-23T03:05:00.000Z')
    expect((seen.detail as { body: string }).body).toContain('书面首报时限：2026年11月23日 10:00')
  })
  test('of any other letter, a second time, of tomorrow, or by whoever may not see the letter: refused', async () => {
    const plain = await land({})
    expect(await code('何雨桐', { ...known, matter: plain.id })).toBe('letters.not-emergency')
    const letter = await land({ exit: { way: 'emergency' } })
    expect(await code('何雨桐', { ...known, matter: letter.id, happenedAt: '2026-11-24T00:00:00.000Z' })).toBe('letters.first-report-time')
    expect(await code('何雨桐', { ...known, matter: '01900000-0000-7000-8000-000000000000' })).toBe('kernel.not-found')
    expect(await code('许文涛', { ...known, matter: letter.id })).toBe('kernel.not-found')
    expect(await code('何雨桐', { ...known, matter: letter.id })).toBe('done')
    expect(await code('邵军', { ...known, matter: letter.id })).toBe('letters.first-report-exists')
    expect(handleFirstReport.gate).toEqual({ power: 'letters.register' })
  })
  test('what happened and where it comes from are asked for; nothing else is', () => {
    const bare = { matter: '01900000-0000-7000-8000-000000000000', what: '燃气泄漏', happenedAt: null, place: null, casualties: null, measures: null, source: '热线' }
    expect(firstReport.input.safeParse(bare).success).toBe(true)
    for (const name of ['what', 'source'] as const) expect(firstReport.input.safeParse({ ...bare, [name]: '' }).success, name).toBe(false)
  })
})
