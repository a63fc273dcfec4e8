/** One answer in two forms: JSON as it is, XML by a small writer of our own. Rule: R-W04; GeoReport v2 «Format Support» */
import { type Instant, officeDate, officeTime } from '../../kernel/time.ts'

export type Format = 'json' | 'xml'
export type Said = string | number | boolean | null | readonly Said[] | { readonly [name: string]: Said }

/** What one of a list is called; JSON has no word for it. */
const one: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
}
const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;' }
/** What XML 1.0 has no place for becomes U+FFFD; a carriage return would be read back as a new line. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replace(/[&<>"'\r]/g, (mark) => marks[mark] ?? mark)

const isList = (said: Said): said is readonly Said[] => Array.isArray(said)
/** @param name ours, never a sender's */
function element(name: string, said: Said): string {
  if (said === null || said === '') return `<${name}/>`
  if (typeof said !== 'object') return `<${name}>${escaped(String(said))}</${name}>`
  const inner = isList(said) ? said.map((each) => element(one[name] ?? 'item', each)) : Object.entries(said).map(([field, each]) => element(field, each))
  return inner.length === 0 ? `<${name}/>` : `<${name}>${inner.join('')}</${name}>`
}
export const xmlOf = (root: string, said: Said): string => `<?xml version="1.0" encoding="utf-8"?>\n${element(root, said)}\n`

/** @param root the word of the whole in XML */
export const written = (format: Format, root: string, said: Said): { readonly type: string; readonly text: string } =>
  format === 'xml' ? { type: 'text/xml; charset=utf-8', text: xmlOf(root, said) } : { type: 'application/json; charset=utf-8', text: JSON.stringify(said) }

/** 2026-11-30T15:40:00+08:00 */
export const officeStamp = (at: Instant): string => `${officeDate(at)}T${officeTime(at)}:${at.slice(17, 19)}+08:00`
