/** 归档章, measured: read back from the copy as vectors, and where it was put looked at. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RefusalError } from '../../kernel/refusal.ts'
import type { ReplyPaper } from '../../typeset/paper/paper.ts'
import { quiet } from '../ctx/house.ts'
import { openTypesetter, type Typesetter } from '../typesetter/typesetter.ts'
import { labels, stamped } from './copy-file.ts'
import { freePlace } from './free-place.ts'
import { readPaper } from './read-paper.ts'

let typesetter: Typesetter
beforeAll(() => {
  typesetter = openTypesetter({ fonts: join(mkdtempSync(join(tmpdir(), 'huiyin-stamp-')), 'fonts'), log: quiet, most: 1 })
})
afterAll(() => typesetter.close())
const POINT = 25.4 / 72
const stamp = { name: 'J001-WS·2026-Y-BGS-0012', cells: ['J001', '2026', '12', 'BGS', '永久', '3'] }
const letter: ReplyPaper = {
  template: 'reply',
  language: 'zh-CN',
  name: '复函',
  printed: '',
  mark: null,
  code: null,
  number: '云政办函〔2026〕8号',
  title: '关于城东停车场的复函',
  to: '市城管局：',
  body: '来文收悉。现函复如下。\n'.repeat(60),
  by: '云溪市人民政府办公室',
  date: '2026年11月30日',
  note: '',
}
/** Rectangles drawn on a page, in millimetres, as the coordinates say. */
async function boxes(pdf: Uint8Array, no = 1) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const page = await document.getPage(no)
  const { fnArray, argsArray } = await page.getOperatorList()
  const found: { width: number; height: number; x: number; top: number }[] = []
  const high = page.view[3] as number
  let [matrix, kept]: [number[], number[][]] = [[1, 0, 0, 1, 0, 0], []]
  const times = (m: number[], n: number[]) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = m
    const [g = 0, h = 0, i = 0, j = 0, k = 0, l = 0] = n
    return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
  }
  for (const [n, op] of fnArray.entries()) {
    const args = argsArray[n]
    if (op === OPS.save) kept.push(matrix)
    else if (op === OPS.restore) matrix = kept.pop() ?? matrix
    else if (op === OPS.transform) matrix = times(matrix, args as number[])
    else if (op === OPS.paintFormXObjectBegin) {
      kept.push(matrix)
      if (args[0]) matrix = times(matrix, [...args[0]])
    } else if (op === OPS.paintFormXObjectEnd) matrix = kept.pop() ?? matrix
    else if (op === OPS.constructPath && args[2]) {
      const [left, low, right, up] = args[2] as [number, number, number, number]
      const [a, , , d, e, f] = matrix as [number, number, number, number, number, number]
      const [x1, x2, y1, y2] = [a * left + e, a * right + e, d * low + f, d * up + f]
      found.push({ width: Math.abs(x2 - x1) * POINT, height: Math.abs(y2 - y1) * POINT, x: Math.min(x1, x2) * POINT, top: (high - Math.max(y1, y2)) * POINT })
    }
  }
  kept = []
  return found
}
const isStamp = (box: { width: number; height: number }) => Math.abs(box.width - 45) <= 0.2 && Math.abs(box.height - 16) <= 0.2
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof RefusalError ? error.refusal.code : String(error)),
  )

describe('归档章 (R-A03)', () => {
  test('the stamp on the copy is 45.0 × 16.0 mm ± 0.2 as a vector, at the head of page 1 alone; the original is untouched and every page is there (R-A03)', {
    timeout: 60_000,
  }, async () => {
    const { pdf: original, pages } = await typesetter.set(letter)
    const before = Buffer.from(original).toString('base64')
    const copy = await stamped(typesetter, original, 'pdf', stamp.name, stamp)
    expect(Buffer.from(original).toString('base64')).toBe(before)
    const [found, ...others] = (await boxes(copy)).filter(isStamp)
    expect(others).toEqual([])
    expect(found?.width).toBeGreaterThan(44.8)
    expect(found?.top).toBeLessThan(297 / 3)
    expect((await boxes(copy, 2)).filter(isStamp)).toEqual([])
    const read = await readPaper(copy)
    expect(read.pages).toHaveLength(pages)
    for (const cell of ['J001', '2026', 'BGS', '永久']) expect(read.pages[0]?.text).toContain(cell)
    expect(read.pages[0]?.text).toContain('来文收悉')
    expect(read.pages[1]?.text).not.toContain('J001')
    if (process.env.LOOK) writeFileSync(join(process.env.LOOK, 'stamped.pdf'), copy)
  })
  test('a scanned picture becomes a stamped page; what is neither PDF nor picture, broken or locked gets a label instead, in words (R-A03)', { timeout: 60_000 }, async () => {
    const canvas = createCanvas(1240, 1754)
    const context = canvas.getContext('2d')
    context.fillStyle = '#f6f4ee'
    context.fillRect(0, 0, 1240, 1754)
    context.fillStyle = '#222'
    context.fillRect(150, 500, 940, 900)
    const copy = await stamped(typesetter, canvas.toBuffer('image/jpeg'), 'jpg', stamp.name, stamp)
    expect((await boxes(copy)).filter(isStamp)).toHaveLength(1)
    expect(await code(stamped(typesetter, Buffer.from('PK'), 'docx', 'x', stamp))).toBe('print.no-stamp')
    expect(await code(stamped(typesetter, Buffer.from('%PDF-1.7\nnothing'), 'pdf', 'x', stamp))).toBe('print.no-stamp')
    context.fillRect(0, 0, 1240, 1754)
    expect(await code(stamped(typesetter, canvas.toBuffer('image/jpeg'), 'jpg', 'x', stamp))).toBe('print.no-room')
    const sheet = await labels(typesetter, [stamp, stamp])
    expect((await boxes(sheet.pdf)).filter(isStamp)).toHaveLength(2)
  })
  test('it goes where nothing stands: beside a heading, under it, never over it (R-A03)', () => {
    const page = (inked: (x: number, y: number) => boolean) => {
      const [width, height] = [210, 297]
      const dots = new Uint8Array(width * height)
      for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) dots[y * width + x] = inked(x, y) ? 1 : 0
      return freePlace({ width, height, dots, dotsPerMm: 1 })
    }
    expect(page(() => false)).toEqual({ x: 82.5, y: 4 })
    expect(page((_, y) => y < 40)).toMatchObject({ y: 41 })
    expect(page((x, y) => y < 60 && x > 60 && x < 150)?.y).toBe(4)
    expect(page((x, y) => y < 60 && x > 60 && x < 150)?.x).not.toBe(82.5)
    expect(page((_, y) => y % 10 === 0)).toBeNull()
  })
})
