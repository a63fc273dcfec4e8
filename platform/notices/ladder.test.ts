import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { HOUR, MINUTE } from '../../kernel/time.ts'
import type { Browser } from '../http/test-server.ts'
import { type NoticeOffice, openNoticeOffice } from './test-office.ts'

let office: NoticeOffice
let clerk: Browser
let liaison: Browser
beforeAll(async () => {
  office = await openNoticeOffice(inject('cluster'), 'ladder', desks)
})
beforeEach(async () => {
  await office.goTo('09:00')
  ;[clerk, liaison] = await Promise.all([office.enter('clerk'), office.enter('liaison')])
})
afterAll(() => office.close())

const told = async (matter: string, person: keyof NoticeOffice['ids']) =>
  (await office.query<{ kind: string }>('select n.kind from notice n where n.matter_id = $1 and n.person = $2 order by n.id', [matter, office.ids[person]])).map((row) => row.kind)
const pass = async (ms: number) => {
  office.server.pass(ms)
  await office.speak()
}
/** Both holders of the post were told; their ladders stand and fall together. */
const climbs = (matter: string) => office.query<{ step: number; ended: string | null }>('select distinct c.step, c.ended from climb c where c.matter_id = $1', [matter])
const pieceOf = async (who: Browser, matter: string) =>
  ((await who.get('/api/matters/work?tab=todo&size=200')).json as { rows: { matter: string; piece: string }[] }).rows.find((row) => row.matter === matter)?.piece ?? null

describe('逐级提醒 the ladder (F15)', () => {
  test('unread: told again after two hours, after four to the head of the unit, after eight to the duty post, and no further', async () => {
    const letter = await office.letter(clerk, '暖气')
    await office.speak()
    expect(await told(letter.id, 'liaison')).toEqual(['given'])
    await pass(2 * HOUR - MINUTE)
    expect(await told(letter.id, 'liaison')).toEqual(['given'])
    await pass(2 * MINUTE)
    expect(await told(letter.id, 'liaison')).toEqual(['given', 'again'])
    expect(await told(letter.id, 'head')).toEqual([])
    await pass(2 * HOUR)
    expect(await told(letter.id, 'head')).toEqual(['unread-below'])
    expect(await told(letter.id, 'duty')).toEqual([])
    await pass(4 * HOUR)
    expect((await told(letter.id, 'duty')).filter((kind) => kind.startsWith('unread'))).toEqual(['unread-duty'])
    await pass(3 * 24 * HOUR)
    expect((await told(letter.id, 'duty')).filter((kind) => kind === 'unread-duty')).toHaveLength(1)
    expect(await climbs(letter.id)).toEqual([{ step: 3, ended: 'top' }])
    // the head hears who has not looked, and of what
    const [row] = await office.query<{ payload: Record<string, string> }>(`select n.payload from notice n where n.matter_id = $1 and n.kind = 'unread-below'`, [letter.id])
    expect(row?.payload).toMatchObject({ by: office.ids.liaison, of: 'given' })
  })
  test('it stops in the act that answers: in the same transaction, also when the deputy does it', async () => {
    const [one, other] = [await office.letter(clerk, '一'), await office.letter(clerk, '二')]
    await office.speak()
    await liaison.post('/api/letters/accept', { matter: one.id, piece: await pieceOf(liaison, one.id) })
    expect(await climbs(one.id)).toEqual([{ step: 0, ended: 'answered' }])
    const deputy = await office.enter('second')
    const accepted = await deputy.post('/api/letters/accept', { matter: other.id, piece: await pieceOf(deputy, other.id) })
    expect(accepted.status, accepted.text).toBe(200)
    expect(await climbs(other.id)).toEqual([{ step: 0, ended: 'answered' }])
    await pass(9 * HOUR)
    for (const letter of [one, other]) expect(await told(letter.id, 'liaison')).not.toContain('again')
  })
  test('a refused act stops nothing: what answered was undone with it', async () => {
    const letter = await office.letter(clerk, '未签收')
    await office.speak()
    const refused = await liaison.post('/api/letters/report', { matter: letter.id, piece: await pieceOf(liaison, letter.id), result: 'solved', text: '已修复。', version: 1 })
    expect(refused.status).not.toBe(200)
    expect(await climbs(letter.id)).toEqual([{ step: 0, ended: null }])
  })
  test('it stops when it is read, and reading the second reminder is reading', async () => {
    const [one, other] = [await office.letter(clerk, '读一'), await office.letter(clerk, '读二')]
    await office.speak()
    const [first] = await office.query<{ id: number }>(`select id from notice where matter_id = $1 and person = $2`, [one.id, office.ids.liaison])
    await liaison.post('/api/notices/read', { ids: [first?.id] })
    expect(await climbs(one.id)).toEqual([{ step: 0, ended: 'read' }])
    await pass(2 * HOUR + MINUTE)
    liaison = await office.enter('liaison')
    const [again] = await office.query<{ id: number }>(`select id from notice where matter_id = $1 and person = $2 and kind = 'again'`, [other.id, office.ids.liaison])
    await liaison.post('/api/notices/read', { ids: [again?.id] })
    expect(await climbs(other.id)).toEqual([{ step: 1, ended: 'read' }])
  })
  test('a wait does not run at night or on days off, but what is urgent counts by the clock', async () => {
    await office.goTo('19:00')
    clerk = await office.enter('clerk')
    const plain = await office.letter(clerk, '不急')
    const urgent = await clerk.post('/api/letters/register', {
      channel: 'letter',
      kind: 'help',
      urgency: 'urgent',
      title: '急',
      body: '正文。',
      assign: { lead: { unit: office.housing }, ask: '请办' },
    })
    const urgentId = (urgent.json as { id: string }).id
    await office.speak()
    await pass(3 * HOUR)
    expect(await told(plain.id, 'liaison')).toEqual(['given'])
    expect(await told(urgentId, 'liaison')).toContain('again')
    await office.goTo('09:01')
    await office.speak()
    expect(await told(plain.id, 'liaison')).toEqual(['given', 'again'])
  })
  test('one who must stay away is not told at any step', async () => {
    const letter = await office.letter(clerk, '局长回避')
    await office.speak()
    await office.query(`insert into recusal (id, matter_id, person, ground) values (gen_random_uuid(), $1, $2, '亲属')`, [letter.id, office.ids.head])
    await pass(5 * HOUR)
    expect(await told(letter.id, 'head')).toEqual([])
    await pass(4 * HOUR)
    expect(await told(letter.id, 'duty')).toContain('unread-duty')
  })
  test('the waits are rules of the office: changed by two people, and a ladder already begun keeps its own (HB-44)', async () => {
    const before = await office.letter(clerk, '旧规则')
    await office.speak()
    await office.query(
      `insert into rule (id, kind, key, value, basis, from_day, proposed_by, proposed_at) values ('0192f0aa-0000-7000-8000-00000000000a', 'quota', 'notice.again', '{"n":30,"unit":"waiting-minutes"}', '本办规定', current_date, $1, $2)`,
      [office.ids.clerk, office.server.now()],
    )
    await office.query(`update rule set outcome = 'approved', decided_by = $1, decided_at = $2, version = 1, from_at = $2`, [office.ids.keeper, office.server.now()])
    office.server.pass(1000)
    const after = await office.letter(clerk, '新规则')
    await office.speak()
    await pass(31 * MINUTE)
    expect(await told(after.id, 'liaison')).toEqual(['given', 'again'])
    expect(await told(before.id, 'liaison')).toEqual(['given'])
  })
})
