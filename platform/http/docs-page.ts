/** The interface to read: one plain page, no script, nothing from elsewhere. */
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Mounted } from './mount.ts'
import { openApi } from './openapi.ts'
import type { Serving } from './serving.ts'

type Json = Record<string, unknown>
const plain = (text: unknown) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const style = `body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2129;background:#fff}h1{font-size:1.5rem}h2{margin-top:2.5rem;border-bottom:2px solid #b8c4cc}
details{border:1px solid #d5dbe0;border-radius:6px;margin:.5rem 0;padding:.4rem .8rem}summary{cursor:pointer}code{font:13px ui-monospace,monospace;background:#f0f3f5;padding:.1em .3em;border-radius:3px}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{border:1px solid #d5dbe0;padding:.25rem .5rem;text-align:left;vertical-align:top}th{background:#f0f3f5}b.post{color:#7a4a00}b.get{color:#1d5a7a}
@media (prefers-color-scheme:dark){body{color:#dde3e8;background:#14181c}code,th{background:#232a30}td,th,details{border-color:#3a444d}b.post{color:#e0b060}b.get{color:#80c0e0}}`

function typeOf(schema: Json | undefined, shared: Json): string {
  if (!schema) return ''
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? ''
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const several = (schema.anyOf ?? schema.oneOf) as Json[] | undefined
  if (several) return several.map((one) => typeOf(one, shared)).join(' | ')
  if (schema.type === 'array') return `${typeOf(schema.items as Json, shared)}[]`
  const limits = (['minLength', 'maxLength', 'minimum', 'maximum'] as const).flatMap((limit) =>
    typeof schema[limit] === 'number' && Math.abs(schema[limit]) < 1e15 ? [`${limit} ${schema[limit]}`] : [],
  )
  return [Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any'), schema.format, ...limits].filter(Boolean).join(', ')
}
function fields(schema: Json | undefined, shared: Json): string {
  const required = new Set((schema?.required as string[] | undefined) ?? [])
  const rows = Object.entries((schema?.properties as Record<string, Json> | undefined) ?? {}).map(
    ([name, inner]) => `<tr><td><code>${plain(name)}</code>${required.has(name) ? ' *' : ''}</td><td>${plain(typeOf(inner, shared))}</td></tr>`,
  )
  return rows.length > 0 ? `<table><tr><th>字段 Field</th><th>类型 Type</th></tr>${rows.join('')}</table>` : `<p>${plain(typeOf(schema, shared) || '—')}</p>`
}
const jsonOf = (content: unknown): Json | undefined => (content as Record<string, { schema?: Json }> | undefined)?.['application/json']?.schema

function section(path: string, method: string, operation: Json, shared: Json): string {
  const asked = (operation.parameters as { name: string; in: string; required: boolean; schema: Json }[]).map(
    (p) => `<tr><td><code>${plain(p.name)}</code>${p.required ? ' *' : ''}</td><td>${plain(p.in)}</td><td>${plain(typeOf(p.schema, shared))}</td></tr>`,
  )
  const body = (operation.requestBody as { content?: unknown } | undefined)?.content
  const answer = (operation.responses as Record<string, { content?: unknown }>)['200']?.content
  return `<details><summary><b class="${method}">${method.toUpperCase()}</b> <code>${plain(path)}</code> ${plain(operation.summary)}</summary><p>${plain(operation.description)}</p>
${asked.length > 0 ? `<table><tr><th>参数 Parameter</th><th>位置 In</th><th>类型 Type</th></tr>${asked.join('')}</table>` : ''}
${body ? `<h3>请求 Body</h3>${fields(jsonOf(body), shared)}` : ''}<h3>应答 Answer</h3>${fields(jsonOf(answer), shared)}</details>`
}

export function documentRoutes(app: FastifyInstance, serving: Serving, mounted: readonly Mounted[]): void {
  let printed: Json | null = null
  const document = () => (printed ??= openApi(mounted, serving.version))
  app.get('/api/openapi.json', { config: { gate: 'public' } }, async (_, reply) =>
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(JSON.stringify(document())),
  )
  app.get('/api/docs', { config: { gate: 'public' } }, async (_, reply) => {
    const nonce = randomBytes(18).toString('base64url')
    const { paths, components } = document() as { paths: Record<string, Record<string, Json>>; components: { schemas: Json } }
    const byTag = Map.groupBy(
      Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))),
      ({ operation }) => (operation.tags as string[])[0] ?? '',
    )
    const parts = [...byTag].map(([tag, list]) => `<h2>${plain(tag)}</h2>${list.map((one) => section(one.path, one.method, one.operation, components.schemas)).join('')}`)
    return reply
      .header('content-security-policy', `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`)
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>回音接口 Huiyin API</title><style nonce="${nonce}">${style}</style><main><h1>回音接口 Huiyin API ${plain(serving.version)}</h1><p><a href="/api/openapi.json">openapi.json</a>（OpenAPI 3.1）。* 必填 required。对外部程序另有 <a href="/open311/v2/services.json">Open311 GeoReport v2</a>，照其标准，不在此列；12345 中心的程序另有 <a href="/centre/v1/contract.json">中心接口</a>。</p>${parts.join('')}</main></html>`,
      )
  })
}
