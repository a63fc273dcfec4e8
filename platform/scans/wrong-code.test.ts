import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import { desks } from '../../app/desks.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { type ScanPage, type tray, waits } from '../../kernel/reading/scan-shape.ts'
import { slipCode } from '../../typeset/slip-code.ts'
import { scansEn } from '../../web/words/scans.en.ts'
import { scansZh } from '../../web/words/scans.zh-CN.ts'
import { type Browser, faults } from '../http/test-server.ts'
import { type Asked, pile, type ScansOffice, scansOffice, slipOf } from './scans-office.ts'

type Tray = z.output<typeof tray.output>
let office: ScansOffice
/** May enter for leaders, sees no letter but her own. */
let narrow: Browser
let approver: Browser
beforeAll(async () => {
  office = await scansOffice(inject('cluster'), 'wrong-code', desks)
  const { server } = office
  const unit = await server.unit('WD', '文电科')
  narrow = await server.signIn('jihongmei', (await server.person('季红梅', 'jihongmei', unit, ['office.record'])).password)
  const head = await server.unit('ZFB', '市政府办')
  approver = await server.signIn('gaomin', (await server.person('高敏', 'gaomin', head, ['letters.approve-void', 'letters.sign', 'letters.see-all'])).password)
})
afterAll(async () => {
  await office.server.close()
  expect(faults).toEqual([])
})
const waiting = async (who: Browser) => ((await who.get('/api/scans/tray?view=waiting')).json as Tray).pages
async function only(who: Browser, name: string, code: string): Promise<ScanPage> {
  const before = new Set((await waiting(who)).map((page) => page.id))
  expect((await office.drop(who, pile([{ code, title: name }]), `${name}.pdf`)).status).toBe(200)
  await office.split()
  const [page, ...more] = (await waiting(who)).filter((one) => !before.has(one.id))
  if (!page || more.length > 0) throw new Error(`${name}: ${more.length + (page ? 1 : 0)} pages wait`)
  return page
}

describe('单据上的码不对 a wrong code on a slip (issue D)', () => {
  test('of another office: a matter that is not here waits as unknown, and its picture is kept', { timeout: 60_000 }, async () => {
    const page = await only(office.secretary, '外单位', slipCode('0190bbbb-0000-7000-8000-000000000009' as MatterId, 'P'))
    expect(page).toMatchObject({ state: 'waiting', reason: 'unknown', matter: null })
    expect((await office.get(office.secretary, `/api/scans/${page.id}`)).status).toBe(200)
  })
  test('of a matter that is not hers to see: the same answer, word for word, as of one that is not there; nothing of it is kept with the page', { timeout: 60_000 }, async () => {
    const hidden = await office.asked('东湖路积水')
    const [seen, none] = [await only(narrow, '看不到的', slipCode(hidden.id, 'P')), await only(narrow, '没有的', slipCode('0190bbbb-0000-7000-8000-000000000008' as MatterId, 'P'))]
    const said = ({ state, reason, matter, form, ready, entered }: ScanPage) => ({ state, reason, matter, form, ready, entered })
    expect(said(seen)).toEqual(said(none))
    expect(seen).toMatchObject({ reason: 'unknown', matter: null, form: null })
  })
  test('of a matter that is void: it waits and says so, and cannot be attached by its number either', { timeout: 60_000 }, async () => {
    const gone: Asked = await office.asked('重复来信')
    const asked = await office.secretary.post('/api/letters/void', { matter: gone.id, reason: '重复登记', told: { via: 'phone', body: '已与前件合并办理。' } })
    expect(asked.status, asked.text).toBe(200)
    const agreed = await approver.post('/api/letters/sign', { matter: gone.id, agree: true })
    expect(agreed.json, agreed.text).toMatchObject({ phase: 'void' })
    const page = await only(office.secretary, '已作废', slipOf(gone).code ?? '')
    expect(page).toMatchObject({ state: 'waiting', reason: 'void' })
    expect(await office.secretary.post('/api/scans/attach', { page: page.id, number: gone.number })).toMatchObject({ status: 409, json: { code: 'scans.matter-ended' } })
  })
  test('with one letter changed: it does not add up and leads nowhere', { timeout: 60_000 }, async () => {
    const code = slipCode((await office.asked('路灯不亮')).id, 'P')
    const wrong = code.slice(0, 12) + (code[12] === 'A' ? 'B' : 'A') + code.slice(13)
    expect(await only(office.secretary, '改动一位', wrong)).toMatchObject({ reason: 'damaged', matter: null })
  })
  test('every reason has words in two languages', () => {
    for (const words of [scansZh, scansEn]) expect(Object.keys(words.scans.why).sort()).toEqual([...waits].sort())
  })
})
