import { createCanvas } from '@napi-rs/canvas'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../../app/desks.ts'
import { packInk } from '../../../kernel/ink.ts'
import { HOUR, officeDate } from '../../../kernel/time.ts'
import { withClient } from '../../../platform/database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../../../platform/http/test-server.ts'
import { readPaper } from '../../../platform/print/read-paper.ts'
import { pdfOf } from '../../../platform/scans/sample-scans.ts'
import { splitOne } from '../../../platform/scans/split-batch.ts'
import { readSlipCode } from '../../../typeset/slip-code.ts'
import { powers } from '../powers.ts'
import { checkKeys } from '../shape.ts'

const plain = (text: string) => text.replace(/\s+/g, '')
/** Four characters' worth of strokes, across the pad. */
const ink = packInk({
  width: 1000,
  height: 600,
  strokes: Array.from({ length: 16 }, (_, n) =>
    Array.from({ length: 8 }, (_, k) => ({ x: 60 + (n >> 2) * 200 + k * 18, y: 80 + (n % 4) * 45 + ((k * 7) % 20), t: n * 400 + k * 16, p: 50 })),
  ),
})

let server: TestServer
let clerk: Browser
let leader: Browser
let vice: Browser
let stranger: Browser
let secretary: Browser
const ids: Record<string, string> = {}
const all = Object.keys(powers).map((key) => `incoming.${key}`)
const post = async (who: Browser, name: string, input: object) => {
  const answer = await who.post(`/api/incoming/${name}`, input)
  expect(answer.status, `${name} ${answer.text}`).toBe(200)
  return answer.json as {
    id: string
    number: string
    version: number
    stages: { role: string; pieces: { id: string; person: { id: string } | null; state: string; kind: string }[] }[]
  }
}
async function registered(more: object = {}) {
  return post(clerk, 'register', {
    title: '关于做好今冬明春防火工作的通知',
    sender: '云中省人民政府办公厅',
    senderNumber: '云政办发〔2026〕31号',
    paperType: 'notice',
    copies: 3,
    copyFrom: 12,
    copyTo: 14,
    attachmentsNamed: ['防火责任清单'],
    ...more,
  })
}
const examine = (matter: string) => post(clerk, 'examine', { matter, checks: checkKeys.map((key) => ({ key, ok: true })) })
async function proposed(text = '拟请市住建局牵头落实，办公室跟踪。', leaders = [ids.leader, ids.vice]) {
  const { id } = await registered()
  await examine(id)
  return post(clerk, 'propose', {
    matter: id,
    text,
    cause: '省里要求十二月十日前报送。',
    options: ['转各县区自行落实'],
    leaders,
    pace: 'together',
    task: { lead: { unit: ids.housing }, helpers: [], ask: '请按通知要求落实。', due: null },
  })
}
const piece = (paper: Awaited<ReturnType<typeof post>>, person: string | undefined) =>
  paper.stages.flatMap((s) => s.pieces).find((p) => p.person?.id === person && p.state === 'open' && p.kind !== 'do')?.id
async function pdf(matter: string, form = 'processing', query = ''): Promise<Uint8Array> {
  const answer = await fetch(`${server.url}/api/incoming/slips/${form}.pdf?matter=${matter}${query}`, { headers: { cookie: clerk.cookie } })
  expect(answer.status, answer.status === 200 ? '' : await answer.text()).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}
/** Words of the first page with where they stand, from the upper edge in millimetres; and what is drawn on it. */
async function measured(bytes: Uint8Array) {
  const page = await (await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise).getPage(1)
  const { height } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent()
  const words = items.flatMap((item) =>
    'str' in item && item.str.trim()
      ? [{ text: item.str.trim(), left: (item.transform[4] / 72) * 25.4, top: ((height - item.transform[5]) / 72) * 25.4, size: Math.abs(item.transform[3]) }]
      : [],
  )
  const drawn = (await page.getOperatorList()).fnArray
  return { words, pictures: drawn.filter((op) => op === OPS.paintImageXObject || op === OPS.paintInlineImageXObject).length, page }
}
/** Where the head of a box stands: heads stand in the first column, one letter after the other with a gap or in one piece. */
function boxes(words: Awaited<ReturnType<typeof measured>>['words'], heads: readonly string[]): number[] {
  const column = words.filter((w) => w.left < 48)
  const rows = [...Map.groupBy(column, (w) => Math.round(w.top)).values()].map((row) => ({ top: row[0]?.top ?? 0, text: plain(row.map((w) => w.text).join('')) }))
  return heads.map((head) => rows.find((row) => row.text === head)?.top ?? Number.NaN)
}
async function picture(bytes: Uint8Array, dpi = 200) {
  const { page } = await measured(bytes)
  const viewport = page.getViewport({ scale: dpi / 72 })
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  await page.render({ canvasContext: context as never, viewport, canvas: canvas as never }).promise
  return canvas
}
const steps = ['签收', '登记', '初审', '拟办意见', '领导批示', '承办', '传阅', '催办', '答复']

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'processing', { desks })
  const papers = await server.unit('ZFB-WD', '文电科')
  const city = await server.unit('SZF', '市人民政府')
  const housing = await server.unit('ZJJ', '市住建局')
  ids.housing = housing.id
  const ji = await server.person('季红梅', 'jihongmei', papers, all)
  const zhou = await server.person('周启明', 'zhouqiming', city, ['incoming.sign'])
  const shen = await server.person('沈国栋', 'shenguodong', city, ['incoming.sign'])
  await server.person('许文涛', 'xuwentao', housing, ['incoming.handle'])
  const qian = await server.person('钱明', 'qianming', await server.unit('JYJ', '市教育局'), [])
  const he = await server.person('何静', 'hejing', papers, ['office.record', 'incoming.see-all'])
  const sg = await server.unit('secretary-general', '秘书长')
  await server.person('张怀远', 'zhanghuaiyuan', sg, ['incoming.sign'])
  secretary = await server.signIn('hejing', he.password)
  clerk = await server.signIn('jihongmei', ji.password)
  leader = await server.signIn('zhouqiming', zhou.password)
  vice = await server.signIn('shenguodong', shen.password)
  stranger = await server.signIn('qianming', qian.password)
  Object.assign(ids, { clerk: ji.id, leader: zhou.id, vice: shen.id })
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

describe('收文处理笺 (HA-17, R-D30)', () => {
  test('一页纸，九个栏目按签批次序排，各有内容、姓名、日期；没有密级栏 (HA-17, R-C01)', async () => {
    const paper = await proposed()
    await post(leader, 'sign', { matter: paper.id, piece: piece(paper, ids.leader), agree: true, opinion: '同意拟办意见。' })
    const bytes = await pdf(paper.id)
    const found = await readPaper(bytes)
    const text = plain(found.pages.map((p) => p.text).join(''))
    expect(found.pages).toHaveLength(1)
    for (const words of [
      '收文处理笺',
      '云中省人民政府办公厅',
      '云政办发〔2026〕31号',
      '3份（12—14号）',
      '防火责任清单',
      '收到3份，核对无误。',
      '五项均符合要求。',
      '拟请市住建局牵头落实',
      '缘由：省里要求',
      '主办：市住建局',
      '同意拟办意见。周启明负责人',
      '季红梅负责人',
    ])
      expect(text, words).toContain(words)
    expect(text).not.toMatch(/密级|密　级|秘密|机密|绝密|保密期限/)
    expect(readSlipCode((await found.code()) ?? '')).toEqual({ matter: paper.id, form: 'P' })
    const { words } = await measured(bytes)
    const tops = boxes(words, steps)
    expect(tops.every(Number.isFinite), String(tops)).toBe(true)
    expect([...tops].sort((a, b) => a - b)).toEqual(tops)
    const [, , , , instruct = 0, undertake = 0] = tops
    const opinion = words.find((w) => w.text.includes('同意拟办意见'))
    expect(opinion?.left).toBeGreaterThan(48)
    expect(opinion?.top).toBeGreaterThan(instruct - 40)
    expect(opinion?.top).toBeLessThan(undertake)
  })
  test('手写的批示原样印在批示栏里：是线条不是图片，旁边写明不是可靠电子签名', async () => {
    const paper = await proposed()
    const before = await picture(await pdf(paper.id))
    await post(leader, 'sign', { matter: paper.id, piece: piece(paper, ids.leader), agree: true, ink })
    const bytes = await pdf(paper.id)
    const { words, pictures } = await measured(bytes)
    expect(pictures).toBe(0)
    expect(plain(words.map((w) => w.text).join(''))).toContain('手写原迹，非可靠电子签名')
    const note = words.find((w) => w.text.includes('手写原迹'))
    const after = await picture(bytes)
    // what is dark above the note, inside the box, is the hand
    const [mm, top] = [200 / 25.4, (note?.top ?? 0) - 4]
    const dark = (canvas: typeof after) => {
      const { data } = canvas.getContext('2d').getImageData(Math.round(52 * mm), Math.round((top - 14) * mm), Math.round(100 * mm), Math.round(14 * mm))
      let n = 0
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + 2] ?? 255) < 200) n++
      return n
    }
    expect(dark(after)).toBeGreaterThan(2000)
    expect(dark(after)).toBeGreaterThan(dark(before) * 2)
    expect((await readPaper(bytes)).pages).toHaveLength(1)
  })
  test('写得长，字就小一些，仍是一页、仍看得清', async () => {
    const paper = await proposed('拟请市住建局牵头，会同水利、应急、消防等单位逐项核对责任清单，形成台账后报办公室。'.repeat(12))
    await post(leader, 'sign', {
      matter: paper.id,
      piece: piece(paper, ids.leader),
      agree: true,
      opinion: '请各单位把责任压到人头，重点林区、敬老院、学校逐处看过，看过的要有人签字。'.repeat(8),
    })
    const bytes = await pdf(paper.id)
    expect((await readPaper(bytes)).pages).toHaveLength(1)
    const { words } = await measured(bytes)
    const opinion = words.find((w) => w.text.includes('责任压到人头'))
    expect(opinion?.size).toBeLessThan(11.5)
    expect(Math.min(...words.filter((w) => w.left > 48 && w.left < 190 && w.top < 270).map((w) => w.size))).toBeGreaterThanOrEqual(7)
    expect(plain(words.map((w) => w.text).join(''))).not.toContain('续页')
  })
  test('最小的字也放不下，笺上写明“全文见续页”，续页印全文，一字不少；笺本身仍是一页', async () => {
    const long = '请把每一处隐患写清楚、写到人。'.repeat(130)
    const paper = await proposed(long, [ids.leader, ids.vice] as string[])
    await post(leader, 'sign', { matter: paper.id, piece: piece(paper, ids.leader), agree: true, opinion: long })
    await post(vice, 'sign', { matter: paper.id, piece: piece(paper, ids.vice), agree: true, opinion: `${long}请沈国栋跟到底。` })
    const { pages } = await readPaper(await pdf(paper.id))
    const [first, ...rest] = pages.map((p) => plain(p.text))
    expect(first).toContain('（全文见续页）')
    expect(first).toContain('答复')
    expect(rest[0]).toContain('续页')
    expect(rest.join('').split(plain(long.slice(0, 60))).length).toBeGreaterThanOrEqual(4)
    expect(rest.join('')).toContain('请沈国栋跟到底。')
  })
  test('别人的件、没有的件，一样答没有 (不变量 14)', async () => {
    const { id } = await registered()
    for (const one of [id, '01a00000-0000-7000-8000-000000000000']) {
      const answer = await fetch(`${server.url}/api/incoming/slips/processing.pdf?matter=${one}`, { headers: { cookie: stranger.cookie } })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'kernel.not-found'])
    }
  })
})

describe('办理情况呈报单 (HA-17, HA-45)', () => {
  test('一页纸，九步之后写办理情况，留审核和领导阅示的地方；没有密级栏 (HA-17, R-C01)', async () => {
    const paper = await proposed()
    await post(leader, 'sign', { matter: paper.id, piece: piece(paper, ids.leader), agree: true, ink })
    await post(vice, 'sign', { matter: paper.id, piece: piece(paper, ids.vice), agree: true, opinion: '同意。' })
    const bytes = await pdf(paper.id, 'situation')
    const { pages } = await readPaper(bytes)
    expect(pages).toHaveLength(1)
    const text = plain(pages[0]?.text ?? '')
    for (const words of ['办理情况呈报单', '办理情况', '审核', '领导阅示', '签名：']) expect(text, words).toContain(words)
    expect(text).not.toMatch(/密级|秘密|机密|绝密/)
    const tops = boxes((await measured(bytes)).words, [...steps, '办理情况', '审核', '领导阅示'])
    expect([...tops].sort((a, b) => a - b)).toEqual(tops)
    const { id } = await registered()
    const early = await fetch(`${server.url}/api/incoming/slips/situation.pdf?matter=${id}`, { headers: { cookie: clerk.cookie } })
    expect([early.status, ((await early.json()) as { code: string }).code]).toEqual([409, 'print.not-yet'])
  })
  test('in English: heads, and the note beside the hand', async () => {
    const paper = await proposed()
    await post(leader, 'sign', { matter: paper.id, piece: piece(paper, ids.leader), agree: true, ink })
    const text = plain((await readPaper(await pdf(paper.id, 'processing', '&language=en'))).pages.map((p) => p.text).join(''))
    for (const words of ['Incomingpaper:processingslip', 'Traceofahand', 'Leaders', 'Allfivepointsaremet.']) expect(text, words).toContain(words)
  })
})

describe('印出去的笺，写了字，从回录托盘回来 (代录)', () => {
  test('打印、扫描、按码归件、代录批示：扫描件附在件上，交办人得到“有批示”的通知', async () => {
    const paper = await proposed()
    const canvas = await picture(await pdf(paper.id))
    const context = canvas.getContext('2d')
    context.strokeStyle = '#20356f'
    context.lineWidth = 5
    context.strokeRect(700, 1500, 220, 60)
    const form = new FormData()
    form.append('file', new Blob([Uint8Array.from(pdfOf([canvas.toBuffer('image/jpeg', 70)], canvas))]), '批示夹.pdf')
    const dropped = await secretary.send('POST', '/api/scans?twoSided=false', form)
    expect(dropped.status, dropped.text).toBe(200)
    while (await splitOne({ house: server.serving, files: server.serving.files }));
    const tray = (await secretary.get('/api/scans/tray?view=ready')).json as { pages: { id: string; state: string; matter: { id: string } | null }[] }
    const page = tray.pages.find((one) => one.matter?.id === paper.id)
    expect(page, JSON.stringify(tray)).toMatchObject({ state: 'attached' })
    server.pass(HOUR)
    const seen = (await secretary.get(`/api/scans/paper?page=${page?.id}`)).json as { deciders: { piece: string; person: { id: string } }[]; version: number | null }
    const decider = seen.deciders.find((one) => one.person.id === ids.leader)
    const entered = await secretary.post('/api/scans/enter', {
      page: page?.id,
      piece: decider?.piece,
      what: 'write',
      words: '请住建局十二月八日前报结果。',
      day: officeDate(server.now()),
      ...(seen.version === null ? {} : { version: seen.version }),
    })
    expect(entered.status, entered.text).toBe(200)
    const now = (await clerk.get(`/api/incoming/paper?id=${paper.id}`)).json as { files: { kind: string }[]; stages: { pieces: object[] }[] }
    expect(now.files).toMatchObject([{ kind: 'jpg' }])
    expect(now.stages.flatMap((s) => s.pieces)).toContainEqual(
      expect.objectContaining({ opinion: '请住建局十二月八日前报结果。', via: 'recorded', actedBy: expect.objectContaining({ id: ids.leader }) }),
    )
    const text = plain((await readPaper(await pdf(paper.id))).pages.map((p) => p.text).join(''))
    expect(text).toMatch(/请住建局十二月八日前报结果。周启明负责人\d{4}年\d+月\d+日（代录：何静/)
    const { rows } = await withClient(server.serving.address, 'owner', (client) =>
      client.query<{ kind: string; payload: string }>(
        `select kind, payload::text as payload from outbox where to_person = $1 and payload ->> 'matter' = $2 and kind in ('opinion', 'woken')`,
        [ids.clerk, paper.id],
      ),
    )
    expect(rows.map((row) => row.kind)).toEqual(['opinion'])
    expect(rows[0]?.payload).not.toContain('十二月')
  }, 60_000)
})
