import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { giftFiles } from '../print/gifts.ts'
import { readGifts } from '../read/gifts.ts'
import { type PetitionsOffice, personOf, petitionsOffice } from './petitions-office.ts'
import { askGifts, handleConfirmGift, handleSaveGift } from './save-gift.ts'

const gift = { id: null, kind: 'gift', what: '茶叶两盒', giver: '清溪县某企业', occasion: '下乡检查', value: 38_000, receivedOn: '2026-11-20', outcome: 'pending' } as const
const handedIn = { ...gift, outcome: 'handedIn', dealtOn: '2026-11-23', receipt: '收字 0017 号' } as const

describe('礼品登记 what staff were offered or took on duty (ZK-50)', () => {
  let trial: TrialDatabase
  let o: PetitionsOffice
  let id = ''
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'petitions-gifts')
    o = await petitionsOffice(trial.db)
  }, 120_000)
  afterAll(async () => {
    await o.office.close()
    await trial.close()
  })
  const list = async (name: string, asked: object = {}) => (await o.as(name, readGifts, { size: 50, ...asked })).rows
  const told = async (name: string) =>
    (await run<{ kind: string }>(o.office.tx(), `select n.kind from outbox n where n.to_person = $1 and n.kind like 'gift-%' order by n.kind`, [personOf(name)])).map((n) => n.kind)
  const ask = { contract: { input: { parse: (x: unknown) => x } }, run: (ctx: never) => askGifts(ctx) } as never

  test('a clerk declares what he was given; it has a number of its own and a month, and who keeps the register sees it', async () => {
    const declared = await o.as('许文涛', handleSaveGift, gift)
    expect(declared).toMatchObject({
      number: '礼〔2026〕1号',
      dueOn: '2026-12-21',
      state: 'pending',
      over: false,
      person: { name: '许文涛' },
      may: { change: true, confirm: false },
    })
    id = declared.id
    expect((await o.as('关山', handleSaveGift, { ...gift, kind: 'meal', what: '工作餐', value: 4000 })).number).toBe('礼〔2026〕2号')
    expect((await list('段锦程')).map((g) => g.number)).toEqual(['礼〔2026〕2号', '礼〔2026〕1号'])
  })
  test('closed to everybody else: his head, the petitions office, a colleague read, change and take out nothing of it', async () => {
    for (const name of ['郭振华', '高敏', '关山']) {
      expect(
        (await list(name)).some((g) => g.id === id),
        name,
      ).toBe(false)
      expect(await o.code(name, handleSaveGift, { ...handedIn, id, version: 1 }), name).toBe('kernel.not-found')
    }
    const file = giftFiles[0]
    const rows = async (name: string) =>
      ((await o.as(name, { contract: { input: { parse: (x: unknown) => x } }, run: (ctx: never) => file?.page(ctx, {}, undefined, 50) } as never, {})) as { rows: unknown[] }).rows
    expect([(await rows('高敏')).length, (await rows('许文涛')).length, (await rows('段锦程')).length]).toEqual([0, 1, 2])
    expect(handleConfirmGift.gate).toEqual({ power: 'petitions.gifts' })
  })
  test('only one’s own is declared; for somebody who cannot sign in, whoever keeps the register does it', async () => {
    expect(await o.code('许文涛', handleSaveGift, { ...gift, person: personOf('毛永福') })).toBe('petitions.gift-not-yours')
    expect(await o.as('段锦程', handleSaveGift, { ...gift, person: personOf('毛永福') })).toMatchObject({ person: { name: '毛永福' }, number: '礼〔2026〕3号' })
    expect((await list('毛永福')).map((g) => g.number)).toEqual(['礼〔2026〕3号'])
  })
  test('handed in with a receipt, then confirmed by somebody else; he is told, and nothing is changed any more', async () => {
    expect(await o.code('段锦程', handleConfirmGift, { id, version: 1 })).toBe('petitions.gift-pending')
    expect(await o.as('许文涛', handleSaveGift, { ...handedIn, id, version: 1 })).toMatchObject({ version: 2, number: '礼〔2026〕1号', state: 'dealt', receipt: '收字 0017 号' })
    expect(await o.code('段锦程', handleConfirmGift, { id, version: 1 })).toBe('kernel.stale')
    expect(await o.as('段锦程', handleConfirmGift, { id, version: 2 })).toMatchObject({
      state: 'confirmed',
      confirmedBy: { name: '段锦程' },
      may: { change: false, confirm: false },
    })
    expect(await told('许文涛')).toEqual(['gift-confirmed'])
    expect(await o.code('许文涛', handleSaveGift, { ...handedIn, id, version: 3 })).toBe('petitions.gift-confirmed')
  })
  test('nobody confirms his own, not even one of those who keep the register', async () => {
    const own = await o.as('段锦程', handleSaveGift, { ...handedIn, id: null })
    expect(own.may).toEqual({ change: true, confirm: false })
    expect(await o.code('段锦程', handleConfirmGift, { id: own.id, version: 1 })).toBe('kernel.own-work')
    expect(await o.as('张怀远', handleConfirmGift, { id: own.id, version: 1 })).toMatchObject({ state: 'confirmed' })
  })
  test('a week before the month is over he is reminded, once; when it is over, so are those who keep the register; late it stays marked', async () => {
    expect(await o.office.as('段锦程').run(ask, {})).toBe(0)
    o.days(22)
    expect(await o.office.as('段锦程').run(ask, {})).toBe(2)
    expect(await o.office.as('段锦程').run(ask, {})).toBe(0)
    expect([await told('关山'), await told('张怀远')]).toEqual([['gift-due'], []])
    o.days(9)
    expect(await o.office.as('段锦程').run(ask, {})).toBe(2)
    expect([await told('关山'), await told('张怀远')]).toEqual([['gift-late'], ['gift-late', 'gift-late']])
    expect((await list('段锦程', { state: 'late' })).map((g) => g.number)).toEqual(['礼〔2026〕3号', '礼〔2026〕2号'])
    const [meal] = await list('关山')
    const paid = { ...gift, kind: 'meal', what: '工作餐', value: 4000, outcome: 'paid', dealtOn: '2026-12-24', receipt: '伙食费收据 0032' }
    expect(await o.as('关山', handleSaveGift, { ...paid, id: meal?.id, version: 1 })).toMatchObject({ state: 'dealt', over: true })
  })
  test('found by words, kind and day; page by page nothing twice', async () => {
    expect((await list('段锦程', { text: '工作餐' })).map((g) => g.kind)).toEqual(['meal'])
    expect((await list('段锦程', { text: '许文' })).map((g) => g.number)).toEqual(['礼〔2026〕1号'])
    expect(await list('段锦程', { from: '2026-11-24' })).toEqual([])
    expect(await list('段锦程', { from: '2026-11-23', to: '2026-11-23' })).toHaveLength(4)
    const first = await o.as('段锦程', readGifts, { size: 3 })
    const rest = await o.as('段锦程', readGifts, { size: 3, cursor: first.next })
    expect([...first.rows, ...rest.rows].map((g) => g.number)).toEqual(['礼〔2026〕4号', '礼〔2026〕3号', '礼〔2026〕2号', '礼〔2026〕1号'])
    expect(rest.next).toBeNull()
  })
  test('every wording stays, each act on record without a word of what it was', async () => {
    const rows = await run<{ version: number }>(o.office.tx(), 'select g.version from petitions_gift g where g.id = $1 order by g.version', [id])
    expect(rows.map((r) => r.version)).toEqual([1, 2, 3])
    const events = await run<{ move: string; said: object }>(
      o.office.tx(),
      `select e.move, e.said from event e where e.move in ('petitions.saveGift', 'petitions.confirmGift') order by e.id`,
      [],
    )
    expect(events.length).toBe(8)
    expect(JSON.stringify(events)).not.toMatch(/茶叶|清溪|工作餐|收据/)
    await expect(run(o.office.tx(), `update petitions_gift set what = '无' where id = $1`, [id])).rejects.toMatchObject({ code: '42501' })
  })
})
