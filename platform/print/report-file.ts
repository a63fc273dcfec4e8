/** Reports, lists and labels of a desk as PDF: whoever may read one may print it. Every paper is on record. Rule: HA-41 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recordLook } from '../../kernel/people/sight.ts'
import { languages } from '../../kernel/words.ts'
import { type Paper, squareOfCopy } from '../../typeset/paper/paper.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import type { SheetBody } from '../ctx/reports.ts'
import type { Routes } from '../ctx/routes.ts'
import { inAct } from '../ctx/transaction.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import { languageOf } from '../http/refused.ts'
import type { Serving } from '../http/serving.ts'
import { inFrame, officeName, printedBy, sendPdf } from './frame.ts'

const query = z.object({ id: z.uuid(), download: z.stringbool().default(false) })
export function reportFiles(app: FastifyInstance, serving: Serving, routes: Routes, mounted: Mounted[]): void {
  for (const { key, power, write } of routes.reports ?? []) {
    const [path, gate] = [`/api/${routes.key}/${key}.pdf`, { power }]
    app.get(path, { config: { gate } }, async (request, reply) => {
      inFrame(reply)
      const { id, download } = mustParse(query, request.query)
      const who = whoOf(request)
      const paper = await withReading(serving, who, gate, async (ctx) => {
        const written = await write(ctx, id)
        return {
          template: 'report' as const,
          ...written,
          name: `${written.title}${written.issue}`,
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

const how = z.object({ download: z.stringbool().default(false), language: z.enum(languages).optional() })
const withCodes = (body: SheetBody, head: string) =>
  body.template === 'label' ? { ...body, labels: body.labels.map(({ matter, copy, ...words }) => ({ ...words, head, code: squareOfCopy(matter, copy) })) } : body
export function sheetPapers(app: FastifyInstance, serving: Serving, routes: Routes, mounted: Mounted[]): void {
  for (const { key, power, asks, write } of routes.sheets ?? []) {
    const [path, gate] = [`/api/${routes.key}/${key}.pdf`, { power }]
    app.get(path, { config: { gate } }, async (request, reply) => {
      inFrame(reply)
      const { download, language = languageOf(request) } = mustParse(how, request.query)
      const asked = mustParse(asks, request.query)
      const who = whoOf(request)
      const paper: Paper = await withReading(serving, who, gate, async (ctx) => {
        const body = withCodes(await write(ctx, asked, language), officeName(ctx.office, ctx.now))
        return { ...body, language, printed: printedBy(ctx.office, who.person, ctx.now, language).printed, mark: null, code: null }
      })
      const { pdf } = await serving.typesetter.set(paper, 20)
      await inAct(serving.pools.act, (tx) => recordLook(tx, who.person, null, `${routes.key}.${key}.pdf`))
      return sendPdf(reply, `${paper.name}.pdf`, pdf, download)
    })
    mounted.push({ method: 'GET', path, gate, contract: null, carries: 'file', keyed: false })
  }
}
