/** 花脸稿 as PDF: `GET /api/<desk>/<key>/redline.pdf?matter=…&from=…&to=…`, by the rule the screen compares with. On record. Rule: R-D41 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { matterId } from '../../kernel/contract.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { redline } from '../../typeset/draft/redline.ts'
import type { RedlinePaper } from '../../typeset/paper/paper.ts'
import { mustParse } from '../ctx/bad-input.ts'
import type { HandledOfficial } from '../ctx/officials.ts'
import { withReading } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { inAct } from '../ctx/transaction.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { inFrame, printedBy, sendPdf } from './frame.ts'

const version = z.coerce.number().int().min(1)
const asked = z.object({ matter: matterId, from: version, to: version.optional(), download: z.stringbool().default(false) })
/** Lines of a page, about: how long it may take is measured by them. */
const LINES = 30

export function redlineFile(app: FastifyInstance, serving: Serving, routes: Routes, official: HandledOfficial, mounted: Mounted[]): void {
  const { key } = official
  if (!official.pair) return
  const pair = official.pair.bind(official)
  const path = `/api/${routes.key}/${key}/redline.pdf`
  app.get(path, { config: { gate: 'matter' } }, async (request, reply) => {
    inFrame(reply)
    const { matter, from, to, download } = mustParse(asked, request.query)
    const who = whoOf(request)
    const paper = await withReading(serving, who, 'matter', async (ctx): Promise<RedlinePaper> => {
      const { name, readers, before, after } = await pair(ctx, matter, from, to ?? null)
      if (readers === 'named') throw new RefusalError(refuse('print.named-stays', {}, 403))
      const lines = redline(before.draft, after.draft)
      const { printed } = printedBy(ctx.office, who.person, ctx.now, 'zh-CN')
      return {
        template: 'redline',
        language: 'zh-CN',
        name: `${name}（花脸稿）`,
        title: name,
        left: `${before.said} → ${after.said}`,
        right: '花脸稿',
        printed,
        mark: null,
        code: null,
        lines,
      }
    })
    const { pdf } = await serving.typesetter.set(paper, Math.ceil(paper.lines.length / LINES) + 1)
    await inAct(serving.pools.act, (tx) => recordLook(tx, who.person, matter, `${routes.key}.${key}.redline.pdf`))
    return sendPdf(reply, `${paper.name}.pdf`, pdf, download)
  })
  mounted.push({ method: 'GET', path, gate: 'matter', contract: null, carries: 'file', keyed: false })
}
