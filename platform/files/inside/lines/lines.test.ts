import { describe, expect, test } from 'vitest'
import { labelled } from '../../../../journeys/bench/papers/flow.ts'
import { makePaper } from '../../../../journeys/bench/papers/make.ts'
import { type Placed, place } from '../../../../journeys/bench/papers/place.ts'
import { plainPdf } from '../../../../journeys/bench/papers/plain-pdf.ts'
import type { FileLine, LinesSaid } from '../../../../kernel/reading/lines-shape.ts'
import { samplePile } from '../../../scans/sample-scans.ts'
import { docxOf, pdfOf, xlsxOf, zipOf } from '../samples.ts'
import { readLines } from './read-lines.ts'

interface Read {
  readonly lines: readonly FileLine[]
  readonly pages: number | null
  readonly asked: number | null
  readonly end: string | null | undefined
}
async function read(bytes: Uint8Array, ending?: AbortSignal, seconds = 30): Promise<Read> {
  const said: LinesSaid[] = []
  await readLines(bytes, (one) => said.push(one), ending, { seconds, memoryMiB: 512 })
  const [pages] = said.flatMap((one) => (one.kind === 'pages' ? [one] : []))
  const [end] = said.flatMap((one) => (one.kind === 'end' ? [one] : []))
  return { lines: said.flatMap((one) => (one.kind === 'page' ? one.lines : [])), pages: pages?.pages ?? null, asked: pages?.asked ?? null, end: end?.why }
}
const paper = (id: string) =>
  makePaper(
    labelled.find((one) => one.id === id) ??
      (() => {
        throw new Error(id)
      })(),
  ).bytes
const habits = { each: false, overprint: false, headLast: false, oldCodes: false }
const words = ({ lines }: Read) => lines.map(({ text }) => text)

describe('文字行 lines with their place', () => {
  test('PDF: page, line, size and box of each; the title is the largest in the middle, the signature stands right', { timeout: 60_000 }, async () => {
    const { lines, pages, end } = await read(paper('p01'))
    expect({ pages, end }).toEqual({ pages: 3, end: null })
    expect(lines.find(({ text }) => text.startsWith('印发《清江省农村供水'))).toMatchObject({ page: 1, no: 4, size: 22, stands: 'center' })
    const date = lines.find(({ text }) => text === '2026年11月18日')
    expect(date).toMatchObject({ page: 2, stands: 'right' })
    for (const { box } of lines) for (const part of Object.values(box ?? {})) expect(part).toBeGreaterThanOrEqual(0)
    expect(date?.box?.y).toBeLessThan(0.5)
  })
  test('PDF of other programs: letters one by one, the head written last, bold by printing twice, codes of an old Chinese encoding', { timeout: 60_000 }, async () => {
    const title = '清江省人民政府关于同意设立云溪'
    const blocks = place([
      { text: '清江省人民政府文件', size: 36, align: 'center', role: 'head' },
      { text: title, size: 22, align: 'center', role: 'title' },
      { text: '高新技术产业园区的批复', size: 22, align: 'center', role: 'title' },
    ])
    for (const one of ['each', 'overprint', 'headLast', 'oldCodes'] as const)
      expect(words(await read(plainPdf(blocks, { ...habits, [one]: true }))).slice(0, 3), one).toEqual(['清江省人民政府文件', title, '高新技术产业园区的批复'])
  })
  test('names spread over the width of the longest are words, and organs side by side stay two', { timeout: 60_000 }, async () => {
    expect(words(await read(paper('p48')))).toEqual(expect.arrayContaining(['云溪市市场监督管理局', '云溪市城市管理局']))
    expect(words(await read(paper('p12')))).toContain('中共云溪市委办公室　云溪市人民政府办公室')
  })
  test('DOCX: a text box told twice is read once; sizes and standings come from runs or their style, a line break is a line', { timeout: 60_000 }, async () => {
    const { lines } = await read(paper('p60'))
    expect(lines.filter(({ text }) => text === '清江省卫生健康委员会文件')).toHaveLength(1)
    expect(lines.filter(({ size, stands }) => size === 22 && stands === 'center').map(({ text }) => text)).toEqual(['清江省卫生健康委关于做好冬季呼吸道', '疾病诊疗服务工作的通知'])
  })
  test('OFD: pages in the order the document lists them, whatever their folders are called, with what stands on the template', { timeout: 60_000 }, async () => {
    const { lines, pages } = await read(paper('p24'))
    expect(pages).toBe(3)
    expect(lines[0]).toMatchObject({ page: 1, no: 1, text: '云溪市城东区人民政府文件', size: 36 })
    expect(lines.at(-2)).toMatchObject({ page: 3, text: '1.北苑小学扩建　已开工　2026年12月20日前封顶' })
  })
})

const locked = () =>
  Buffer.from(
    pdfOf(['锁着'])
      .toString('latin1')
      .replace(
        '/Root 1 0 R',
        `/Root 1 0 R /ID [<${'11'.repeat(16)}> <${'11'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'22'.repeat(32)}> /U <${'33'.repeat(32)}> >>`,
      ),
    'latin1',
  )
const bomb = Buffer.alloc(30 * 1_048_576, 0x20)

describe('读不出的文件 what cannot be read', () => {
  test.each([
    ['a broken PDF', Buffer.from('%PDF-1.7\nbroken'), 'broken'],
    ['a PDF cut off in the middle of its pages', pdfOf(['文字']).subarray(0, 60), 'broken'],
    ['a locked PDF', locked(), 'locked'],
    ['a bomb called DOCX', zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': bomb }), 'archive'],
    ['a bomb called OFD', zipOf({ 'OFD.xml': '<OFD/>', 'Doc_0/Document.xml': bomb }), 'archive'],
    ['a DOCX cut off', Buffer.concat([docxOf(['文字']).subarray(0, 90), Buffer.from('[Content_Types].xml word/document.xml')]), 'archive'],
    ['an OFD without pages', zipOf({ 'OFD.xml': '<OFD/>', 'Doc_0/Document.xml': '<Document/>' }), 'broken'],
    ['an empty DOCX', docxOf([]), 'pictures'],
    ['a scan', samplePile([{ code: null, title: '扫描件' }]), 'pictures'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'pictures'],
    ['a sheet', xlsxOf(['表']), 'other-kind'],
  ])('%s: no line, and the reason', { timeout: 60_000 }, async (_, bytes, why) => {
    expect(await read(bytes)).toMatchObject({ lines: [], end: why })
  })
  test('two thousand pages: the first sixty and the last four are read, and how many there are is told first', { timeout: 120_000 }, async () => {
    const all = Array.from({ length: 2_000 }, (_, n): Placed => ({ page: n + 1, x: 100, y: 100, size: 16, text: `第${n + 1}页正文`, role: 'body' }))
    const { lines, pages, asked, end } = await read(plainPdf(all, habits))
    expect({ pages, asked, end, n: lines.length, last: lines.at(-1)?.page }).toEqual({ pages: 2_000, asked: 64, end: null, n: 64, last: 2_000 })
  })
  test('too slow: what was read by then is told, with the reason', { timeout: 60_000 }, async () => {
    expect((await read(paper('p01'), undefined, 0.05)).end).toBe('slow')
  })
  test('broken off: the thread is gone and nothing more is told', { timeout: 60_000 }, async () => {
    const ending = new AbortController()
    setTimeout(() => ending.abort(), 30)
    expect((await read(paper('p01'), ending.signal)).end).toBeUndefined()
    expect(await read(paper('p01'), AbortSignal.abort())).toMatchObject({ lines: [], end: undefined })
  })
  test('a mark nested ten thousand deep, an attribute without an end: read in no time', { timeout: 60_000 }, async () => {
    const deep = zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': `<w:document>${'<w:p><w:r>'.repeat(10_000)}<w:t>底</w:t><w:jc w:val="${'x'.repeat(100_000)}` })
    const began = performance.now()
    expect((await read(deep)).end).not.toBe('slow')
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})
