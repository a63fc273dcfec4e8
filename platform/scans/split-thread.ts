/** The thread of `split.ts`. It has the bytes of one PDF and gives one picture a page, upright where its code says which way is up, and what the codes on it say. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader'
import { drawPage } from '../files/inside/draw-page.ts'
import { openPdf } from '../files/inside/pdf.ts'
import type { Said, SplitLimits } from './split.ts'

const { bytes, limits } = workerData as { bytes: Uint8Array; limits: SplitLimits }
const port = parentPort
if (!port) throw new Error('a thread of split.ts')
const tell = (said: Said) => port.postMessage(said)
const asked = () => new Promise<void>((resolve) => port.once('message', () => resolve()))
const here = createRequire(import.meta.url)
/** Loaded from this machine; the library's own default would ask the network. */
const ready = prepareZXingModule({ overrides: { wasmBinary: readFileSync(here.resolve('zxing-wasm/reader/zxing_reader.wasm')).buffer as ArrayBuffer }, fireImmediately: true })

async function drawPicture(): Promise<Canvas> {
  const image = await loadImage(Buffer.from(bytes))
  const scale = Math.min(1, Math.sqrt(limits.pixels / (image.width * image.height)))
  const canvas = createCanvas(Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale)))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}
/** Older papers carry GB 18030 without saying so. */
function textOf({ bytes: raw, text }: ReadResult): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return raw.length > 0 ? new TextDecoder('gb18030').decode(raw) : text
  }
}
/** A speck in the wrong place hides a code from one way of looking and not from the next: measured, one page in twenty-four. */
const ways = [
  { scale: 1, binarizer: 'LocalAverage' },
  { scale: 0.5, binarizer: 'LocalAverage' },
  { scale: 1, binarizer: 'GlobalHistogram' },
  { scale: 0.7, binarizer: 'LocalAverage' },
] as const
async function look(canvas: Canvas, { scale, binarizer }: (typeof ways)[number]): Promise<ReadResult[]> {
  const seen = scale === 1 ? canvas : createCanvas(Math.round(canvas.width * scale), Math.round(canvas.height * scale))
  const context = seen.getContext('2d')
  if (seen !== canvas) context.drawImage(canvas, 0, 0, seen.width, seen.height)
  const { data, width, height } = context.getImageData(0, 0, seen.width, seen.height)
  const picture = { data, width, height, colorSpace: 'srgb' } as never
  return readBarcodes(picture, { formats: [...(limits.formats ?? ['QRCode' as const])], tryHarder: true, tryInvert: false, returnErrors: true, maxNumberOfSymbols: 8, binarizer })
}
const isOurs = (one: ReadResult): boolean => one.isValid && one.text.startsWith('HY1')
/** Everything seen by any way; one clean code of ours at the first look is enough. */
async function codesOn(canvas: Canvas): Promise<ReadResult[]> {
  const found: ReadResult[] = []
  for (const way of ways) {
    found.push(...(await look(canvas, way)))
    if (found.some((one) => (limits.formats ? one.isValid : isOurs(one))) && found.every((one) => one.isValid)) break
  }
  return found
}
/** A page put in the wrong way round is turned by quarters, as its code stands. */
function upright(canvas: Canvas, degrees: number): Canvas {
  const quarters = ((Math.round(degrees / 90) % 4) + 4) % 4
  if (quarters === 0) return canvas
  const turned = quarters % 2 === 0 ? createCanvas(canvas.width, canvas.height) : createCanvas(canvas.height, canvas.width)
  const context = turned.getContext('2d')
  context.translate(turned.width / 2, turned.height / 2)
  context.rotate((-quarters * Math.PI) / 2)
  context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2)
  return turned
}

async function tellPage(no: number, canvas: Canvas): Promise<void> {
  const found = await codesOn(canvas)
  const codes = [...new Set(found.filter((one) => one.isValid).map(textOf))]
  const picture = upright(canvas, found.find(isOurs)?.orientation ?? 0)
  tell({ kind: 'page', no, jpeg: new Uint8Array(picture.toBuffer('image/jpeg', 75)), codes, damaged: found.some((one) => !one.isValid) })
}
async function lookAtPicture(): Promise<void> {
  await ready
  tell({ kind: 'pages', pages: 1 })
  await asked()
  await tellPage(1, await drawPicture())
  await asked()
  tell({ kind: 'end' })
}
async function split(): Promise<void> {
  await ready
  const pdf = await openPdf(bytes, limits.pixels)
  tell({ kind: 'pages', pages: pdf.numPages })
  if (pdf.numPages > limits.pages) return
  for (let no = 1; no <= pdf.numPages; no++) {
    await asked()
    await tellPage(no, await drawPage(pdf, no, limits.dpi, limits.pixels))
  }
  await asked() // the last page is kept
  await pdf.loadingTask.destroy()
  tell({ kind: 'end' })
}
await (limits.picture ? lookAtPicture() : split()).catch((error: Error) => tell({ kind: 'broken', name: error.name }))
