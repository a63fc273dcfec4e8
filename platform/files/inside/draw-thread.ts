/** The thread of `page-picture.ts`: the bytes of one PDF and a page's number in, a JPEG out. */
import { parentPort, workerData } from 'node:worker_threads'
import { drawPage } from './draw-page.ts'
import { openPdf } from './pdf.ts'

const { bytes, no, dpi, pixels } = workerData as { bytes: Uint8Array; no: number; dpi: number; pixels: number }
const pdf = await openPdf(bytes, pixels)
if (no > pdf.numPages) parentPort?.postMessage(null)
else parentPort?.postMessage(new Uint8Array((await drawPage(pdf, no, dpi, pixels)).toBuffer('image/jpeg', 80)))
