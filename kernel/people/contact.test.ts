import { createSecretKey, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { openBox } from '../../platform/crypto/box.ts'
import { openCtx } from '../../platform/ctx/handle.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { withClient } from '../../platform/database/connection.ts'
import { openTestServer, type TestServer } from '../../platform/http/test-server.ts'
import type { MatterId, PersonId } from '../ids.ts'
import { findByPhone, keepContact, openContact, plainPhone } from './contact.ts'

let server: TestServer
let matter: MatterId
let person: PersonId
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'contact', { desks })
  const unit = await server.unit('letters-division', '来信来电科')
  const made = await server.person('何静', 'hejing', unit, ['letters.register'])
  person = made.id
  const clerk = await server.signIn('hejing', made.password)
  matter = (await clerk.post('/api/letters/register', { channel: 'call', kind: 'help', title: '路灯', body: '正文', name: '李某', phone: '+86 138-0000-6027' })).json
    ?.id as MatterId
})
afterAll(() => server.close())
const inOffice = <T>(work: (ctx: Awaited<ReturnType<typeof openCtx>>) => Promise<T>) =>
  inAct(server.serving.pools.act, async (tx) => work(await openCtx(server.serving, tx, { person })))

describe('来信人 contacts (R-C18)', () => {
  test('nothing readable lies in the database; opened they are whole, and who looked is on record', async () => {
    await inOffice((ctx) => keepContact(ctx, matter, { name: '王某某', phone: '0517-8888 6666', address: '和平路18号', other: 'wang@example.invalid' }))
    const dump = await withClient(server.serving.address, 'owner', async (client) => JSON.stringify((await client.query('select c.* from contact c')).rows))
    expect(dump).not.toMatch(/王某|李某|8888|6027|和平路|wang@/)
    const opened = await inOffice((ctx) => openContact(ctx, matter, '核实地址'))
    expect(opened).toEqual(expect.arrayContaining([expect.objectContaining({ name: '王某某', phone: '0517-8888 6666', address: '和平路18号', other: 'wang@example.invalid' })]))
    const looked = await withClient(server.serving.address, 'owner', async (client) => (await client.query('select who, matter_id, what from looked')).rows)
    expect(looked).toContainEqual({ who: person, matter_id: matter, what: 'contact: 核实地址' })
  })
  test('the exact telephone finds the matter however it is written; part of it finds nothing', async () => {
    for (const phone of ['13800006027', '138 0000 6027', '+86-138-0000-6027', '１３８００００６０２７'])
      expect(await inOffice((ctx) => findByPhone(ctx, phone)), phone).toEqual([matter])
    for (const phone of ['1380000602', '6027', '', '13800006028']) expect(await inOffice((ctx) => findByPhone(ctx, phone)), phone).toEqual([])
    expect(plainPhone('0517-8888 6666')).toBe('051788886666')
  })
  test('another installation’s key opens nothing and finds nothing', () => {
    const [one, two] = [0, 1].map(() => openBox(createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32))))
    expect(() => two?.open(one?.seal('王某某') ?? '')).toThrow()
    expect(one?.key('phone 13800006027')).not.toBe(two?.key('phone 13800006027'))
  })
})
