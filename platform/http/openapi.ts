/** OpenAPI 3.1 printed from the contracts that are mounted: what the server does is what stands there. */
import { z } from 'zod'
import { kernelWords } from '../../kernel/words.ts'
import type { Mounted } from './mount.ts'

type Json = Record<string, unknown>

/** Shared shapes go to `components/schemas` under their own names. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', shared: Json): Json {
  const { $schema: _, $defs, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json & { $defs?: Json }
  for (const [name, part] of Object.entries($defs ?? {})) shared[name] = withoutId(part)
  return withoutId(json)
}
/** A view every act of a desk answers with is printed once, under the name of the first that does. */
function once(schema: Json, name: string, shared: Json, printed: Map<string, string>): Json {
  const text = JSON.stringify(schema)
  if (text.length < 2_000) return schema
  const known = printed.get(text)
  if (known) return { $ref: `#/components/schemas/${known}` }
  printed.set(text, name)
  shared[name] = schema
  return { $ref: `#/components/schemas/${name}` }
}
const answerName = (key: string): string => `${key.replace(/(?:^|\.)(\w)/g, (_, c: string) => c.toUpperCase())}Answer`
/** `$defs` references to component references; zod's own ids out. */
function withoutId<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (key === 'id' && typeof inner === 'string' && /^[A-Z]/.test(inner) ? undefined : inner)).replaceAll(
      '"#/$defs/',
      '"#/components/schemas/',
    ),
  ) as T
}

const refusalAnswer = (description: string) => ({ description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } })
const refusals = {
  '400': refusalAnswer('http.bad-input, http.no-key: a field is wrong, or the idempotency key is missing'),
  '401': refusalAnswer('session.expired: sign in, then send the same again'),
  '403': refusalAnswer('Not this person: power missing, other origin, or a password to be changed first'),
  '404': refusalAnswer('kernel.not-found: unknown, or not this person’s to see; the two are the same'),
  '409': refusalAnswer('Somebody changed this meanwhile; nothing was written'),
  '413': refusalAnswer('Too large or too many'),
  '415': refusalAnswer('Not JSON, or a kind of file that is not taken'),
  '422': refusalAnswer('The office says no: code, facts, words'),
  '423': refusalAnswer('session.locked'),
  '429': refusalAnswer('http.too-often: see Retry-After'),
  '500': refusalAnswer('A fault of ours; quote the request’s number'),
  '503': refusalAnswer('Not ready'),
}
const refusalSchema = {
  type: 'object',
  required: ['code', 'facts', 'words'],
  properties: {
    code: { type: 'string', description: 'Stable; a key of the words', examples: ['kernel.not-in-this-state'] },
    facts: { type: 'object', additionalProperties: true, description: 'What the refusal rests on' },
    words: { type: 'string', description: 'In the language of X-Huiyin-Language or Accept-Language' },
    requestId: { type: 'string', description: 'Of a fault only' },
  },
}

/** 签收 Sign for — of an office word; else the plain name. */
function summaryOf(path: string, key: string | undefined): string {
  const name = key?.split('.')[1]
  const words = name && Object.hasOwn(kernelWords.en.moves, name) ? (name as keyof typeof kernelWords.en.moves) : null
  return words ? `${kernelWords['zh-CN'].moves[words]} ${kernelWords.en.moves[words]}` : (key ?? path)
}
const gateWords = (mounted: Mounted): string =>
  typeof mounted.gate === 'object'
    ? `Needs the power \`${mounted.gate.power}\`.`
    : { public: 'Open to everybody.', 'signed-in': 'Needs a session.', matter: 'Needs a session; rights on the matter are the kernel’s.' }[mounted.gate]

function parameters(schema: Json, where: 'query' | 'path'): Json[] {
  const required = new Set((schema.required as string[] | undefined) ?? [])
  return Object.entries((schema.properties as Json | undefined) ?? {}).map(([name, inner]) => ({
    name,
    in: where,
    required: where === 'path' || required.has(name),
    schema: inner,
  }))
}

function operation(mounted: Mounted, shared: Json, printed: Map<string, string>): Json {
  const { method, path, contract, gate, carries, keyed } = mounted
  const answer =
    contract && carries === undefined
      ? { 'application/json': { schema: once(schemaOf(contract.output, 'output', shared), answerName(contract.key), shared, printed) } }
      : { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string)
  const inPath: Json[] = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const inQuery = method === 'GET' && contract ? parameters(schemaOf(contract.input, 'input', shared), 'query') : []
  const key: Json[] = keyed
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          description: 'One key, one effect: the same key again is answered with today’s view',
          schema: { type: 'string', minLength: 8, maxLength: 100 },
        },
      ]
    : []
  const ours: Json[] =
    method === 'POST' ? [{ name: 'X-Huiyin', in: 'header', required: true, description: 'Any value; a foreign page cannot send it', schema: { type: 'string' } }] : []
  const upload = { content: { 'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } } } }
  const body = method !== 'POST' ? null : contract && carries === undefined ? { content: { 'application/json': { schema: schemaOf(contract.input, 'input', shared) } } } : upload
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^a-zA-Z0-9]+(.)?/g, (_, c: string | undefined) => c?.toUpperCase() ?? '')}`,
    tags: [path.split('/')[2] ?? 'api'],
    summary: summaryOf(path, contract?.key),
    description: gateWords(mounted),
    ...(gate === 'public' ? { security: [] } : {}),
    parameters: [...inPath, ...inQuery, ...key, ...ours],
    ...(body ? { requestBody: { required: true, ...body } } : {}),
    responses: { '200': { description: 'Done', content: answer }, ...refusals },
  }
}

export function openApi(mounted: readonly Mounted[], version: string): Json {
  const shared: Json = { Refusal: refusalSchema }
  const printed = new Map<string, string>()
  const paths: Record<string, Json> = {}
  for (const one of [...mounted].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const path = one.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operation(one, shared, printed) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '回音 Huiyin',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: 'Every matter lands, every matter is answered. Printed from the same contracts the server and the pages use.',
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    paths,
    components: { schemas: shared, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'huiyin.session_token' } } },
  }
}
