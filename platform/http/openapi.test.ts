import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { openTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'openapi', { desks })
})
afterAll(() => server.close())

describe('OpenAPI 3.1', () => {
  test('is valid, and prints every address that is mounted and no other', async () => {
    const document = (await server.anonymous().get('/api/openapi.json')).json as {
      openapi: string
      paths: Record<string, Record<string, { responses: object; parameters: { name: string }[] }>>
    }
    expect(document.openapi).toBe('3.1.0')
    const checked = await new Validator().validate(structuredClone(document))
    expect(checked.errors ?? []).toEqual([])
    expect(checked.valid).toBe(true)
    const printed = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
    expect(printed.sort()).toEqual(server.mounted.map((one) => `${one.method.toLowerCase()} ${one.path.replace(/:(\w+)/g, '{$1}')}`).sort())
    for (const [path, methods] of Object.entries(document.paths))
      for (const operation of Object.values(methods))
        expect(Object.keys(operation.responses), path).toEqual(expect.arrayContaining(['200', '400', '401', '404', '409', '422', '429', '500']))
    expect(document.paths['/api/letters/report']?.post?.parameters.map((parameter) => parameter.name)).toEqual(['Idempotency-Key', 'X-Huiyin'])
    expect(JSON.stringify(document)).not.toContain('#/$defs')
  })
  test('reads as a page without any script', async () => {
    const page = await server.anonymous().get('/api/docs')
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/<script/i)
    expect(page.text).toContain('/api/letters/report')
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'nonce-/)
  })
  test('a route without a gate stops the start', async () => {
    const { fastify } = await import('fastify')
    const rate = await import('@fastify/rate-limit')
    const { guard } = await import('./guard.ts')
    const app = fastify()
    await app.register(rate.default, { global: false })
    guard(app, server.serving)
    app.get('/api/forgotten', async () => ({}))
    await expect(app.ready()).rejects.toThrow('no gate: GET /api/forgotten')
  })
})
