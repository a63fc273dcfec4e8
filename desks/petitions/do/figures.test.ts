/** 信访统计, 听证, and the ledger as a file, on a real database. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { FigureView } from '../../../kernel/figures/shape.ts'
import { DAY } from '../../../kernel/time.ts'
import type { HandledLedger } from '../../../platform/ctx/ledgers.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { petitionsLedgerFiles } from '../print/ledger.ts'
import { readFigures } from '../read/figures.ts'
import { readLedger } from '../read/ledger.ts'
import { figureKeys } from '../shape.ts'
import { handleAskRecheck, handleAskReview } from './ask-again.ts'
import { handleAdmitPetition, handleExtendPetition } from './extend-petition.ts'
import { lastClock } from './move-petition.ts'
import { accusation, type PetitionsOffice, personOf, petitionsOffice, unitOf } from './petitions-office.ts'
import { handleRegisterPetition } from './register-petition.ts'
import { handleReportPetition } from './reply-petition.ts'

let trial: TrialDatabase
let o: PetitionsOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'petitions-figures')
})
beforeEach(async () => {
  o = await petitionsOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

const on = (petition: { readonly id: string }) => ({ matter: petition.id, piece: null })
const later = (days: number) => new Date(Date.parse(o.office.now) + days * DAY).toISOString()
const counted = async (name: string): Promise<Record<string, [number, number | null]>> =>
  Object.fromEntries(((await o.as(name, readFigures, {})).all as FigureView[]).map((one) => [one.key, [one.n, one.of]]))

describe('信访统计 figures of the annual report (条例第四十一条)', () => {
  test('by number, transfer, acceptance and time: each over the base it names, and the list shows the very petitions (R-H20)', async () => {
    await o.claim('registered', { kind: 'advice', way: 'letter' })
    await o.claim('working', { people: 8, came: 5 })
    const decided = await o.claim('replied')
    await o.as('高敏', handleAskReview, { ...on(decided), to: { unit: unitOf('county') }, reason: '不服。' })
    o.days(20)
    // never handed over in its fifteen days
    const figures = await counted('高敏')
    expect(figures).toMatchObject({
      received: [3, null],
      advice: [1, 3],
      claims: [2, 3],
      visits: [2, 3],
      groups: [1, 2],
      given: [2, 3],
      givenInTime: [2, 3],
      admitted: [2, 2],
      toldInTime: [2, 2],
      decidedInTime: [1, 1],
      extended: [0, 2],
      reviewed: [1, 1],
      rechecked: [0, 1],
      open: [3, 3],
      satisfied: [0, 0],
    })
    for (const figure of figureKeys) {
      const { rows } = await o.as('高敏', readLedger, { figure })
      expect(rows.length, figure).toBe(figures[figure]?.[0])
    }
  })
  test('counted again for a moment before, it is what it was then (不变量 20)', async () => {
    const petition = await o.claim('received')
    const before = await counted('高敏')
    const cutOff = o.office.now
    o.office.pass(DAY)
    await o.as('许文涛', handleAdmitPetition, { ...on(petition), text: '予以受理。' })
    expect((await counted('高敏')).admitted).toEqual([1, 1])
    const then = (await o.as('高敏', readFigures, { cutOff })).all
    expect(Object.fromEntries(then.map((one) => [one.key, [one.n, one.of]]))).toEqual(before)
    expect(before.admitted).toEqual([0, 1])
  })
  test('an extension is counted once approved', async () => {
    const petition = await o.claim('working')
    await o.as('许文涛', handleExtendPetition, { ...on(petition), until: later(80), reason: '情况复杂。', letter: '延长。' })
    expect((await counted('高敏')).extended).toEqual([0, 1])
    const asked = await o.see('郭振华', petition)
    const piece = asked.stages.flatMap((s) => s.pieces).find((p) => p.kind === 'say' && p.state === 'open')?.id
    await o.office.as('郭振华').do('sign', { ...on(petition), piece, agree: true })
    expect((await counted('高敏')).extended).toEqual([1, 1])
  })
  test('an accusation is in none of them, and in no file: not even of those on its list (ZK-50, R-C04)', async () => {
    await o.as('何雨桐', handleRegisterPetition, { ...accusation, entrust: { person: personOf('张怀远') } })
    await o.claim('registered')
    for (const name of ['高敏', '张怀远']) expect((await counted(name)).received?.[0], name).toBeLessThanOrEqual(1)
    const file = petitionsLedgerFiles[0] as HandledLedger
    const reading = {
      contract: { input: { parse: (x: unknown) => x } },
      run: async (ctx: never) => (await file.page(ctx, file.filter.parse({}), undefined, 100)).rows.map((row) => file.columns.map((one) => one.cell(row, 'zh-CN', ctx))),
    }
    for (const name of ['高敏', '张怀远']) expect(JSON.stringify(await o.office.as(name).run(reading as never, {})), name).not.toContain('宴请')
    expect(((await o.office.as('高敏').run(reading as never, {})) as string[][]).map((line) => line.slice(1, 5))).toEqual([['要求落实征收补偿', '申诉求决', '来访', '处理']])
  })
})

test('a hearing: its days stand on the page and on the clock, which goes on by as many (art. 36, R-T05)', async () => {
  const petition = await o.claim('replied')
  await o.as('高敏', handleAskReview, { ...on(petition), to: { unit: unitOf('county') }, reason: '不服。' })
  const decide = async (by: string, head: string) => {
    await o.office.as(by).do('accept', on(petition))
    const seen = await o.see(by, petition)
    await o.as(by, handleReportPetition, { ...on(petition), version: seen.version, result: 'notUpheld', text: '维持。' })
    await o.reply(seen, by, head)
  }
  await decide('关山', '毛永福')
  await o.as('高敏', handleAskRecheck, { ...on(petition), to: { unit: unitOf('review') }, reason: '仍不服。' })
  await o.office.as('魏来').do('accept', on(petition))
  const due = lastClock(await o.see('魏来', petition), 'recheck')?.dueAt ?? ''
  await o.office.as('魏来').do('hear', { ...on(petition), until: later(9), reason: '公开听证' })
  expect(await o.see('魏来', petition)).toMatchObject({ light: 'paused', pauses: [{ from: o.office.now, to: null, reason: '公开听证' }] })
  o.days(6)
  await o.office.as('魏来').do('resume', on(petition))
  const after = await o.see('魏来', petition)
  expect(after.pauses).toMatchObject([{ to: o.office.now, reason: '公开听证' }])
  expect(Math.round((Date.parse(lastClock(after, 'recheck')?.dueAt ?? '') - Date.parse(due)) / DAY)).toBe(6)
})
