/** For tests of bad input: a lawful value of any contract, and every way to make one field of it unlawful. */
import { z } from 'zod'

type Json = Record<string, unknown>
export const jsonSchema = (schema: z.ZodType): Json => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Json

function resolve(schema: Json, root: Json): Json {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined
  return name ? ((root.$defs as Record<string, Json>)[name] ?? {}) : schema
}
/** A lawful value; `text` stands in every free text, `id` in every id. Optional fields are filled too, so that each is tried. */
export function sampleOf(given: Json, root: Json, text: string, id: string): unknown {
  const schema = resolve(given, root)
  if (schema.const !== undefined) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const several = (schema.anyOf ?? schema.oneOf) as Json[] | undefined
  if (several) return sampleOf(several[0] ?? {}, root, text, id)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') {
    const fields = (schema.properties ?? {}) as Record<string, Json>
    return Object.fromEntries(Object.entries(fields).map(([name, inner]) => [name, sampleOf(inner, root, text, id)]))
  }
  if (type === 'array') return Array.from({ length: Math.max(1, Number(schema.minItems ?? 0)) }, () => sampleOf((schema.items ?? {}) as Json, root, text, id))
  if (type === 'integer' || type === 'number') return Math.max(1, Number(schema.minimum ?? 1) > -1e15 ? Number(schema.minimum ?? 1) : 1)
  if (type === 'boolean') return false
  if (type === 'null') return null
  if (type === 'string') return stringOf(schema, text, id)
  return null
}
function stringOf(schema: Json, text: string, id: string): string {
  if (schema.format === 'uuid') return id
  if (schema.format === 'date-time') return '2026-12-01T08:00:00.000Z'
  if (schema.format === 'date') return '2026-12-01'
  if (typeof schema.pattern === 'string' && !new RegExp(schema.pattern, 'u').test(text))
    return schema.pattern.includes('[0-9a-f]{64}') ? 'a'.repeat(64) : schema.pattern.includes('\\.') ? 'office.people' : 'letters'
  return text
}

export interface Bad {
  readonly what: string
  readonly body: unknown
}
const wrongTypes: readonly unknown[] = [null, 'text', 7, [], { toString: 1 }]
/** Every field of the sample, at any depth, with: a wrong type, far too long, far too many, control characters, an id that is none. */
export function spoiled(sample: unknown, whole: (value: unknown) => unknown = (value) => value, at = ''): Bad[] {
  const bad: Bad[] = wrongTypes
    .filter((value) => typeof value !== typeof sample || Array.isArray(value) !== Array.isArray(sample))
    .map((value) => ({ what: `${at || '.'} = ${JSON.stringify(value)}`, body: whole(value) }))
  if (typeof sample === 'string')
    bad.push(
      { what: `${at} too long`, body: whole('长'.repeat(60_000)) },
      { what: `${at} control characters`, body: whole('a\u0000b\u0007\u202e') },
      { what: `${at} lone surrogate`, body: whole('\ud800') },
      { what: `${at} empty`, body: whole('') },
    )
  if (typeof sample === 'number') for (const value of [-1, 1e308, 0.5, Number.MAX_SAFE_INTEGER]) bad.push({ what: `${at} = ${value}`, body: whole(value) })
  if (Array.isArray(sample)) {
    bad.push({ what: `${at} too many`, body: whole(Array.from({ length: 3_000 }, () => sample[0])) })
    if (sample.length > 0) bad.push(...spoiled(sample[0], (value) => whole([value]), `${at}[0]`))
  } else if (typeof sample === 'object' && sample !== null) {
    for (const [name, inner] of Object.entries(sample)) {
      const { [name]: _, ...rest } = sample as Json
      bad.push({ what: `${at}.${name} missing`, body: whole(rest) })
      bad.push(...spoiled(inner, (value) => whole({ ...sample, [name]: value }), `${at}.${name}`))
    }
  }
  return bad
}

/** SQL, script, template and path tricks, as they are tried everywhere (anchors S1, S2, S10, S13). */
export const hostile: readonly string[] = [
  `'; drop table matter; --`,
  `" or 1=1 --`,
  `1) union select password from auth.account --`,
  `$1; select pg_sleep(5)`,
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `{{constructor.constructor('return process')()}}`,
  ['$', '{jndi:ldap://127.0.0.1/a}'].join(''),
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '%00%2e%2e%2f',
  '=cmd|calc!A0',
  '\\x00\\u0000',
]
