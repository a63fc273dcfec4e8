/** Contracts become addresses. What is mounted is also what OpenAPI prints and what the tests walk. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ActContract, ReadingContract } from '../../kernel/contract.ts'
import { pathOf } from '../../kernel/contract.ts'
import { mustParse } from '../ctx/bad-input.ts'
import type { Gate } from '../ctx/gate.ts'
import { runAct } from '../ctx/handle.ts'
import { runReading, withReading } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { sendDownload } from './download.ts'
import { whoOf } from './guard.ts'
import type { Serving } from './serving.ts'

/** One address of the interface, as printed and walked. */
export interface Mounted {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly gate: Gate
  readonly contract: ActContract | ReadingContract | null
  /** Answers something else than JSON, or takes something else. */
  readonly carries?: 'file'
  /** Needs an idempotency key. */
  readonly keyed: boolean
}

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

export function mountRoutes(app: FastifyInstance, serving: Serving, routes: Routes, mounted: Mounted[]): void {
  for (const handled of routes.acts) {
    const { contract, gate } = handled
    const path = pathOf(contract.key)
    app.post(path, { config: { gate } }, async (request) => {
      const answer = await runAct(serving, handled, { who: whoOf(request), key: one(request.headers['idempotency-key']), input: request.body })
      // who may no longer come in is out before whoever ended it is answered; other processes are notified
      if (handled.endsSessions) serving.sessions.forget(null)
      return answer
    })
    mounted.push({ method: 'POST', path, gate, contract, keyed: true })
  }
  for (const reading of routes.readings) {
    const { contract, gate } = reading
    const path = pathOf(contract.key)
    app.get(path, { config: { gate } }, (request) => runReading(serving, reading, whoOf(request), request.query))
    mounted.push({ method: 'GET', path, gate, contract, keyed: false })
  }
  for (const { path: inside, gate, fn } of routes.gets) {
    const path = `/api${inside}`
    const params = z.record(z.string(), z.string().max(200))
    app.get(path, { config: { gate } }, async (request, reply) => {
      const asked = { params: mustParse(params, request.params), query: request.query as Record<string, unknown> }
      return sendDownload(reply, await withReading(serving, whoOf(request), gate, (ctx) => fn(ctx, asked)))
    })
    mounted.push({ method: 'GET', path, gate, contract: null, carries: 'file', keyed: false })
  }
}
