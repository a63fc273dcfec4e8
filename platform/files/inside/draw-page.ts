/** One page of a PDF as a picture. For threads only. */
import { fileURLToPath } from 'node:url'
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Letters whose typeface is neither in the file nor on this machine: 仿宋 of an old paper is drawn in the one that is brought along, not as empty boxes. */
const brought = fileURLToPath(new URL('../../../node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf', import.meta.url))
for (const family of ['serif', 'sans-serif', 'monospace', 'Noto Serif SC']) if (!GlobalFonts.has(family)) GlobalFonts.registerFromPath(brought, family)

/** Smaller where it would have more pixels than allowed. */
export async function drawPage(pdf: PDFDocumentProxy, no: number, dpi: number, pixels: number): Promise<Canvas> {
  const page = await pdf.getPage(no)
  const plain = page.getViewport({ scale: 1 })
  const scale = Math.min(dpi / 72, Math.sqrt(pixels / (plain.width * plain.height)))
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  await page.render({ canvas: null, canvasContext: context as never, viewport, background: '#fff' }).promise
  page.cleanup()
  return canvas
}
