/** One line of a run: what came is registered, or attached to the paper that is there; what did not come is written down as missing. */
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { landLine } from '../arrival-shape.ts'
import { readPaperCode } from '../paper-code.ts'
import { showRun } from '../read/run.ts'
import { registerPaper } from '../shape.ts'
import { joinCopies } from './born-copies.ts'
import { mustBeOpen } from './open-run.ts'
import { landPaper } from './register-paper.ts'

type Line = z.output<typeof landLine.input>
interface Landed {
  readonly matter: MatterId
  readonly number: string | null
}
/** 作为另一份: no second matter. @throws as `joinCopies` */
const attach = async (ctx: Ctx, matter: MatterId, line: Line): Promise<Landed> => ({
  matter,
  number: await joinCopies(ctx, matter, { copies: line.copiesCame, from: line.copyFrom }),
})
/** Never a second matter under one number, but where the clerk says that it is another paper. @throws as `landPaper` */
async function register(ctx: Ctx, line: Line): Promise<Landed> {
  const paper = await landPaper(ctx, registerPaper.input.parse({ ...line, copies: line.copiesCame, runId: line.run, once: !line.another }))
  return { matter: paper.id as MatterId, number: paper.number }
}
/**
 * @throws RefusalError `incoming.run-closed` · `incoming.secret-channel`: the code on it says that it is classified · `incoming.same-number` · `kernel.not-found`
 * Rule: R-D30 (签收: count, check, sign, time), R-C01
 */
export const handleLandLine = handle(
  landLine,
  async (ctx, line) => {
    if (line.code !== null && readPaperCode(line.code).kind === 'secret') throw new RefusalError(refuse('incoming.secret-channel', {}, 422))
    const signer = line.signedBy ?? ctx.who.person
    if (!ctx.office.persons.has(signer)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    await mustBeOpen(ctx, line.run)
    const landed = line.copiesCame === 0 ? null : line.copyOf ? await attach(ctx, line.copyOf, line) : await register(ctx, line)
    const said = landed ? [null, null, null] : [line.sender, line.senderNumber, line.title]
    const [row] = await run<{ no: number }>(
      ctx.tx,
      `insert into incoming_run_line (id, run, no, listed, copies_listed, copies_came, matter_id, as_copy, sender, sender_number, title, attachments_missing, signed_by, code, by, at)
       select $1, $2, coalesce(max(l.no), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15 from incoming_run_line l where l.run = $2 returning no`,
      [
        ctx.ids.next<string>(),
        line.run,
        line.listed,
        line.listed ? line.copiesListed : 0,
        line.copiesCame,
        landed?.matter ?? null,
        line.copyOf !== null && landed !== null,
        ...said,
        line.attachmentsMissing,
        signer,
        line.code,
        ctx.who.person,
        ctx.now,
      ],
    )
    const no = row?.no ?? 0
    await recordOfficeAct(ctx, 'incoming.landLine', { run: line.run, line: no, matter: landed?.matter ?? null, came: line.copiesCame, copy: line.copyOf !== null, signer })
    return { run: await showRun(ctx, line.run), line: no, matter: landed?.matter ?? null, number: landed?.number ?? null }
  },
  { power: 'incoming.register' },
)
