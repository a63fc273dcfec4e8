import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { type MeasuredSide, measure, pdfOf } from '../../platform/print/measure-official.ts'
import { drawn, recordDay } from './copy.ts'
import type { OfficialPaper } from './document.ts'
import { joint, letter, minutes, order, paragraphs, plain, threeAttachments, unsealed, upward } from './golden.ts'
import { layOut } from './lay-out.ts'
import type { Glyphs, Laid } from './page.ts'

const laid = (paper: OfficialPaper) => layOut(paper) as Laid
const long: OfficialPaper = { ...plain, body: paragraphs(10) }
const text = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')
const faceOf = (paper: OfficialPaper, from: string): (string | undefined)[] => {
  const glyphs = laid(paper).sides.flatMap((s) => s.items.flatMap((i): Glyphs[] => (i.kind === 'text' ? [i] : [])))
  const at = glyphs
    .map((g) => g.text)
    .join('')
    .indexOf(from)
  let seen = 0
  return glyphs
    .filter((g) => {
      const here = seen
      seen += g.text.length
      return here >= at && here < at + from.length
    })
    .map((g) => g.face)
}

describe('成品 copies of an official paper', () => {
  test('printed on both sides: a back has 26 mm left and 28 right, a front 28 left; nothing moves up or down (R-F33)', async () => {
    const [straight, mirrored] = [await measure(long), await measure(long, { mirrored: true })]
    const at = (sides: MeasuredSide[], n: number) => (sides[n] as MeasuredSide).lines.filter((l) => l.size > 5)
    for (const n of [0, 1, 2]) {
      const moved = n % 2 === 1 ? -2 : 0
      const [a, b] = [at(straight, n), at(mirrored, n)]
      expect(b).toHaveLength(a.length)
      for (const [k, line] of a.entries()) {
        expect((b[k]?.left ?? 0) - line.left).toBeCloseTo(moved, 1)
        expect((b[k]?.top ?? 0) - line.top).toBeCloseTo(0, 2)
      }
    }
    const full = at(mirrored, 1).map((l) => l.left)
    expect(Math.min(...full)).toBeCloseTo(26, 0)
    const numbers = mirrored.slice(0, 2).map((s) => s.lines.at(-1)?.left ?? 0)
    expect(numbers[1]).toBeLessThan(numbers[0] as number)
  })
  test('a lying back moves across the sheet as well (R-F33)', () => {
    const one = laid(threeAttachments)
    const [plainSides, back] = [drawn(one), drawn(one, { mirrored: true })]
    const lying = plainSides.findIndex((s, n) => s.lying && n % 2 === 1)
    expect(lying).toBeGreaterThan(0)
    for (const [k, item] of (plainSides[lying]?.items ?? []).entries()) {
      const moved = back[lying]?.items[k]
      expect((moved?.y ?? 0) - item.y).toBeCloseTo(-2)
      expect((moved?.x ?? 0) - item.x).toBeCloseTo(0)
    }
  })
  test('only the sides looked at are drawn, with the numbers they have', () => {
    const all = drawn(laid(long))
    expect(drawn(laid(long), { sides: { from: 2, to: 3 } })).toEqual(all.slice(1, 3))
    expect(drawn(laid(long), { sides: { from: 90, to: 99 } })).toEqual([])
  })
  test('the record copy says it is PDF/A-2b, bears the day of the paper, and comes out the same twice (R-E01)', async () => {
    const [first, again] = [pdfOf(upward, { record: true }).pdf, pdfOf(upward, { record: true }).pdf]
    expect(Buffer.from(first).equals(Buffer.from(again))).toBe(true)
    const meta = text(first)
    expect(meta).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(meta).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    expect(meta).toContain('/OutputIntents')
    expect(recordDay(upward)).toEqual({ year: 2026, month: 1, day: 5 })
    expect(meta).toMatch(/D:20260105/)
    expect(text(pdfOf(upward).pdf)).not.toContain('pdfaid')
  })
  test('fonts are embedded as subsets and the text is found again, in the record copy too (R-E01)', async () => {
    for (const copy of [{}, { record: true }]) {
      const { pdf } = pdfOf(plain, copy)
      const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
      const { items } = await (await document.getPage(1)).getTextContent()
      const said = items
        .map((i) => ('str' in i ? i.str : ''))
        .join('')
        .replaceAll(/\s/g, '')
      for (const words of ['云溪市人民政府办公室文件', '云政办发〔2026〕12号', '一、总体要求']) expect(said).toContain(words)
      // every font has a file of its own in it, and a name with the six letters of a subset
      const fonts = text(pdf).match(/\/BaseFont\s*\/[A-Z]{6}\+/g) ?? []
      expect(fonts.length).toBeGreaterThan(0)
      expect((text(pdf).match(/\/FontFile[23]? /g) ?? []).length).toBeGreaterThan(0)
    }
  })
  test('a record copy with a character no font has is refused, not printed with an empty box (R-E01)', () => {
    expect(() => pdfOf({ ...plain, body: [{ kind: 'paragraph', text: '会议室🀀座次。' }] }, { record: true })).toThrow()
  })
  test('each level has its face: 黑体, 楷体, 仿宋, 仿宋; what goes on in the line is 仿宋 (R-F24)', () => {
    expect(new Set(faceOf(plain, '一、总体要求'))).toEqual(new Set(['hei']))
    expect(new Set(faceOf(plain, '（一）目标'))).toEqual(new Set(['kai']))
    expect(new Set(faceOf(plain, '全年改造老旧小区'))).toEqual(new Set(['fang']))
    expect(new Set(faceOf(plain, '（1）摸清底数。'))).toEqual(new Set(['fang']))
  })
  test('every form, with seal and without, with none, one and three attachments, and a lying table: text inside the type area, 版记 on an even side, numbers in order (R-F40)', async () => {
    const all = { plain, upward, joint, letter, order, minutes, unsealed, threeAttachments, three: { ...upward, signers: ['周启明', '张怀远', '高敏'] }, long }
    for (const [name, paper] of Object.entries(all)) {
      const sides = await measure(paper)
      const { sides: laidSides } = laid(paper)
      expect(sides, name).toHaveLength(laidSides.length)
      if (paper.colophon) expect(sides.length % 2, name).toBe(0)
      const numbers = laidSides.map((s) => s.number)
      for (const [n, number] of numbers.entries()) if (number !== null) expect(number, name).toBe(n + 1)
      for (const [n, side] of sides.entries()) {
        expect(side.width).toBeCloseTo(595.276, 1)
        if (laidSides[n]?.lying) continue
        for (const line of side.lines) {
          expect(line.left, `${name} ${n + 1} «${line.text}»`).toBeGreaterThan(28 - 0.4)
          expect(line.right, `${name} ${n + 1} «${line.text}»`).toBeLessThan(184 + 0.8)
          expect(line.top, `${name} ${n + 1} «${line.text}»`).toBeLessThan(270)
        }
      }
    }
  })
})
