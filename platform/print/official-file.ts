/**
 * 公文成品 of a desk: `GET /api/<desk>/<key>.pdf?matter=…` for the screen, for printing on both sides or for the record; as a Word file; one side as a picture.
 * Whoever may see the matter may have it; a work secret is looked at here and never taken out (R-C04). Every copy that leaves is on record with the fonts it
 * was set in; sides looked at while writing are not. Rule: R-E01, R-E02, R-F33
 */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { matterId, pathOf } from '../../kernel/contract.ts'
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import { officialCheck, officialFrame } from '../../kernel/reading/official-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { writeDocx } from '../../typeset/docx/write-docx.ts'
import { layOut } from '../../typeset/official/lay-out.ts'
import { systemIds } from '../clock.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { mustFit } from '../ctx/handle.ts'
import type { HandledOfficial, OfficialFound } from '../ctx/officials.ts'
import { withReading } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { inAct } from '../ctx/transaction.ts'
import { contentDisposition } from '../http/download.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import type { Fonts } from '../typesetter/font-set.ts'
import { drawnFile } from './drawn-file.ts'
import { inFrame, sendPdf } from './frame.ts'
import { redlineFile } from './redline-file.ts'
import { isLaid, mustLayOut, paperOf, setOfficial, textsOf } from './set-official.ts'
import { sidePicture } from './side-picture.ts'

const side = z.coerce.number().int().min(1).max(1000)
const asked = z.object({
  matter: matterId,
  copy: z.enum(['screen', 'print', 'record']).default('screen'),
  /** Of these sides alone: what is looked at while one writes. */
  from: side.optional(),
  to: side.optional(),
  download: z.stringbool().default(false),
})
const askedSide = z.object({ matter: matterId, side: side.default(1), dpi: z.coerce.number().int().min(40).max(200).default(110) })
const askedOne = z.object({ matter: matterId })
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const find = (serving: Serving, official: HandledOfficial, request: FastifyRequest, matter: MatterId): Promise<OfficialFound> =>
  withReading(serving, whoOf(request), 'matter', (ctx) => official.find(ctx, matter))
function mayLeave({ readers }: Pick<OfficialFound, 'readers'>): void {
  if (readers === 'named') throw new RefusalError(refuse('print.named-stays', {}, 403))
}
interface Left {
  readonly matter: MatterId
  readonly copy: 'screen' | 'print' | 'record' | 'docx'
  readonly bytes: Uint8Array
  readonly sides: number
  readonly fonts: Fonts | null
}
function onRecord(serving: Serving, by: PersonId, what: string, { matter, copy, bytes, sides, fonts }: Left): Promise<void> {
  const now = serving.clock.now()
  const digest = createHash('sha256').update(bytes).digest('hex')
  return inAct(serving.pools.act, async (tx) => {
    await recordLook(tx, by, matter, what)
    await run(tx, 'insert into paper_set (id, matter_id, copy, digest, fonts, used, sides, by_person, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      systemIds(() => now).next<string>(),
      matter,
      copy,
      digest,
      fonts?.digest ?? null,
      JSON.stringify(fonts?.used ?? []),
      sides,
      by,
      now,
    ])
  })
}

export function officialFiles(app: FastifyInstance, serving: Serving, routes: Routes, mounted: Mounted[]): void {
  for (const official of routes.officials ?? []) {
    const base = `/api/${routes.key}/${official.key}`
    const files: Readonly<Record<string, (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>>> = {
      '.pdf': async (request, reply) => {
        inFrame(reply)
        const { matter, copy, from, to, download } = mustParse(asked, request.query)
        const found = await find(serving, official, request, matter)
        mayLeave(found)
        const part = from !== undefined || to !== undefined
        const set = await setOfficial(serving.typesetter, paperOf(found), {
          mirrored: copy === 'print',
          record: copy === 'record',
          ...(part ? { sides: { from: from ?? 1, to: to ?? 1000 } } : {}),
        })
        if (!part) await onRecord(serving, whoOf(request).person, `${routes.key}.${official.key}.pdf`, { matter, copy, bytes: set.pdf, sides: set.sides, fonts: set.fonts })
        reply.header('x-sides', String(set.sides)).header('x-font-set', set.fonts.digest)
        return sendPdf(reply, `${found.name}.pdf`, set.pdf, download)
      },
      '.docx': async (request, reply) => {
        const { matter } = mustParse(askedOne, request.query)
        const found = await find(serving, official, request, matter)
        mayLeave(found)
        const paper = paperOf(found)
        const laid = mustLayOut(paper)
        const bytes = await writeDocx(paper, laid)
        await onRecord(serving, whoOf(request).person, `${routes.key}.${official.key}.docx`, { matter, copy: 'docx', bytes, sides: laid.sides.length, fonts: null })
        return reply
          .header('content-disposition', contentDisposition('attachment', `${found.name}.docx`))
          .type(DOCX)
          .send(Buffer.from(bytes))
      },
      '.png': async (request, reply) => {
        const { matter, side: no, dpi } = mustParse(askedSide, request.query)
        const found = await find(serving, official, request, matter)
        const { pdf, sides } = await setOfficial(serving.typesetter, paperOf(found), { sides: { from: no, to: no } })
        return reply
          .header('cache-control', 'private, no-store')
          .header('x-sides', String(sides))
          .type('image/png')
          .send(Buffer.from(await sidePicture(pdf, dpi)))
      },
    }
    for (const [ending, answer] of Object.entries(files)) {
      app.get(`${base}${ending}`, { config: { gate: 'matter' } }, answer)
      mounted.push({ method: 'GET', path: `${base}${ending}`, gate: 'matter', contract: null, carries: 'file', keyed: false })
    }
    redlineFile(app, serving, routes, official, mounted)
    drawnFile(app, serving, official, `${base}.svg`, mounted)
    const framed = officialFrame(routes.key, official.key)
    const framePath = pathOf(framed.key)
    app.get(framePath, { config: { gate: 'matter' } }, async (request) => {
      const { matter } = mustParse(framed.input, request.query)
      const { frame } = await find(serving, official, request, matter)
      return serving.checkOutput ? mustFit(framed, frame) : frame
    })
    mounted.push({ method: 'GET', path: framePath, gate: 'matter', contract: framed, keyed: false })
    const contract = officialCheck(routes.key, official.key)
    const path = pathOf(contract.key)
    app.get(path, { config: { gate: 'matter' } }, async (request) => {
      const { matter } = mustParse(contract.input, request.query)
      const checked = await check(serving, await find(serving, official, request, matter))
      return serving.checkOutput ? mustFit(contract, checked) : checked
    })
    mounted.push({ method: 'GET', path, gate: 'matter', contract, keyed: false })
  }
}
async function check(serving: Serving, found: OfficialFound) {
  const laid = layOut(paperOf(found))
  const fonts = await serving.typesetter.fonts()
  const said = { digest: fonts.digest, used: fonts.used.map(({ sha256: _, ...one }) => one) }
  if (!isLaid(laid)) return { refusal: { code: laid.code, facts: laid.facts }, sides: 0, lastLines: 0, missing: [], borrowed: [], fonts: said }
  const texts = textsOf(laid)
  return { refusal: null, sides: laid.sides.length, lastLines: laid.end.lines, missing: fonts.missing(texts), borrowed: fonts.borrowed(texts), fonts: said }
}
