/** 回录托盘: its acts and readings, the pile dropped on the page, and the picture of one page. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { dropped } from '../../kernel/reading/scan-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { putJudged } from '../files/put-judged.ts'
import { takeFile, tidyName } from '../files/routes.ts'
import { sessionOf, whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import { type Serving, UPLOAD_LIMIT } from '../http/serving.ts'
import { handleEnterPaper, handleUndoPaper } from './enter.ts'
import { readCodes } from './read-codes.ts'
import { readPaper, readTray } from './read-tray.ts'
import { handleAttachPage, handleSetAside, handleTakeUp } from './sort-pages.ts'
import { mustTakePiles, takePile } from './take-pile.ts'
import { mustRecord } from './tray-rows.ts'
import { handleTwoSided } from './two-sided.ts'

export const scanRoutes: Routes = {
  key: 'scans',
  acts: [handleEnterPaper, handleUndoPaper, handleAttachPage, handleSetAside, handleTakeUp, handleTwoSided],
  readings: [readTray, readPaper],
  gets: [],
}

export function scanFiles(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  const gate = 'signed-in'
  app.post('/api/scans', { config: { gate }, bodyLimit: UPLOAD_LIMIT + 65_536 }, async (request): Promise<z.output<typeof dropped>> => {
    const { twoSided } = mustParse(z.object({ twoSided: z.stringbool().default(false) }), request.query)
    const { person } = sessionOf(request)
    await mustTakePiles(serving, person)
    const taken = await takeFile(serving, request, async (file) => {
      const name = tidyName(file.filename)
      return { name, stored: await putJudged(serving, serving.files, { person, where: '/api/scans', name }, file.file, UPLOAD_LIMIT) }
    })
    return { batch: await takePile(serving, serving.files, { by: person, ...taken, twoSided, origin: 'page' }) }
  })
  mounted.push({ method: 'POST', path: '/api/scans', gate, contract: null, carries: 'file', keyed: false })

  app.post(
    '/api/scans/codes',
    { config: { gate }, bodyLimit: UPLOAD_LIMIT + 65_536 },
    async (request): Promise<{ codes: string[] }> => ({
      codes: await takeFile(serving, request, async (file) => readCodes(await file.toBuffer())),
    }),
  )
  mounted.push({ method: 'POST', path: '/api/scans/codes', gate, contract: null, carries: 'file', keyed: false })

  app.get('/api/scans/:id', { config: { gate } }, async (request, reply) => {
    const { id } = mustParse(z.object({ id: z.uuid() }), request.params)
    const page = await withReading(serving, whoOf(request), gate, async (ctx) => {
      mustRecord(ctx)
      const [row] = await run<{ digest: string; size: number }>(
        ctx.tx,
        'select p.digest, p.size from scan_page p join scan_batch b on b.id = p.batch where p.id = $1 and b.by = $2',
        [id, ctx.who.person],
      )
      return row
    })
    if (!page) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    const tag = `"${page.digest}"`
    // fetched ahead and kept by the browser, but never shown without being asked for here
    reply.header('cache-control', 'private, no-cache').header('etag', tag)
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    return reply
      .header('content-disposition', 'inline')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'same-origin')
      .header('content-length', page.size)
      .type('image/jpeg')
      .send(await serving.files.open(page.digest))
  })
  mounted.push({ method: 'GET', path: '/api/scans/:id', gate, contract: null, carries: 'file', keyed: false })
}
