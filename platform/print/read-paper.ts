/** For tests: what stands on a PDF of ours, as a reader and as a scanner at 200 dots an inch see it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

// its program lies in the package; left alone it would be fetched from elsewhere
const wasmBinary = readFileSync(fileURLToPath(new URL('../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url)))
prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer.slice(wasmBinary.byteOffset, wasmBinary.byteOffset + wasmBinary.byteLength) as ArrayBuffer } })

export interface PaperRead {
  readonly pages: readonly { readonly text: string; readonly wide: boolean }[]
  /** The code on the first page, off the picture; null where none is read. */
  code(): Promise<string | null>
}
const DPI = 200
export async function readPaper(pdf: Uint8Array): Promise<PaperRead> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, n) => {
      const page = await document.getPage(n + 1)
      const { items } = await page.getTextContent()
      const { width, height } = page.getViewport({ scale: 1 })
      return { text: items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''), wide: width > height }
    }),
  )
  return {
    pages,
    async code() {
      const page = await document.getPage(1)
      const viewport = page.getViewport({ scale: DPI / 72 })
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
      const context = canvas.getContext('2d')
      context.fillStyle = '#fff'
      context.fillRect(0, 0, canvas.width, canvas.height)
      await page.render({ canvasContext: context as never, viewport, canvas: canvas as never }).promise
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
      const [found] = await readBarcodes({ data, width, height, colorSpace: 'srgb' } as never, { formats: ['QRCode'], tryHarder: true })
      return found?.text ?? null
    },
  }
}
