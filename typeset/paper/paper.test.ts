import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatterId } from '../../kernel/ids.ts'
import { readPaper } from '../../platform/print/read-paper.ts'
import { openSetter, type Told } from '../../platform/typesetter/setting.ts'
import { readCopyCode, readSlipCode } from '../slip-code.ts'
import { askedFor, chooseFaces, faces } from './faces.ts'
import { type LabelPaper, type LedgerPaper, type Paper, type ReplyPaper, type SlipPaper, squareOf, squareOfCopy } from './paper.ts'

const setter = openSetter(mkdtempSync(join(tmpdir(), 'huiyin-fonts-')))
function set(paper: Paper): Extract<Told, { pdf: Uint8Array }> {
  const told = setter.set({ id: 1, template: paper.template, paper: JSON.stringify(paper) })
  if ('fault' in told) throw new Error(told.fault)
  return told
}
const matter = '0197a000-0000-7000-8000-000000000001' as MatterId
const frame = { language: 'zh-CN', name: '处理笺', printed: '打印：何雨桐　2026年11月30日 14:05', mark: null, code: squareOf(matter, 'P') } as const
const slip = (more: Partial<SlipPaper> = {}, body = '桥下积水。'): SlipPaper => ({
  template: 'slip',
  ...frame,
  office: '云溪市人民政府办公室',
  title: '群众来信处理笺',
  sheets: [
    {
      left: '编号：信〔2026〕12号',
      right: '',
      foot: '',
      lines: [
        { kind: 'pairs', cells: [{ head: '标　题', text: body }] },
        { kind: 'text', head: '反映内容', text: body, room: 20 },
        { kind: 'said', head: '领导批示', said: [{ text: body, by: '周启明　市长', at: '2026年11月21日' }], room: 6, sign: '签名：' },
      ],
    },
  ],
  annex: null,
  ...more,
})
const reply = (body: string): ReplyPaper => ({
  template: 'reply',
  ...frame,
  number: '信〔2026〕12号',
  title: '关于桥下积水的答复',
  to: '周先生：',
  body,
  by: '云溪市人民政府办公室',
  date: '2026年1月5日',
  note: '',
})
const ledger = (rows: number, cell = '路灯'): LedgerPaper => ({
  template: 'ledger',
  ...frame,
  code: null,
  titles: ['来信登记表'],
  left: '填报单位：来信来电科',
  right: '2026年1月5日',
  below: '审核：',
  columns: [
    { head: '序号', width: 6, centred: true },
    { head: '标题', width: 44, centred: false },
  ],
  rows: Array.from({ length: rows }, (_, n) => [String(n + 1), cell]),
})
const plain = (text: string) => text.replace(/\s+/g, '')

describe('纸面 papers', () => {
  test('what is typed is never markup: every character Typst reads anything into stands on the paper as it was typed', { timeout: 60_000 }, async () => {
    const signs = '#*_`$<>@\\/~-=+[]{}()"\'%&^|;:,.!?0aé中〔〕'
    const typed = fc.string({
      unit: fc.constantFrom(...signs, ' ', '#panic("x")', '#read("/etc/passwd")', '*粗*', '$x^2$', '// 注释', '/* */', '<label>', '@ref', '---', '...'),
      minLength: 1,
      maxLength: 40,
    })
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        fc.pre(text.trim() !== '')
        const { pages } = await readPaper(set(slip({}, text)).pdf)
        // thrice: in a pair, in the text, in an opinion
        expect(plain(pages.map((page) => page.text).join('')).split(plain(text)).length).toBeGreaterThanOrEqual(4)
      }),
      { numRuns: 60 },
    )
  })
  test('nothing typed makes a template fail, in any of the three', { timeout: 60_000 }, () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const typed = text.toWellFormed()
        for (const paper of [slip({}, typed), reply(typed), ledger(2, typed)]) expect(set(paper).pages).toBeGreaterThan(0)
      }),
      { numRuns: 40 },
    ),
  )
  test('a scan at 200 dpi reads the code of every form, under a watermark too', { timeout: 60_000 }, async () => {
    const ids = fc.sample(fc.uuid(), 4) as MatterId[]
    for (const [n, form] of (['P', 'D', 'C', 'R'] as const).entries()) {
      const id = ids[n] as MatterId
      const code = squareOf(id, form)
      const paper = form === 'R' ? { ...reply('已修好。'), code } : slip({ code, mark: '何雨桐　2026-11-30 14:05' })
      const read = await (await readPaper(set(paper).pdf)).code()
      expect(readSlipCode(read ?? ''), form).toEqual({ matter: id, form })
    }
  })
  test('a slip is one page; a letter too long for its box stands whole behind it', async () => {
    expect((await readPaper(set(slip()).pdf)).pages).toHaveLength(1)
    const whole = '积水。'.repeat(900)
    const { pages } = await readPaper(set(slip({ annex: { title: '来信全文', text: whole } })).pdf)
    expect(pages.length).toBeGreaterThan(1)
    expect(
      plain(
        pages
          .slice(1)
          .map((page) => page.text)
          .join(''),
      ),
    ).toContain(whole.slice(0, 300))
  })
  test('a restricted page carries person and time, over and over; another carries neither', async () => {
    const times = async (mark: string | null) => (await readPaper(set(slip({ mark })).pdf)).pages[0]?.text.split('2026-11-30').length ?? 0
    expect(await times('何雨桐　2026-11-30 14:05')).toBeGreaterThan(12)
    expect(await times(null)).toBe(1)
  })
  test('a reply has the page of an official paper: A4, 22 lines, and the office and the day under it (R-F01, R-F02, R-F20)', async () => {
    const [first, ...rest] = (await readPaper(set(reply(Array.from({ length: 40 }, (_, n) => `第${n + 1}行。`).join('\n'))).pdf)).pages
    // number, title, an empty line, greeting, then the text
    const lines = [...(first?.text ?? '').matchAll(/第\d+行/g)].length
    expect(lines).toBe(22 - 3)
    expect(rest.map((page) => page.text).join('')).toMatch(/云溪市人民政府办公室\s*2026年1月5日/)
  })
  test('a full line of a reply holds 28 characters, the first of a paragraph 26 (R-F03)', async () => {
    const [page] = (await readPaper(set(reply('国'.repeat(26 + 28 + 5))).pdf)).pages
    const lines = (page?.text ?? '').split('\n').map((line) => line.replace(/[^国]/g, '').length)
    expect(lines.filter((n) => n > 0)).toEqual([26, 28, 5])
  })
  test('a ledger lies, repeats its head on every page, and says which page of how many', async () => {
    const { pages } = await readPaper(set(ledger(90)).pdf)
    expect(pages.length).toBeGreaterThan(2)
    for (const [n, page] of pages.entries()) {
      expect(page.wide).toBe(true)
      expect(plain(page.text)).toContain('序号标题')
      expect(plain(page.text)).toContain(`第${n + 1}页共${pages.length}页`)
    }
    expect(pages[0]?.text).toContain('来信登记表')
    expect(plain(pages.at(-1)?.text ?? '')).toContain('审核：')
  })
  test('the office’s own typeface goes before ours, and what nobody has is left out', () => {
    expect(chooseFaces(new Set(askedFor.filter((family) => family !== 'FangSong' && !family.startsWith('Noto')))).fang).toEqual(['FangSong', 'Noto Serif SC'])
    expect(chooseFaces(new Set(askedFor.filter((family) => !family.startsWith('Noto'))))).toMatchObject({ title: ['Noto Serif SC'], hei: ['Noto Sans SC', 'Noto Serif SC'] })
    expect(Object.keys(faces)).toEqual(['title', 'fang', 'kai', 'hei', 'song'])
  })
})

describe('盒脊 backs of archive boxes', () => {
  const spine = (box: number) => ({
    cells: [
      { head: '全宗号', lines: ['Y008'], high: 28 },
      { head: '年度', lines: ['2026'], high: 28 },
      { head: '保管期限', lines: ['永久'], high: 34 },
      { head: '机构（问题）', lines: ['来信来电科'], high: 82 },
      { head: '起止件号', lines: ['0001', '—', '0032'], high: 50 },
      { head: '盒号', lines: [String(box)], high: 38 },
    ],
  })
  const sheet = (width: number, boxes: number): Paper => ({ ...frame, template: 'spine', code: null, width, spines: Array.from({ length: boxes }, (_, n) => spine(n + 1)) })
  test('each strip says fonds, year, term, organ, first and last item and its number, on boxes of every thickness', async () => {
    for (const width of [20, 30, 40, 50]) {
      const { pdf, pages } = set(sheet(width, 1))
      expect(pages).toBe(1)
      const text = (await readPaper(pdf)).pages[0]?.text.replace(/\s/g, '')
      expect(text).toContain('全宗号Y008年度2026保管期限永久机构（问题）来信来电科起止件号0001—0032盒号1')
    }
  })
  test('as many strips as a sheet holds, then another sheet', () => {
    expect(set(sheet(20, 7)).pages).toBe(1)
    expect(set(sheet(20, 8)).pages).toBe(2)
    expect(set(sheet(50, 4)).pages).toBe(2)
  })
})

describe('收文章、标签 stamp and labels', () => {
  const one = (copy: number) => ({
    head: '云溪市人民政府办公室',
    pairs: [
      { head: '收文号', text: '收〔2026〕8123号' },
      { head: '日　期', text: '2026年11月30日' },
      { head: '份　数', text: `第${copy}份　共24份` },
    ],
    box: '办理',
    code: squareOfCopy(matter, copy),
  })
  const sheet = (size: LabelPaper['size'], labels: number, skip = 0): LabelPaper => ({
    ...frame,
    template: 'label',
    code: null,
    size,
    skip,
    labels: Array.from({ length: labels }, (_, n) => one(n + 1)),
  })
  const roll = { page: { width: 60, height: 40 }, label: { width: 60, height: 40 }, columns: 1, rows: 1, left: 0, top: 0, gap: { x: 0, y: 0 }, framed: false }
  const a4 = { ...roll, page: { width: 210, height: 297 }, label: { width: 70, height: 37 }, columns: 3, rows: 8 }
  test('a label on a roll: number, day, copy and box, and a scanner reads which copy of which paper', async () => {
    const { pdf, pages } = set(sheet(roll, 1))
    expect(pages).toBe(1)
    const read = await readPaper(pdf)
    expect(read.pages[0]?.text.replace(/\s/g, '')).toContain('收文号收〔2026〕8123号日期2026年11月30日份数第1份共24份')
    expect(readCopyCode((await read.code()) ?? '')).toEqual({ matter, copy: 1 })
  })
  test('a sheet of labels goes on where the last one ended, and begins another sheet when it is full', () => {
    expect(set(sheet(a4, 24)).pages).toBe(1)
    expect(set(sheet(a4, 24, 5)).pages).toBe(2)
    expect(set(sheet(roll, 3)).pages).toBe(3)
  })
  test('the stamp over a page stands in its corner, in its frame', async () => {
    const { pdf, pages } = set(sheet({ ...roll, page: a4.page, label: { width: 68, height: 34 }, left: 132, top: 10, framed: true }, 1))
    expect(pages).toBe(1)
    expect(readCopyCode((await (await readPaper(pdf)).code()) ?? '')).toEqual({ matter, copy: 1 })
  })
})
