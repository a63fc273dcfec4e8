/** Reports of a desk as PDF: whoever may read one may print it. Every paper is on record. Rule: HA-41 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recordLook } from '../../kernel/people/sight.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { inAct } from '../ctx/transaction.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { inFrame, printedBy, sendPdf } from './frame.ts'

const query = z.object({ id: z.uuid(), download: z.stringbool().default(false) })
export function reportFiles(app: FastifyInstance, serving: Serving, routes: Routes, mounted: Mounted[]): void {
  for (const { key, power, write } of routes.reports ?? []) {
    const [path, gate] = [`/api/${routes.key}/${key}.pdf`, { power }]
    app.get(path, { config: { gate } }, async (request, reply) => {
      inFrame(reply)
      const { id, download } = mustParse(query, request.query)
      const who = whoOf(request)
      const paper = await withReading(serving, who, gate, async (ctx) => {
        const body = await write(ctx, id)
        return {
          template: 'report' as const,
          ...body,
          name: `${body.title}${body.issue}`,
          language: 'zh-CN' as const,
          printed: printedBy(ctx.office, who.person, ctx.now, 'zh-CN').printed,
          mark: null,
          code: null,
        }
      })
      const { pdf } = await serving.typesetter.set(paper, 20)
      await inAct(serving.pools.act, (tx) => recordLook(tx, who.person, null, `${routes.key}.${key}.pdf`))
      return sendPdf(reply, `${paper.name}.pdf`, pdf, download)
    })
    mounted.push({ method: 'GET', path, gate, contract: null, carries: 'file', keyed: false })
  }
}
