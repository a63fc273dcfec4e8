/** What a program sends, as plain fields: a form or JSON, an address's question. Read strictly: what is said twice or is no text is refused. */
import type { Sent } from '../public/form-parts.ts'
import { Refused } from './refused.ts'

export type Fields = ReadonlyMap<string, string>
const text = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refused(400, 'unreadable')
  }
}
/** A program that means to send a name of ours says it short. */
const said = (field: string): string => field.replace(/[^\w.[\]-]/g, '?').slice(0, 60)
function collect(pairs: Iterable<readonly [string, string]>): Fields {
  const fields = new Map<string, string>()
  for (const [name, value] of pairs) {
    if (fields.has(name)) throw new Refused(400, 'repeated', { field: said(name) })
    // bytes that are no UTF-8, percent by percent
    if (value.includes('\u{fffd}')) throw new Refused(400, 'unreadable')
    if (fields.size >= 60) throw new Refused(413, 'large')
    fields.set(name, value)
  }
  return fields
}
/** @throws Refused where it is no UTF-8, or a field stands twice */
export const formFields = (bytes: Uint8Array): Fields => collect(new URLSearchParams(text(bytes)))
/** The question of an address as it came: a plus sign is a space, except in a time, where a space can only have been one. */
export const queryFields = (url: string): Fields => collect(new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : ''))

/** What a form in parts held beside its pictures. @throws Refused where a field stands twice */
export function partFields({ typed, twice }: Pick<Sent, 'typed' | 'twice'>): Fields {
  if (twice !== null) throw new Refused(400, 'repeated', { field: said(twice) })
  return collect(Object.entries(typed).map(([name, value]) => [name, value ?? '']))
}
const plain = (name: string, value: unknown): [string, string][] => {
  if (value === null || value === undefined) return []
  if (typeof value === 'string') return [[name, value]]
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return [[name, String(value)]]
  throw new Refused(400, 'wrong', { field: said(name) })
}
/** `{ service_code, attribute: { public: 'yes' } }`, or `attribute[public]` as in a form. */
export function jsonFields(body: unknown): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refused(400, 'unreadable')
  return collect(
    Object.entries(body).flatMap(([name, value]) =>
      name === 'attribute' && typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([inner, each]) => plain(`attribute[${inner}]`, each))
        : plain(name, value),
    ),
  )
}
/** Empty is as good as not said. GeoReport v2 «Optional Arguments» */
export const field = (fields: Fields, name: string): string | null => {
  const value = fields.get(name)?.trim()
  return value === undefined || value === '' ? null : value
}
export const listed = (fields: Fields, name: string): string[] | null => {
  const list = field(fields, name)
    ?.split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  return list === undefined || list.length === 0 ? null : [...new Set(list)]
}
export const called = said
