/** Lines of one file by its kind, told page by page. Runs in the thread of `read-lines.ts`: the bytes are somebody else's. */
import type { FileLine, LinesSaid, Unread } from '../../../../kernel/reading/lines-shape.ts'
import { sniff } from '../../kinds.ts'
import { openArchive } from '../archive.ts'
import { decodeText } from '../text-of.ts'
import { linesOfDocx } from './docx.ts'
import { openOfd } from './ofd.ts'
import { linesOfText } from './txt.ts'

const EDGE = 65_536
/** A paper says what it is on its first pages and ends on its last; between lie its annexes. */
export const FRONT = 60
export const BACK = 4
const PIXELS = 12_000_000

export type Tell = (said: LinesSaid) => void
export const askedPages = (pages: number): number[] => Array.from({ length: pages }, (_, n) => n + 1).filter((no) => no <= FRONT || no > pages - BACK)

const end = (tell: Tell, why: Unread | null): void => tell({ kind: 'end', why })
function all(tell: Tell, lines: readonly FileLine[]): void {
  const pages = lines.at(-1)?.page ?? 1
  const asked = askedPages(pages)
  tell({ kind: 'pages', pages, asked: asked.length })
  for (const [n, page] of asked.entries()) tell({ kind: 'page', page, done: n + 1, lines: lines.filter((line) => line.page === page) })
  end(tell, lines.length === 0 ? 'pictures' : null)
}
async function pdf(tell: Tell, bytes: Uint8Array): Promise<void> {
  // what reads PDF is large, and other kinds do not need it
  const [{ openPdf }, { linesOfPdfPage }] = await Promise.all([import('../pdf.ts'), import('./pdf.ts')])
  const opened = await openPdf(bytes, PIXELS)
  const asked = askedPages(opened.numPages)
  tell({ kind: 'pages', pages: opened.numPages, asked: asked.length })
  let found = 0
  for (const [n, page] of asked.entries()) {
    const lines = await linesOfPdfPage(opened, page)
    found += lines.length
    tell({ kind: 'page', page, done: n + 1, lines })
  }
  end(tell, found === 0 ? 'pictures' : null)
}
function docx(tell: Tell, bytes: Uint8Array): void {
  const opened = openArchive(bytes, (name) => name === 'word/document.xml' || name === 'word/styles.xml')
  const part = (name: string) => decodeText(opened?.parts.get(name) ?? new Uint8Array())
  if (opened) all(tell, linesOfDocx(part('word/document.xml'), part('word/styles.xml')))
  else end(tell, 'archive')
}
function ofd(tell: Tell, bytes: Uint8Array): void {
  const opened = openArchive(bytes, (name) => name.endsWith('.xml'))
  if (!opened) {
    end(tell, 'archive')
    return
  }
  const document = openOfd((path) => {
    const part = opened.parts.get(path)
    return part ? decodeText(part) : null
  })
  if (!document || document.pages.length === 0) {
    end(tell, 'broken')
    return
  }
  const asked = askedPages(document.pages.length)
  tell({ kind: 'pages', pages: document.pages.length, asked: asked.length })
  let found = 0
  for (const [n, page] of asked.entries()) {
    const lines = document.read(page - 1)
    found += lines.length
    tell({ kind: 'page', page, done: n + 1, lines })
  }
  end(tell, found === 0 ? 'pictures' : null)
}

/** Says what it reads as it reads it, and at the end why there is no more. */
export async function tellLines(bytes: Uint8Array, tell: Tell): Promise<void> {
  try {
    switch (sniff(Buffer.from(bytes.subarray(0, EDGE)), Buffer.from(bytes.subarray(-EDGE)))?.kind) {
      case 'pdf':
        return await pdf(tell, bytes)
      case 'docx':
        return docx(tell, bytes)
      case 'ofd':
        return ofd(tell, bytes)
      case 'txt':
        return all(tell, linesOfText(decodeText(bytes)))
      case 'png':
      case 'jpg':
      case 'gif':
      case 'webp':
        return end(tell, 'pictures')
      default:
        return end(tell, 'other-kind')
    }
  } catch (error) {
    // what was told before the bad place stays told
    end(tell, (error as Error).name === 'PasswordException' ? 'locked' : 'broken')
  }
}
