/** Test support: a paper set by Typst and measured again on the PDF, text by its coordinates, lines and ink by their pixels. Millimetres from the upper left. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type Copy, drawn, recordDay } from '../../typeset/official/copy.ts'
import type { OfficialPaper } from '../../typeset/official/document.ts'
import { layOut } from '../../typeset/official/lay-out.ts'
import type { OfficialPaperLaid } from '../../typeset/paper/paper.ts'
import { openSetter } from '../typesetter/setting.ts'

const setter = openSetter(mkdtempSync(join(tmpdir(), 'huiyin-official-')))
const MM = 25.4 / 72
const [DPI, ASCENT] = [200, 0.88] as const
const PIXEL = 25.4 / DPI

export interface TextLine {
  readonly text: string
  readonly baseline: number
  /** Upper edge of its cells. */
  readonly top: number
  readonly left: number
  readonly right: number
  readonly size: number
}
export interface MeasuredSide {
  readonly width: number
  readonly height: number
  readonly lines: readonly TextLine[]
  /** The line that holds these words. */
  line(words: string): TextLine
  /** Level lines at least 100 mm long: upper edge, from, to, thickness. */
  rules(red: boolean): Promise<readonly { readonly y: number; readonly x: number; readonly end: number; readonly thick: number }[]>
  /** Upper edge of red ink from `from` mm down. */
  redFrom(from: number): Promise<number>
}
export function pdfOf(paper: OfficialPaper, copy: Copy = {}): { pdf: Uint8Array; pages: number; millis: number } {
  const laid = layOut(paper)
  if (!('sides' in laid)) throw new Error(laid.code)
  const record = copy.record ? recordDay(paper) : null
  const given: OfficialPaperLaid = { template: 'official', language: 'zh-CN', name: paper.title, printed: '', mark: null, code: null, record, sides: drawn(laid, copy) }
  const told = setter.set({ id: 1, template: 'official', paper: JSON.stringify(given), record: copy.record ?? false })
  if ('fault' in told) throw new Error(told.fault)
  return told
}
interface Piece {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
}
function linesOf(pieces: readonly Piece[], height: number): TextLine[] {
  const found = new Map<number, Piece[]>()
  for (const piece of pieces.filter((p) => p.str.trim() !== '')) {
    const at = Math.round((height - (piece.transform[5] as number)) * 4)
    const near = [at - 1, at, at + 1].find((key) => found.has(key)) ?? at
    found.set(near, [...(found.get(near) ?? []), piece])
  }
  return [...found.values()]
    .map((all) => {
      const row = all.toSorted((a, b) => (a.transform[4] as number) - (b.transform[4] as number))
      const [first, last] = [row[0] as Piece, row.at(-1) as Piece]
      const size = Math.hypot(first.transform[2] as number, first.transform[3] as number) * MM
      const baseline = (height - (first.transform[5] as number)) * MM
      return {
        text: row.map((p) => p.str).join(''),
        baseline,
        top: baseline - ASCENT * size,
        left: (first.transform[4] as number) * MM,
        right: ((last.transform[4] as number) + last.width) * MM,
        size,
      }
    })
    .toSorted((a, b) => a.baseline - b.baseline)
}
export const measure = (paper: OfficialPaper, copy: Copy = {}): Promise<MeasuredSide[]> => measurePdf(pdfOf(paper, copy).pdf)
export async function measurePdf(pdf: Uint8Array): Promise<MeasuredSide[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, n) => {
      const page = await document.getPage(n + 1)
      const { width, height } = page.getViewport({ scale: 1 })
      const { items } = await page.getTextContent()
      const lines = linesOf(items.filter((item) => 'str' in item) as unknown as Piece[], height)
      let kept: { data: Uint8ClampedArray; width: number; height: number } | null = null
      const pixels = async () => {
        if (kept) return kept
        const viewport = page.getViewport({ scale: DPI / 72 })
        const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
        const context = canvas.getContext('2d')
        context.fillStyle = '#fff'
        context.fillRect(0, 0, canvas.width, canvas.height)
        await page.render({ canvasContext: context as never, viewport, canvas: canvas as never }).promise
        kept = context.getImageData(0, 0, canvas.width, canvas.height) as never
        return kept as unknown as NonNullable<typeof kept>
      }
      const inked = (data: Uint8ClampedArray, at: number, red: boolean) => {
        const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number]
        return red ? r > 150 && g < 150 && b < 150 && r - g > 60 : r < 140 && g < 140 && b < 140
      }
      return {
        width,
        height,
        lines,
        line(words) {
          const line = lines.find((one) => one.text.replaceAll(/\s/g, '').includes(words))
          if (!line) throw new Error(`no line says ${words}: ${lines.map((l) => l.text).join(' / ')}`)
          return line
        },
        async rules(red) {
          const { data, width: w, height: h } = await pixels()
          const found: { y: number; x: number; end: number; rows: number }[] = []
          for (let y = 0; y < h; y++) {
            let [from, run, best, bestFrom] = [-1, 0, 0, 0]
            for (let x = 0; x < w; x++) {
              if (inked(data, (y * w + x) * 4, red)) {
                if (run === 0) from = x
                if (++run > best) [best, bestFrom] = [run, from]
              } else run = 0
            }
            if (best * PIXEL < 100) continue
            const last = found.at(-1)
            if (last && last.y + last.rows === y) last.rows++
            else found.push({ y, x: bestFrom, end: bestFrom + best, rows: 1 })
          }
          return found.map(({ y, x, end, rows }) => ({ y: y * PIXEL, x: x * PIXEL, end: end * PIXEL, thick: rows * PIXEL }))
        },
        async redFrom(from) {
          const { data, width: w, height: h } = await pixels()
          for (let y = Math.floor(from / PIXEL); y < h; y++) for (let x = 0; x < w; x++) if (inked(data, (y * w + x) * 4, true)) return y * PIXEL
          throw new Error('no red')
        },
      }
    }),
  )
}
