/** Opens a PDF with what this machine has: nothing of it is fetched, nothing in it runs. For threads only. */
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

const here = createRequire(import.meta.url)
const pdfjs = dirname(dirname(dirname(here.resolve('pdfjs-dist/legacy/build/pdf.mjs'))))
const inside = (folder: string) => join(pdfjs, folder) + sep

/** @throws PasswordException where it is locked, others where it is no PDF */
export const openPdf = (bytes: Uint8Array, pixels: number): Promise<PDFDocumentProxy> =>
  getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: inside('cmaps'),
    standardFontDataUrl: inside('standard_fonts'),
    wasmUrl: inside('wasm'),
    iccUrl: inside('iccs'),
    maxImageSize: pixels * 2,
    canvasMaxAreaInBytes: pixels * 8,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    stopAtErrors: false,
    enableXfa: false,
  }).promise
