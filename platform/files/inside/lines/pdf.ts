/** Lines of one page of a PDF, as upright as a reader sees it. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { FileLine } from '../../../../kernel/reading/lines-shape.ts'
import { linesOfPage, type Piece } from './rows.ts'

const MOST_ITEMS = 20_000

export async function linesOfPdfPage(pdf: PDFDocumentProxy, no: number): Promise<FileLine[]> {
  const page = await pdf.getPage(no)
  const viewport = page.getViewport({ scale: 1 })
  const [va = 1, vb = 0, vc = 0, vd = -1, ve = 0, vf = 0] = viewport.transform as number[]
  const { items } = await page.getTextContent({ disableNormalization: false })
  const pieces = items
    .slice(0, MOST_ITEMS)
    .filter((one) => 'str' in one)
    .flatMap(({ str, transform, width }): Piece[] => {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transform
      const [x, y] = [va * e + vc * f + ve, vb * e + vd * f + vf]
      // text that runs up or down a page is a mark of its maker, no line
      const upright = Math.abs(va * b + vc * a) < 1e-3 || Math.abs(vb * a + vd * b) < Math.abs(va * a + vc * b)
      return upright ? [{ text: str, x, y, w: width, size: Math.hypot(c, d) || Math.hypot(a, b) }] : []
    })
  page.cleanup()
  return linesOfPage(no, pieces, { width: viewport.width, height: viewport.height })
}
