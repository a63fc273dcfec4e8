/** Files in and out. Whoever may see the matter may open its files; an upload not yet named by an act is its uploader's alone. */
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fileId, pathOf } from '../../kernel/contract.ts'
import type { FileId, PersonId } from '../../kernel/ids.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import { forgetUploads } from '../../kernel/reading/upload-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import { mustNameNoMark } from '../ctx/secret-gate.ts'
import { inAct } from '../ctx/transaction.ts'
import { contentDisposition } from '../http/download.ts'
import { sessionOf, whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import { type Serving, UPLOAD_LIMIT } from '../http/serving.ts'
import { findFile } from './find-file.ts'
import { dropUnlessUsed } from './in-use.ts'
import { kindOf } from './kinds.ts'
import { putJudged } from './put-judged.ts'
import type { Stored } from './store.ts'

/** Uploads of one person that no act has named yet. */
const WAITING = 200
export const uploadAnswer = z.object({ id: z.string(), name: z.string(), kind: z.string(), size: z.int() })

/** The name as the person gave it, less what a path or a terminal would act on. It stays in the database; on disk there is only the digest. */
export function tidyName(name: string | undefined): string {
  const last = (name ?? '').normalize('NFC').toWellFormed().split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/^[.\s]+|\s+$/g, '')
  return [...plain].slice(0, 150).join('') || '未命名'
}

/**
 * Takes the one file of a request.
 * @throws RefusalError where there is none, a second one, the body is no multipart, or its name carries a mark of secrecy (R-C02)
 */
export async function takeFile<T>(serving: Serving, request: FastifyRequest, take: (file: MultipartFile) => Promise<T>): Promise<T> {
  try {
    const files = request.files()
    const { value: file } = await files.next()
    if (file?.fieldname !== 'file') throw new RefusalError(refuse('http.bad-input', { fields: ['file: missing'] }, 400))
    await mustNameNoMark(serving, sessionOf(request).person, request.routeOptions.url ?? '', tidyName(file.filename))
    const taken = await take(file)
    if (!(await files.next()).done) throw new RefusalError(refuse('http.too-many', {}, 413))
    return taken
  } catch (error) {
    // The parser's own complaints carry no code and come from its folder; those of its limits have words of their own.
    const { code, stack = '' } = error as { code?: string; stack?: string }
    if (error instanceof RefusalError || code !== undefined || !/[\\/]busboy[\\/]/.test(stack)) throw error
    throw new RefusalError(refuse('http.bad-input', { fields: ['file: unreadable'] }, 400))
  }
}
export const multipartLimits = { fileSize: UPLOAD_LIMIT + 1, files: 1, fields: 5, fieldSize: 1_000, parts: 6, headerPairs: 50 }

export async function fileRoutes(app: FastifyInstance, serving: Serving, mounted: Mounted[]): Promise<void> {
  await app.register(multipart, { limits: multipartLimits, throwFileSizeLimit: false })
  app.post('/api/files', { config: { gate: 'signed-in' }, bodyLimit: UPLOAD_LIMIT + 65_536 }, async (request) => {
    const { person } = sessionOf(request)
    await mustHaveRoom(serving, person)
    const taken = await takeFile(serving, request, async (file) => {
      const name = tidyName(file.filename)
      return { name, stored: await putJudged(serving, serving.files, { person, where: '/api/files', name }, file.file, UPLOAD_LIMIT) }
    })
    return keepUpload(serving, person, taken.name, taken.stored)
  })
  mounted.push({ method: 'POST', path: '/api/files', gate: 'signed-in', contract: null, carries: 'file', keyed: false })

  const forgetting = pathOf(forgetUploads.key)
  app.post(forgetting, { config: { gate: 'signed-in' } }, async (request) => {
    const { files } = mustParse(forgetUploads.input, request.body)
    const { person } = sessionOf(request)
    const gone = await inAct(serving.pools.act, (tx) =>
      run<{ digest: string }>(tx, 'delete from upload u where u.id = any ($1::uuid[]) and u.by = $2 returning u.digest', [files, person]),
    )
    for (const { digest } of gone) await dropUnlessUsed(serving, serving.files, digest)
    return {}
  })
  mounted.push({ method: 'POST', path: forgetting, gate: 'signed-in', contract: forgetUploads, keyed: false })

  app.get('/api/files/:id', { config: { gate: 'matter' } }, async (request, reply) => {
    const { id } = mustParse(z.object({ id: fileId }), request.params)
    const { download } = mustParse(z.object({ download: z.stringbool().default(false) }), request.query)
    const found = await withReading(serving, whoOf(request), 'matter', (ctx) => findFile(ctx, id))
    if (!found) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    if (found.named && found.matter) await inAct(serving.pools.act, (tx) => recordLook(tx, whoOf(request).person, found.matter, `file ${id}`))
    const kind = kindOf(found.kind)
    const inline = kind?.inline === true && !download
    if (found.named && !inline) throw new RefusalError(refuse('files.named-stays', {}, 403))
    // A sandboxed page may not start a PDF viewer, so a PDF gets every other fence; its scripts never run in our origin.
    const fence =
      inline && kind.kind === 'pdf'
        ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        : "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox"
    return reply
      .header('content-disposition', contentDisposition(inline ? 'inline' : 'attachment', found.name ?? `${id}.${found.kind}`))
      .header('content-security-policy', fence)
      .header('cross-origin-resource-policy', 'same-origin')
      .header('x-frame-options', 'SAMEORIGIN')
      .header('cache-control', 'private, no-store')
      .header('content-length', found.size)
      .type(kind?.type ?? 'application/octet-stream')
      .send(await serving.files.open(found.digest))
  })
  mounted.push({ method: 'GET', path: '/api/files/:id', gate: 'matter', contract: null, carries: 'file', keyed: false })
}

async function mustHaveRoom(serving: Serving, person: PersonId): Promise<void> {
  const rows = await inAct(serving.pools.act, (tx) => run<{ n: number }>(tx, 'select count(*) as n from upload u where u.by = $1', [person]))
  if ((rows[0]?.n ?? 0) >= WAITING) throw new RefusalError(refuse('files.too-many-waiting', { n: WAITING }, 429))
}

async function keepUpload(serving: Serving, person: PersonId, name: string, { digest, size, kind }: Stored): Promise<z.output<typeof uploadAnswer>> {
  const now: Instant = serving.clock.now()
  const id = systemIds(() => now).next<FileId>()
  await inAct(serving.pools.act, (tx) =>
    run(tx, 'insert into upload (id, digest, name, kind, size, by, at) values ($1, $2, $3, $4, $5, $6, $7)', [id, digest, name, kind.kind, size, person, now]),
  )
  return { id, name, kind: kind.kind, size }
}
