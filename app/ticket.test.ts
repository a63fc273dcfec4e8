/** 凭码链接：一个链接一个码，只办一件；别的什么也到不了，猜不出，收得回。 */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { HandedTicket } from '../kernel/said/ticket.ts'
import { DAY, MINUTE } from '../kernel/time.ts'
import { withClient } from '../platform/database/connection.ts'
import { docxOf, pdfOf } from '../platform/files/inside/samples.ts'
import { faults } from '../platform/http/test-server.ts'
import { emptyOutbox } from '../platform/jobs/outbox.ts'
import { climbLadders } from '../platform/notices/ladder.ts'
import { throughChannels } from '../platform/notices/plan.ts'
import { linkDigest, openTicketCode } from '../platform/tickets/code.ts'
import { text } from './public-office.ts'
import { openTicketOffice, type TicketOffice } from './ticket-office.ts'

let o: TicketOffice
beforeAll(async () => {
  o = await openTicketOffice(inject('cluster'), 'ticket')
})
afterAll(async () => {
  await o.close()
  expect(faults).toEqual([])
})
const other = (code: string): string => String((Number(code) + 1) % 100_000_000).padStart(8, '0')
const linkOf = (path: string): string => path.split('/').at(-1) ?? ''
interface Held {
  readonly state: string
  readonly accepted_at: string | null
  readonly ending: string | null
  readonly opinion: string | null
}
const pieceNow = async (piece: string) => (await o.asOwner<Held>('select a.state, a.accepted_at, a.ending, a.opinion from assignment a where a.id = $1', [piece]))[0]
const rowsOf = async (matter: string) =>
  (
    (await o.clerk.get(`/api/tickets/of-matter?matter=${matter}`)).json as {
      rows: { id: string; state: string; triesLeft: number; refused: string | null; openings: { outcome: string }[] }[]
    }
  ).rows

describe('凭码链接 (issue D: 没有账号的单位凭链接和验证码答复)', () => {
  test('手机上凭码打开，看到题名、要求、附件，签收、答复带附件：办公室都看得到，记在联系人名下 (R-D30)', async () => {
    const file = await o.upload(pdfOf(['自查表', '一、安全生产责任制']), '自查表.pdf')
    const sent = await o.sent({ files: [file] })
    const list = (await o.clerk.get(`/api/tickets/of-matter?matter=${sent.matter}`)).json as { pieces: { piece: string; person: { name: string } }[]; files: { id: string }[] }
    // the bureau signs in here; only the factory is offered
    expect(list.pieces.map((one) => [one.piece, one.person.name])).toEqual([[sent.piece, '王建国']])
    const ticket = await o.issue(sent, { text: '请按附件格式填写。', files: list.files.map((one) => one.id) })
    expect(ticket.code).toMatch(/^\d{8}$/)

    const door = await o.get(ticket.path)
    expect(door.status).toBe(200)
    for (const told of ['报送安全生产', '自查表', '王建国', '云溪重工']) expect(door.text).not.toContain(told)
    expect((await o.post(ticket.path, { code: ticket.code })).text).toContain('文件正在准备')
    await o.takeIn()
    const page = await o.post(ticket.path, { code: ` ${ticket.code.slice(0, 4)} ${ticket.code.slice(4)} ` })
    expect(page.status, page.text).toBe(200)
    for (const told of ['报送安全生产自查情况', '请于月底前报送自查情况', '请按附件格式填写', '自查表.pdf']) expect(page.text).toContain(told)
    const got = await o.post(`${ticket.path}/file`, { code: ticket.code, no: '1' })
    expect([got.status, got.bytes.subarray(0, 5).toString(), got.headers.get('content-disposition')?.startsWith('attachment')]).toEqual([200, '%PDF-', true])

    for (let n = 0; n < 2; n++) expect((await o.post(`${ticket.path}/accept`, { code: ticket.code })).status).toBe(200)
    await o.takeIn()
    expect((await pieceNow(sent.piece))?.accepted_at).not.toBeNull()
    expect((await rowsOf(sent.matter))[0]?.state).toBe('accepted')

    const answered = await o.answer(ticket, { answer: '已自查，整改隐患三处。' }, [['自查情况.docx', docxOf(['已自查'])]])
    expect(answered.status, text(answered.text)).toBe(200)
    await o.takeIn()
    expect(await pieceNow(sent.piece)).toMatchObject({ state: 'ended', ending: 'done', opinion: '已自查，整改隐患三处。' })
    const files = await o.asOwner<{ name: string }>('select f.name from file f where f.matter_id = $1 order by f.id', [sent.matter])
    expect(files.map((one) => one.name)).toContain('自查情况.docx')
    const trail = (await o.clerk.get(`/api/matters/trail?matter=${sent.matter}`)).json as {
      lines: { move: string; actor: { name: string }; text: string | null; said: { ticket?: string } }[]
    }
    for (const move of ['accept', 'done']) {
      const line = trail.lines.find((one) => one.move === move && one.said.ticket !== undefined)
      expect(line, move).toMatchObject({ actor: { name: '王建国' }, said: { ticket: ticket.id } })
      expect(line?.text).toContain('凭码链接，联系人：王建国')
    }
    const told = await o.asOwner<{ kind: string }>(`select b.kind from outbox b where b.payload ->> 'matter' = $1 and b.kind = 'ticket-answered'`, [sent.matter])
    expect(told).toHaveLength(1)
    const after = await o.post(ticket.path, { code: ticket.code })
    expect(text(after.text)).toContain('已答复，谢谢')
    expect((await o.answer(ticket, { answer: '再答一次。' })).status).toBe(409)
    const [row] = await rowsOf(sent.matter)
    expect(row?.state).toBe('answered')
    expect(row?.openings.map((one) => one.outcome)).toContain('file')
  })

  test('给单位阅的：写阅看意见即为已阅', async () => {
    const sent = await o.sent()
    const lead = await o.enter('xuli')
    await o.act(lead, 'affairs/accept', { matter: sent.matter, piece: sent.lead })
    const view = await o.act(lead, 'affairs/circulate', { matter: sent.matter, piece: sent.lead, to: [{ unit: o.units.factory }], ask: '请阅知' })
    const piece = view.stages.flatMap((s) => s.pieces).find((p) => p.kind === 'read' && p.unit.name === '云溪重工有限公司')?.id ?? ''
    const ticket = (await o.act(lead, 'tickets/issue', { matter: sent.matter, piece, contact: '王建国' })) as unknown as { path: string; code: string }
    await o.takeIn()
    expect((await o.answer(ticket, { answer: '已阅。' })).status).toBe(200)
    await o.takeIn()
    expect(await pieceNow(piece)).toMatchObject({ state: 'ended', ending: 'read', opinion: '已阅。' })
  })

  test('链接和码都只留摘要；库里的内容是封着的，没有链接和码打不开；外侧登录读不到一张表 (R-C18, decision 0018)', async () => {
    const sent = await o.sent()
    const ticket = await o.issue(sent, { text: '内容只给联系人看。' })
    await o.takeIn()
    const [row] = await o.asOwner<Record<string, unknown> & { sealed: Buffer }>('select t.* from ticket t where t.id = $1', [ticket.id])
    const all = JSON.stringify({ ...row, sealed: row?.sealed.toString('latin1') })
    for (const secret of [ticket.code, linkOf(ticket.path)]) expect(all).not.toContain(secret)
    expect(row?.sealed.includes(Buffer.from('报送安全生产'))).toBe(false)
    const { key } = await openTicketCode(linkOf(ticket.path), ticket.code)
    expect(all).not.toContain(key.toString('base64url'))
    await withClient(o.server.serving.address, 'public', async (client) => {
      for (const sql of ['select * from ticket', 'select * from ticket_file', 'select * from ticket_opening', 'update ticket set tries_left = 100', 'delete from ticket_opening'])
        await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' })
      const shown = await client.query('select * from public_ticket($1, $2, $3, now(), null)', [linkDigest(linkOf(ticket.path)), 'f'.repeat(64), 'f'.repeat(8)])
      expect(shown.rows).toEqual([{ state: 'wrong', tries: 5, sealed: null }])
    })
  })

  test('码错六次即锁死，对的也不再开；从多少处、几个进程同时试都一样 (R-C11)', async () => {
    const sent = await o.sent()
    const ticket = await o.issue(sent)
    await o.takeIn()
    const link = linkDigest(linkOf(ticket.path))
    const states = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        withClient(
          o.server.serving.address,
          'public',
          async (client) =>
            (await client.query('select t.state from public_ticket($1, $2, $3, now(), null) t', [link, String(n).padStart(64, '0'), 'a'.repeat(8)])).rows[0]?.state as string,
        ),
      ),
    )
    expect(states.filter((state) => state === 'wrong')).toHaveLength(6)
    expect(states.filter((state) => state === 'locked')).toHaveLength(14)
    const right = await o.post(ticket.path, { code: ticket.code })
    expect([right.status, text(right.text).includes('链接已锁定')]).toEqual([403, true])
    expect((await rowsOf(sent.matter))[0]).toMatchObject({ state: 'locked', triesLeft: 0 })
  })

  test('同一网络连错五次要等一刻钟；每次打开不论对错都有记录', async () => {
    const sent = await o.sent()
    const ticket = await o.issue(sent)
    await o.takeIn()
    const tried: number[] = []
    for (let n = 0; n < 6; n++) tried.push((await o.post(ticket.path, { code: other(ticket.code) })).status)
    expect(tried).toEqual([403, 403, 403, 403, 403, 429])
    o.server.pass(16 * MINUTE)
    expect((await o.post(ticket.path, { code: ticket.code })).status).toBe(200)
    const [row] = await rowsOf(sent.matter)
    expect(row?.openings.map((one) => one.outcome)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'open'])
  })
})

describe('到不了别处，收得回', () => {
  test('一个链接的码开不了另一个链接；别件的附件、不存在的链接、系统里的地址，凭它都到不了 (invariant 14)', async () => {
    const file = await o.upload(pdfOf(['甲']), '甲.pdf')
    const [one, two] = [await o.sent({ files: [file] }), await o.sent()]
    const [a, b] = [await o.issue(one, { files: [file] }), await o.issue(two)]
    await o.takeIn()
    expect((await o.post(b.path, { code: a.code })).status).toBe(403)
    expect((await o.post(`${b.path}/file`, { code: b.code, no: '1' })).status).toBe(404)
    expect((await o.post(`${a.path}/file`, { code: a.code, no: '2' })).status).toBe(404)
    expect((await o.post(`/public/paper/${'A'.repeat(32)}`, { code: a.code })).status).toBe(404)
    expect((await o.get('/public/paper/short')).status).toBe(404)
    for (const path of [`/api/affairs/affair?id=${one.matter}`, `/api/files/${file}`, `/api/tickets/of-matter?matter=${one.matter}`])
      expect((await o.get(path)).status, path).toBe(401)
    // another's file is not lent out with this matter
    const stolen = await o.clerk.post('/api/tickets/issue', { matter: two.matter, piece: two.piece, contact: '王建国', files: [file] })
    expect(stolen.json).toMatchObject({ code: 'kernel.no-such-file' })
  })

  test('没有那把钥匙的投件不算数：会投件的不等于有码的', async () => {
    const sent = await o.sent()
    const ticket = await o.issue(sent)
    await o.takeIn()
    const { handIn, askAbout } = await import('../platform/public/counter.ts')
    const { pools } = o.server.serving
    const about = await askAbout(pools.public)
    if (!about) throw new Error('no public side')
    const said = {
      kind: 'ticket',
      link: linkDigest(linkOf(ticket.path)),
      open: 'A'.repeat(43),
      what: 'answer',
      form: { text: '冒名的答复', result: null },
      pictures: [],
    } satisfies HandedTicket
    const { idAt } = await import('../platform/public/hand-in.ts')
    expect(await handIn(pools.public, about, { id: idAt(o.server.now()), token: 'forged', at: o.server.now(), said, pictures: [], receipt: null })).toBe('taken')
    await o.takeIn()
    expect(await pieceNow(sent.piece)).toMatchObject({ state: 'open', accepted_at: null })
    const [row] = await o.asOwner<{ outcome: string }>(`select s.outcome from submission s where s.kind = 'ticket' order by s.id desc limit 1`)
    expect(row?.outcome).toBe('tickets.not-open')
    expect((await rowsOf(sent.matter))[0]?.refused).toBeNull()
    // nor does a mark of secrecy in it stand on record in the unit's name
    const marks = () => o.asOwner(`select 1 from event e where e.actor = $1 and e.move = 'office.refuseMark'`, [o.contact])
    const before = (await marks()).length
    const marked = { ...said, form: { text: '机密★1年 情况如下', result: null } }
    expect(await handIn(pools.public, about, { id: idAt(o.server.now()), token: 'forged mark', at: o.server.now(), said: marked, pictures: [], receipt: null })).toBe('taken')
    await o.takeIn()
    expect([(await marks()).length - before, (await rowsOf(sent.matter))[0]?.refused]).toEqual([0, null])
  })

  test('依法删除一个附件，链接上这个附件即刻没有，其余的不变；删了题名，写给对方的也没有了 (decision 0029)', async () => {
    const [one, two] = [await o.upload(pdfOf(['甲']), '甲.pdf'), await o.upload(pdfOf(['乙']), '乙.pdf')]
    const sent = await o.sent({ files: [one, two] })
    const ticket = await o.issue(sent, { text: '正文', files: [one, two] })
    await o.takeIn()
    const above = await o.enter('qianzheng')
    const erase = (table: string, key: string, column: string) => o.act(above, 'affairs/erase', { matter: sent.matter, piece: null, table, key, column, reason: '依法申请' })
    await erase('file', one, 'name')
    await o.takeIn()
    const page = await o.post(ticket.path, { code: ticket.code })
    expect([page.text.includes('甲.pdf'), page.text.includes('乙.pdf')]).toEqual([false, true])
    expect((await o.post(`${ticket.path}/file`, { code: ticket.code, no: '1' })).status).toBe(404)
    const left = await o.post(`${ticket.path}/file`, { code: ticket.code, no: '2' })
    expect(left.headers.get('content-disposition')).toContain(encodeURIComponent('乙.pdf'))
    expect((await o.asOwner<{ no: number }>('select f.no from ticket_file f where f.ticket = $1', [ticket.id])).map((row) => row.no)).toEqual([2])
    await erase('matter', sent.matter, 'title')
    await o.takeIn()
    expect(await o.asOwner('select 1 from ticket t where t.id = $1 and t.body is not null union all select 1 from ticket_file f where f.ticket = $1', [ticket.id])).toEqual([])
  })
  test('题名、要求里的电话、身份证号，链接上与系统里一样遮着 (R-C18)', async () => {
    const sent = await o.sent({ title: '协助联系 13800001234', body: '请联系 13800001234。' })
    const ticket = await o.issue(sent, { text: '有事请拨 13900005678。' })
    await o.takeIn()
    const page = await o.post(ticket.path, { code: ticket.code })
    expect([page.text.includes('13800001234'), page.text.includes('138****1234'), page.text.includes('13900005678')]).toEqual([false, true, true])
  })

  test('收回以后一次也打不开，内容即刻没有；过期的也是；补发一个，旧的即失效', async () => {
    const sent = await o.sent()
    const first = await o.issue(sent, { text: '正文' })
    await o.takeIn()
    const second = await o.issue(sent, { text: '正文', days: 2 })
    expect(text((await o.post(first.path, { code: first.code })).text)).toContain('办公室已收回这个链接')
    await o.takeIn()
    expect((await o.post(second.path, { code: second.code })).status).toBe(200)
    expect(await o.asOwner('select 1 from ticket t where t.id = $1 and (t.sealed is not null or t.body is not null)', [first.id])).toEqual([])
    o.server.pass(2 * DAY)
    expect(text((await o.post(second.path, { code: second.code })).text)).toContain('链接已过期')
    await o.takeIn()
    expect(await o.asOwner('select 1 from ticket t where t.id = $1 and (t.sealed is not null or t.body is not null)', [second.id])).toEqual([])
    const fresh = await o.issue(sent)
    await o.takeIn()
    expect((await o.clerk.post('/api/tickets/revoke', { ticket: fresh.id })).status).toBe(200)
    expect((await o.post(fresh.path, { code: fresh.code })).status).toBe(403)
  })
})

describe('该拦的都拦下', () => {
  test('密级标志写在答复里的当场拒收，藏在附件里的收下一刻拒收：不留内容，页上说清，可以改后再交 (R-C01, R-C02)', async () => {
    const sent = await o.sent()
    const ticket = await o.issue(sent)
    await o.takeIn()
    expect((await o.answer(ticket, { answer: '机密★1年 情况如下' })).status).toBe(422)
    const inside = await o.answer(ticket, { answer: '见附件。' }, [['报告.docx', docxOf(['机密', '关于某事的报告'])]])
    expect(inside.status).toBe(200)
    await o.takeIn()
    expect(await pieceNow(sent.piece)).toMatchObject({ state: 'open', accepted_at: null })
    expect(await o.asOwner(`select 1 from upload u where u.name = '报告.docx' union all select 1 from file f where f.name = '报告.docx'`)).toEqual([])
    expect((await o.post(ticket.path, { code: ticket.code })).text).toContain('带有密级标志，没有保存')
    expect((await rowsOf(sent.matter))[0]?.refused).toBe('kernel.secret-mark')
    const events = await o.asOwner<{ said: { where: string } }>(
      `select e.said from event e where e.move = 'office.refuseMark' and e.said ->> 'where' like 'public.%' order by e.id`,
    )
    expect(events.map((one) => one.said.where)).toEqual(['public.mark', 'public.ticket'])
    expect((await o.answer(ticket, { answer: '已改。' }, [['报告.docx', docxOf(['关于自查的报告'])]])).status).toBe(200)
    await o.takeIn()
    expect(await pieceNow(sent.piece)).toMatchObject({ state: 'ended', opinion: '已改。' })
  })
  test('附件按内容认：改名的程序、带宏的、太大的不收，写的还在 (anchors S1)', async () => {
    const sent = await o.sent()
    const ticket = await o.issue(sent)
    await o.takeIn()
    const exe = await o.answer(ticket, { answer: '见附件一。' }, [['表.pdf', Buffer.from(`MZ${'\0'.repeat(200)}`)]])
    expect([exe.status, exe.text.includes('不是可以收的文件'), exe.text.includes('见附件一。')]).toEqual([422, true, true])
    const large = await o.answer(ticket, { answer: '见附件二。' }, [['图.pdf', Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.alloc(8 * 1_048_576)])]])
    expect([large.status, large.text.includes('超过 8 MB')]).toEqual([422, true])
  })
  test('有账号的、工作秘密、别人发出的、没有联系人的，都不发链接 (R-C04)', async () => {
    const sent = await o.sent()
    const code = async (who: TicketOffice['clerk'], input: object) => ((await who.post('/api/tickets/issue', { contact: '王建国', ...input })).json as { code?: string }).code
    expect(await code(o.clerk, { matter: sent.matter, piece: sent.lead })).toBe('tickets.has-account')
    const stranger = await o.enter('hejing')
    expect(await code(stranger, sent)).toBe('kernel.not-found')
    const lead = await o.enter('xuli')
    expect(await code(lead, sent)).toBe('tickets.not-yours')
    const secret = await o.act(o.clerk, 'affairs/register', {
      title: '内部事项',
      body: '内部。',
      way: 'paper',
      asker: { unit: o.units.top },
      named: true,
      assign: { lead: { person: o.contact } },
    })
    const piece = secret.stages.flatMap((s) => s.pieces).find((p) => p.state === 'open' && p.lead)?.id
    expect(await code(o.clerk, { matter: secret.id, piece })).toBe('tickets.no-piece')
  })
  test('催到签收即止：凭码签收的那一刻提醒停下，之后一个也不再发 (F15)', async () => {
    const sent = await o.sent()
    const ticket = await o.issue(sent)
    await o.takeIn()
    const speak = async () => {
      while ((await emptyOutbox(o.server.serving, throughChannels)).found > 0);
      await climbLadders(o.server.serving)
    }
    await speak()
    const [before] = await o.asOwner<{ ended: string | null }>('select c.ended from climb c where c.piece = $1', [sent.piece])
    expect(before?.ended).toBeNull()
    await o.post(`${ticket.path}/accept`, { code: ticket.code })
    await o.takeIn()
    const [after] = await o.asOwner<{ ended: string | null }>('select c.ended from climb c where c.piece = $1', [sent.piece])
    expect(after?.ended).toBe('answered')
    const told = async () => (await o.asOwner('select 1 from notice n where n.person = $1 and n.matter_id = $2', [o.contact, sent.matter])).length
    const n = await told()
    for (let hour = 0; hour < 12; hour++) {
      o.server.pass(60 * MINUTE)
      await speak()
    }
    expect(await told()).toBe(n)
  })
})
