/** What goes on elsewhere, and what came from there: F18, ZK-05. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Desk } from '../../../kernel/desk.ts'
import type { FileId, MatterId } from '../../../kernel/ids.ts'
import { HOUR } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { affairs } from '../../affairs/desk.ts'
import { handleRegisterAffair } from '../../affairs/do/register-affair.ts'
import { powers } from '../../affairs/powers.ts'
import * as tables from '../../affairs/tables.ts'
import { outgoing } from '../../outgoing/desk.ts'
import { powers as outgoingPowers } from '../../outgoing/powers.ts'
import * as outgoingTables from '../../outgoing/tables.ts'
import { type IncomingOffice, incomingOffice, notice, personOf, request, unitOf } from './incoming-office.ts'
import type { Paper } from './move-paper.ts'
import { handleProposePaper } from './propose-paper.ts'
import { handleRegisterPaper } from './register-paper.ts'
import { handleTakeAffair } from './take-affair.ts'
import { handleTurnPaper } from './turn-paper.ts'

let trial: TrialDatabase
let o: IncomingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'incoming-elsewhere')
})
beforeEach(async () => {
  o = await incomingOffice(trial.db, [
    {
      key: 'affairs',
      powers: { ...powers, register: { posts: [...powers.register.posts, 'liaison'] } },
      entry: { desk: affairs as unknown as Desk, load: tables.load, save: tables.save, erase: tables.erase },
    },
    { key: 'outgoing', powers: outgoingPowers, entry: { desk: outgoing as unknown as Desk, load: outgoingTables.load, save: outgoingTables.save } },
  ])
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
async function uploaded(by: string): Promise<FileId> {
  const id = o.office.ids.next<FileId>()
  await run(o.office.tx(), `insert into upload (id, digest, name, kind, size, by, at) values ($1, $2, '请示.pdf', 'pdf', 1000, $3, $4)`, [
    id,
    'a'.repeat(64),
    personOf(by),
    o.office.now,
  ])
  return id
}

describe('转出 (F18)', () => {
  test('fields, files and the signing history go along; both know of each other', async () => {
    const paper = await o.examined({ ...request, files: [await uploaded('季红梅')] })
    const proposal = { text: '拟由市住建局会商市财政局提出意见。', cause: '资金缺口大', leaders: [personOf('韩冬')] }
    await o.as('季红梅', handleProposePaper, { matter: paper.id, ...proposal })
    o.office.pass(HOUR)
    await o.office.as('韩冬').do('sign', { matter: paper.id, piece: await o.piece(paper, '韩冬'), agree: true, opinion: '请文电科拟复函。' })
    const turned = (await o.as('季红梅', handleTurnPaper, { matter: paper.id, into: 'outgoing', ask: '请拟复函。' })) as Paper
    const link = turned.links.find((l) => l.desk === 'outgoing')
    expect(link).toMatchObject({ kind: 'arises', outgoing: true, number: '发稿〔2026〕1号' })
    const draft = await o.office.facts(link?.matter as MatterId)
    expect(draft).toMatchObject({ matter: { state: 'drafting' }, detail: { purpose: '请拟复函。', organs: ['市政府办公室'], docNumber: null } })
    const body = draft.notes.map((n) => n.text).join('\n')
    for (const words of ['请拟复函。', request.sender, request.senderNumber, '请示', proposal.text, '韩冬 2026年11月23日', '请文电科拟复函。']) expect(body).toContain(words)
    expect(draft.files.map((f) => [f.name, f.digest])).toEqual([['请示.pdf', 'a'.repeat(64)]])
    expect(draft.links.map((l) => l.from_matter)).toEqual([paper.id])
    expect((await o.office.facts(paper.id as never)).notes.at(-1)?.text).toContain('发稿〔2026〕1号')
  })
  test('what named persons alone know is told nobody else by what arises from it (R-C04)', async () => {
    const paper = await o.paper(request)
    await o.office.as('季红梅').do('closeList', { matter: paper.id, piece: null, reason: '工作秘密' })
    const turned = (await o.as('季红梅', handleTurnPaper, { matter: paper.id, into: 'outgoing', ask: '请拟复函。' })) as Paper
    const link = turned.links.find((l) => l.desk === 'outgoing')
    expect((await o.office.facts(link?.matter as MatterId)).matter.readers).toBe('named')
  })
})

describe('转出 keeps who may know (R-C04, issue D: sight of its own unit only)', () => {
  test('what arises from a unit’s own paper is the unit’s own', async () => {
    const own = (await o.as('许文涛', handleRegisterPaper, { ...notice, title: '省住建厅来函' })) as Paper
    expect(own.readers).toBe('own')
    const turned = (await o.as('许文涛', handleTurnPaper, { matter: own.id, into: 'topic', ask: '请研究。' })) as Paper
    const affair = turned.links.find((l) => l.desk === 'affairs')?.matter as MatterId
    expect((await o.office.facts(affair)).matter).toMatchObject({ readers: 'own', number: '市住建局交〔2026〕1号' })
    await expect(o.office.as('张怀远').see(affair)).rejects.toMatchObject({ refusal: { code: 'kernel.not-found' } })
  })
})

describe('接办 affairs that waited for this desk (ZK-05)', () => {
  const waiting = async (by = '季红梅', more: object = {}) =>
    (await o.as(by, handleRegisterAffair, {
      title: '省府办来文一件',
      body: '省府办防火通知，先登记。',
      way: 'paper',
      asker: { person: personOf('张怀远') },
      files: [await uploaded(by)],
      ...more,
    } as never)) as { id: string; number: string }
  test('registered with its files and the hour it came; whoever asked is told the number; both are linked', async () => {
    const affair = await waiting()
    const came = o.office.now
    o.office.pass(3 * HOUR)
    const paper = (await o.as('季红梅', handleTakeAffair, { affair: affair.number, paper: notice })) as Paper
    expect([paper.state, Date.parse(paper.detail.receivedAt), paper.files.length]).toEqual(['registered', Date.parse(came), 1])
    expect(paper.links).toMatchObject([{ desk: 'affairs', kind: 'arises', outgoing: false }])
    const left = await o.office.facts(affair.id as never)
    expect([left.matter.state, left.reports[0]?.result, left.answers[0]?.body]).toEqual(['answered', 'takenOver', `已由${paper.number}接续办理。`])
  })
  test('what named persons alone knew stays with them; whoever may not mark a paper leaves it where it is (R-C04)', async () => {
    const affair = await waiting('张怀远', { asker: { person: personOf('何平川') }, named: true, assign: { lead: { person: personOf('许文涛'), unit: unitOf('housing') } } })
    await o.office.as('许文涛').do('accept', { matter: affair.id, piece: null }, 'affairs')
    expect(await o.code('许文涛', handleTakeAffair, { affair: affair.number, paper: notice })).toBe('incoming.may-not-mark')
    const own = await waiting('张怀远', { asker: { person: personOf('何平川') }, named: true })
    const paper = (await o.as('张怀远', handleTakeAffair, { affair: own.number, paper: notice })) as Paper
    expect(paper.readers).toBe('named')
    await expect(o.see('何平川', paper)).rejects.toThrow('kernel.not-found')
  })
  test('a paper is no affair; an unknown number is nobody’s', async () => {
    const paper = await o.paper()
    expect(await o.code('季红梅', handleTakeAffair, { affair: paper.number, paper: notice })).toBe('affairs.not-an-affair')
    expect(await o.code('季红梅', handleTakeAffair, { affair: '交〔2026〕99号', paper: notice })).toBe('affairs.no-such-number')
  })
})
