/** 复核, 签发后修改, 联署, 编号: from the signature to the number. */
import type { Ctx } from '../../../kernel/ctx.ts'
import { keepVersion } from '../../../kernel/drafts/versions.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { giveUp } from '../../../kernel/numbering/reserve.ts'
import { takeNumbers } from '../../../kernel/numbering/take.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { chineseDate, officeYear } from '../../../kernel/time.ts'
import { say } from '../../../kernel/words/say.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { numberOf, patternOf, seriesOf } from '../number-series.ts'
import { changeText, correctText, joinPaper, numberPaper, recheckPaper, voidNumber } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { mustStand, textStands } from './keep-text.ts'
import { movePaper } from './move-paper.ts'
import { factsOf, type PaperFacts } from './paper-facts.ts'

/** 复核: procedure, content, type and format; the text is the one that was signed. @throws Refusal `outgoing.changed-after-signing`. Rule: R-D41; standards §2.5 */
export const handleRecheckPaper = handle(recheckPaper, async (ctx, { note, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  await mustStand(ctx, facts)
  const detail = { ...facts.detail, recheck: { note, by: ctx.who.person as string, at: ctx.now as string } }
  return movePaper(ctx, 'recheck', { detail, input: { ...on, text: note ?? zh.say.rechecked, files: [] } })
})

/** @throws RefusalError `outgoing.nothing-changed` */
async function changed(ctx: Ctx, matter: MatterId, step: string): Promise<{ facts: PaperFacts; digest: string }> {
  const facts = await factsOf(ctx, matter)
  if (await textStands(ctx, facts)) throw new RefusalError(refuse('outgoing.nothing-changed'))
  return { facts, digest: (await keepVersion(ctx, matter, step)).digest }
}
/** 签发后修改: the new text is before everybody who had signed. @throws Refusal `outgoing.nothing-changed`. Rule: R-D41 */
export const handleChangeText = handle(changeText, async (ctx, { reason, ...on }) => {
  const { facts, digest } = await changed(ctx, on.matter, 'changeText')
  return movePaper(ctx, 'changeText', { detail: { ...facts.detail, recheck: null }, input: { ...on, digest, change: 'substantive', reason } })
})
/** 细微更正: marked trivial by name; whoever had signed is told and may object. @throws Refusal `outgoing.nothing-changed`. Rule: R-D41 */
export const handleCorrectText = handle(correctText, async (ctx, { reason, ...on }) => {
  const { digest } = await changed(ctx, on.matter, 'correct')
  return movePaper(ctx, 'correct', { input: { ...on, digest, change: 'trivial', reason } })
})

/** 联署: an organ's signed page has come. @throws Refusal `outgoing.no-such-organ`. Rule: R-D25 */
export const handleJoinPaper = handle(joinPaper, async (ctx, { organ, signer, signedOn, file, ...on }) => {
  const { detail } = await factsOf(ctx, on.matter)
  if (!detail.joint.some((one) => one.organ === organ)) throw new RefusalError(refuse('outgoing.no-such-organ', { organ }))
  const joint = detail.joint.map((one) => (one.organ === organ ? { organ, signer, signedOn, file, by: ctx.who.person as string } : one))
  return movePaper(ctx, 'join', {
    detail: { ...detail, joint },
    input: { ...on, text: say(zh.say.joined, { organ, signer, on: chineseDate(signedOn) }, 'zh-CN'), files: file ? [file] : [] },
  })
})

/** @throws RefusalError `outgoing.not-reserved`: nobody keeps it, its time is over, or another paper bears it */
async function mustBeKept(ctx: Ctx, code: string, year: number, n: number): Promise<void> {
  const rows = await run(
    ctx.tx,
    `select 1 from reserved r where r.series = $1 and r.year = $2 and r.n = $3 and r.released_at is null and r.until > $4
       and not exists (select 1 from taken t where t.series = r.series and t.year = r.year and t.n = r.n)`,
    [seriesOf(code), year, n, ctx.now],
  )
  if (rows.length === 0) throw new RefusalError(refuse('outgoing.not-reserved', { n }, 409))
}
/** The number of this paper: the one it has, the other organ's, one kept for it, or the next. */
async function numberFor(ctx: Ctx, { matter, detail }: PaperFacts, reserved: number | null, theirs: string | null): Promise<string> {
  if (detail.docNumber !== null) return detail.docNumber
  if (detail.ledBy !== null) {
    if (theirs === null || numberOf(theirs) === null) throw new RefusalError(refuse('outgoing.number-of-theirs', { organ: detail.ledBy }))
    return theirs
  }
  const { code } = detail
  if (code === null) throw new RefusalError(refuse('outgoing.no-code'))
  const year = officeYear(ctx.now)
  if (reserved !== null) await mustBeKept(ctx, code, year, reserved)
  const wanted = { matter: matter.id, series: seriesOf(code), pattern: patternOf(code), year }
  const number = (await takeNumbers(ctx.tx, [wanted], reserved === null ? new Map() : new Map([[matter.id, reserved]]))).get(matter.id)
  if (!number) throw new Error('the series gave no number')
  return number
}
/**
 * 编号, of one series per 代字 and year, without a gap: only what is signed, rechecked and signed by every organ. A paper another organ leads bears its number.
 * @throws Refusal `outgoing.not-signed` · `outgoing.joint-open` · `outgoing.changed-after-signing` · `outgoing.not-reserved` · `outgoing.number-of-theirs` · `outgoing.no-code`
 * Rule: R-D40, R-D25
 */
export const handleNumberPaper = handle(numberPaper, async (ctx, { reserved, theirs, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  await mustStand(ctx, facts)
  const number = await numberFor(ctx, facts, reserved, theirs)
  return movePaper(ctx, 'number', { detail: { ...facts.detail, docNumber: number }, input: { ...on, text: say(zh.say.numbered, { number }, 'zh-CN'), files: [] } })
})
/** 作废文号: it stays in the register with its reason, and is never given again. Rule: R-D40; invariant 16 */
export const handleVoidNumber = handle(voidNumber, async (ctx, { reason, ...on }) => {
  const { detail } = await factsOf(ctx, on.matter)
  const paper = await movePaper(ctx, 'voidNumber', {
    detail: { ...detail, docNumber: null, sealedAt: null },
    input: { ...on, reason, text: say(zh.say.numberVoided, { number: detail.docNumber ?? '', reason }, 'zh-CN'), files: [] },
  })
  const of = detail.docNumber === null ? null : numberOf(detail.docNumber)
  if (of && detail.ledBy === null) await giveUp(ctx.tx, seriesOf(of.code), of.year, of.n, on.matter, reason)
  return paper
})
