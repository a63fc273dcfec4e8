/** 接办: affairs that waited for this desk (ZK-05). */
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { Desk } from '../../../kernel/desk.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { affairs } from '../../affairs/desk.ts'
import { handleRegisterAffair } from '../../affairs/do/register-affair.ts'
import { powers } from '../../affairs/powers.ts'
import * as tables from '../../affairs/tables.ts'
import type { Paper } from './move-paper.ts'
import { notice, type OutgoingOffice, outgoingOffice, personOf } from './outgoing-office.ts'
import { handleTakeAffair } from './take-affair.ts'

let trial: TrialDatabase
let o: OutgoingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'outgoing-take')
})
beforeEach(async () => {
  o = await outgoingOffice(trial.db, [{ key: 'affairs', powers, entry: { desk: affairs as unknown as Desk, load: tables.load, save: tables.save, erase: tables.erase } }])
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

test('begun with what it says; whoever asked is told the number; what named persons alone knew stays with them (ZK-05, R-C04)', async () => {
  const waiting = async (by: string, more: object = {}) =>
    (await o.as(by, handleRegisterAffair, { title: '请拟供热通知', body: '请按去年体例起草。', way: 'paper', asker: { person: personOf('张怀远') }, ...more } as never)) as {
      id: string
      number: string
    }
  const affair = await waiting('季红梅')
  const paper = (await o.as('季红梅', handleTakeAffair, { affair: affair.number, paper: notice })) as Paper
  expect(paper).toMatchObject({ state: 'drafting', number: '发稿〔2026〕1号', links: [{ desk: 'affairs', kind: 'arises', outgoing: false }] })
  expect((await o.office.facts(paper.id as never)).notes.map((n) => n.text)).toContain('请按去年体例起草。')
  const left = await o.office.facts(affair.id as never)
  expect([left.matter.state, left.answers[0]?.body]).toEqual(['answered', '已由发稿〔2026〕1号接续办理。'])
  const secret = await waiting('张怀远', { asker: { person: personOf('何平川') }, named: true })
  const named = (await o.as('张怀远', handleTakeAffair, { affair: secret.number, paper: notice })) as Paper
  expect(named.readers).toBe('named')
  await expect(o.see('季红梅', named)).rejects.toThrow('kernel.not-found')
})
