/** 两办联合文: which other office, under which number there, who leads; written down, put right, taken along, printed, told to the archive. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Desk } from '../../../kernel/desk.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { affairs } from '../../affairs/desk.ts'
import { handleRegisterAffair } from '../../affairs/do/register-affair.ts'
import { powers } from '../../affairs/powers.ts'
import * as affairTables from '../../affairs/tables.ts'
import { keeps } from '../read/keeps.ts'
import { registerPaper } from '../shape.ts'
import { handleAmendPaper } from './amend-paper.ts'
import { type IncomingOffice, incomingOffice, notice, personOf } from './incoming-office.ts'
import type { Paper } from './move-paper.ts'
import { handleTakeAffair } from './take-affair.ts'
import { handleTurnPaper } from './turn-paper.ts'

let trial: TrialDatabase
let o: IncomingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'incoming-joint')
})
beforeEach(async () => {
  o = await incomingOffice(trial.db, [
    { key: 'affairs', powers, entry: { desk: affairs as unknown as Desk, load: affairTables.load, save: affairTables.save, erase: affairTables.erase } },
  ])
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

const theirs = { office: '中共云溪市委办公室', number: '委收〔2026〕120号', lead: 'theirs' } as const
const amend = (paper: Paper, joint: object | null) => ({ matter: paper.id, piece: null, fields: { joint }, reason: '核对后更正' })
const archived = async (paper: Paper) =>
  (await keeps({ tx: o.office.tx(), office: o.office.office, who: { person: personOf('季红梅') }, now: o.office.now }, [paper.id as MatterId])).get(paper.id as MatterId)

describe('两办联合文 (issue D «两办 joint papers»; 条例 art. 27)', () => {
  test('written down with the other office, its number and who leads; without the office it is refused, with its number still to come it is not', async () => {
    expect((await o.paper({ joint: theirs })).detail.joint).toEqual(theirs)
    expect((await o.paper({ joint: { office: theirs.office, lead: 'ours' } })).detail.joint).toEqual({ office: theirs.office, number: null, lead: 'ours' })
    const { sender, senderNumber, title, paperType } = notice
    const told = { sender, senderNumber, title, paperType }
    for (const joint of [{ office: ' ', lead: 'ours' }, { office: theirs.office }, { office: theirs.office, lead: 'both' }, { office: '办'.repeat(61), lead: 'ours' }])
      expect(registerPaper.input.safeParse({ ...told, joint }).success, JSON.stringify(joint)).toBe(false)
    expect((await o.paper()).detail.joint).toBeNull()
  })
  test('put right later with a reason; who led before and who leads now both stand on record', async () => {
    const paper = await o.paper({ joint: theirs })
    const now = (await o.as('季红梅', handleAmendPaper, amend(paper, { ...theirs, lead: 'ours' }))) as Paper
    expect(now.detail.joint?.lead).toBe('ours')
    const note = (await o.office.facts(paper.id as never)).notes.at(-1)?.text
    expect(note).toContain('中共云溪市委办公室 委收〔2026〕120号（对方牵头） → 中共云溪市委办公室 委收〔2026〕120号（本办牵头）')
    expect(await o.code('季红梅', handleAmendPaper, amend(paper, { ...theirs, lead: 'ours' }))).toBe('incoming.nothing-amended')
    expect(((await o.as('季红梅', handleAmendPaper, amend(paper, null))) as Paper).detail.joint).toBeNull()
  })
  test('an affair that waited comes over as one; what arises from it tells of the other office (F18, ZK-05)', async () => {
    const waiting = (await o.as('季红梅', handleRegisterAffair, {
      title: '两办联合来文一件',
      body: '先登记。',
      way: 'paper',
      asker: { person: personOf('张怀远') },
      files: [],
    } as never)) as { number: string }
    const paper = (await o.as('季红梅', handleTakeAffair, { affair: waiting.number, paper: { ...notice, joint: theirs } })) as Paper
    expect(paper.detail.joint).toEqual(theirs)
    const turned = (await o.as('季红梅', handleTurnPaper, { matter: paper.id, into: 'topic', ask: '请研究。' })) as Paper
    const affair = turned.links.find((link) => link.outgoing)?.matter as MatterId
    expect(((await o.office.facts(affair)).detail as { body: string }).body).toContain('两办联合文：中共云溪市委办公室 委收〔2026〕120号（对方牵头）')
  })
  test('the archive is told who leads, so that the office’s table can keep a copy where the other keeps the original (R-A01)', async () => {
    expect((await archived(await o.paper({ joint: theirs })))?.marks).toContain('joint:theirs')
    expect((await archived(await o.paper({ joint: { ...theirs, lead: 'ours' } })))?.marks).toContain('joint:ours')
    expect((await archived(await o.paper()))?.marks.some((mark) => mark.startsWith('joint:'))).toBe(false)
  })
})
