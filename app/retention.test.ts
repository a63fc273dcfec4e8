/** 保存期限届满的来信人联系方式：机关自己经两人定了期限，夜间才依法删除，逐件留痕。 */
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { listGuards } from '../kernel/history/guards.ts'
import { sealAll } from '../kernel/history/seal.ts'
import { verifyDatabase } from '../kernel/history/verify.ts'
import { DAY } from '../kernel/time.ts'
import { withClient } from '../platform/database/connection.ts'
import { faults } from '../platform/http/test-server.ts'
import { clearDue } from '../platform/retention/clear.ts'
import { openPublicOffice, type PublicOffice } from './public-office.ts'

let o: PublicOffice
beforeAll(async () => {
  o = await openPublicOffice(inject('cluster'), 'retention_contacts')
})
afterAll(async () => {
  await o.close()
  expect(faults).toEqual([])
})
/** Two persons have settled how long. */
async function settled(o: PublicOffice): Promise<void> {
  const now = o.server.now()
  await o.asOwner(
    `insert into rule (id, kind, key, value, from_day, basis, proposed_by, proposed_at)
     select gen_random_uuid(), 'quota', 'retention.contacts', '{"n": 1000, "unit": "days"}', ($1::timestamptz)::date, '个人信息保护法第十九条', p.id, $1 from person p where p.username = 'zhouyan'`,
    [now],
  )
  await o.asOwner(
    `update rule set outcome = 'approved', version = 1, from_at = $1, decided_at = $1, decided_by = (select id from person where username = 'gaolan') where key = 'retention.contacts'`,
    [now],
  )
}
const known = async (matter: unknown) =>
  (await o.asOwner(`select 1 from contact c where c.matter_id = $1 and coalesce(c.name_cipher, c.phone_cipher, c.phone_key, c.name_key) is not null`, [matter])).length

test('期限到了：没有两人定过期限的只列出；定了的夜间逐件删除，事项上记明依据，历史核验无误，未办结的不动 (R-C18, HB-44)', async () => {
  const one = await o.handIn()
  const two = await o.handIn()
  await o.takeIn()
  const [closed, open] = [await o.matterOf(one.receipt), await o.matterOf(two.receipt)]
  await o.answer(closed, '已修好。')
  await o.takeIn()
  await o.rate(one.receipt, one.code, { responded: 'yes', solved: 'yes', satisfied: 'yes', text: '' })
  await o.takeIn()
  o.server.pass(1_200 * DAY)
  // as shipped: counted, not erased
  expect(await clearDue(o.server.serving)).toMatchObject({ contacts: 1 })
  expect([await known(closed), await known(open)]).toEqual([1, 1])

  await settled(o)
  o.server.pass(DAY)
  expect(await clearDue(o.server.serving)).toMatchObject({ 'contacts.erased': 1, contacts: 0 })
  expect([await known(closed), await known(open)]).toEqual([0, 1])
  const [event] = await o.asOwner<{ actor: string; said: { erased: object; system?: boolean } }>(
    `select p.username as actor, e.said from event e join person p on p.id = e.actor where e.matter_id = $1 and e.move = 'erase'`,
    [closed],
  )
  expect(event).toMatchObject({ actor: 'gaolan', said: { erased: { table: 'contact', column: 'all' } } })
  expect(await o.asOwner(`select n.text from note n where n.matter_id = $1 and n.text like '联系方式保存期限届满%第1版%'`, [closed])).toHaveLength(1)
  expect(await clearDue(o.server.serving)).toMatchObject({ 'contacts.erased': 0 })

  const { address } = o.server.serving
  await withClient(address, 'seal', (client) => sealAll(client, () => o.server.now()))
  const guards = await withClient(address, 'owner', listGuards)
  expect(await withClient(address, 'act', (client) => verifyDatabase(client, guards))).toMatchObject({ faults: [], more: 0 })
})

test('只留下电子邮箱的，也是联系方式，一样到期 (R-C18)', async () => {
  const o = await openPublicOffice(inject('cluster'), 'retention_mail')
  const three = await o.handIn()
  await o.takeIn()
  const matter = await o.matterOf(three.receipt)
  await o.answer(matter, '已修好。')
  await o.takeIn()
  await o.rate(three.receipt, three.code, { responded: 'yes', solved: 'yes', satisfied: 'yes', text: '' })
  await o.takeIn()
  await o.asOwner(
    `update contact set name_cipher = null, name_key = null, phone_cipher = null, phone_key = null, address_cipher = null, other_cipher = 'sealed' where matter_id = $1`,
    [matter],
  )
  o.server.pass(1_200 * DAY)
  await settled(o)
  o.server.pass(DAY)
  expect(await clearDue(o.server.serving)).toMatchObject({ 'contacts.erased': 1, contacts: 0 })
  expect(await o.asOwner('select c.other_cipher as other from contact c where c.matter_id = $1', [matter])).toEqual([{ other: null }])
  await o.close()
})
