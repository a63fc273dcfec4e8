/** 规范性文件评估 on a real database. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Desk } from '../../../kernel/desk.ts'
import type { AnyAct } from '../../../kernel/trial/office.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { affairs } from '../../affairs/desk.ts'
import { powers } from '../../affairs/powers.ts'
import * as tables from '../../affairs/tables.ts'
import { handleSetNormative, handleWithdrawPaper } from './after-issue.ts'
import { openReviews } from './open-reviews.ts'
import { type OutgoingOffice, outgoingOffice } from './outgoing-office.ts'

let trial: TrialDatabase
let o: OutgoingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'outgoing-reviews')
  o = await outgoingOffice(trial.db, [{ key: 'affairs', powers, entry: { desk: affairs as unknown as Desk, load: tables.load, save: tables.save, erase: tables.erase } }])
})
afterAll(async () => {
  await o.office.close()
  await trial.close()
})
const job = { contract: { input: { parse: (x: unknown) => x } }, run: (ctx: never) => openReviews(ctx) } as unknown as AnyAct
const open = () => o.office.as('季红梅').run(job, {}) as Promise<number>
const opened = () =>
  run<{ title: string; due_at: unknown; unit: string; basis: string; body: string }>(
    o.office.tx(),
    `select m.title, c.first_due_at::date::text as due_at, (select a.unit from assignment a where a.matter_id = m.id and a.lead limit 1) as unit,
       (select k.to_matter from link k where k.from_matter = m.id and k.kind = 'basis') as basis, f.body
     from matter m join affairs_affair f on f.matter_id = m.id left join clock c on c.matter_id = m.id and c.whole order by m.id`,
    [],
  )

test('评估日期前六十天，起草单位接到一件评估的交办，一个日期一件；撤销、废止了的不再评估 (GN-46, ZK-08)', async () => {
  const paper = await o.upTo('issued')
  const on = { matter: paper.id, piece: null }
  await o.as('季红梅', handleSetNormative, { ...on, validUntil: '2027-12-31', reviewOn: '2027-02-01' })
  expect(await open(), 'seventy days ahead').toBe(0)
  o.days(10)
  expect([await open(), await open()]).toEqual([1, 0])
  expect(await opened()).toMatchObject([
    {
      title: '评估《关于做好今冬供热工作的通知》',
      body: '《关于做好今冬供热工作的通知》（云政发〔2026〕1号）须在 2027年2月1日 前评估，有效期至 2027年12月31日。请研究提出继续有效、修订或者废止的意见。',
      due_at: '2027-02-01',
      unit: (await o.office.facts(paper.id as never)).matter.owner_unit,
      basis: paper.id,
    },
  ])
  await o.as('季红梅', handleSetNormative, { ...on, validUntil: '2030-12-31', reviewOn: '2027-01-15' })
  expect(await open(), 'another day, another review').toBe(1)
  await o.as('季红梅', handleSetNormative, { ...on, validUntil: '2030-12-31', reviewOn: '2026-12-31' })
  await o.as('季红梅', handleWithdrawPaper, { ...on, kind: 'repealed', reason: '另行规定', basis: '市政府常务会议', from: null })
  expect(await open()).toBe(0)
})
