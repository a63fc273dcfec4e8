import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { FigureView } from '../../../kernel/figures/shape.ts'
import { cutOffs, keepCutOff, recount } from '../../../kernel/figures/shape.ts'
import { run } from '../../../kernel/write/tx.ts'
import { figureRoutes } from '../../../platform/figures/routes.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { call, type LettersOffice, lettersOffice } from '../do/letters-office.ts'
import { handleRegisterLetter } from '../do/register-letter.ts'
import { readFigureMatters, readFigures } from './figures.ts'
import { readUnanswered } from './ledger.ts'

const found = (list: readonly { contract: { key: string } }[], key: string) => list.find((one) => one.contract.key === key) as never
const [keep, kept, again] = [found(figureRoutes.acts, keepCutOff.key), found(figureRoutes.readings, cutOffs.key), found(figureRoutes.readings, recount.key)]
interface Kept {
  readonly rows: readonly { id: string; name: string; figures: FigureView[]; by: { name: string } }[]
}
interface Again {
  readonly kept: { figures: FigureView[] }
  readonly again: FigureView[]
  readonly differs: string[]
}

describe('统计口径截止、达标线 (R-H20, HA-74)', () => {
  let trial: TrialDatabase
  let o: LettersOffice
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'letters-cut-off')
    o = await lettersOffice(trial.db)
    await o.letter('working', { title: '北苑小区5号楼暖气不热' })
    await o.letter('answered', { title: '翠屏桥积水' })
    await o.as('高敏', handleRegisterLetter, { ...call, title: '名单内的一件', named: true })
  }, 120_000)
  afterAll(async () => {
    await o.office.close()
    await trial.close()
  })
  const whole = { desk: 'letters', name: '十一月月报', from: null, to: null, cutOff: null }

  test('stored under a name, on record; counted again by anybody after the office has moved on, it is the same', async () => {
    await o.as('高敏', keep, whole)
    const [row] = ((await o.as('高敏', kept, { desk: 'letters' })) as Kept).rows
    expect(row).toMatchObject({ name: '十一月月报', by: { name: '高敏' } })
    // 工作秘密 is in no stored figure, and in the figures of whoever is on its list
    expect(row?.figures.find((f) => f.key === 'received')).toMatchObject({ n: 2, version: 2026 })
    expect((await o.as('高敏', readFigures, {})).all.find((f) => f.key === 'received')?.n).toBe(3)
    o.office.pass(86_400_000)
    await o.letter('answered', { title: '后来的一件' })
    for (const name of ['高敏', '何雨桐']) {
      const counted = (await o.as(name, again, { id: row?.id })) as Again
      expect(counted.differs).toEqual([])
      expect(counted.again).toEqual(counted.kept.figures)
    }
    const [event] = await run<{ said: { digest: string } }>(o.office.tx(), `select e.said from event e where e.move = 'figures.keepCutOff'`, [])
    expect(event?.said.digest).toMatch(/^[0-9a-f]{64}$/)
  })
  test('what is stored is never written again', async () => {
    await run(o.office.tx(), 'savepoint before', [])
    await expect(run(o.office.tx(), `update figure_cut_off set figures = '[]'`, [])).rejects.toMatchObject({ code: '42501' })
    await run(o.office.tx(), 'rollback to savepoint before', [])
  })
  test('for whoever sees the desk whole; a desk that counts nothing is not found', async () => {
    expect(await o.code('许文涛', keep, whole)).toBe('session.not-allowed')
    expect(await o.code('许文涛', kept, { desk: 'letters' })).toBe('session.not-allowed')
    expect(await o.code('高敏', kept, { desk: 'nothing' })).toBe('session.not-allowed')
  })
  test('the lines say how many more must come right, and which letters decide it', async () => {
    const { lines } = await o.as('高敏', readFigures, {})
    const closed = lines.find((line) => line.key === 'closed')
    expect(closed).toMatchObject({ target: 98, lost: 0, stands: 'open', must: closed?.yet })
    for (const line of lines) {
      const behind = await o.as('高敏', readFigureMatters, { figure: line.key, part: 'yet' })
      expect({ key: line.key, yet: behind.count }).toEqual({ key: line.key, yet: line.yet })
    }
  })
  test('a letter late beyond mending is lost to the line, one still in time decides it', async () => {
    o.office.pass(30 * 86_400_000)
    await o.letter('working', { title: '刚交办的一件' })
    const line = (await o.as('高敏', readFigures, {})).lines.find((one) => one.key === 'onTime')
    expect(line).toMatchObject({ lost: 1, yet: 1, stands: 'missed' })
  })
  test('无回音清单: by how long and by whose hands, and each count is what its list shows (HA-45)', async () => {
    const { summary, count } = await o.as('高敏', readUnanswered, {})
    expect(summary?.n).toBe(count?.n)
    expect(summary?.n).toBeGreaterThan(1)
    for (const { age, n } of summary?.ages ?? []) expect({ age, n: (await o.as('高敏', readUnanswered, { age })).count?.n }).toEqual({ age, n })
    for (const { unit, n } of summary?.units ?? []) expect((await o.as('高敏', readUnanswered, { unit: unit.id })).count?.n).toBe(n)
    expect((await o.as('魏来', readUnanswered, {})).summary).toMatchObject({ n: 0, units: [] })
  })
  test('beside each span what it was before, at the same age', async () => {
    const { before, yearBefore, all } = await o.as('高敏', readFigures, { from: '2026-12-01', to: '2026-12-31' })
    expect([before?.from, before?.to, yearBefore?.from]).toEqual(['2026-11-01', expect.stringMatching(/^2026-11-/), '2025-12-01'])
    expect(before?.figures.find((f) => f.key === 'received')?.n).toBeGreaterThan(0)
    expect(yearBefore?.figures.find((f) => f.key === 'received')?.n ?? 0).toBe(0)
    expect(all.length).toBe(before?.figures.length)
  })
})
