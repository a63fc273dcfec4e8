/** What a file says, line by line as it is read, and its pages as pictures. Who may open the file may ask; a page that is left ends its reading. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fileId } from '../../kernel/contract.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import { inAct } from '../ctx/transaction.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { type FoundFile, findFile } from './find-file.ts'
import { readLines } from './inside/lines/read-lines.ts'
import { pagePicture } from './inside/page-picture.ts'
import { openTurns } from './inside/turns.ts'

/** Threads that read or draw at one time; who asks beyond waits. */
const AT_ONCE = 2
const WAITING = 40

export function readingRoutes(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  const turns = openTurns(AT_ONCE, WAITING)
  const found = async (request: FastifyRequest): Promise<FoundFile> => {
    const { id } = mustParse(z.object({ id: fileId, no: z.string().optional() }), request.params)
    const file = await withReading(serving, whoOf(request), 'matter', (ctx) => findFile(ctx, id))
    if (!file) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    if (file.named && file.matter) await inAct(serving.pools.act, (tx) => recordLook(tx, whoOf(request).person, file.matter, `file ${id}`))
    return file
  }
  const mount = (path: string) => mounted.push({ method: 'GET', path, gate: 'matter', contract: null, carries: 'file', keyed: false })

  // one JSON value a line (LinesSaid), so that a long file shows how far it has come
  app.get('/api/files/:id/lines', { config: { gate: 'matter' } }, async (request, reply) => {
    const file = await found(request)
    const ending = new AbortController()
    reply.raw.on('close', () => ending.abort())
    const giveBack = await turns.take()
    const told = new PassThrough()
    const readOn = async () => {
      const bytes = await buffer(await serving.files.open(file.digest))
      await readLines(bytes, (said) => told.write(`${JSON.stringify(said)}\n`), ending.signal)
    }
    readOn()
      .catch((error: unknown) => serving.log.error({ file: file.digest, err: String(error) }, 'the lines of a file were not read'))
      .finally(() => {
        giveBack()
        told.end()
      })
    return reply.header('cache-control', 'private, no-store').type('application/x-ndjson; charset=utf-8').send(told)
  })
  mount('/api/files/:id/lines')

  app.get('/api/files/:id/pages/:no', { config: { gate: 'matter' } }, async (request, reply) => {
    const { no } = mustParse(z.object({ id: fileId, no: z.coerce.number().int().min(1).max(100_000) }), request.params)
    const file = await found(request)
    if (file.kind !== 'pdf') throw new RefusalError(refuse('files.no-such-page', { no }, 404))
    const giveBack = await turns.take()
    const draw = async () => pagePicture(await buffer(await serving.files.open(file.digest)), no)
    const picture = await draw().finally(giveBack)
    if (!picture) throw new RefusalError(refuse('files.no-such-page', { no }, 422))
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'same-origin')
      .type('image/jpeg')
      .send(Buffer.from(picture))
  })
  mount('/api/files/:id/pages/:no')
}
