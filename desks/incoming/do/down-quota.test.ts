/** 下发限额 where a leader's consent sends the paper down: asked of whoever proposes, counted in the act that binds. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { rulesOf } from '../../../kernel/rules/in-force.ts'
import { HOUR, instant } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { type IncomingOffice, incomingOffice, notice, personOf, request, unitOf } from './incoming-office.ts'
import type { Paper } from './move-paper.ts'
import { handleAssignPaper, handleCirculatePaper, handleProposePaper } from './propose-paper.ts'
import { handleRegisterPaper } from './register-paper.ts'

let trial: TrialDatabase
let o: IncomingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'incoming-quota')
})
beforeEach(async () => {
  o = await incomingOffice(trial.db)
  atMost(1)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

const atMost = (n: number) => {
  const own = { kind: 'quota' as const, key: 'down.papers', version: 1, value: { n, unit: 'times' }, basis: '办公室规定', from_at: instant('2026-11-01T00:00:00+08:00') }
  o.office.rules = rulesOf([own])
}
const reasons = () =>
  run<{ unit: string; by: string; n: number; quota: number; reason: string }>(
    o.office.tx(),
    'select u.name as unit, p.name as by, o.n, o.quota, o.reason from incoming_over_quota o join unit u on u.id = o.unit join person p on p.id = o.by order by o.at, u.name',
    [],
  )
const down = { lead: { unit: unitOf('housing') }, ask: '请办理。' }
const proposal = { text: '拟请市住建局办理。', cause: '来文商请', leaders: [personOf('韩冬')], task: down }
const propose = (paper: Paper, more: object = {}) => o.as('季红梅', handleProposePaper, { matter: paper.id, ...proposal, ...more })
async function agree(paper: Paper, name = '韩冬'): Promise<string> {
  o.office.pass(HOUR)
  await o.office.as(name).do('sign', { matter: paper.id, piece: await o.piece(paper, name), agree: true, opinion: null })
  return (await o.see('季红梅', paper)).state
}
const sendDown = async () => o.as('季红梅', handleAssignPaper, { matter: (await o.examined()).id, ...down })

describe('同意拟办意见 and the quota of papers sent down (R-M20, R-D24)', () => {
  test('a proposal that would send down too much says why, or is refused with the units and numbers; nothing typed is written', async () => {
    await sendDown()
    const paper = await o.examined(request)
    expect(await o.code('季红梅', handleProposePaper, { matter: paper.id, ...proposal })).toBe('incoming.over-quota')
    expect((await o.see('季红梅', paper)).detail.proposal).toBeNull()
    const proposed = (await propose(paper, { overReason: '省里限时部署' })) as Paper
    expect(proposed.detail.proposal?.overReason).toBe('省里限时部署')
    // nothing has been sent down yet
    expect(await reasons()).toEqual([])
  })
  test('in the act that agrees the reason stands on record by the name of who proposed; the leader is asked for none', async () => {
    await sendDown()
    const paper = await o.examined(request)
    await propose(paper, { overReason: '省里限时部署' })
    expect(await agree(paper)).toBe('assigned')
    expect(await reasons()).toEqual([{ unit: '市住建局', by: '季红梅', n: 2, quota: 1, reason: '省里限时部署' }])
  })
  test('within the limit when proposed and over it when agreed: it is sent, and the record says so', async () => {
    const paper = await o.examined(request)
    await propose(paper)
    await sendDown()
    expect(await agree(paper)).toBe('assigned')
    expect(await reasons()).toMatchObject([{ unit: '市住建局', by: '韩冬', n: 2, quota: 1, reason: '拟办时未超限额，领导同意拟办意见后下发' }])
  })
  test('within the limit all the way nothing is put on record; a leader who does not agree sends nothing down', async () => {
    const first = await o.examined(request)
    await propose(first)
    expect(await agree(first)).toBe('assigned')
    const second = await o.examined()
    await propose(second, { overReason: '省里限时部署' })
    o.office.pass(HOUR)
    await o.office.as('韩冬').do('sign', { matter: second.id, piece: await o.piece(second, '韩冬'), agree: false, opinion: '再研究。' })
    expect((await o.see('季红梅', second)).state).toBe('examined')
    expect(await reasons()).toEqual([])
  })
  test('a unit’s own paper burdens nobody; a proposal without a task is asked nothing', async () => {
    await sendDown()
    const own = (await o.as('许文涛', handleRegisterPaper, { ...notice, title: '省住建厅来函' })) as Paper
    expect(await o.code('许文涛', handleCirculatePaper, { matter: own.id, to: [{ person: personOf('郭振华') }], ask: '请阅。' })).toBe('done')
    const paper = await o.examined(request)
    expect(await o.code('季红梅', handleProposePaper, { matter: paper.id, ...proposal, task: null })).toBe('done')
    expect(await reasons()).toEqual([])
  })
})
