/**
 * 单据 of a desk as PDF: `GET /api/<desk>/slips/<key>.pdf?matter=…`. Whoever may see the matter may print it; a work secret is not printed (R-C04);
 * who asked stands on it only for whoever holds the power and asks for it, on record (R-C18). Every paper is on record.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { viewMatter } from '../../kernel/advance.ts'
import { matterId } from '../../kernel/contract.ts'
import type { Who } from '../../kernel/decide/facts.ts'
import { hasPower } from '../../kernel/decide/office.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { openContact } from '../../kernel/people/contact.ts'
import { maskedFor } from '../../kernel/people/masked.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import { RefusalError, type RefusalFact, refuse } from '../../kernel/refusal.ts'
import { slipPath } from '../../kernel/slip.ts'
import { type Language, languages } from '../../kernel/words.ts'
import { type Paper, squareOf } from '../../typeset/paper/paper.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { openCtx } from '../ctx/handle.ts'
import type { Routes } from '../ctx/routes.ts'
import type { HandledSlip } from '../ctx/slips.ts'
import { inAct } from '../ctx/transaction.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import { languageOf } from '../http/refused.ts'
import type { Serving } from '../http/serving.ts'
import { inFrame, officeName, printedBy, sendPdf } from './frame.ts'

const query = z.object({ matter: matterId, asker: z.stringbool().default(false), download: z.stringbool().default(false), language: z.enum(languages).optional() })
const no = (code: string, status: 403 | 409, facts: Record<string, RefusalFact> = {}) => new RefusalError(refuse(code, facts, status))

/** @throws RefusalError `kernel.not-found` · `print.named-stays` · `print.not-yet` · `session.not-allowed` */
function paperOf(serving: Serving, desk: string, handled: HandledSlip, who: Who, language: Language, asked: z.output<typeof query>) {
  const entry = serving.desks.get(desk)
  if (!entry) throw new Error(`no desk ${desk} is registered`)
  const { slip } = handled
  return inAct(serving.pools.act, async (tx) => {
    const ctx = await openCtx(serving, tx, who)
    const matter = await viewMatter(ctx, entry.desk, asked.matter)
    if (matter.readers === 'named') throw no('print.named-stays', 403)
    if (!slip.ready(matter)) throw no('print.not-yet', 409)
    if (asked.asker && (slip.asker === null || !hasPower(ctx.office, who.person, slip.asker, ctx.now))) throw no('session.not-allowed', 403, { power: slip.asker ?? '' })
    await recordLook(tx, who.person, asked.matter, `slip.${slip.form}.pdf`)
    const asker = asked.asker ? await openContact(ctx, asked.matter, 'slip') : null
    const office = officeName(ctx.office, ctx.now)
    // a reply goes out as it was agreed; on every other form numbers in the texts are as on the page
    const body = await handled.write(ctx, { matter: slip.form === 'R' ? matter : maskedFor(ctx, matter), language, office, asker })
    const { printed, mark } = printedBy(ctx.office, who.person, ctx.now, language)
    const restricted = body.template !== 'reply' && (asker !== null || handled.restricted(matter))
    const name = `${serving.words.get(desk)?.[language]?.slips?.[slip.key] ?? slip.key} ${matter.number ?? ''}`.trim()
    const frame = { language, name, printed, mark: restricted ? mark : null, code: squareOf(matter.id as MatterId, slip.form) }
    const paper: Paper = body.template === 'reply' ? { ...body, ...frame, by: office } : { ...body, ...frame, office }
    return { paper, name }
  })
}

export function slipFiles(app: FastifyInstance, serving: Serving, routes: Routes, mounted: Mounted[]): void {
  for (const handled of routes.slips ?? []) {
    const path = slipPath(routes.key, handled.slip)
    app.get(path, { config: { gate: 'matter' } }, async (request, reply) => {
      inFrame(reply)
      const asked = mustParse(query, request.query)
      const { paper, name } = await paperOf(serving, routes.key, handled, whoOf(request), asked.language ?? languageOf(request), asked)
      const { pdf } = await serving.typesetter.set(paper, 4)
      return sendPdf(reply, `${name}.pdf`, pdf, asked.download)
    })
    mounted.push({ method: 'GET', path, gate: 'matter', contract: null, carries: 'file', keyed: false })
  }
}
