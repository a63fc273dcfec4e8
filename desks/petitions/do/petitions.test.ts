/** 信访 on a real database: the legal clocks and locks, and the closed list. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Ctx } from '../../../kernel/ctx.ts'
import { enterAsReader } from '../../../kernel/people/sight.ts'
import { countLedger, type LedgerFilter, readLedgerPage } from '../../../kernel/reading/ledger.ts'
import { readOverview } from '../../../kernel/reading/overview.ts'
import { readSearch } from '../../../kernel/reading/search.ts'
import { ledgerFile } from '../../../kernel/reading/shape.ts'
import { indexSome } from '../../../kernel/search/build.ts'
import { DAY } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { readLedger } from '../read/ledger.ts'
import { handleAskRecheck, handleAskReview, handleClosePetition } from './ask-again.ts'
import { handleExtendPetition } from './extend-petition.ts'
import { lastClock, type Petition } from './move-petition.ts'
import { handleObjectPetition } from './object-petition.ts'
import { handleEarlier, handleOpenContact } from './open-contact.ts'
import { accusation, claim, type PetitionsOffice, personOf, petitionsOffice, unitOf } from './petitions-office.ts'
import { handleRegisterPetition } from './register-petition.ts'
import { handleReportPetition, handleUnanswerablePetition } from './reply-petition.ts'

let trial: TrialDatabase
let o: PetitionsOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'petitions-acts')
})
beforeEach(async () => {
  o = await petitionsOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const on = (petition: { readonly id: string }) => ({ matter: petition.id, piece: null })
const daysOf = (petition: Petition, key: string): number => {
  const clock = lastClock(petition, key)
  return clock ? Math.round((Date.parse(clock.firstDueAt) - Date.parse(clock.startedAt)) / DAY) : 0
}

describe('法定时限 the clocks of the law (R-X01)', () => {
  test('registered and handed over within fifteen natural days; told within fifteen; decided within sixty of acceptance', async () => {
    const petition = await o.claim('registered')
    expect(petition).toMatchObject({ number: '访〔2026〕1号', state: 'registered' })
    expect(daysOf(petition, 'transfer')).toBeGreaterThanOrEqual(15)
    const working = await o.claim('working')
    expect(daysOf(working, 'inform')).toBeGreaterThanOrEqual(15)
    expect(daysOf(working, 'decide')).toBeGreaterThanOrEqual(60)
    expect(lastClock(working, 'inform')).toMatchObject({ light: 'done' })
    expect(working.answers.filter((a) => a.kind === 'interim')).toMatchObject([{ body: '予以受理。', via: 'letter' }])
  })
  test('not ours: within five working days, with reasons, and back only when the petitions office agrees; later it is refused (art. 23)', async () => {
    const petition = await o.claim('assigned')
    await o.as('许文涛', handleObjectPetition, { ...on(petition), ground: '属县里职责。' })
    expect(await o.see('高敏', petition)).toMatchObject({ state: 'assigned' })
    const asked = (await o.see('高敏', petition)).stages.flatMap((s) => s.pieces).find((p) => p.kind === 'say' && p.state === 'open')
    await o.office.as('高敏').do('sign', { matter: petition.id, piece: asked?.id, agree: true })
    expect(await o.see('高敏', petition)).toMatchObject({ state: 'registered' })
    const late = await o.claim('assigned')
    o.days(9)
    expect(await o.code('许文涛', handleObjectPetition, { ...on(late), ground: '不归我们。' })).toBe('petitions.objection-late')
  })
  test('longer once, by thirty days at most, approved by the head, and the petitioner hears it in the same act (R-X03)', async () => {
    const petition = await o.claim('working')
    const first = Date.parse(lastClock(petition, 'decide')?.firstDueAt ?? '')
    const ask = (days: number) => ({ ...on(petition), until: new Date(first + days * DAY).toISOString(), reason: '情况复杂。', letter: '经批准延长三十日。' })
    expect(await o.code('许文涛', handleExtendPetition, ask(31))).toBe('petitions.extension-too-long')
    await o.as('许文涛', handleExtendPetition, ask(30))
    expect((await o.see('许文涛', petition)).answers.filter((a) => a.kind === 'interim')).toHaveLength(1) // nothing is told before it is granted
    const piece = (await o.see('郭振华', petition)).stages.flatMap((s) => s.pieces).find((p) => p.kind === 'say' && p.state === 'open')?.id
    await o.office.as('郭振华').do('sign', { matter: petition.id, piece, agree: true })
    const after = await o.see('许文涛', petition)
    expect(Date.parse(lastClock(after, 'decide')?.dueAt ?? '') - first).toBe(30 * DAY)
    expect(after.answers.filter((a) => a.kind === 'interim').map((a) => a.body)).toContain('经批准延长三十日。')
    expect(await o.code('许文涛', handleExtendPetition, ask(30))).toBe('petitions.extended-already')
  })
  test('the letter states request, facts, opinion and basis, leaves with the head’s consent, and says what may be asked next (art. 32)', async () => {
    const petition = await o.claim('replied')
    const body = petition.answers.find((a) => a.kind === 'final')?.body ?? ''
    for (const part of ['一、信访请求', '二、调查核实情况', '三、处理意见', '四、依据', '申请复查']) expect(body).toContain(part)
    expect(petition.state).toBe('replied')
  })
})

describe('复查、复核、终结 review, recheck, lock (R-X01, R-X04)', () => {
  const decided = async (petition: Petition, by: string, head: string) => {
    await o.office.as(by).do('accept', on(petition))
    const { version } = await o.see(by, petition)
    await o.as(by, handleReportPetition, { ...on(petition), version, result: 'notUpheld', text: '维持原意见。' })
    return o.reply(petition, by, head)
  }
  test('within thirty days, by another body, thirty days each; after the recheck it is locked, and the same facts are not taken again', async () => {
    const petition = await o.claim('replied')
    const again = (move: typeof handleAskReview, unit: string) => o.code('高敏', move, { ...on(petition), to: { unit: unitOf(unit) }, reason: '不服。' })
    expect(await again(handleAskRecheck, 'county')).toBe('petitions.review-first')
    expect(await again(handleAskReview, 'housing')).toBe('petitions.same-body')
    expect(await again(handleAskReview, 'county')).toBe('done')
    const review = await o.see('关山', petition)
    expect(review).toMatchObject({ round: 2, state: 'working', may: { accept: { allowed: true } } })
    expect(daysOf(review, 'review')).toBeGreaterThanOrEqual(30)
    expect(await decided(petition, '关山', '毛永福')).toMatchObject({ state: 'replied', round: 2 })
    expect(await again(handleAskRecheck, 'review')).toBe('done')
    expect(daysOf(await o.see('魏来', petition), 'recheck')).toBeGreaterThanOrEqual(30)
    const last = await decided(petition, '魏来', '何平川')
    expect(last.answers.filter((a) => a.kind === 'final').at(-1)?.body).toContain('终结')
    expect(await o.as('魏来', handleClosePetition, on(petition))).toMatchObject({ state: 'closed' })
    expect(await again(handleAskRecheck, 'county')).toBe('petitions.final')
    expect(await o.code('高敏', handleRegisterPetition, { ...claim, same: petition.id })).toBe('petitions.locked')
    expect((await o.as('高敏', handleEarlier, { phone: claim.phone })).rows).toMatchObject([{ advice: 'locked' }])
  })
  test('a hearing stands still on the clock, in the recheck alone (art. 36)', async () => {
    const petition = await o.claim('working')
    expect(await o.office.as('许文涛').code('hear', { ...on(petition), until: new Date(Date.parse(o.office.now) + 9 * DAY).toISOString(), reason: '听证' })).toBe(
      'petitions.no-hearing',
    )
  })
  test('asked after the thirty days: refused; a claim is not closed before them unless its petitioner accepts', async () => {
    const petition = await o.claim('replied')
    expect(await o.code('许文涛', handleClosePetition, on(petition))).toBe('petitions.may-still-ask')
    expect((await o.as('高敏', handleEarlier, { phone: claim.phone })).rows).toMatchObject([{ advice: 'pending' }])
    o.days(32)
    expect(await o.code('高敏', handleAskReview, { ...on(petition), to: { unit: unitOf('county') }, reason: '不服。' })).toBe('petitions.too-late')
    expect(await o.as('许文涛', handleClosePetition, on(petition))).toMatchObject({ state: 'closed' })
    expect((await o.as('高敏', handleEarlier, { phone: claim.phone })).rows).toMatchObject([{ advice: 'late' }])
    const content = await o.claim('replied')
    expect(await o.as('许文涛', handleClosePetition, { ...on(content), accepts: true })).toMatchObject({ state: 'closed' })
  })
  test('in hand already: the same facts are not registered twice; of a group five speak (arts. 19, 20)', async () => {
    const petition = await o.claim('working')
    expect(await o.code('高敏', handleRegisterPetition, { ...claim, same: petition.id })).toBe('petitions.pending')
    expect(await o.code('高敏', handleRegisterPetition, { ...claim, people: 30, came: 6 })).toBe('petitions.too-many')
    expect(await o.code('高敏', handleRegisterPetition, { ...claim, people: 30, came: 5 })).toBe('done')
  })
})

describe('检举控告 accusations: a closed list, never the accused (R-X02, ZK-50)', () => {
  const landed = async (more: object = {}) =>
    (await o.as('何雨桐', handleRegisterPetition, { ...accusation, entrust: { person: personOf('张怀远') }, accused: [{ person: personOf('刘梦琪') }], ...more })) as Petition
  test('it is with the list in the same act, under a number of a series of its own; the desk’s own series shows no gap', async () => {
    await o.claim('registered')
    expect(await landed()).toMatchObject({ number: '检〔2026〕1号', readers: 'named', state: 'assigned' })
    expect(await o.claim('registered')).toMatchObject({ number: '访〔2026〕2号' })
  })
  test('nobody else finds it: not the head who sees all, not the accused, and once it is signed for not who registered it', async () => {
    const petition = await landed()
    await o.office.as('张怀远').do('accept', on(petition))
    for (const name of ['高敏', '刘梦琪', '何雨桐', '许文涛', '段锦程']) {
      expect((await o.as(name, readLedger, {})).rows, name).toEqual([])
      expect((await o.as(name, readLedger, { text: '宴请' })).rows, name).toEqual([])
      await expect(o.see(name, petition), name).rejects.toMatchObject({ refusal: { code: 'kernel.not-found' } })
      expect(await o.code(name, handleOpenContact, { matter: petition.id, why: '看看' }), name).toBe('kernel.not-found')
    }
    expect((await o.as('张怀远', readLedger, {})).rows).toHaveLength(1)
    const told = await run<{ name: string }>(o.office.tx(), 'select distinct p.name from outbox n join person p on p.id = n.to_person', [])
    expect(told.map((n) => n.name)).toEqual(['张怀远'])
  })
  test('not by search, in no count of the office, in no file that leaves the house, not even the list’s own (ZK-50)', async () => {
    const petition = await landed()
    await o.office.as('张怀远').do('accept', on(petition))
    const ask = <T>(name: string, reading: (ctx: Ctx) => Promise<T>) => o.office.as(name).run({ contract: { input: ledgerFile }, run: reading }, {}) as Promise<T>
    expect(await ask('段锦程', (ctx) => indexSome(ctx.tx, ctx.desks, 500))).toBeGreaterThan(0)
    const series = new Map([['petitions', '访〔{year}〕{seq}号']])
    const found = (name: string) =>
      ask(name, async (ctx) => {
        await enterAsReader(ctx.tx, ctx.who.person, ctx.now)
        return (await readSearch(ctx, series, { q: '宴请', size: 20 })).titles.length
      })
    const filter = ledgerFile.parse({}) as LedgerFilter
    const count = (name: string) => ask(name, async (ctx) => (await countLedger(ctx, filter)).n)
    const file = (name: string) => ask(name, async (ctx) => (await readLedgerPage(ctx, filter, undefined, 50, true)).rows.length)
    const overview = (name: string) => ask(name, async (ctx) => JSON.stringify(await readOverview(ctx, { older: 0, days: 90 })))
    const before = await overview('段锦程')
    for (const name of ['高敏', '刘梦琪', '何雨桐']) expect([await found(name), await count(name), await file(name)], name).toEqual([0, 0, 0])
    expect(await overview('高敏')).toBe(before) // as of somebody who may see nothing at all
    expect([await found('张怀远'), await count('张怀远'), await file('张怀远')]).toEqual([1, 1, 0])
  })
  test('it is given to nobody beside the list, in whatever way, and never to the accused, not even where he is on it', async () => {
    expect(await o.code('何雨桐', handleRegisterPetition, { ...accusation, entrust: { person: personOf('许文涛') } })).toBe('kernel.closed-list')
    expect(await o.code('何雨桐', handleRegisterPetition, { ...accusation, entrust: { person: personOf('张怀远') }, accused: [{ person: personOf('张怀远') }] })).toBe(
      'kernel.recused',
    )
    const petition = await landed()
    await o.office.as('张怀远').do('accept', on(petition))
    const list = o.office.as('张怀远')
    expect(await list.code('errand', { ...on(petition), to: { person: personOf('许文涛') }, ask: '请核' })).toBe('kernel.closed-list')
    expect(await list.code('circulate', { ...on(petition), to: [{ person: personOf('高敏') }], ask: '请阅' })).toBe('kernel.closed-list')
    expect(await list.code('handOver', { ...on(petition), to: { person: personOf('高敏') }, ask: '请办' })).toBe('kernel.closed-list')
    expect(await list.code('handOver', { ...on(petition), to: { person: personOf('段锦程') }, ask: '请办' })).toBe('done')
  })
  test('without a sender: closed on a ground to which a second person of the list agrees', async () => {
    const petition = await landed()
    const list = o.office.as('张怀远')
    await list.do('accept', on(petition))
    await list.do('admitUntold', { ...on(petition), text: '匿名，受理。' })
    const { version } = await o.see('张怀远', petition)
    await o.as('张怀远', handleReportPetition, { ...on(petition), version, result: 'proved', text: '查实，已处理。' })
    await o.as('张怀远', handleUnanswerablePetition, { ...on(petition), ground: '匿名，无法送达。' })
    const piece = (await o.see('段锦程', petition)).stages.flatMap((s) => s.pieces).find((p) => p.kind === 'say' && p.state === 'open')?.id
    expect(await o.office.as('段锦程').do('sign', { matter: petition.id, piece, agree: true })).toMatchObject({ state: 'closed' })
  })
})
