/** The thread of `measure.ts`: bytes of a PDF or a picture in; the size of its pages, and where a stamp has room on the first, out. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { drawPage } from '../files/inside/draw-page.ts'
import { openPdf } from '../files/inside/pdf.ts'
import { freePlace } from './free-place.ts'
import type { Measured } from './measure.ts'

const { bytes, kind, most } = workerData as { bytes: Uint8Array; kind: string; most: number }
const DOTS_PER_MM = 3
const POINT = 25.4 / 72
/** A picture inside the page with more than this is not drawn, and a stamp would find room over it: whatever the memory holds is drawn. */
const PICTURE = 500_000_000
/** Of a drawn page: A0 has nine million. */
const PIXELS = 50_000_000
/** Paper is not white, and a scanner sees its grain. */
const INK = 200
const A4 = { width: 595.28, height: 841.89 } as const

function roomOn(canvas: Canvas, dotsPerMm: number): Measured['at'] {
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const dots = new Uint8Array(width * height)
  for (let n = 0; n < dots.length; n++) dots[n] = Math.min(data[n * 4] as number, data[n * 4 + 1] as number, data[n * 4 + 2] as number) < INK ? 1 : 0
  return freePlace({ width, height, dots, dotsPerMm })
}
const blank = (width: number, height: number): Canvas => {
  const canvas = createCanvas(Math.max(1, Math.round(width * POINT * DOTS_PER_MM)), Math.max(1, Math.round(height * POINT * DOTS_PER_MM)))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  return canvas
}
async function ofPdf(): Promise<Measured> {
  const pdf = await openPdf(bytes, PICTURE)
  if (pdf.numPages > most) return { pages: [], at: null }
  const pages: { width: number; height: number }[] = []
  for (let no = 1; no <= pdf.numPages; no++) {
    const { width, height } = (await pdf.getPage(no)).getViewport({ scale: 1 })
    pages.push({ width, height })
  }
  const first = await drawPage(pdf, 1, DOTS_PER_MM * 25.4, PIXELS)
  const at = roomOn(first, first.width / ((pages[0]?.width ?? A4.width) * POINT))
  await pdf.loadingTask.destroy()
  return { pages, at }
}
/** A picture lies on a sheet of A4, upright or on its side as it is itself. */
async function ofPicture(): Promise<Measured> {
  const picture = await loadImage(Buffer.from(bytes))
  const page = picture.width > picture.height ? { width: A4.height, height: A4.width } : A4
  const canvas = blank(page.width, page.height)
  const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  canvas.getContext('2d').drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height)
  return { pages: [{ width: page.width, height: page.height }], at: roomOn(canvas, DOTS_PER_MM) }
}
parentPort?.postMessage(await (kind === 'pdf' ? ofPdf() : ofPicture()))
