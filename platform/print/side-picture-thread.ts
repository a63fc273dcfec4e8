/** The thread of `side-picture.ts`: a PDF of one side in, its picture out. */
import { parentPort, workerData } from 'node:worker_threads'
import { drawPage } from '../files/inside/draw-page.ts'
import { openPdf } from '../files/inside/pdf.ts'

const { pdf, dpi } = workerData as { pdf: Uint8Array; dpi: number }
const PIXELS = 12_000_000
const document = await openPdf(pdf, PIXELS)
const canvas = await drawPage(document, 1, dpi, PIXELS)
parentPort?.postMessage(new Uint8Array(canvas.toBuffer('image/png')))
