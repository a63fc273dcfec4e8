import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import { desks } from '../../app/desks.ts'
import type { paper, ScanPage, tray } from '../../kernel/reading/scan-shape.ts'
import { addDays, DAY, instant, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { slipCode } from '../../typeset/slip-code.ts'
import { inAct } from '../ctx/transaction.ts'
import { type Browser, faults } from '../http/test-server.ts'
import { tidy } from '../jobs/tidy.ts'
import { whenWritten } from './enter.ts'
import { type Asked, pile, type ScansOffice, scansOffice, slipOf } from './scans-office.ts'

type Tray = z.output<typeof tray.output>
type Paper = z.output<typeof paper.output>
let office: ScansOffice
let letters: Asked[]
beforeAll(async () => {
  office = await scansOffice(inject('cluster'), 'scans', desks)
  office.server.pass(3 * DAY)
  letters = []
  for (const title of ['北苑小区供暖不足', '东湖路积水', '电梯停运', '路灯不亮', '公交站改建']) letters.push(await office.asked(title))
})
afterAll(async () => {
  await office.server.close()
  expect(faults).toEqual([])
})
const letter = (n: number) => letters[n] as Asked
const trayOf = async (who: Browser, view = 'ready') => (await who.get(`/api/scans/tray?view=${view}`)).json as Tray
const paperOf = async (page: ScanPage) => (await office.secretary.get(`/api/scans/paper?page=${page.id}`)).json as Paper
const today = () => officeDate(office.server.now())
async function enter(page: ScanPage, what: string, more: object = {}) {
  const { deciders, version } = await paperOf(page)
  return office.secretary.post('/api/scans/enter', {
    page: page.id,
    piece: deciders[0]?.piece ?? '0190aaaa-0000-7000-8000-000000000000',
    what,
    day: today(),
    ...(version === null ? {} : { version }),
    ...more,
  })
}
async function dropped(name: string, bytes: Uint8Array, twoSided = false): Promise<void> {
  const answer = await office.drop(office.secretary, bytes, name, twoSided)
  expect(answer.status, answer.text).toBe(200)
  await office.split()
}
const pageOf = (all: readonly ScanPage[], matter: Asked) => {
  const found = all.find((page) => page.matter?.id === matter.id)
  if (!found) throw new Error(`no page of ${matter.title} ${JSON.stringify(all)}`)
  return found
}

describe('回录托盘 a pile of scans (代录)', () => {
  test('one PDF is split by the codes: what can be read is attached, the rest waits with its plain reason, nothing is guessed', async () => {
    await dropped(
      '十一月三十日.pdf',
      pile([
        slipOf(letter(0)),
        slipOf(letter(1), { upsideDown: true }),
        slipOf(letter(2), { torn: true }),
        { code: null, blank: true },
        slipOf(letter(3), { code: 'https://example.cn/ticket/12' }),
        slipOf(letter(0)),
        slipOf(letter(3), { code: slipCode('0190aaaa-0000-7000-8000-000000000000' as never, 'P') }),
        slipOf(letter(4), { askew: 6 }),
      ]),
    )
    const ready = await trayOf(office.secretary)
    expect(ready.pages.map((page) => [page.no, page.matter?.number])).toEqual([
      [1, letter(0).number],
      [2, letter(1).number],
      [8, letter(4).number],
    ])
    expect(ready.pages.every((page) => page.state === 'attached' && page.ready)).toBe(true)
    expect(ready.batches[0]).toMatchObject({ name: '十一月三十日.pdf', pages: 8, done: 8, state: 'split' })
    const waiting = await trayOf(office.secretary, 'waiting')
    expect(waiting.pages.map((page) => [page.no, page.reason, page.matter])).toEqual([
      [3, expect.stringMatching(/^(damaged|no-code)$/), null],
      [4, 'no-code', null],
      [5, 'foreign', null],
      [6, 'twice', null],
      [7, 'unknown', null],
    ])
    expect(ready.counts).toEqual({ ready: 3, waiting: 5, entered: 0, aside: 0 })
  }, 60_000)

  test('同意 is entered in the leader’s name by the desk’s own move, the page beside it as evidence, and he finds it on his list', async () => {
    const page = pageOf((await trayOf(office.secretary)).pages, letter(0))
    expect((await paperOf(page)).deciders).toMatchObject([{ person: { name: '张怀远' }, kind: 'say', mayReturn: false }])
    const done = await enter(page, 'agree')
    expect(done.status, done.text).toBe(200)
    expect(done.json).toMatchObject({ state: 'entered', entered: { what: 'agree', leader: { name: '张怀远' } } })
    const matter = (await office.secretary.get(`/api/letters/letter?id=${letter(0).id}`)).json as { files: { id: string; kind: string }[]; stages: { pieces: object[] }[] }
    expect(matter.files).toMatchObject([{ kind: 'jpg' }])
    expect(matter.stages.flatMap((stage) => stage.pieces)).toContainEqual(
      expect.objectContaining({ kind: 'say', ending: 'agreed', actedBy: expect.objectContaining({ name: '张怀远' }) }),
    )
    const file = await office.secretary.get(`/api/files/${matter.files[0]?.id}`)
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const [event] = await inAct(office.server.serving.pools.act, (tx) =>
      run<{ actor: string; recorded_by: string; evidence: string }>(
        tx,
        'select e.actor, e.recorded_by, e.evidence from event e where e.matter_id = $1 order by e.id desc limit 1',
        [letter(0).id],
      ),
    )
    expect(event).toEqual({ actor: office.people.leader, recorded_by: office.people.secretary, evidence: matter.files[0]?.id })
    const named = (await office.leader.get(`/api/matters/recorded?day=${officeDate(instant(new Date()))}`)).json as { rows?: { number: string }[] } | null
    expect(named?.rows?.map((row) => row.number)).toContain(letter(0).number)
    expect((await enter(page, 'agree')).json).toMatchObject({ code: 'scans.entered-already' })
  })

  test('撤销 takes the entry back while nobody has built on it; entered again, the page is one file and not two', async () => {
    const page = pageOf((await trayOf(office.secretary, 'entered')).pages, letter(0))
    const undone = await office.secretary.post('/api/scans/undo', { page: page.id })
    expect(undone.json, undone.text).toMatchObject({ state: 'attached', ready: true })
    expect((await office.secretary.post('/api/scans/undo', { page: page.id })).json).toMatchObject({ code: 'scans.not-entered' })
    expect((await enter(page, 'write', { words: '请住建局三日内办结。' })).status).toBe(200)
    const matter = (await office.secretary.get(`/api/letters/letter?id=${letter(0).id}`)).json as { files: object[]; stages: { pieces: { opinion: string | null }[] }[] }
    expect(matter.files).toHaveLength(1)
    expect(matter.stages.flatMap((stage) => stage.pieces).map((piece) => piece.opinion)).toContain('请住建局三日内办结。')
  })

  test('批示, 不同意 and 退回 need their words; nothing lands without them', async () => {
    const page = pageOf((await trayOf(office.secretary)).pages, letter(1))
    for (const what of ['write', 'disagree', 'return']) expect((await enter(page, what)).json, what).toMatchObject({ code: 'scans.no-words' })
    expect((await enter(page, 'return', { words: '请重报' })).json).toMatchObject({ code: expect.stringMatching(/^kernel\./) })
    const matter = (await office.secretary.get(`/api/letters/letter?id=${letter(1).id}`)).json as { files: object[] }
    expect(matter.files).toEqual([])
    expect((await enter(page, 'disagree', { words: '情况不清，再核实。' })).status).toBe(200)
  })

  test('what was given to read is marked or written on; it refuses nothing, and stays read', async () => {
    const read = await office.asked('转阅一件', 'read')
    await dropped('阅件.pdf', pile([slipOf(read)]))
    const page = pageOf((await trayOf(office.secretary)).pages, read)
    expect((await enter(page, 'disagree', { words: '不' })).json).toMatchObject({ code: 'scans.reads-only' })
    expect((await enter(page, 'mark')).status).toBe(200)
    expect((await office.secretary.post('/api/scans/undo', { page: page.id })).json).toMatchObject({ code: 'scans.reading-stays' })
  })

  test('the day written on the paper: not before the matter’s last entry, not in the future, and late only with its reason (补录)', async () => {
    const page = pageOf((await trayOf(office.secretary)).pages, letter(4))
    expect((await enter(page, 'agree', { day: addDays(today(), -1) })).json).toMatchObject({ code: 'kernel.recorded-before' })
    expect((await enter(page, 'agree', { day: addDays(today(), 1) })).json).toMatchObject({ code: 'kernel.recorded-in-future' })
    const written = today()
    office.server.pass(6 * DAY)
    expect((await paperOf(page)).notLateFrom > written).toBe(true)
    expect((await enter(page, 'agree', { day: written })).json).toMatchObject({ code: 'kernel.recorded-late' })
    expect((await enter(page, 'agree', { day: written, late: '领导出差，今日取回' })).status).toBe(200)
    expect(whenWritten('2026-11-30' as never, '2026-11-30T06:00:00.000Z' as never, '2026-11-30T09:00:00.000Z' as never)).toBe('2026-11-30T06:00:00.000Z')
    expect(whenWritten('2026-11-30' as never, null, '2026-11-30T02:00:00.000Z' as never)).toBe('2026-11-30T02:00:00.000Z')
    expect(whenWritten('2026-11-27' as never, null, '2026-11-30T09:00:00.000Z' as never)).toBe('2026-11-27T04:00:00.000Z')
  })

  test('a number typed by a person attaches a waiting page, in whatever brackets; an unknown one is refused in words', async () => {
    const { pages } = await trayOf(office.secretary, 'waiting')
    const torn = pages.find((page) => page.no === 3) as ScanPage
    const unknown = await office.secretary.post('/api/scans/attach', { page: torn.id, number: '信〔2026〕9999号' })
    expect([unknown.status, unknown.json?.code]).toEqual([404, 'scans.no-such-number'])
    const attached = await office.secretary.post('/api/scans/attach', { page: torn.id, number: letter(2).number.replace('〔', '[').replace('〕', ']') })
    expect(attached.json).toMatchObject({ state: 'attached', ready: true, matter: { number: letter(2).number } })
    expect((await enter(torn, 'mark')).status).toBe(200)
  })

  test('nobody is asked there any more: the paper says so and waits; it is set aside with a reason, and taken up again', async () => {
    const { pages } = await trayOf(office.secretary, 'waiting')
    const twice = pages.find((page) => page.reason === 'twice') as ScanPage
    expect((await office.secretary.post('/api/scans/attach', { page: twice.id, number: letter(0).number })).json).toMatchObject({ state: 'attached', ready: false })
    expect((await trayOf(office.secretary, 'waiting')).pages.map((page) => page.id)).toContain(twice.id)
    expect(await paperOf(twice)).toMatchObject({ deciders: [], others: [] })
    expect((await enter(twice, 'agree')).json).toMatchObject({ code: 'scans.nobody-asked' })
    expect((await office.secretary.post('/api/scans/set-aside', { pages: [twice.id], reason: '复印件' })).json).toEqual({ n: 1 })
    expect((await trayOf(office.secretary, 'aside')).pages).toMatchObject([{ id: twice.id, reason: '复印件' }])
    expect((await office.secretary.post('/api/scans/take-up', { page: twice.id })).json).toMatchObject({ state: 'attached' })
  })

  test('双面: a page without a code is the back of the one before, and goes to the matter with it; a third one waits', async () => {
    const two = await office.asked('双面一件')
    await dropped('双面.pdf', pile([slipOf(two), { code: null, blank: true }, { code: null, hand: '续页' }]), true)
    const page = pageOf((await trayOf(office.secretary)).pages, two)
    expect(page.backs).toHaveLength(1)
    expect((await trayOf(office.secretary, 'waiting')).pages.at(-1)).toMatchObject({ no: 3, reason: 'no-code' })
    expect((await enter(page, 'agree')).status).toBe(200)
    const matter = (await office.secretary.get(`/api/letters/letter?id=${two.id}`)).json as { files: object[] }
    expect(matter.files).toHaveLength(2)
  })

  test('双面 said afterwards: the empty sheets become backs; a front already entered keeps what was entered', async () => {
    const [one, two] = [await office.asked('忘了双面甲'), await office.asked('忘了双面乙')]
    await dropped('忘了.pdf', pile([slipOf(one), { code: null, blank: true }, slipOf(two), { code: null, blank: true }, { code: null, hand: '续页' }]))
    const { pages, batches } = await trayOf(office.secretary)
    expect((await enter(pageOf(pages, one), 'agree')).status).toBe(200)
    expect((await office.secretary.post('/api/scans/set-two-sided', { batch: batches[0]?.id })).json).toEqual({ n: 1 })
    expect(pageOf((await trayOf(office.secretary)).pages, two).backs).toHaveLength(1)
    const waiting = (await trayOf(office.secretary, 'waiting')).pages.filter((page) => page.batch === batches[0]?.id)
    expect(waiting.map((page) => page.no)).toEqual([2, 5])
    expect((await office.stranger.post('/api/scans/set-two-sided', { batch: batches[0]?.id })).json).toMatchObject({ code: 'session.not-allowed' })
  }, 60_000)

  test('a tray is its person’s alone, and nobody’s without the power to enter for somebody (R-C04)', async () => {
    const page = (await trayOf(office.secretary, 'entered')).pages[0] as ScanPage
    const picture = await office.secretary.get(`/api/scans/${page.id}`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const again = await office.secretary.get(`/api/scans/${page.id}`, { 'if-none-match': picture.headers.get('etag') ?? '' })
    expect([again.status, again.text]).toEqual([304, ''])
    for (const path of ['/api/scans/tray', `/api/scans/paper?page=${page.id}`, `/api/scans/${page.id}`]) expect((await office.stranger.get(path)).status, path).toBe(403)
    expect((await office.drop(office.stranger, pile([{ code: null }]), 'a.pdf')).json).toMatchObject({ code: 'session.not-allowed' })
    const unit = await office.server.unit('ZFB', '市政府办')
    const colleague = await office.server.person('方可', 'fangke', unit, ['letters.record'])
    const other = await office.server.signIn('fangke', colleague.password)
    expect((await trayOf(other)).counts).toEqual({ ready: 0, waiting: 0, entered: 0, aside: 0 })
    expect((await other.get(`/api/scans/${page.id}`)).status).toBe(404)
    expect((await other.post('/api/scans/undo', { page: page.id })).json).toMatchObject({ code: 'kernel.not-found' })
    // she may not see the letter: its code leads her to nothing
    await office.drop(other, pile([slipOf(letter(3))]), '别人的件.pdf')
    await office.split()
    expect((await trayOf(other, 'waiting')).pages).toMatchObject([{ reason: 'unknown', matter: null }])
  })

  test('the same file is taken once; what is no PDF is refused; a broken one says so and the office goes on', async () => {
    const bytes = pile([slipOf(letter(3))])
    await dropped('同一份.pdf', bytes)
    expect((await office.drop(office.secretary, bytes, '又一次.pdf')).json).toMatchObject({ code: 'scans.dropped-before' })
    expect((await office.drop(office.secretary, Buffer.from('文字'), '字.txt')).json).toMatchObject({ code: 'scans.only-pdf' })
    const digest = createHash('sha256').update(bytes).digest('hex')
    expect(await office.server.serving.files.has(digest)).toBe(false) // its pages are kept, not the pile once more
    await dropped('坏的.pdf', Buffer.from('%PDF-1.7\n这不是一份 PDF\n%%EOF'))
    expect((await trayOf(office.secretary)).batches[0]).toMatchObject({ name: '坏的.pdf', state: 'refused', reason: 'not-a-pdf' })
  })

  test('the night clears away no page of the tray', async () => {
    const { serving } = office.server
    const before = (await trayOf(office.secretary, 'waiting')).pages
    await tidy(serving, serving.files)
    for (const page of before) expect((await office.secretary.get(`/api/scans/${page.id}`)).status).toBe(200)
  })
})
