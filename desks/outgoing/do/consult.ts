/** 公开征求意见 and 公布采纳情况: the text as it stands goes before the public; what came of it is told there. Rule: GN-39 */
import { addWorkdays } from '../../../kernel/clock/due.ts'
import { asKept, currentDraft } from '../../../kernel/drafts/text-row.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import type { ToldOpinion } from '../../../kernel/said/consultation.ts'
import { addDays, atTime, chineseDate, officeDate } from '../../../kernel/time.ts'
import { say } from '../../../kernel/words/say.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { consult, tellAdopted, USUAL_DAYS } from '../consultation-shape.ts'
import { maskedRow, opinionsOf } from '../read/opinions.ts'
import { zh } from '../words/zh-CN.ts'
import { moveWithText } from './keep-text.ts'
import { movePaper } from './move-paper.ts'
import { factsOf } from './paper-facts.ts'

/** Working days the answers take after the last day. */
const ANSWERING = 10
/**
 * 公开征求意见, until the end of a day; shorter than thirty days says why, and that is published.
 * @throws Refusal `outgoing.consult-secret` · `outgoing.consulted-already` · `outgoing.consult-past` · `outgoing.consult-short` · `drafts.empty` · what the move refuses
 * Rule: 重大行政决策程序暂行条例 art. 15; R-C04
 */
export const handleConsult = handle(consult, async (ctx, { until, shortened, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  const today = officeDate(ctx.now)
  if (facts.matter.readers === 'named') throw new RefusalError(refuse('outgoing.consult-secret', {}, 403))
  if (facts.detail.consultation !== null) throw new RefusalError(refuse('outgoing.consulted-already', {}, 409))
  if (until <= today) throw new RefusalError(refuse('outgoing.consult-past'))
  if (until < addDays(today, USUAL_DAYS) && shortened === null) throw new RefusalError(refuse('outgoing.consult-short', { days: USUAL_DAYS }))
  const consultation = { from: today as string, until: until as string, shortened, toldAt: null, by: ctx.who.person as string, at: ctx.now as string }
  const dueBy = atTime(addDays(addWorkdays(until, ANSWERING, ctx.calendar), 1))
  const paper = await moveWithText(ctx, facts, 'consult', {
    change: { kind: 'substantive', reason: null },
    detail: { ...facts.detail, consultation },
    input: { ...on, text: say(zh.say.consult, { until: chineseDate(until) }, 'zh-CN'), files: [], dueBy },
  })
  const draft = await currentDraft(ctx, on.matter)
  await run(ctx.tx, 'insert into outgoing_public_text (id, matter_id, title, organ, body, shortened, from_on, until_on) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    ctx.ids.next(),
    on.matter,
    draft.title.trim() || (facts.matter.title ?? ''),
    facts.detail.organs[0],
    asKept(draft),
    shortened,
    today,
    until,
  ])
  return paper
})

/**
 * 公布采纳情况, on the page where the text stood. Nothing that came is left out: not while the time runs, not while something is on its way in, not while one has no answer.
 * @throws Refusal `outgoing.consultation-runs` · `outgoing.opinions-arriving` · `outgoing.opinions-open` · `outgoing.no-consultation`
 */
export const handleTellAdopted = handle(tellAdopted, async (ctx, on) => {
  const { detail } = await factsOf(ctx, on.matter)
  const { consultation } = detail
  if (consultation === null || consultation.toldAt !== null) throw new RefusalError(refuse('outgoing.no-consultation', {}, 409))
  if (officeDate(ctx.now) <= consultation.until) throw new RefusalError(refuse('outgoing.consultation-runs', { day: consultation.until }, 409))
  const [waiting] = await run<{ n: number }>(ctx.tx, `select count(*)::int as n from submission s where s.kind = 'opinion' and s.taken_at is null`, [])
  if (waiting && waiting.n > 0) throw new RefusalError(refuse('outgoing.opinions-arriving', {}, 409))
  // what was erased by law is not told on and waits for nothing
  const rows = (await opinionsOf(ctx.tx, on.matter)).filter((one) => one.text !== null)
  const left = rows.filter((one) => one.verdict === null).length
  if (left > 0) throw new RefusalError(refuse('outgoing.opinions-open', { n: left }, 409))
  const told = rows.map(maskedRow).map(({ came, saidBy, receipt, theme, text, verdict, reason }) => ({ came, saidBy, receipt, theme, text, verdict, reason }) as ToldOpinion)
  const n = (verdict: string) => rows.filter((one) => one.verdict === verdict).length
  const text = say(zh.say.adopted, { all: rows.length, adopted: n('adopted'), partly: n('partly'), declined: n('declined') }, 'zh-CN')
  // the table is the material of that name, where no file is
  const kept = detail.materials.some((one) => one.kind === 'opinions' && one.file !== null)
  const materials = kept ? detail.materials : [...detail.materials.filter((one) => one.kind !== 'opinions'), { kind: 'opinions' as const, file: null, without: text }]
  const paper = await movePaper(ctx, 'tellAdopted', {
    detail: { ...detail, materials, consultation: { ...consultation, toldAt: ctx.now } },
    input: { ...on, text, files: [] },
  })
  await run(ctx.tx, 'update outgoing_public_text t set answers = $2, told_at = $3 where t.matter_id = $1', [on.matter, JSON.stringify(told), ctx.now])
  return paper
})
