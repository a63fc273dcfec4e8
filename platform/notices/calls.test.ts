import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import type { CallRow } from '../../kernel/reading/notices-shape.ts'
import { HOUR, MINUTE } from '../../kernel/time.ts'
import type { Browser } from '../http/test-server.ts'
import { type NoticeOffice, openNoticeOffice } from './test-office.ts'

let office: NoticeOffice
let clerk: Browser
let liaison: Browser
let letters: { id: string; version: number; number: string }[] = []
const enter = async () => {
  ;[clerk, liaison] = await Promise.all([office.enter('clerk'), office.enter('liaison')])
}
beforeAll(async () => {
  office = await openNoticeOffice(inject('cluster'), 'calls', desks)
  await office.goTo('09:00')
  await enter()
  letters = [await office.letter(clerk, '一'), await office.letter(clerk, '二')]
  await office.speak()
})
afterAll(() => office.close())
const list = async (who: Browser) => {
  const answer = await who.get('/api/notices/calls')
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { rows: CallRow[] }).rows
}
const itemOf = (rows: readonly CallRow[], id: string | undefined) => rows.flatMap((row) => row.items.map((item) => ({ row, item }))).find(({ item }) => item.row.matter === id)

describe('今天要打的电话 today’s calls', () => {
  test('what was given a moment ago needs no call; after two hours it is unsigned and unread', async () => {
    expect(await list(clerk)).toEqual([])
    office.server.pass(2 * HOUR + MINUTE)
    await enter()
    const [row, ...others] = await list(clerk)
    expect(others).toEqual([])
    expect(row).toMatchObject({ person: { name: '许文涛' }, post: '联络员', unit: { name: '市住建局' }, phone: { kind: 'liaison', value: '0871-6312 0001' } })
    expect(row?.items.map((item) => item.reasons)).toEqual([
      ['unsigned', 'unread'],
      ['unsigned', 'unread'],
    ])
  })
  test('whoever holds it is not told to call himself, and of what one may not see there is nothing', async () => {
    expect(await list(liaison)).toEqual([])
    expect(await list(await office.enter('leader'))).toEqual([])
  })
  test('read and signed for, it is gone from the list; on its last day and late it comes back with its reason', async () => {
    await liaison.post('/api/notices/read', { ids: null })
    const piece = itemOf(await list(clerk), letters[0]?.id)?.item.piece
    const accepted = await liaison.post('/api/letters/accept', { matter: letters[0]?.id, piece })
    expect(accepted.status, accepted.text).toBe(200)
    expect(itemOf(await list(clerk), letters[0]?.id)).toBeUndefined()
    const due = (await office.query<{ due_at: string }>(`select c.due_at from clock c where c.matter_id = $1 and c.key = 'handling'`, [letters[0]?.id]))[0]?.due_at ?? ''
    office.server.pass(Date.parse(due) - 12 * HOUR - Date.parse(office.server.now()))
    await enter()
    expect(itemOf(await list(clerk), letters[0]?.id)?.item.reasons).toEqual(['today'])
    office.server.pass(13 * HOUR)
    await enter()
    expect(itemOf(await list(clerk), letters[0]?.id)?.item.reasons[0]).toBe('late')
  })
  test('已打: the call stands on record as an urge, the line is done, and a second one within the noise interval is refused', async () => {
    const before = itemOf(await list(clerk), letters[0]?.id)?.item
    expect(before?.called).toBeNull()
    const phone = { number: '0871-6312 0001', answeredBy: '许文涛', promised: '明日报结', promisedBy: null }
    const body = { matter: letters[0]?.id, piece: null, target: before?.piece, text: '已打电话', phone }
    const urged = await clerk.post('/api/letters/urge', body)
    expect(urged.status, urged.text).toBe(200)
    const after = itemOf(await list(clerk), letters[0]?.id)?.item
    expect(after?.called).toMatchObject({ by: { name: '何静' }, phone: true })
    expect(after?.quietUntil).not.toBeNull()
    expect((await clerk.post('/api/letters/urge', body)).json).toMatchObject({ code: 'kernel.urged-lately' })
    const [event] = await office.query(`select 1 from event where matter_id = $1 and move = 'urge'`, [letters[0]?.id])
    expect(event).toBeDefined()
  })
})
