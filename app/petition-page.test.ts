/** 信访人网上查询、评价：在真实服务器、真实数据库上走一遍（条例第二十一条）。 */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Browser, faults } from '../platform/http/test-server.ts'
import { petitionCodeRoutes } from './petition-code.ts'
import { openPublicOffice, type PublicOffice, text } from './public-office.ts'

let o: PublicOffice
let front: Browser
let liaison: Browser
let head: Browser
let housing: string
const powers = (...names: string[]) => names.map((name) => `petitions.${name}`)
beforeAll(async () => {
  o = await openPublicOffice(inject('cluster'), 'petition_page', { more: (serving) => [petitionCodeRoutes(serving)] })
  const enter = async (name: string, username: string, unit: Awaited<ReturnType<typeof o.server.unit>>, granted: readonly string[]) =>
    o.server.signIn(username, (await o.server.person(name, username, unit, granted)).password)
  front = await enter('高敏', 'gaomin', await o.server.unit('XFK', '信访科'), powers('register', 'dispatch', 'rate', 'contact', 'see-all', 'close'))
  const bureau = await o.server.unit('ZJW', '市住建委')
  housing = bureau.id
  liaison = await enter('许文涛', 'xuwentao', bureau, powers('handle', 'close'))
  const top = await o.server.unit('ZJW-head', '市住建委领导')
  head = await enter('郭振华', 'guozhenhua', top, powers('approve-reply', 'sign'))
  await enter('段锦程', 'duanjincheng', await o.server.unit('JW', '机关纪委'), powers('accusations', 'handle'))
})
afterAll(async () => {
  await o.close()
  expect(faults).toEqual([])
})
const act = async (who: Browser, name: string, body: object) => {
  const done = await who.post(`/api/petitions/${name}`, body)
  expect(done.status, `${name} ${done.text}`).toBe(200)
  return done.json as Record<string, unknown> & { readonly id: string; readonly version: number; readonly receipt: string; readonly code: string }
}
const claim = { kind: 'claim', way: 'visit', title: '要求落实征收补偿', body: '安置房两年没有交付。', name: '周先生', phone: '139-0000-7001' }

describe('信访人凭查询码查询、评价 (条例第二十一条)', () => {
  test('柜台发码，只给一次；看得到进度和意见书，看不到人名、内部意见；评价记在事项上，复查复核另有法定途径', async () => {
    const petition = await act(front, 'register', claim)
    const { receipt, code } = await act(front, 'issue-code', { matter: petition.id })
    expect(text((await o.look(receipt, code)).text)).toContain('要求落实征收补偿')
    // of the code nothing stands in the house
    expect(await o.asOwner(`select 1 from published p where p::text like $1`, [`%${code.replace('-', '')}%`])).toEqual([])
    expect(text((await o.look(receipt, code)).text)).toContain('15 日内转送、交办')
    const on = { matter: petition.id, piece: null }
    await act(front, 'assign', { ...on, lead: { unit: housing }, ask: '内部：请依法办理' })
    await act(liaison, 'accept', on)
    const working = await act(liaison, 'admit', { ...on, text: '予以受理。' })
    await o.takeIn()
    const during = text((await o.look(receipt, code)).text)
    expect(during).toContain('市住建委受理，书面告知您')
    expect(during).toMatch(/月\d+日前书面答复您/)
    expect(during).not.toMatch(/许文涛|高敏|内部/)
    expect(during).not.toContain('responded')
    await act(liaison, 'report', { ...on, version: working.version, result: 'partly', text: '内部：拟限期落实。' })
    await act(liaison, 'reply', { ...on, request: '落实补偿。', facts: '经查属实。', opinion: '限期三个月落实。', basis: '条例第二条。', via: 'letter' })
    const asked = (await head.get(`/api/petitions/petition?id=${petition.id}`)).json as { stages: { pieces: { id: string; kind: string; state: string }[] }[] }
    const piece = asked.stages.flatMap((stage) => stage.pieces).find((one) => one.kind === 'say' && one.state === 'open')?.id
    await act(head, 'sign', { matter: petition.id, piece, agree: true })
    await o.takeIn()
    const answered = await o.look(receipt, code)
    expect(text(answered.text)).toContain('限期三个月落实')
    expect(text(answered.text)).toContain('30 日内可以申请复查')
    expect(text(answered.text)).not.toContain('我们接着办')
    expect(text(answered.text)).not.toMatch(/拟限期/)
    await o.rate(receipt, code, { responded: 'yes', solved: 'partly', satisfied: 'no', text: '太慢' })
    await o.takeIn()
    const after = (await front.get(`/api/petitions/petition?id=${petition.id}`)).json
    expect(after).toMatchObject({
      state: 'replied',
      answers: expect.arrayContaining([expect.objectContaining({ kind: 'final', responded: true, solved: 'partly', satisfied: 'no' })]),
    })
    expect((await front.get(`/api/petitions/figures`)).json).toMatchObject({ all: expect.arrayContaining([expect.objectContaining({ key: 'satisfied', n: 0, of: 1 })]) })
    expect(text((await o.look(receipt, code)).text)).toContain('部分')
  })
  test('重发的码作废前一个，收件号不变；没有登记权限的发不了', async () => {
    const petition = await act(front, 'register', { ...claim, title: '要求修缮楼道', phone: '139-0000-7002' })
    const one = await act(front, 'issue-code', { matter: petition.id })
    const two = await act(front, 'issue-code', { matter: petition.id })
    expect(two.receipt).toBe(one.receipt)
    expect(text((await o.look(one.receipt, one.code)).text)).not.toContain('要求修缮楼道')
    expect(text((await o.look(one.receipt, two.code)).text)).toContain('要求修缮楼道')
    expect((await liaison.post('/api/petitions/issue-code', { matter: petition.id })).status).toBe(403)
    expect(await o.asOwner(`select 1 from event e where e.move = 'petitions.issueCode' limit 1`)).toHaveLength(1)
  })
  test('检举控告不发码，已发的页面也不再透露什么 (R-X02)', async () => {
    const petition = await act(front, 'register', { ...claim, title: '要求公开账目', phone: '139-0000-7003' })
    const { receipt, code } = await act(front, 'issue-code', { matter: petition.id })
    await o.asOwner(`update matter set readers = 'named' where id = $1`, [petition.id])
    await o.asOwner(`update published set stale = true where matter_id = $1`, [petition.id])
    await o.takeIn()
    expect(text((await o.look(receipt, code)).text)).not.toContain('要求公开账目')
    expect((await front.post('/api/petitions/issue-code', { matter: petition.id })).status).toBeGreaterThanOrEqual(400)
  })
})
