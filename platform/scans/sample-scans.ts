/** For tests, journeys and the bench: a pile of papers as a scanner hands it over: pictures of A4 pages at 200 dpi, a little askew, in one PDF. */
import { existsSync } from 'node:fs'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { encode } from 'uqr'

export interface SamplePaper {
  /** What the square code at the top right says; null: no code. */
  readonly code: string | null
  readonly number?: string
  readonly title?: string
  /** Written by hand across the lower half. */
  readonly hand?: string
  readonly upsideDown?: boolean
  /** The corner with the code is torn: half of it is gone. */
  readonly torn?: boolean
  /** Nothing on it: a back, or a sheet between two papers. */
  readonly blank?: boolean
  /** Degrees askew; default a little, by its place in the pile. */
  readonly askew?: number
}
const DPI = 200
const mm = (n: number): number => Math.round((n / 25.4) * DPI)
const [WIDTH, HEIGHT] = [mm(210), mm(297)]
const fonts = ['400Regular/NotoSansSC_400Regular.ttf']
function face(): string {
  for (const name of fonts) {
    const path = new URL(`../../node_modules/@expo-google-fonts/noto-sans-sc/${name}`, import.meta.url).pathname
    if (!GlobalFonts.has('Scan') && existsSync(path)) GlobalFonts.registerFromPath(path, 'Scan')
  }
  return GlobalFonts.has('Scan') ? 'Scan' : 'sans-serif'
}
/** The same grain for the same seed. */
function grain(seed: number): () => number {
  let state = seed * 2654435761 + 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

function drawCode(c: SKRSContext2D, code: string, torn: boolean): void {
  const { data, size } = encode(code, { ecc: 'M', border: 0 })
  const [side, left, top] = [mm(15), WIDTH - mm(15) - mm(18), mm(15)]
  const module = side / size
  c.fillStyle = '#161616'
  for (const [y, row] of data.entries()) for (const [x, dark] of row.entries()) if (dark) c.fillRect(left + x * module, top + y * module, module + 0.4, module + 0.4)
  if (!torn) return
  c.fillStyle = '#d8d6d0'
  c.beginPath()
  c.moveTo(left + side * 0.35, top - mm(4))
  c.lineTo(left + side + mm(5), top + side * 0.7)
  c.lineTo(left + side + mm(5), top - mm(4))
  c.fill()
}
function drawForm(c: SKRSContext2D, paper: SamplePaper, font: string): void {
  c.fillStyle = '#1c1c1c'
  c.textAlign = 'center'
  c.font = `${mm(7.5)}px ${font}`
  c.fillText('来信处理笺', WIDTH / 2, mm(34))
  c.textAlign = 'left'
  c.font = `${mm(4.6)}px ${font}`
  c.fillText(paper.number ?? '', mm(28), mm(48))
  c.fillText(paper.title ?? '', mm(28), mm(64))
  c.strokeStyle = '#333'
  c.lineWidth = 2
  for (const y of [54, 70, 150, 230, 270]) {
    c.beginPath()
    c.moveTo(mm(25), mm(y))
    c.lineTo(mm(185), mm(y))
    c.stroke()
  }
  c.font = `${mm(4.2)}px ${font}`
  for (const [n, words] of ['拟办意见：', '领导批示：', '办理结果：'].entries()) c.fillText(words, mm(28), mm([78, 158, 238][n] ?? 0))
}
function drawHand(c: SKRSContext2D, words: string, chance: () => number, font: string): void {
  c.save()
  c.translate(mm(70), mm(190))
  c.rotate(-0.06)
  c.fillStyle = '#20356f'
  c.font = `italic ${mm(11)}px ${font}`
  c.fillText(words, 0, 0)
  c.strokeStyle = '#20356f'
  c.lineWidth = 5
  c.beginPath()
  c.moveTo(0, mm(8))
  for (let x = 0; x < 12; x++) c.quadraticCurveTo(mm(x * 6 + 3), mm(8 + chance() * 8 - 4), mm(x * 6 + 6), mm(8 + chance() * 3))
  c.stroke()
  c.restore()
}

/** One page as a scanner sees it, as JPEG. */
export function samplePage(paper: SamplePaper, n: number): Buffer {
  const [canvas, chance, font] = [createCanvas(WIDTH, HEIGHT), grain(n + 1), face()]
  const c = canvas.getContext('2d')
  c.fillStyle = '#f4f3ef'
  c.fillRect(0, 0, WIDTH, HEIGHT)
  c.translate(WIDTH / 2, HEIGHT / 2)
  c.rotate(((paper.askew ?? (chance() - 0.5) * 3) * Math.PI) / 180 + (paper.upsideDown ? Math.PI : 0))
  c.translate(-WIDTH / 2, -HEIGHT / 2)
  if (!paper.blank) drawForm(c, paper, font)
  if (paper.code !== null) drawCode(c, paper.code, paper.torn === true)
  if (paper.hand) drawHand(c, paper.hand, chance, font)
  c.setTransform(1, 0, 0, 1, 0, 0)
  for (let k = 0; k < 2500; k++) {
    c.fillStyle = chance() < 0.5 ? 'rgba(60,60,60,0.35)' : 'rgba(255,255,255,0.6)'
    c.fillRect(chance() * WIDTH, chance() * HEIGHT, 1 + chance() * 2, 1 + chance() * 2)
  }
  return canvas.toBuffer('image/jpeg', 70)
}

/** The pages as one PDF, one picture a page, as scanners write it. */
export function pdfOf(pages: readonly Buffer[], size: { readonly width: number; readonly height: number } = { width: WIDTH, height: HEIGHT }): Buffer {
  const parts: Buffer[] = []
  const offsets: number[] = []
  let at = 0
  const put = (bytes: Buffer | string) => {
    const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes
    parts.push(buffer)
    at += buffer.length
  }
  const object = (n: number, body: string, stream?: Buffer) => {
    offsets[n] = at
    put(`${n} 0 obj\n${body}\n`)
    if (stream) {
      put('stream\n')
      put(stream)
      put('\nendstream\n')
    }
    put('endobj\n')
  }
  put('%PDF-1.4\n')
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, n) => `${3 + n * 3} 0 R`).join(' ')}] >>`)
  for (const [n, jpeg] of pages.entries()) {
    const id = 3 + n * 3
    const drawn = Buffer.from('q 595.28 0 0 841.89 0 0 cm /P Do Q')
    object(id, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Resources << /XObject << /P ${id + 1} 0 R >> >> /Contents ${id + 2} 0 R >>`)
    object(
      id + 1,
      `<< /Type /XObject /Subtype /Image /Width ${size.width} /Height ${size.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
      jpeg,
    )
    object(id + 2, `<< /Length ${drawn.length} >>`, drawn)
  }
  const table = at
  put(
    `xref\n0 ${offsets.length}\n0000000000 65535 f \n${offsets
      .slice(1)
      .map((o) => `${String(o).padStart(10, '0')} 00000 n \n`)
      .join('')}`,
  )
  put(`trailer\n<< /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  return Buffer.concat(parts)
}
export const samplePile = (papers: readonly SamplePaper[]): Buffer => pdfOf(papers.map(samplePage))
