/** 查进度、答复、三问：答复发出前什么也看不到，评价一次为限，不满意的接着办。 */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { faults } from '../platform/http/test-server.ts'
import { letter, openPublicOffice, type PublicOffice, png, text, value, work } from './public-office.ts'

let o: PublicOffice
beforeAll(async () => {
  o = await openPublicOffice(inject('cluster'), 'public-answer')
})
afterAll(async () => {
  await o.close()
  expect(faults).toEqual([])
})

describe('查进度和答复', () => {
  test('每一步用白话，写单位不写人；答复发出前看不到，发出后是原文；内部意见始终看不到 (R-H08)', async () => {
    const { receipt, code } = await o.handIn({ ...letter, body: '翠屏桥下穿段下雨积水，请市住建局解决。' })
    await o.takeIn()
    const matter = await o.matterOf(receipt)
    const on = { matter, piece: null }
    await o.act(o.people.caller, 'assign', { ...on, lead: { unit: o.housing }, ask: '请办理' })
    await o.takeIn()
    const given = text((await o.look(receipt, code)).text)
    expect(given).toMatch(/您的信正在办， ?最晚\d+月\d+日答复您/)
    expect(given).toContain('交给市住建局办理')
    const held = await o.act(o.people.liaison, 'accept', on)
    await o.act(o.people.liaison, 'report', { ...on, version: held.version, result: 'solved', text: '内部：水泵老化。' })
    await o.act(o.people.clerk, 'submit', { ...on, text: '您好，水泵已更换。\n\n12月20日前修好管道。' })
    await o.takeIn()
    const writing = text((await o.look(receipt, code)).text)
    expect(writing).toContain('情况已查清，正在给您写答复')
    expect(writing).not.toContain('水泵')
    await o.act(o.people.head, 'sign', { ...on, agree: true, draft: 1, opinion: '内部意见：可以。' })
    await o.act(o.people.clerk, 'reply', { ...on, via: 'portal' })
    await o.takeIn()
    const answered = (await o.look(receipt, code)).text
    expect(answered).toContain('<p>您好，水泵已更换。</p><p>12月20日前修好管道。</p>')
    expect(text(answered)).toContain('有人跟您联系过吗')
    for (const hidden of ['许立', '何静', '周燕', '高岚', '内部', '老化', '138-0000', '李某某']) expect(answered, hidden).not.toContain(hidden)
  })

  test('编号或查询码错了都是同一句话；同一网络对同一编号错五次要等，别的编号和别的网络不受影响 (R-C11)', async () => {
    const [mine, other] = [await o.handIn(), await o.handIn({ ...letter, body: '人民路垃圾没人清运，请处理。' })]
    const [wrong, none] = [await o.look(mine.receipt, 'AAAAA-AAAAA'), await o.look('ZZZZ-ZZZZ', mine.code)]
    expect([wrong.status, none.status]).toEqual([404, 404])
    expect(text(wrong.text).replace(mine.receipt, '')).toContain('没有查到')
    for (let n = 0; n < 4; n++) await o.look(mine.receipt, `AAAAA-AAAA${n}`)
    expect((await o.look(mine.receipt, mine.code)).status).toBe(429)
    expect((await o.look(other.receipt, other.code)).status).toBe(200)
    o.server.pass(16 * 60_000)
    expect((await o.look(mine.receipt, mine.code)).status).toBe(200)
    await o.takeIn()
  })
})

test('依法删除答复和标题以后，页上也不再有一个字 (R-C20)', async () => {
  const { receipt, code } = await o.handIn({ ...letter, body: '翠湖公园长椅损坏，请市住建局修理。' })
  await o.takeIn()
  const matter = await o.matterOf(receipt)
  await o.answer(matter, '您好，长椅已修好，李某某同志可前往查看。')
  await o.takeIn()
  expect((await o.look(receipt, code)).text).toContain('长椅已修好')
  const [{ id } = { id: '' }] = await o.asOwner<{ id: string }>('select a.id from answer a where a.matter_id = $1', [matter])
  for (const [table, key, column] of [
    ['answer', id, 'body'],
    ['matter', matter ?? '', 'title'],
  ] as const)
    await o.act(o.people.arbiter, 'erase', { matter, piece: null, table, key, column, reason: '本人依法申请' })
  await o.takeIn()
  const page = (await o.look(receipt, code)).text
  for (const gone of ['长椅', '李某某', '翠湖']) expect(page, gone).not.toContain(gone)
  expect(text(page)).toContain('这份答复已依法删除')
})

describe('补充情况', () => {
  const add = async (receipt: string, code: string, more: string, page: string) => {
    o.server.pass(5_000)
    return o.send('/public/more', { more, number: receipt, code, form: value(page, 'form'), work: work(page), website: '' }, [['又一张.png', png]])
  }
  test('正在办的可以补充文字和照片：记在这件信上，正在办的人得到通知；空着的、带密级标志的不收', async () => {
    const { receipt, code } = await o.handIn({ ...letter, body: '滨河路路灯不亮，请市住建局处理。' })
    await o.takeIn()
    const matter = await o.matterOf(receipt)
    await o.act(o.people.caller, 'assign', { matter, piece: null, lead: { unit: o.housing }, ask: '请办理' })
    await o.act(o.people.liaison, 'accept', { matter, piece: null })
    await o.takeIn()
    const page = (await o.look(receipt, code)).text
    expect((await add(receipt, code, ' ', page)).text).toContain('请写下要补充的情况')
    expect((await add(receipt, code, '密级：机密', page)).status).toBe(422)
    expect((await add(receipt, code, '昨晚又灭了两盏，在公交站旁。', page)).status).toBe(200)
    await o.takeIn()
    const seen = (await o.people.liaison.get(`/api/letters/letter?id=${matter}`)).json as { files: object[] }
    expect((await o.people.liaison.get(`/api/matters/trail?matter=${matter}`)).text).toContain('来信人补充：昨晚又灭了两盏，在公交站旁。')
    expect(seen.files).toHaveLength(1)
    expect(await o.asOwner(`select 1 from outbox b where b.kind = 'added' and b.payload ->> 'matter' = $1`, [matter])).toHaveLength(1)
    expect((await o.look(receipt, code)).text).not.toContain('公交站')
  })
  test('答复以后不再收补充；交上时正好办完的，另立一封与原信相连，一句不丢', async () => {
    const { receipt, code } = await o.handIn({ ...letter, body: '文昌路人行道破损，请市住建局处理。' })
    await o.takeIn()
    const matter = await o.matterOf(receipt)
    const page = (await o.look(receipt, code)).text
    await o.answer(matter, '您好，已修补。')
    const [{ id } = { id: '' }] = await o.asOwner<{ id: string }>('select a.id from answer a where a.matter_id = $1', [matter])
    await o.act(o.people.caller, 'call-back', { matter, piece: null, answer: id, reached: true, responded: true, solved: 'yes', satisfied: 'yes' })
    expect((await add(receipt, code, '还有一段没修，在学校门口。', page)).status).toBe(200) // the page does not know yet
    await o.takeIn()
    const [linked] = await o.asOwner<{ body: string }>(
      `select l.body from link k join letters_letter l on l.matter_id = k.to_matter where k.from_matter = $1 and k.kind = 'arises'`,
      [matter],
    )
    expect(linked?.body).toContain('还有一段没修，在学校门口。')
    expect((await add(receipt, code, '再补一句。', (await o.get('/public/')).text)).status).toBe(409)
  })
})

describe('三问', () => {
  test('响应、解决、满意分开问，一次为限；满意的销号，记在来信人自己的话上，无须再打电话 (R-H09, R-H20)', async () => {
    const { receipt, code } = await o.handIn({ ...letter, body: '幸福里小区电梯停运，请市住建局处理。' })
    await o.takeIn()
    const matter = await o.matterOf(receipt)
    await o.answer(matter, '您好，电梯已恢复。')
    await o.takeIn()
    const missing = await o.rate(receipt, code, { responded: 'yes', solved: 'yes' })
    expect(missing.status).toBe(400)
    expect(missing.text).toContain('href="#satisfied"')
    expect((await o.rate(receipt, code, { responded: 'no', solved: 'partly', satisfied: 'basically', text: '还算快。' })).status).toBe(200)
    expect((await o.rate(receipt, code, { responded: 'yes', solved: 'yes', satisfied: 'yes', text: '' })).status).toBe(409)
    await o.takeIn()
    const seen = (await o.people.caller.get(`/api/letters/letter?id=${matter}`)).json as { state: string; answers: object[] }
    expect(seen.state).toBe('closed')
    expect(seen.answers).toMatchObject([{ responded: false, solved: 'partly', satisfied: 'basically' }])
    const [event] = await o.asOwner<{ said: object }>(`select e.said from event e where e.matter_id = $1 and e.move = 'rate'`, [matter])
    expect(event?.said).toMatchObject({ system: true })
    const after = text((await o.look(receipt, code)).text)
    expect(after).toContain('这件事已经办完')
    expect(after).toContain('没有，部分解决，基本满意')
    expect(after).not.toContain('请您评价')
  })
  test('没解决或不满意：开第二办次，来信人看得到接着办；第二次答复再评一次 (promise 2)', async () => {
    const { receipt, code } = await o.handIn({ ...letter, body: '锦绣家园暖气不热，请市住建局处理。' })
    await o.takeIn()
    const matter = await o.matterOf(receipt)
    await o.answer(matter, '您好，已调试。')
    await o.takeIn()
    const rated = await o.rate(receipt, code, { responded: 'yes', solved: 'no', satisfied: 'no', text: '昨晚又不热了。' })
    expect(text(rated.text)).toContain('我们接着办')
    await o.takeIn()
    const again = (await o.people.caller.get(`/api/letters/letter?id=${matter}`)).json as { state: string; round: number }
    expect(again).toMatchObject({ state: 'working', round: 2 })
    const page = text((await o.look(receipt, code)).text)
    expect(page).toContain('按您的评价接着办')
    expect(page).toContain('没解决，不满意')
  })
  test('话务员已经电话问过的，网上的评价不再改它；不满意的话另登记一件，不落空', async () => {
    const { receipt, code } = await o.handIn({ ...letter, body: '北苑小区自来水发黄，请市住建局处理。' })
    await o.takeIn()
    const matter = await o.matterOf(receipt)
    await o.answer(matter, '您好，已冲洗管网。')
    await o.takeIn()
    const page = (await o.look(receipt, code)).text
    o.server.pass(5_000)
    const [{ id } = { id: '' }] = await o.asOwner<{ id: string }>('select a.id from answer a where a.matter_id = $1', [matter])
    await o.act(o.people.caller, 'call-back', { matter, piece: null, answer: id, reached: true, responded: true, solved: 'yes', satisfied: 'yes' })
    const late = await o.send('/public/rating', {
      responded: 'yes',
      solved: 'no',
      satisfied: 'no',
      number: receipt,
      code,
      form: value(page, 'form'),
      work: work(page),
      website: '',
    })
    expect(late.status).toBe(200)
    await o.takeIn()
    expect((await o.asOwner<{ outcome: string }>(`select s.outcome from submission s where s.kind = 'rating' order by s.at desc limit 1`))[0]?.outcome).toMatch(/^kernel\./)
    expect((await o.people.caller.get(`/api/letters/letter?id=${matter}`)).json).toMatchObject({ state: 'closed' })
    const heard = await o.asOwner<{ body: string }>(
      `select l.body from letters_letter l join link k on l.matter_id in (k.from_matter, k.to_matter) where $1 in (k.from_matter, k.to_matter) and l.matter_id <> $1`,
      [matter],
    )
    expect(heard).toEqual([{ body: expect.stringContaining('未解决，不满意') }])
    expect(faults.splice(0).every((line) => line.includes('"kind":"rating"'))).toBe(true)
  })
})
