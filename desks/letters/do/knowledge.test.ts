import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { readFindKnowledge, readKnowledge } from '../read/knowledge.ts'
import { askReviews, handleEndKnowledge, handleSaveKnowledge, handleUseKnowledge } from './knowledge.ts'
import { type LettersOffice, lettersOffice, unitOf } from './letters-office.ts'

const DAY = 86_400_000
describe('知识条目: found while one types, counted when it answered, looked at again in time', () => {
  let trial: TrialDatabase
  let o: LettersOffice
  let id = ''
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'letters-knowledge')
    o = await lettersOffice(trial.db)
  }, 120_000)
  afterAll(async () => {
    await o.office.close()
    await trial.close()
  })
  const entry = {
    id: null,
    question: '老年优待证怎么办理',
    answer: '带身份证到社区服务窗口，当场办结。',
    source: '云政发〔2025〕8号',
    unit: unitOf('housing'),
    validUntil: '2026-12-31',
  }
  const find = async (q: string) => (await o.as('何雨桐', readFindKnowledge, { q })).rows
  const ask = { contract: { input: { parse: (x: unknown) => x } }, run: (ctx: never) => askReviews(ctx) } as never

  test('by the words of the caller, the likest first; nothing like it, nothing shown', async () => {
    ;({ id } = await o.as('高敏', handleSaveKnowledge, entry))
    await o.as('高敏', handleSaveKnowledge, { ...entry, question: '公租房申请条件' })
    expect((await find('请问老年优待证在哪里办')).map((r) => r.question)).toEqual(['老年优待证怎么办理'])
    expect(await find('路灯不亮')).toEqual([])
    expect(await find('？')).toEqual([])
  })
  test('“这条答上了” is counted, over all its wordings', async () => {
    expect(await o.as('何雨桐', handleUseKnowledge, { id })).toEqual({ used: 1 })
    await o.as('高敏', handleSaveKnowledge, { ...entry, id, answer: '带身份证到社区，或网上申请。' })
    expect(await o.as('何雨桐', handleUseKnowledge, { id })).toEqual({ used: 2 })
    expect((await find('老年优待证'))[0]).toMatchObject({ used: 2, version: 2, answer: '带身份证到社区，或网上申请。' })
  })
  test('two weeks before its last day its unit is asked, once; looked at again it holds on', async () => {
    expect(await o.office.as('何雨桐').run(ask, {})).toBe(0)
    o.office.pass(30 * DAY)
    expect((await o.as('何雨桐', readKnowledge, {})).rows.map((r) => r.state)).toEqual(['soon', 'soon'])
    expect(await o.office.as('何雨桐').run(ask, {})).toBe(2)
    expect(await o.office.as('何雨桐').run(ask, {})).toBe(0)
    const told = await run<{ payload: object }>(o.office.tx(), `select x.payload from outbox x where x.kind = 'knowledge-review'`, [])
    expect(told.map((t) => t.payload)).toEqual([{ day: '2026-12-31' }, { day: '2026-12-31' }])
    await o.as('高敏', handleSaveKnowledge, { ...entry, id, validUntil: '2027-06-30' })
  })
  test('past its day, or ended, it is offered to nobody; it stays in the list and every wording on record', async () => {
    o.office.pass(30 * DAY)
    expect(await find('公租房申请条件')).toEqual([])
    expect((await find('老年优待证')).length).toBe(1)
    await o.as('高敏', handleEndKnowledge, { id })
    expect(await find('老年优待证')).toEqual([])
    expect((await o.as('高敏', readKnowledge, {})).rows.map((r) => r.state)).toEqual(['over', 'ended'])
    expect((await run<{ n: number }>(o.office.tx(), 'select count(*)::int as n from letters_knowledge k where k.id = $1', [id]))[0]?.n).toBe(4)
    expect(await o.code('高敏', handleSaveKnowledge, entry)).toBe('letters.knowledge-over')
  })
  test('written by the division, used by whoever takes a call', () => {
    expect([handleSaveKnowledge.gate, handleUseKnowledge.gate]).toEqual([{ power: 'letters.knowledge' }, { power: 'letters.register' }])
  })
})
