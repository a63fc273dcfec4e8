/** Copies of kept files, as they are or with their 归档章, and sheets of labels. The original is never touched; every copy is on record. Rule: R-A03 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recordLook } from '../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { StampPaper } from '../../typeset/paper/paper.ts'
import { mustParse } from '../ctx/bad-input.ts'
import type { Copy, Stamp } from '../ctx/copies.ts'
import { withReading } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { inAct } from '../ctx/transaction.ts'
import { kindOf } from '../files/kinds.ts'
import type { FileStore } from '../files/store.ts'
import { contentDisposition } from '../http/download.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import type { Typesetter } from '../typesetter/typesetter.ts'
import { inFrame, sendPdf } from './frame.ts'
import { measure } from './measure.ts'

const asked = z.object({ id: z.uuid(), download: z.stringbool().default(false) })
const askedLabels = z.object({
  ids: z
    .string()
    .max(40_000)
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).min(1).max(500)),
  download: z.stringbool().default(false),
})
const frame = { template: 'stamp', language: 'zh-CN', printed: '', mark: null, code: null } as const
const stampable: ReadonlySet<string> = new Set(['pdf', 'jpg', 'png'])
const no = (code: 'print.no-stamp' | 'print.no-room') => new RefusalError(refuse(code, {}, 422))

async function bytesOf(files: FileStore, digest: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of await files.open(digest)) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
/**
 * The stamp as vectors at free space at the head of page 1 (45.0 × 16.0 mm); every page as it is.
 * @throws RefusalError `print.no-stamp` (no PDF and no picture, locked, broken, too long) · `print.no-room`: a label is printed then
 */
export async function stamped(typesetter: Typesetter, bytes: Uint8Array, kind: string, name: string, stamp: Stamp): Promise<Uint8Array> {
  if (!stampable.has(kind)) throw no('print.no-stamp')
  const measured = await measure(bytes, kind)
  if (!measured || measured.pages.length === 0) throw no('print.no-stamp')
  if (!measured.at) throw no('print.no-room')
  const given = `given.${kind}`
  const paper: StampPaper = { ...frame, name, stamps: [stamp], pages: measured.pages, at: measured.at, given }
  return (await typesetter.set(paper, measured.pages.length, { name: given, bytes })).pdf
}
export function labels(typesetter: Typesetter, stamps: readonly Stamp[]): Promise<{ readonly pdf: Uint8Array }> {
  return typesetter.set({ ...frame, name: '归档章', stamps, pages: [], at: { x: 0, y: 0 }, given: '' }, Math.ceil(stamps.length / 30) + 1)
}

export function copyFiles(app: FastifyInstance, serving: Serving, routes: Routes, mounted: Mounted[]): void {
  for (const { key, find } of routes.copies ?? []) {
    const path = `/api/${routes.key}/${key}`
    app.get(path, { config: { gate: 'matter' } }, async (request, reply) => {
      const { id, download } = mustParse(asked, request.query)
      const who = whoOf(request)
      const copy: Copy = await withReading(serving, who, 'matter', (ctx) => find(ctx, id))
      const { file, stamp, matter, name } = copy
      if (!file || !(await serving.files.has(file.digest))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      inFrame(reply)
      const pdf = stamp ? await stamped(serving.typesetter, await bytesOf(serving.files, file.digest), file.kind, name, stamp) : null
      await inAct(serving.pools.act, (tx) => recordLook(tx, who.person, matter, `${routes.key}.${key} ${id}`))
      if (pdf) return sendPdf(reply, `${name}.pdf`, pdf, download)
      const kind = kindOf(file.kind)
      if (kind?.kind !== 'pdf') reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox")
      return reply
        .header('content-disposition', contentDisposition(kind?.inline === true && !download ? 'inline' : 'attachment', name))
        .type(kind?.type ?? 'application/octet-stream')
        .send(await serving.files.open(file.digest))
    })
    mounted.push({ method: 'GET', path, gate: 'matter', contract: null, carries: 'file', keyed: false })
  }
  for (const { key, power, stamps } of routes.labels ?? []) {
    const [path, gate] = [`/api/${routes.key}/${key}.pdf`, { power }]
    app.get(path, { config: { gate } }, async (request, reply) => {
      inFrame(reply)
      const { ids, download } = mustParse(askedLabels, request.query)
      const who = whoOf(request)
      const { pdf } = await labels(serving.typesetter, await withReading(serving, who, gate, (ctx) => stamps(ctx, ids)))
      await inAct(serving.pools.act, (tx) => recordLook(tx, who.person, null, `${routes.key}.${key}.pdf`))
      return sendPdf(reply, '归档章.pdf', pdf, download)
    })
    mounted.push({ method: 'GET', path, gate, contract: null, carries: 'file', keyed: false })
  }
}
