/** 中心接口：一个 12345 中心的程序经 HTTP 送工单、取进展、认回填；办公室是真的，数据库是真的。 */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { inAct } from '../platform/ctx/transaction.ts'
import { docxOf } from '../platform/files/inside/samples.ts'
import { faults } from '../platform/http/test-server.ts'
import { centreDoor } from './centre.ts'
import { issueCentreKey, revokeCentreKey } from './centre-keys.ts'
import { openPublicOffice, type PublicOffice, png } from './public-office.ts'

const SYSTEM = '省12345平台'
let o: PublicOffice
let key: string
let keyId: string
const act = <T>(work: Parameters<typeof inAct<T>>[1]) => inAct(o.server.serving.pools.act, work)
beforeAll(async () => {
  o = await openPublicOffice(inject('cluster'), 'centre', { doors: (serving) => [centreDoor({ house: serving, files: serving.files })] })
  const issued = await act((tx) => issueCentreKey(tx, SYSTEM, 1_000, o.server.now()))
  key = issued.secret
  keyId = issued.id
})
afterAll(async () => {
  await o.close()
  expect(faults).toEqual([])
})

interface Answer {
  readonly status: number
  readonly json: Readonly<Record<string, unknown>> & { readonly words?: string; readonly steps?: { readonly key: string; readonly units: string[] }[] }
}
async function call(path: string, body?: unknown, secret: string | null = key): Promise<Answer> {
  const answer = await fetch(`${o.server.url}/centre/v1/${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(secret === null ? {} : { authorization: `Bearer ${secret}` }) },
  })
  return { status: answer.status, json: JSON.parse(await answer.text()) }
}
const workOrder = {
  number: 'ZX-2026-0001',
  title: '团结路井盖丢失',
  body: '团结路与和平路交叉口井盖丢失，行人危险，请尽快补装。',
  place: '团结路',
  phone: '138-0000-6027',
  name: '周某某',
  feedBy: '2027-01-05T09:00:00+08:00',
}
const ask = (number: string) => call(`work-orders?number=${encodeURIComponent(number)}`)
const matters = async () => (await o.asOwner<{ n: number }>('select count(*)::int as n from matter'))[0]?.n ?? -1
const matterOf = async (number: string) => (await o.asOwner<{ id: never }>('select o.matter_id as id from letters_outside o where o.number = $1', [number]))[0]?.id
const rules = async (version: number, line: boolean, centre = true) => {
  const entries = Object.entries({ line, centre }).map(([entry, on]) => ({ key: entry, zh: null, en: null, on }))
  await o.asOwner(
    `insert into rule (id, kind, key, value, from_day, basis, proposed_by, proposed_at)
     select gen_random_uuid(), 'dictionary', 'letters.intakes', $1::json, current_date, '市政府办文件', p.id, now() - interval '2 hours' from (select id from person order by id limit 1) p`,
    [JSON.stringify({ entries })],
  )
  await o.asOwner(
    `update rule set outcome = 'approved', version = $1::int, from_at = now() - interval '1 hour', decided_at = now() - interval '1 hour',
       decided_by = (select id from person where id <> proposed_by order by id limit 1) where outcome is null`,
    [version],
  )
}

describe('12345 中心的程序 a centre’s program', () => {
  test('送来一件：即时登记、有编号、有首问；办到答复，照编号取得进展和答复，认了回填就离开待回填 (R-H01)', async () => {
    const taken = await call('work-orders', workOrder)
    expect(taken, JSON.stringify(taken.json)).toMatchObject({
      status: 201,
      json: { number: workOrder.number, state: 'received', office: expect.stringMatching(/^信〔\d{4}〕\d+号$/), repeated: false, left: [], answers: [], fedBackAt: null },
    })
    const matter = await matterOf(workOrder.number)
    expect((await o.people.caller.get(`/api/letters/letter?id=${matter}`)).json).toMatchObject({
      title: workOrder.title,
      owner: { person: { name: '何静' } },
      detail: { channel: 'message' },
    })
    expect((await o.people.caller.post('/api/letters/open-contact', { matter, why: '回电' })).json).toMatchObject({ contacts: [{ name: '周某某', phone: '138-0000-6027' }] })
    const owed = async () => {
      const rows = (await o.people.caller.get('/api/letters/to-feed')).json?.rows as { outside: { number: string } }[] | undefined
      return rows?.map((row) => row.outside.number)
    }
    expect(await owed()).toEqual([workOrder.number])
    expect(await call('fed-back', { number: workOrder.number })).toMatchObject({ status: 409, json: { code: 'letters.nothing-to-feed' } })

    await o.answer(matter, '周某某您好，井盖已补装。')
    const now = await ask(workOrder.number)
    expect(now).toMatchObject({ status: 200, json: { state: 'answered', answers: [{ text: '周某某您好，井盖已补装。' }], fedBackAt: null } })
    expect(now.json.steps?.map((step) => step.key)).toEqual(['received', 'registered', 'given', 'working', 'found', 'answered'])
    expect(now.json.steps?.[2]?.units).toEqual(['市住建局'])
    // what is said inside the house stays there
    expect(JSON.stringify(now.json)).not.toMatch(/维修经费|内部意见|何静|周燕|许立/)
    expect(await owed()).toEqual([workOrder.number])
    expect(await call('fed-back', { number: workOrder.number })).toMatchObject({ status: 200, json: { fedBackAt: expect.stringMatching(/^\d{4}-/) } })
    expect(await owed()).toEqual([])
    expect((await o.people.caller.get(`/api/letters/outside?id=${matter}`)).json).toMatchObject({ rows: [{ number: workOrder.number, fedBy: SYSTEM }] })
  })

  test('同一编号送几次、同时送，都是一件；换了内容的不收 (R-F15)', async () => {
    const again = { ...workOrder, number: 'ZX-2026-0002' }
    const before = await matters()
    const all = await Promise.all(Array.from({ length: 6 }, () => call('work-orders', again)))
    expect(all.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 200, 201])
    expect(new Set(all.map((one) => one.json.office)).size).toBe(1)
    expect(await matters()).toBe(before + 1)
    expect(await call('work-orders', { ...again, body: '换了一件事。' })).toMatchObject({ status: 409, json: { code: 'letters.work-order-differs' } })
    expect(await matters()).toBe(before + 1)
  })

  test('附件过查看文件内部的门：图片收下随件走；不收的种类写明；夹带密级标志的整件不收、记录在案、一个字节不留 (R-C02)', async () => {
    const file = (name: string, bytes: Buffer) => ({ name, content: bytes.toString('base64') })
    const good = await call('work-orders', {
      ...workOrder,
      number: 'ZX-2026-0003',
      attachments: [file('现场.png', png), file('run.exe', Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]))],
    })
    expect(good).toMatchObject({ status: 201, json: { left: ['run.exe'] } })
    const matter = await matterOf('ZX-2026-0003')
    expect((await o.people.caller.get(`/api/letters/letter?id=${matter}`)).json).toMatchObject({
      files: [{ name: '现场.png', kind: 'png' }],
      detail: { body: expect.stringContaining('（未收附件：run.exe）') },
    })
    const [before, plain, plan] = [await matters(), Buffer.from('门前停水三天，见说明。'), docxOf(['关于某项工作的方案', '机密★3年'])]
    expect(await call('work-orders', { ...workOrder, number: 'ZX-2026-0004', attachments: [file('说明.txt', plain), file('方案.docx', plan)] })).toMatchObject({
      status: 422,
      json: { code: 'kernel.secret-mark' },
    })
    expect(await call('work-orders', { ...workOrder, number: 'ZX-2026-0005', body: '机密★一年 内部方案' })).toMatchObject({ status: 422, json: { code: 'kernel.secret-mark' } })
    expect(await matters()).toBe(before)
    for (const bytes of [plain, plan]) expect(await o.server.serving.files.has(createHash('sha256').update(bytes).digest('hex'))).toBe(false)
    expect(await o.asOwner(`select 1 from upload u where u.name ~ '说明|方案'`)).toEqual([])
    expect((await ask('ZX-2026-0004')).status).toBe(404)
  })

  test('没有密钥、不认识的、作废的都不收，正文不读；库里只有摘要；到了限额说明白 (R-C18)', async () => {
    expect(await call('work-orders', workOrder, null)).toMatchObject({ status: 403, json: { code: 'centre.no-key' } })
    expect(await call('work-orders', '{', `hz_${'x'.repeat(40)}`)).toMatchObject({ status: 403, json: { code: 'centre.bad-key', words: expect.stringContaining('作废') } })
    expect(await o.asOwner(`select 1 from letters_centre_key k where k::text like $1`, [`%${key}%`])).toEqual([])
    const small = await act((tx) => issueCentreKey(tx, '市级平台', 1, o.server.now()))
    expect((await call('work-orders', { ...workOrder, number: 'S-1' }, small.secret)).status).toBe(201)
    expect(await call('work-orders', { ...workOrder, number: 'S-2' }, small.secret)).toMatchObject({ status: 429, json: { code: 'centre.quota' } })
    // one centre never learns of another's
    expect((await call('work-orders?number=ZX-2026-0001', undefined, small.secret)).status).toBe(404)
    await act((tx) => revokeCentreKey(tx, small.id.slice(0, 8), o.server.now()))
    expect(await call('work-orders?number=S-1', undefined, small.secret)).toMatchObject({ status: 403, json: { code: 'centre.bad-key' } })
    expect(keyId).not.toBe(small.id)
  })

  test('写错的说明哪一项；合同可以取来对照', async () => {
    expect(await call('work-orders', { ...workOrder, number: '', urgent: true })).toMatchObject({ status: 400, json: { code: 'http.bad-input' } })
    expect(await call('work-orders', { ...workOrder, attachments: [{ name: 'a.png', content: '不是 base64' }] })).toMatchObject({ status: 400 })
    expect(await call('work-orders?number=没有')).toMatchObject({ status: 404, json: { code: 'letters.no-work-order' } })
    const contract = (await call('contract.json', undefined, null)).json as Record<string, { properties: object; required: string[] }>
    expect(Object.keys(contract.workOrder?.properties ?? {})).toEqual(['number', 'title', 'body', 'place', 'phone', 'name', 'feedBy', 'link', 'supervised', 'attachments'])
    expect(contract.workOrder?.required).toEqual(['number', 'body'])
  })

  test('限定知悉的一件，对中心只说收到，别的一概不说', async () => {
    await call('work-orders', { ...workOrder, number: 'ZX-2026-0006' })
    await o.asOwner(`update matter m set readers = 'named' from letters_outside o where o.matter_id = m.id and o.number = 'ZX-2026-0006'`)
    expect(await ask('ZX-2026-0006')).toEqual({
      status: 200,
      json: { number: 'ZX-2026-0006', state: 'received', office: null, answerBy: null, steps: [], answers: [], fedBackAt: null },
    })
  })

  test('只接收的机关：督办的成为来信，其余列入对照清单、密封、不是事项；不接收的说明白 (HB-44)', async () => {
    await rules(1, false)
    const before = await matters()
    const plain = { ...workOrder, number: 'ZX-2026-0010', body: '和平路路灯不亮。' }
    expect(await call('work-orders', plain)).toMatchObject({ status: 201, json: { state: 'listed', office: null } })
    // the list keeps no file: it is named to the centre and in the sealed text, and not one byte stays
    const seen = Buffer.from('路灯现场说明。')
    const withFile = { ...plain, number: 'ZX-2026-0012', attachments: [{ name: '路灯说明.txt', content: seen.toString('base64') }] }
    expect(await call('work-orders', withFile)).toMatchObject({ status: 201, json: { state: 'listed', left: ['路灯说明.txt'] } })
    expect(await o.server.serving.files.has(createHash('sha256').update(seen).digest('hex'))).toBe(false)
    expect(await o.asOwner(`select 1 from upload u where u.name = '路灯说明.txt'`)).toEqual([])
    expect(await ask(plain.number)).toMatchObject({ json: { state: 'listed' } })
    expect(await matters()).toBe(before)
    expect(await call('work-orders', { ...plain, supervised: true })).toMatchObject({ status: 201, json: { state: 'received', office: expect.any(String) } })
    expect(await matters()).toBe(before + 1)
    expect((await o.people.caller.get(`/api/letters/outside?id=${await matterOf(plain.number)}`)).json).toMatchObject({ rows: [{ supervised: true }] })
    await rules(2, true, false)
    expect(await call('work-orders', { ...workOrder, number: 'ZX-2026-0011' })).toMatchObject({ status: 409, json: { code: 'letters.centre-closed' } })
  })
})
