/** What a file says, by its kind. Runs in the thread of `read.ts`, but for short plain texts: the bytes are somebody else's. */
import { holdsMark, nameHoldsMark } from '../../../kernel/secret-mark.ts'
import { sniff } from '../kinds.ts'
import { openArchive } from './archive.ts'

/** An archive in an archive in an archive is enough. */
const DEEPEST = 3
const EDGE = 65_536
const PAGES = 2_000

export interface Inside {
  readonly text: string
  /** A name inside is one a file is called by its mark. */
  readonly marked: boolean
}
const nothing: Inside = { text: '', marked: false }
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plain = (xml: string): string =>
  xml.replace(/<[^>]*>/g, '').replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
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
    if (!embedded.test(name)) texts.push(say(decode(part), name))
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
async function pages(bytes: Uint8Array): Promise<Inside> {
  const { extractText, getDocumentProxy } = await import('unpdf')
  const pdf = await getDocumentProxy(bytes, { maxImageSize: 1, disableFontFace: true, verbosity: 0 })
  if (pdf.numPages > PAGES) throw new RangeError('too many pages')
  const { text } = await extractText(pdf, { mergePages: false })
  return { text: text.join('\n'), marked: false }
}

/** @returns null for what is no kind that is taken, or an archive that cannot be opened; @throws on a broken PDF */
async function insideOf(bytes: Uint8Array, name: string, depth = 0): Promise<Inside | null> {
  if (depth > DEEPEST) return null
  const kind = sniff(Buffer.from(bytes.subarray(0, EDGE)), Buffer.from(bytes.subarray(-EDGE)))
  switch (kind?.kind) {
    case 'txt':
      return { text: decode(bytes), marked: false }
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
      return packed(bytes, /(?:^|\/)Content\.xml$|(?:^|\/)(?:Annot|Tpls?)[^/]*\/.*\.xml$/i, '', layout, depth)
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
export type FileSays = { readonly read: false } | { readonly read: true; readonly text: string; readonly cut: boolean; readonly marked: boolean }
/** @param longest characters that are kept; a mark is looked for in all of them */
export async function saysOf(bytes: Uint8Array, name: string, longest: number): Promise<FileSays> {
  try {
    const inside = await insideOf(bytes, name)
    if (!inside) return { read: false }
    const text = tidy(inside.text)
    return { read: true, text: text.slice(0, longest), cut: text.length > longest, marked: inside.marked || holdsMark(inside.text) }
  } catch {
    return { read: false } // broken or locked: told as «文字未能取出»
  }
}
