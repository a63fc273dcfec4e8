import { describe, expect, test } from 'vitest'
import type { MatterId } from '../../kernel/ids.ts'
import { slipCode } from '../../typeset/slip-code.ts'
import { pdfOf, samplePage, samplePile } from './sample-scans.ts'
import { type PageRead, type SplitEnd, type SplitLimits, splitPdf, usualSplit } from './split.ts'

const id = (n: number) => `0190aaaa-0000-7000-8000-${String(n).padStart(12, '0')}` as MatterId
const slip = (n: number, more: object = {}) => ({ code: slipCode(id(n), 'P'), number: `信〔2026〕${n}号`, title: '北苑小区供暖不足', hand: '同意', ...more })
async function read(bytes: Uint8Array, limits: SplitLimits = usualSplit): Promise<{ end: SplitEnd; pages: PageRead[]; told: number | null }> {
  const pages: PageRead[] = []
  let told: number | null = null
  const end = await splitPdf(
    bytes,
    {
      async pages(n) {
        told = n
      },
      async page(page) {
        pages.push(page)
      },
    },
    limits,
  )
  return { end, pages, told }
}
const sizeOf = (jpeg: Uint8Array) => {
  for (let at = 2; at < jpeg.length; at += 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0)))
    if ([0xc0, 0xc1, 0xc2].includes(jpeg[at + 1] ?? 0)) return [((jpeg[at + 7] ?? 0) << 8) | (jpeg[at + 8] ?? 0), ((jpeg[at + 5] ?? 0) << 8) | (jpeg[at + 6] ?? 0)]
  return [0, 0]
}

describe('拆分 a scanned PDF, page by page', () => {
  test('askew, upside down, speckled: every code that can be read is read, and the page comes the right way up', async () => {
    const papers = [...Array(12).keys()].map((n) => slip(n, { upsideDown: n % 3 === 1, ...(n % 4 === 2 ? { askew: 7 } : {}) }))
    const { end, pages, told } = await read(samplePile(papers))
    expect([end, told]).toEqual(['split', 12])
    expect(pages.map((page) => [page.no, ...page.codes])).toEqual(papers.map((paper, n) => [n + 1, paper.code]))
    expect(sizeOf(pages[1]?.jpeg as Uint8Array)).toEqual([1654, 2339])
    // turned upright, the code of the second page stands where the first page's stands: read again it says so
    const again = await read(pdfOf(pages.slice(0, 2).map((page) => Buffer.from(page.jpeg))))
    expect(again.pages.map((page) => page.codes[0])).toEqual([papers[0]?.code, papers[1]?.code])
    expect(Math.abs((again.pages[1]?.jpeg.length ?? 0) / (pages[1]?.jpeg.length ?? 1) - 1)).toBeLessThan(0.2)
  }, 120_000)

  test('a torn code, an empty sheet, a code of another make: none of ours is made of them', async () => {
    const { pages } = await read(samplePile([slip(1, { torn: true }), { code: null, blank: true }, slip(2, { code: 'https://example.cn/x' })]))
    expect(pages.map((page) => page.codes)).toEqual([[], [], ['https://example.cn/x']])
  }, 60_000)

  test('limits: too many pages, too slow a page, no PDF at all, and a page larger than a wall', async () => {
    const two = samplePile([slip(1), slip(2)])
    expect((await read(two, { ...usualSplit, pages: 1 })).end).toBe('too-many-pages')
    expect((await read(two, { ...usualSplit, secondsAPage: 0.05 })).end).toBe('too-slow')
    expect((await read(Buffer.from('%PDF-1.7\nnothing\n%%EOF'))).end).toBe('not-a-pdf')
    expect((await read(two.subarray(0, 400))).end).toBe('not-a-pdf')
    const wall = Buffer.from(two.toString('latin1').replaceAll('595.28 841.89]', '9999.0 9999.0]'), 'latin1')
    const { end, pages } = await read(wall)
    expect(end).toBe('split')
    const [width = 0, height = 0] = sizeOf(pages[0]?.jpeg as Uint8Array)
    expect(width * height).toBeLessThanOrEqual(usualSplit.pixels)
  }, 120_000)

  test('whoever keeps the pages may fail: the fault is told, the thread is gone', async () => {
    const failing = splitPdf(samplePile([slip(1)]), { pages: async () => undefined, page: () => Promise.reject(new Error('the disk is full')) })
    await expect(failing).rejects.toThrow('the disk is full')
  }, 60_000)

  test('the pages of a test are drawn the same every time', () => expect(samplePage(slip(3), 4).equals(samplePage(slip(3), 4))).toBe(true))
})
