/** 接办: what waited among the affairs for its own desk goes on there, in the act that registers it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { Desk } from '../../../kernel/desk.ts'
import { replayMatter } from '../../../kernel/history/replay.ts'
import type { FileId, MatterId, UnitId } from '../../../kernel/ids.ts'
import { RefusalError } from '../../../kernel/refusal.ts'
import { instant } from '../../../kernel/time.ts'
import { type AnyAct, openOffice, type TrialOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { letters } from '../../letters/desk.ts'
import { handleRegisterLetter } from '../../letters/do/register-letter.ts'
import * as lettersTables from '../../letters/tables.ts'
import { petitions } from '../../petitions/desk.ts'
import { handleRegisterPetition } from '../../petitions/do/register-petition.ts'
import * as petitionsTables from '../../petitions/tables.ts'
import { affairs } from '../desk.ts'
import * as tables from '../tables.ts'
import { people } from './affairs-office.ts'
import type { Affair } from './move-affair.ts'
import { handleRegisterAffair } from './register-affair.ts'
import { handleRegisterVisit } from './register-visit.ts'

const unit = (id: string): UnitId => idOf<UnitId>(`affairs unit ${id}`)
let trial: TrialDatabase
let o: TrialOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'affairs-going-on')
})
beforeEach(async () => {
  const office = people()
  const more = ['petitions.register', 'petitions.accusations'].map((key) => ({
    from_at: instant('2020-01-01T00:00:00+08:00'),
    to_at: null,
    post: null,
    person: personId('孟佳'),
    key,
  }))
  const entry = (desk: unknown, own: Pick<DeskEntry, 'load' | 'save'>) => ({ desk: desk as Desk, load: own.load, save: own.save })
  o = await openOffice(trial.db, {
    desks: new Map([
      ['affairs', entry(affairs, tables)],
      ['letters', entry(letters, lettersTables)],
      ['petitions', entry(petitions, petitionsTables)],
    ]),
    people: { ...office, powers: [...office.powers, ...more] },
    at: '2026-11-23T01:00:00.000Z',
  })
})
afterEach(() => o.close())
afterAll(() => trial.close())

const as = async (name: string, act: AnyAct, input: unknown): Promise<Affair> => (await o.as(name).run(act, input)) as Affair
async function code(name: string, act: AnyAct, input: unknown): Promise<string> {
  try {
    await as(name, act, input)
    return 'done'
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code
    throw error
  }
}
const see = async (affair: { readonly id: string }) => (await o.as('孟佳').see(affair.id as MatterId)) as Affair
const order = { title: '群众来信一封', body: '东湖安置房楼道积水，老人滑倒过。', way: 'paper', asker: { person: personId('张怀远') } }
const visit = { way: 'visit', title: '安置房楼道积水', body: '东湖安置房楼道积水，老人滑倒过。', name: '卢女士', phone: '138 0000 6177' }
const letter = { channel: 'letter', kind: 'complaint', title: '安置房楼道积水', body: order.body }
const petition = { kind: 'claim', way: 'visit', title: '要求解决积水', body: order.body }
async function uploaded(name: string): Promise<FileId> {
  const id = o.ids.next<FileId>()
  await run(o.tx(), `insert into upload (id, digest, name, kind, size, by, at) values ($1, $2, $3, 'pdf', 1000, $4, $5)`, [id, 'a'.repeat(64), name, personId('孟佳'), o.now])
  return id
}
const nameless = async (matter: string) => run<{ name: string | null }>(o.tx(), 'select c.name_cipher as name from contact c where c.matter_id = $1', [matter])

describe('接办：本台有了台，原事项由它接续 (ZK-05)', () => {
  test('an order that is really a letter: registered on the letters’ own form; the affair ends on it with its link, and whoever gave the order reads the number', async () => {
    const affair = await as('孟佳', handleRegisterAffair, { ...order, files: [await uploaded('来信.pdf')] })
    const more = { name: '卢女士', phone: '13800006177', files: [await uploaded('信封.pdf')] }
    const taken = await as('孟佳', handleRegisterLetter, { ...letter, ...more, takesOver: affair.number })
    // its files go along and stay where they were
    expect([taken, affair].map(({ files }) => files.map((file) => file.name).sort())).toEqual([['信封.pdf', '来信.pdf'], ['来信.pdf']])
    expect(taken).toMatchObject({ number: '信〔2026〕1号', state: 'registered', links: [{ matter: affair.id, kind: 'arises' }] })
    expect(await see(affair)).toMatchObject({
      state: 'answered',
      reports: [{ result: 'takenOver' }],
      answers: [{ body: '已由信〔2026〕1号接续办理。' }],
      detail: { successor: taken.id },
    })
    for (const one of [affair, taken]) expect(await replayMatter(o.tx(), one.id as never)).toEqual([])
  })
  test('a visit that is a petition: who came goes along sealed, without being typed again; the visit is closed on the number', async () => {
    const affair = await as('孟佳', handleRegisterVisit, { ...visit, files: [await uploaded('照片.pdf')] })
    const taken = await as('孟佳', handleRegisterPetition, { ...petition, takesOver: affair.number })
    expect(taken.files.map((file) => file.name)).toEqual(['照片.pdf'])
    expect(taken.detail).toMatchObject({ reachable: true })
    expect(await nameless(taken.id)).toEqual([{ name: 'sealed(卢女士)' }])
    expect(await see(affair)).toMatchObject({ state: 'closed', answers: [{ body: `已由${taken.number}接续办理。` }] })
    expect(await run(o.tx(), 'select what from looked where matter_id = $1', [affair.id])).toEqual([{ what: 'contact: taken over by another desk' }])
  })
  test('all or nothing: an unknown number, what another holds, what was taken over already, what is no affair: nothing is registered', async () => {
    const affair = await as('孟佳', handleRegisterAffair, { ...order, assign: { lead: { unit: unit('housing') } } })
    expect(await code('孟佳', handleRegisterLetter, { ...letter, takesOver: '交〔2026〕99号' })).toBe('affairs.no-such-number')
    await o.as('许文涛').do('accept', { matter: affair.id, piece: null })
    expect(await code('孟佳', handleRegisterLetter, { ...letter, takesOver: affair.number })).toMatch(/^kernel\./)
    const own = await as('孟佳', handleRegisterAffair, order)
    const taken = await as('孟佳', handleRegisterLetter, { ...letter, takesOver: own.number })
    expect(await code('孟佳', handleRegisterLetter, { ...letter, takesOver: own.number })).toMatch(/^kernel\./)
    expect(await code('孟佳', handleRegisterPetition, { ...petition, takesOver: taken.number })).toBe('affairs.not-an-affair')
    expect(await run<{ n: number }>(o.tx(), `select count(*)::int as n from matter where desk <> 'affairs'`, [])).toEqual([{ n: 1 }])
  })
  test('what others have read is no accusation for a closed list, and what a list alone knows is nothing else; a letter stays for named persons (R-C04, ZK-50)', async () => {
    const open = await as('孟佳', handleRegisterAffair, order)
    const accusation = { ...petition, kind: 'accusation', accused: [], entrust: { person: personId('孟佳') } }
    expect(await code('孟佳', handleRegisterPetition, { ...accusation, takesOver: open.number })).toBe('petitions.affair-list')
    const named = await as('孟佳', handleRegisterAffair, { ...order, named: true })
    expect(await code('孟佳', handleRegisterPetition, { ...petition, takesOver: named.number })).toBe('petitions.affair-list')
    // she may not mark letters, so it stays where it is
    expect(await code('孟佳', handleRegisterLetter, { ...letter, takesOver: named.number })).toBe('letters.may-not-mark')
  })
})
