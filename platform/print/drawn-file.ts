/** 边写边看: `POST /api/<desk>/<key>.svg`, one side of what is being written, in the letters it will be printed in. Only for whoever may write it; nothing is saved. Rule: R-E02 */
import type { FastifyInstance } from 'fastify'
import { mustWriteDraft } from '../../kernel/drafts/who.ts'
import { drawnSide } from '../../kernel/reading/official-shape.ts'
import { toOfficial } from '../../typeset/draft/to-official.ts'
import { mustParse } from '../ctx/bad-input.ts'
import type { HandledOfficial } from '../ctx/officials.ts'
import { withReading } from '../ctx/reading.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { drawOfficial } from './set-official.ts'

export function drawnFile(app: FastifyInstance, serving: Serving, official: HandledOfficial, path: string, mounted: Mounted[]): void {
  const gate = 'matter'
  app.post(path, { config: { gate } }, async (request, reply) => {
    const { matter, draft, side } = mustParse(drawnSide, request.body)
    const { frame } = await withReading(serving, whoOf(request), gate, async (ctx) => {
      await mustWriteDraft(ctx, matter)
      return official.find(ctx, matter)
    })
    const { svg, sides } = await drawOfficial(serving.typesetter, toOfficial(draft, frame), side)
    return reply
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'private, no-store')
      .header('x-sides', String(sides))
      .type('image/svg+xml; charset=utf-8')
      .send(svg)
  })
  mounted.push({ method: 'POST', path, gate, contract: null, carries: 'file', keyed: false })
}
