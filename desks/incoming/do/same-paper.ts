/** 查重, and 重新报送: what stands in this house under the number of a paper that is being registered. */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { papersUnder } from '../read/same-number.ts'
import type { RegisterPaper } from '../shape.ts'

type Said = Pick<RegisterPaper, 'sender' | 'senderUnit' | 'senderNumber'>
const sameAs = async (ctx: Ctx, { senderNumber, ...said }: Said) =>
  senderNumber === null ? [] : (await papersUnder(ctx, { ...said, number: senderNumber })).filter((paper) => paper.same)
/**
 * Registered already in this house, it is not registered twice; another sender's is another paper, and one that was returned comes again.
 * @throws RefusalError `incoming.same-number`: under which number it stands
 * Rule: product §4, «duplicate check by 来文字号»
 */
export async function mustBeNew(ctx: Ctx, said: Said): Promise<void> {
  if (said.senderNumber === null) return
  // two clerks with the same paper in hand: one after the other
  await run(ctx.tx, `select pg_advisory_xact_lock(hashtextextended('incoming.number:' || incoming_number_key($1), 0))`, [said.senderNumber])
  const first = (await sameAs(ctx, said)).find((paper) => !paper.returned)
  if (first) throw new RefusalError(refuse('incoming.same-number', { number: first.number, matter: first.matter }))
}
/** The return after which this one comes again: what it did not say then must be explained now. Rule: BZ-47 */
export const returnedBefore = async (ctx: Ctx, said: Said): Promise<MatterId | null> => (await sameAs(ctx, said)).findLast((paper) => paper.returned)?.matter ?? null
