/** What a file says, by its kind. Runs in the thread of `read.ts`, but for short plain texts: the bytes are somebody else's. */
import { holdsMark, nameHoldsMark } from '../../../kernel/secret-mark.ts'
import { sniff } from '../kinds.ts'
import { openArchive } from './archive.ts'
import { unescaped } from './lines/marks.ts'
import { openOfd } from './lines/ofd.ts'

/** An archive in an archive in an archive is enough. */
const DEEPEST = 3
const EDGE = 65_536
const PAGES = 2_000
/** Less than the thread is given, so that what was read is not lost. */
const PDF_MILLIS = 14_000

export interface Inside {
  readonly text: string
  /** A name inside is one a file is called by its mark. */
  readonly marked: boolean
  /** It goes on after what was read. */
  readonly cut?: boolean
  /** Of a PDF. */
  readonly pages?: number
}
const nothing: Inside = { text: '', marked: false }
/** UTF-8, else GB 18030. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
const plain = (xml: string): string => unescaped(xml.replace(/<[^>]*>/g, ''))
/** Text of a word processor: a paragraph is a line. */
const paragraphs = (xml: string): string =>
  plain(
    xml
      .replace(/\s*\n\s*/g, '')
      .replace(/<w:(?:tab|ptab)\b[^>]*\/>/g, '\t')
      .replace(/<w:(?:br|cr)\b[^>]*\/>|<\/w:p>/g, '\n')
      .replace(/<w:instrText\b[^>]*>[^<]*<\/w:instrText>/g, ''),
  )
/** Of a sheet: each cell a line, and what stands at head and foot of the printed page. */
const cells = (xml: string): string =>
  [
    ...[...xml.matchAll(/<si\b[^>]*>([\s\S]*?)<\/si>|<is\b[^>]*>([\s\S]*?)<\/is>/g)].map(([, shared = '', own = '']) =>
      plain((shared + own).replace(/<rPh\b[\s\S]*?<\/rPh>/g, '')),
    ),
    ...[...xml.matchAll(/<(?:odd|even|first)(?:Header|Footer)>([^<]*)</g)].map(([, said = '']) => plain(said).replace(/&(?:amp;)?[LCR]/g, '\n')),
    ...[...xml.matchAll(/<sheet\b[^>]*\bname="([^"]*)"/g)].map(([, name = '']) => plain(name)),
    ...[...xml.matchAll(/<(?:\w+:)?t(?: [^>]*)?>([^<]*)<\/(?:\w+:)?t>/g)].map(([, said = '']) => (xml.includes('<comments') ? plain(said) : '')),
  ].join('\n')
/** Of OFD (GB/T 33190): the codes of one text object are one line. */
const layout = (xml: string): string =>
  [...xml.matchAll(/<(?:\w+:)?TextObject\b[\s\S]*?<\/(?:\w+:)?TextObject>/g)]
    .map(([object]) => [...object.matchAll(/<(?:\w+:)?TextCode\b[^>]*>([^<]*)</g)].map(([, said = '']) => plain(said)).join(''))
    .join('\n')

const numbered = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0)
const inOrder = (parts: ReadonlyMap<string, Uint8Array>, first: string) =>
  [...parts].sort(([a], [b]) => Number(b === first) - Number(a === first) || numbered(a) - numbered(b) || (a < b ? -1 : 1))

async function packed(bytes: Uint8Array, wanted: RegExp, first: string, say: (xml: string, name: string) => string, depth: number): Promise<Inside | null> {
  const opened = openArchive(bytes, (name) => wanted.test(name) || embedded.test(name))
  if (!opened) return null
  const texts: string[] = []
  let marked = false
  for (const [name, part] of inOrder(opened.parts, first)) {
    if (!embedded.test(name)) texts.push(say(decodeText(part), name))
    else {
      const inner = await insideOf(part, name, depth + 1)
      if (inner) texts.push(inner.text)
      marked ||= inner?.marked === true
    }
  }
  return { text: texts.filter(Boolean).join('\n'), marked }
}
/** A document inside a document, an attachment inside an OFD. */
const embedded = /(?:^|\/)(?:embeddings|Attachs?|Attachments?)\/.*\.(?:docx|xlsx|pdf|ofd|zip|txt)$/i

/** Every member must itself be of a kind that is taken; one that is not, or cannot be opened, and the whole is none. */
async function members(bytes: Uint8Array, depth: number): Promise<Inside | null> {
  const opened = openArchive(bytes, () => true)
  if (!opened || opened.parts.size === 0) return null
  const texts: string[] = []
  let marked = opened.names.some((name) => nameHoldsMark(name.split('/').at(-1) ?? ''))
  for (const [name, part] of opened.parts) {
    if (/^(?:__MACOSX\/|.*\/?\.DS_Store$)/.test(name)) continue
    const inner = part.length === 0 ? nothing : await insideOf(part, name, depth + 1)
    if (!inner) return null
    texts.push(inner.text)
    marked ||= inner.marked
  }
  return { text: texts.filter(Boolean).join('\n'), marked }
}
/** Lines as they stand on the pages, whatever pieces they were written in; notes beside them, and the parts as they come where no page is listed. */
async function ofd(bytes: Uint8Array, depth: number): Promise<Inside | null> {
  const opened = openArchive(bytes, (name) => name.endsWith('.xml'))
  const document = opened && openOfd((path) => decodeText(opened.parts.get(path) ?? new Uint8Array()) || null)
  const lines = document?.pages.flatMap((_, n) => document.read(n)).map(({ text }) => text) ?? []
  const beside = await packed(bytes, lines.length > 0 ? /(?:^|\/)Annot[^/]*\/.*\.xml$/i : /(?:^|\/)Content\.xml$|(?:^|\/)(?:Annot|Tpls?)[^/]*\/.*\.xml$/i, '', layout, depth)
  return beside && { ...beside, text: [...lines, beside.text].filter(Boolean).join('\n') }
}
/** Page by page and no longer than so: what was read by then is looked at for a mark, and kept. */
async function pages(bytes: Uint8Array): Promise<Inside> {
  const { openPdf } = await import('./pdf.ts')
  const pdf = await openPdf(bytes, 1)
  const until = performance.now() + PDF_MILLIS
  const texts: string[] = []
  let no = 1
  for (; no <= Math.min(pdf.numPages, PAGES) && performance.now() < until; no++) {
    const page = await pdf.getPage(no)
    const { items } = await page.getTextContent()
    texts.push(items.map((one) => ('str' in one ? one.str + (one.hasEOL ? '\n' : '') : '')).join(''))
    page.cleanup()
  }
  return { text: texts.join('\n'), marked: false, cut: no <= pdf.numPages, pages: pdf.numPages }
}

/** @returns null for what is no kind that is taken, or an archive that cannot be opened; @throws on a broken PDF */
async function insideOf(bytes: Uint8Array, name: string, depth = 0): Promise<Inside | null> {
  if (depth > DEEPEST) return null
  const kind = sniff(Buffer.from(bytes.subarray(0, EDGE)), Buffer.from(bytes.subarray(-EDGE)))
  switch (kind?.kind) {
    case 'txt':
      return { text: decodeText(bytes), marked: false }
    case 'pdf':
      return pages(bytes).catch((error: Error) => {
        if (depth > 0) return nothing // an unreadable PDF inside an archive is as one outside: taken, not read
        throw error
      })
    case 'docx':
      return packed(bytes, /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/, 'word/document.xml', paragraphs, depth)
    case 'xlsx':
      return packed(bytes, /^xl\/(?:workbook|sharedStrings|comments\d*|worksheets\/[^/]+)\.xml$/, 'xl/workbook.xml', cells, depth)
    case 'ofd':
      return ofd(bytes, depth)
    case 'zip':
      return members(bytes, depth)
    default:
      return kind ? { ...nothing, marked: depth > 0 && nameHoldsMark(name.split('/').at(-1) ?? '') } : null
  }
}

/** What PostgreSQL keeps no text with, and what says nothing. */
const tidy = (text: string): string =>
  text
    .replaceAll('\u0000', '')
    .toWellFormed()
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
export type FileSays = { readonly read: false } | { readonly read: true; readonly text: string; readonly cut: boolean; readonly marked: boolean; readonly pages: number | null }
/** @param longest characters that are kept; a mark is looked for in all of them */
export async function saysOf(bytes: Uint8Array, name: string, longest: number): Promise<FileSays> {
  try {
    const inside = await insideOf(bytes, name)
    if (!inside) return { read: false }
    const text = tidy(inside.text)
    return {
      read: true,
      text: text.slice(0, longest),
      cut: text.length > longest || inside.cut === true,
      marked: inside.marked || holdsMark(inside.text),
      pages: inside.pages ?? null,
    }
  } catch {
    return { read: false } // broken or locked: told as «文字未能取出»
  }
}
