import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { type Draft, emptyDraft } from '../../kernel/drafts/draft.ts'
import type { DraftCitation, DraftComment, DraftPage, DraftVersion } from '../../kernel/drafts/shape.ts'
import { compareDrafts } from '../../kernel/history/compare-drafts.ts'
import { queryIn } from '../../kernel/history/from-database.ts'
import { indexSome } from '../../kernel/search/build.ts'
import { run } from '../../kernel/write/tx.ts'
import { sample } from '../../typeset/draft/sample-drafts.ts'
import { inAct } from '../ctx/transaction.ts'
import { withClient } from '../database/connection.ts'
import { faults } from '../http/test-server.ts'
import { type DraftsOffice, type Name, openDraftsOffice } from './drafts-office.ts'

let o: DraftsOffice
beforeAll(async () => {
  o = await openDraftsOffice(inject('cluster'), 'drafts', desks)
}, 120_000)
afterAll(async () => {
  await o.server.close()
  expect(faults).toEqual([])
})
const page = async (name: Name, matter: string) => (await o.get(name, 'current', { matter })).json as unknown as DraftPage
const titled = (title: string): Draft => ({ ...emptyDraft, title })
const verified = () => inAct(o.server.serving.pools.act, (tx) => compareDrafts(queryIn(tx)))
const acts = (move: string) =>
  inAct(o.server.serving.pools.act, (tx) => run<{ said: Record<string, unknown> }>(tx, 'select e.said from event e where e.move = $1 order by e.id', [move]))

describe('文稿 drafts: 保存与检出 (R-D41)', () => {
  test('检出、边写边存、再打开，一字不差；存的次数一次次加', async () => {
    const matter = await o.letter()
    expect(await page('writer', matter)).toMatchObject({ revision: 0, draft: emptyDraft, hold: null, may: { write: true, comment: true } })
    const hold = await o.checkOut('writer', matter)
    expect((await o.save('writer', matter, hold, 0, titled('关于供水的通知'))).json).toMatchObject({ revision: 1, count: { body: 0, all: 7 } })
    expect((await o.save('writer', matter, hold, 1, sample)).json).toMatchObject({ revision: 2 })
    const now = await page('second', matter)
    expect(now.draft).toEqual(sample)
    expect(now).toMatchObject({ revision: 2, savedBy: { name: '高敏' }, hold: { person: { name: '高敏' }, mine: false, alive: true } })
  })

  test('旧稿上存不进去，也不覆盖新稿；同一次存重复发来只算一次', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    await o.save('writer', matter, hold, 0, titled('甲'))
    const key = 'same-save-once-more'
    const input = { matter, hold, revision: 1, draft: titled('乙') }
    expect((await o.post('writer', 'save', input, key)).json).toMatchObject({ revision: 2 })
    expect((await o.post('writer', 'save', input, key)).json).toMatchObject({ revision: 2 })
    expect(await o.save('writer', matter, hold, 1, titled('丙'))).toMatchObject({ status: 409, json: { code: 'drafts.stale', facts: { revision: 2, by: '高敏' } } })
    expect((await page('writer', matter)).draft.title).toBe('乙')
    const both = await Promise.all([o.save('writer', matter, hold, 2, titled('丁')), o.save('writer', matter, hold, 2, titled('戊'))])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  })

  test('一人在写，别人检不出；接手记录在案、告知本人，本人再存被挡住、写的不丢', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    await o.save('writer', matter, hold, 0, titled('甲'))
    expect(await o.post('second', 'check-out', { matter })).toMatchObject({ status: 409, json: { code: 'drafts.held', facts: { by: '高敏' } } })
    const taken = (await o.post('second', 'check-out', { matter, takeOver: true })).json
    expect(taken).toMatchObject({ revision: 1, draft: { title: '甲' }, from: { name: '高敏' } })
    expect(await o.save('writer', matter, hold, 1, titled('乙'))).toMatchObject({ status: 409, json: { code: 'drafts.taken-over', facts: { by: '何静' } } })
    expect((await acts('drafts.takeOver')).at(-1)?.said).toEqual({ matter, from: o.ids.writer })
    const told = await inAct(o.server.serving.pools.act, (tx) => run(tx, `select 1 from outbox o where o.kind = 'draft-taken-over' and o.to_person = $1`, [o.ids.writer]))
    expect(told).toHaveLength(1)
    expect((await o.save('second', matter, String(taken?.hold), 1, titled('丙'))).status).toBe(200)
  })

  test('交回、或者五分钟没有消息，别人不用接手就能检出；没有消息的人还没被换下，照样存得进去', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    expect((await o.post('writer', 'give-back', { matter, hold })).status).toBe(200)
    const second = await o.checkOut('second', matter)
    o.server.pass(6 * 60_000)
    expect((await page('writer', matter)).hold).toMatchObject({ alive: false })
    expect((await o.post('second', 'beat', { matter, hold: second })).json).toEqual({ revision: 0 })
    expect((await page('writer', matter)).hold).toMatchObject({ alive: true })
    o.server.pass(6 * 60_000)
    const again = await o.post('writer', 'check-out', { matter })
    expect(again.json).toMatchObject({ from: null })
    expect(await o.post('second', 'beat', { matter, hold: second })).toMatchObject({ status: 409, json: { code: 'drafts.taken-over' } })
  })

  test('同一人换一台机器打开，旧页面再存被挡住；交回以后没有检出的存不进去', async () => {
    const matter = await o.letter()
    const first = await o.checkOut('writer', matter)
    const next = await o.checkOut('writer', matter)
    expect(await o.save('writer', matter, first, 0, titled('甲'))).toMatchObject({ status: 409, json: { code: 'drafts.taken-over' } })
    await o.post('writer', 'give-back', { matter, hold: next })
    expect(await o.save('writer', matter, next, 0, titled('甲'))).toMatchObject({ status: 409, json: { code: 'drafts.not-held' } })
  })

  test('两人同时检出，只有一人检得出', async () => {
    const matter = await o.letter()
    const both = await Promise.all([o.post('writer', 'check-out', { matter }), o.post('second', 'check-out', { matter })])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  })
})

describe('谁看得见、谁写得了 (invariant 14, R-C18)', () => {
  test('看不见这一件的，没有这一稿；看得见而不该写的，写不了；没有稿的台，一样答没有', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    await o.save('writer', matter, hold, 0, sample)
    const unknown = '0190a000-0000-7000-8000-000000000000'
    for (const reading of ['current', 'versions', 'comments', 'citations'])
      expect((await o.get('stranger', reading, { matter })).text.replaceAll(matter, unknown)).toBe((await o.get('stranger', reading, { matter: unknown })).text)
    expect((await o.get('stranger', 'current', { matter })).status).toBe(404)
    expect(await o.post('housing', 'check-out', { matter })).toMatchObject({ status: 403, json: { code: 'drafts.may-not-write' } })
    expect(await o.post('stranger', 'check-out', { matter })).toMatchObject({ status: 404 })
    expect(await o.save('housing', matter, hold, 1, titled('改'))).toMatchObject({ status: 403 })
    expect((await page('housing', matter)).may).toEqual({ write: false, comment: true })
  })

  test('稿里的电话：写的人、承办的人看得见，只是看得见这一件而无权查看联系方式的人看到的是遮着的，存着的不变', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    const draft = { ...sample, body: [{ id: 'b1', kind: 'paragraph', text: '请回电13800006027。' } as const] }
    await o.save('writer', matter, hold, 0, draft)
    await o.post('writer', 'keep', { matter, hold, note: '初稿' })
    await o.post('writer', 'comment', { matter, anchor: { block: 'b1', quote: '13800006027', at: 3 }, text: '核对13800006027' })
    for (const name of ['writer', 'housing'] as const) expect(JSON.stringify(await page(name, matter))).toContain('13800006027')
    for (const [reading, query] of [
      ['current', {}],
      ['version', { no: '1' }],
      ['pair', { from: '1' }],
      ['comments', {}],
    ] as const) {
      const answer = await o.get('chief', reading, { matter, ...query })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.text, reading).not.toContain('13800006027')
      expect(answer.text, reading).toContain('138****6027')
    }
  })

  test('带密级标志的稿存不进去，不留一个字 (R-C01)', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    const draft = { ...sample, body: [{ id: 'b1', kind: 'paragraph', text: '机密★1年' } as const] }
    expect(await o.save('writer', matter, hold, 0, draft)).toMatchObject({ status: 422, json: { code: 'kernel.secret-mark' } })
    expect((await page('writer', matter)).revision).toBe(0)
  })

  test('不合规格的稿退回来，说明哪里不对', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    const twice = { ...sample, body: [sample.body[0], sample.body[0]] as Draft['body'] }
    expect((await o.save('writer', matter, hold, 0, twice)).status).toBe(400)
    expect((await o.save('writer', matter, hold, 0, { ...sample, title: '标\u0007题' })).status).toBe(400)
    expect((await o.save('writer', matter, hold, 0, { ...sample, body: [{ id: 'b', kind: 'table', columns: [1, 1], rows: [['甲']] }] })).status).toBe(400)
  })
})

describe('版本与花脸稿 (R-D41)', () => {
  test('留一稿，以后怎么改它都不变；两稿可以比；数据库里也改不动', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    expect(await o.post('writer', 'keep', { matter, hold, note: '空的' })).toMatchObject({ status: 422, json: { code: 'drafts.empty' } })
    await o.save('writer', matter, hold, 0, sample)
    expect((await o.post('writer', 'keep', { matter, hold, note: '初稿' })).json).toEqual({ no: 1 })
    await o.save('writer', matter, hold, 1, { ...sample, title: '关于供热的通知' })
    await o.post('writer', 'keep', { matter, hold, note: '二稿' })
    const rows = ((await o.get('writer', 'versions', { matter })).json as { rows: DraftVersion[] }).rows
    expect(rows.map((one) => [one.no, one.step, one.note, one.by.name])).toEqual([
      [2, 'by-hand', '二稿', '高敏'],
      [1, 'by-hand', '初稿', '高敏'],
    ])
    expect((await o.get('writer', 'version', { matter, no: '1' })).json).toMatchObject({ draft: sample })
    expect((await o.get('writer', 'pair', { matter, from: '1', to: '2' })).json).toMatchObject({ before: { title: sample.title }, after: { title: '关于供热的通知' } })
    expect(await o.get('writer', 'version', { matter, no: '9' })).toMatchObject({ status: 404, json: { code: 'drafts.no-such-version' } })
    for (const text of [
      `update draft_version set body = '{}' where matter_id = '${matter}'`,
      `delete from draft_version where matter_id = '${matter}'`,
      `update draft_version set at = now() where matter_id = '${matter}'`,
      'truncate draft_version',
      `update draft_text set revision = 1 where matter_id = '${matter}'`,
      `delete from draft_hold where matter_id = '${matter}'`,
    ])
      await expect(
        withClient(o.server.serving.address, 'owner', (client) => client.query(text)),
        text,
      ).rejects.toThrow(/guard\./)
    expect(await verified()).toEqual([])
    expect((await acts('drafts.keep')).at(-1)?.said).toMatchObject({ matter, no: 2, step: 'by-hand', digest: rows[0]?.digest })
  })
})

describe('核验 verify (invariant 18)', () => {
  test('绕过系统改了、添了、拿走了一稿，核验指得出是哪一稿', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    await o.save('writer', matter, hold, 0, sample)
    for (const note of ['初稿', '二稿', '三稿']) await o.post('writer', 'keep', { matter, hold, note })
    const behind = (text: string) =>
      withClient(o.server.serving.address, 'owner', (client) =>
        client.query(`alter table draft_version disable trigger frozen; ${text}; alter table draft_version enable trigger frozen`),
      )
    await behind(`update draft_version set body = replace(body, '42个', '420个') where matter_id = '${matter}' and no = 1`)
    await behind(`update draft_version set no = 9 where matter_id = '${matter}' and no = 3`)
    const of = (no: number) => ({ matter, table: 'draft_version', key: `${matter} ${no}` })
    expect(await verified()).toEqual([
      { kind: 'text-differs', column: 'body', ...of(1) },
      { kind: 'row-untold', column: null, ...of(9) },
      { kind: 'row-missing', column: null, ...of(3) },
    ])
    await behind(`update draft_version set body = replace(body, '420个', '42个') where matter_id = '${matter}' and no = 1`)
    await behind(`update draft_version set no = 3 where matter_id = '${matter}' and no = 9`)
    expect(await verified()).toEqual([])
  })
})

describe('引用核对 (BZ-27)', () => {
  test('引用库里没有的，说在哪一段哪几个字；编号是本单位看得见的一件，指到那一件', async () => {
    const [matter, other] = [await o.letter(), await o.letter('另一件')]
    const [named] = await inAct(o.server.serving.pools.act, (tx) => run<{ number: string }>(tx, 'select m.number from matter m where m.id = $1', [other]))
    const hold = await o.checkOut('writer', matter)
    const text = `按照《云溪市供水管理实施办法》（${named?.number}）的要求办理。`
    await o.save('writer', matter, hold, 0, {
      ...sample,
      body: [
        { id: 'b1', kind: 'paragraph', text: '前一段。' },
        { id: 'b2', kind: 'paragraph', text },
      ],
    })
    const rows = ((await o.get('writer', 'citations', { matter })).json as { rows: DraftCitation[] }).rows
    expect(rows).toMatchObject([{ block: 'b2', at: text.indexOf('《'), status: 'not-in-library', wrong: false, here: { matter: other, title: '另一件' } }])
    expect(text.slice(rows[0]?.at, (rows[0]?.at ?? 0) + (rows[0]?.length ?? 0))).toContain('云溪市供水管理实施办法')
  })
})

describe('批注 comments', () => {
  const comments = async (matter: string) => ((await o.get('writer', 'comments', { matter })).json as { rows: DraftComment[] }).rows
  test('批注跟着字走：前面加字、整段挪动都跟得上；字没有了，写明原文已改', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    await o.save('writer', matter, hold, 0, sample)
    const [first] = sample.body
    expect(await o.post('housing', 'comment', { matter, anchor: { block: 'b1', quote: '没有的字', at: 0 }, text: '？' })).toMatchObject({
      status: 409,
      json: { code: 'drafts.words-not-there' },
    })
    const made = (await o.post('housing', 'comment', { matter, anchor: { block: 'b1', quote: '现就有关事项', at: 20 }, text: '是否含农村' })).json as { id: string }
    expect(await comments(matter)).toMatchObject([{ block: 'b1', at: 14, gone: false, text: '是否含农村', by: { name: '许文涛' } }])
    const moved = { ...sample, body: [...sample.body.slice(1), { id: 'n1', kind: 'paragraph', text: `新的开头。${(first as { text: string }).text}` } as const] }
    await o.save('writer', matter, hold, 1, moved)
    expect(await comments(matter)).toMatchObject([{ block: 'n1', at: 19, gone: false }])
    await o.save('writer', matter, hold, 2, titled('全改了'))
    expect(await comments(matter)).toMatchObject([{ block: 'b1', at: null, gone: true, quote: '现就有关事项' }])
    expect((await o.post('writer', 'answer-comment', { matter, comment: made.id, text: '不含' })).status).toBe(200)
    expect((await o.post('writer', 'resolve-comment', { matter, comment: made.id, resolved: true })).status).toBe(200)
    expect(await comments(matter)).toMatchObject([{ answers: [{ text: '不含', by: { name: '高敏' } }], resolvedBy: { name: '高敏' } }])
    expect((await o.post('housing', 'resolve-comment', { matter, comment: made.id, resolved: false })).status).toBe(200)
    expect(await comments(matter)).toMatchObject([{ resolvedBy: null }])
  })

  test('别人的批注，不写稿的人处理不了；别的件的批注，这里没有；看而不办的人不批注', async () => {
    const [matter, other] = [await o.letter(), await o.letter()]
    const made = (await o.post('writer', 'comment', { matter, anchor: null, text: '总体可行' })).json as { id: string }
    expect(await o.post('housing', 'resolve-comment', { matter, comment: made.id, resolved: true })).toMatchObject({ status: 403, json: { code: 'drafts.not-your-comment' } })
    expect(await o.post('writer', 'answer-comment', { matter: other, comment: made.id, text: '好' })).toMatchObject({ status: 404 })
    expect(await o.post('chief', 'comment', { matter, anchor: null, text: '好' })).toMatchObject({ status: 403 })
  })
})

describe('检索、依法删除 (R-C18)', () => {
  const found = async (q: string) =>
    ((await o.who.writer.get(`/api/matters/find?q=${encodeURIComponent(q)}&in=text`)).json as { rows: { matter: string }[] }).rows.map((one) => one.matter)
  const index = async () => {
    while ((await inAct(o.server.serving.pools.act, (tx) => indexSome(tx, o.server.serving.desks, 500))) > 0);
  }
  test('稿里的字和批注检索得到；依法删除以后，稿、各稿、批注都没有了，摘要和字数还在，检索不到', async () => {
    const matter = await o.letter()
    const hold = await o.checkOut('writer', matter)
    await o.save('writer', matter, hold, 0, { ...sample, body: [{ id: 'b1', kind: 'paragraph', text: '螺旋藻养殖基地的用水' }] })
    await o.post('writer', 'keep', { matter, hold, note: '初稿' })
    await o.post('writer', 'comment', { matter, anchor: null, text: '琉璃厂一带也要写' })
    await index()
    expect(await found('螺旋藻养殖')).toEqual([matter])
    expect(await found('琉璃厂一带')).toEqual([matter])
    const erased = await o.who.chief.post('/api/letters/erase', { matter, piece: null, table: 'draft', key: matter, column: 'all', reason: '当事人依法申请' })
    expect(erased.status, erased.text).toBe(200)
    await index()
    expect([await found('螺旋藻养殖'), await found('琉璃厂一带')]).toEqual([[], []])
    expect(await page('writer', matter)).toMatchObject({ draft: emptyDraft })
    expect(await o.get('writer', 'version', { matter, no: '1' })).toMatchObject({ status: 404, json: { code: 'drafts.erased' } })
    expect((await o.get('writer', 'versions', { matter })).json).toMatchObject({ rows: [{ no: 1, note: null, erased: true, count: { body: 10 } }] })
    const left = await inAct(o.server.serving.pools.act, (tx) =>
      run<{ text: string }>(tx, `select coalesce(string_agg(t::text, ' '), '') as text from (select * from draft_version) t where t.matter_id = $1`, [matter]),
    )
    expect(left[0]?.text).not.toContain('螺旋藻')
  })
})
