/** What a file is, by its bytes; its name proves nothing. A short list on purpose: anything that can run in a page is not on it. Rule: anchors S1, S2 */

export interface Kind {
  readonly kind: string
  readonly type: string
  /** May open in the page; everything else is handed over as a download. */
  readonly inline: boolean
}
const kind = (name: string, type: string, inline = false): Kind => ({ kind: name, type, inline })
export const kinds: readonly Kind[] = [
  kind('pdf', 'application/pdf', true),
  kind('png', 'image/png', true),
  kind('jpg', 'image/jpeg', true),
  kind('gif', 'image/gif', true),
  kind('webp', 'image/webp', true),
  kind('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  kind('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  kind('ofd', 'application/ofd'),
  kind('zip', 'application/zip'),
  kind('txt', 'text/plain; charset=utf-8'),
]
export const kindOf = (name: string): Kind | null => kinds.find((k) => k.kind === name) ?? null

const starts = (bytes: Buffer, ...magic: readonly (number | null)[]) => bytes.length >= magic.length && magic.every((byte, at) => byte === null || bytes[at] === byte)
const text = (bytes: Buffer) => bytes.toString('latin1')
/** What a browser or an office program might run, whatever the file calls itself. */
const markup = /^\s*(?:<\?xml|<!doctype|<!--|<html|<head|<body|<svg|<script|<iframe|<style|<a\s|<b[>\s]|<h1|<div|<table|<p[>\s]|<font|<img|<title|\{\\rtf)/i

/**
 * @param head the first 64 KiB, or all of it
 * @param tail the last 64 KiB: where a ZIP lists what it holds
 * @returns null for whatever is not on the list
 */
export function sniff(head: Buffer, tail: Buffer): Kind | null {
  if (starts(head, 0x25, 0x50, 0x44, 0x46, 0x2d)) return kindOf('pdf')
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return kindOf('png')
  if (starts(head, 0xff, 0xd8, 0xff)) return kindOf('jpg')
  if (/^GIF8[79]a/.test(text(head.subarray(0, 6)))) return kindOf('gif')
  if (starts(head, 0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50)) return kindOf('webp')
  if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return archiveKind(text(head) + text(tail))
  return isPlainText(head) ? kindOf('txt') : null
}

/** A ZIP with the parts of a Word or Excel document, and no macros; an OFD; or one of files, each of which is judged by itself before it is taken (`inside/judge.ts`). */
function archiveKind(listed: string): Kind | null {
  if (/vbaProject\.bin|activeX/i.test(listed)) return null
  if (listed.includes('[Content_Types].xml')) return listed.includes('word/document.xml') ? kindOf('docx') : listed.includes('xl/workbook.xml') ? kindOf('xlsx') : null
  if (/META-INF\/MANIFEST\.MF|AndroidManifest\.xml/.test(listed)) return null
  return /(?:^|[^\w/])OFD\.xml/.test(listed) ? kindOf('ofd') : kindOf('zip')
}

/** UTF-8 or GB 18030 without control characters, and not markup. */
function isPlainText(head: Buffer): boolean {
  if (head.length === 0 || head.some((byte) => byte < 9 || (byte > 13 && byte < 32) || byte === 127)) return false
  if (markup.test(text(head.subarray(0, 1024)).replace(/^\u00ef\u00bb\u00bf/, ''))) return false
  return readable(head, 'utf-8') || readable(head, 'gb18030')
}
function readable(bytes: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false // not in this encoding: the other one, or no text at all
  }
}
