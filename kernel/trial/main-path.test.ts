/** The plainest loop, in memory and on the database: 登记 交办 签收 报结 答复 回访 销号. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type TrialDatabase, trialDatabase } from '../../tools/trial-database.ts'
import { replayMatter } from '../history/replay.ts'
import type { ContactId, MatterId } from '../ids.ts'
import { memoryOffice } from './memory.ts'
import { openOffice } from './office.ts'
import { unitId } from './people.ts'

describe('来信到回访 the plainest loop', () => {
  let trial: TrialDatabase
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'main-path')
  })
  afterAll(() => trial.close())

  const register = (contact: ContactId) => ({ title: '路灯不亮', origin: 'public', unit: unitId('letters'), askers: [{ contact }], detail: { marked: null } })
  const rating = { responded: true, solved: 'yes', satisfied: 'yes' }

  test('in memory: the matter lands, is handled, is answered, is closed (HA-45)', () => {
    const office = memoryOffice()
    const { matter } = office.do('刘洋', 'register', register(office.ids.next<ContactId>()))
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('housing') }, helpers: [{ unit: unitId('city') }], ask: '请办理' })
    expect(office.see(matter).matter.owner_unit).toBe(unitId('letters'))
    office.do('赵强', 'accept', { matter })
    expect(office.see(matter).matter.owner_unit).toBe(unitId('housing'))
    office.do('韩雪', 'accept', { matter })
    office.do('韩雪', 'done', { matter, opinion: '已配合' })
    office.do('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '已修' })
    office.do('刘洋', 'reply', { matter, body: '已修好', via: 'phone' })
    office.do('陈晨', 'rate', { matter, answer: office.see(matter).answers[0]?.id, ...rating })
    expect(office.see(matter).matter.phase).toBe('closed')
    expect(office.see(matter).stages.every((s) => s.ended_at !== null)).toBe(true)
  })

  test('on the database: the guards agree at every step, and replay equals the rows (不变量 17)', async () => {
    const office = await openOffice(trial.db)
    const matter = office.ids.next<MatterId>()
    const seen = await office.as('刘洋').do('register', { ...register(office.ids.next<ContactId>()), matter })
    expect(seen.number).toBe('试〔2026〕1号')
    await office.as('刘洋').do('assign', { matter, lead: { unit: unitId('housing') }, helpers: [{ unit: unitId('city') }], ask: '请办理' })
    await office.as('赵强').do('accept', { matter })
    await office.as('韩雪').do('accept', { matter })
    await office.as('韩雪').do('done', { matter, opinion: '已配合' })
    const working = await office.as('赵强').see(matter)
    const reported = await office.as('赵强').do('report', { matter, version: working.version, result: 'solved', text: '已修' })
    expect(reported).toMatchObject({ state: 'reported', phase: 'reported', may: { report: { allowed: false, code: 'kernel.not-in-this-state' } } })
    await office.as('刘洋').do('reply', { matter, body: '已修好', via: 'phone' })
    const answered = await office.as('陈晨').see(matter)
    const closed = await office.as('陈晨').do('rate', { matter, answer: answered.answers[0]?.id, ...rating })
    expect(closed.phase).toBe('closed')
    expect((await office.history(matter)).map((e) => e.move)).toEqual(['register', 'assign', 'accept', 'accept', 'done', 'report', 'reply', 'rate', 'close'])
    expect(await office.owed(matter)).toEqual([])
    expect(await replayMatter(office.tx(), matter)).toEqual([])
    await office.close()
  })
})
