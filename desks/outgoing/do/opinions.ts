/** 意见: taken in as they come, and each answered with whether it was adopted and why. No act of them moves the paper; each stands on record. Rule: GN-39 */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import type { HandedOpinion } from '../../../kernel/said/consultation.ts'
import { type Instant, officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { addOpinion, answerOpinions } from '../consultation-shape.ts'
import { mayWriteDraft } from '../draft-hands.ts'
import { opinionsOf } from '../read/opinions.ts'
import { factsOf } from './paper-facts.ts'

/** Whoever has the paper, until it was told what came of them. @throws RefusalError `outgoing.not-yours` · `outgoing.no-consultation` */
async function mustBeOpen(ctx: Ctx, matter: MatterId): Promise<void> {
  const facts = await factsOf(ctx, matter)
  if (!mayWriteDraft(facts, ctx)) throw new RefusalError(refuse('outgoing.not-yours', {}, 403))
  if (facts.detail.consultation === null || facts.detail.consultation.toldAt !== null || facts.detail.consultation.erased)
    throw new RefusalError(refuse('outgoing.no-consultation', {}, 409))
}
const put = (ctx: Ctx, values: readonly unknown[]) =>
  run(ctx.tx, 'insert into outgoing_opinion (id, matter_id, came, said_by, receipt, body, at, taken_by) values ($1, $2, $3, $4, $5, $6, $7, $8)', [...values, ctx.who.person])

export const handleAddOpinion = handle(
  addOpinion,
  async (ctx, { matter, came, saidBy, text }) => {
    await mustBeOpen(ctx, matter)
    const id = ctx.ids.next<string>()
    await put(ctx, [id, matter, came, saidBy, null, text, ctx.now])
    await recordOfficeAct(ctx, 'outgoing.addOpinion', { matter, opinion: id, came })
    return { id }
  },
  { power: 'outgoing.draft' },
)
/** 逐条答复; said again it takes the place of what was said before, until it is published. @throws Refusal `outgoing.no-such-opinion` */
export const handleAnswerOpinions = handle(
  answerOpinions,
  async (ctx, { matter, opinions, theme, verdict, reason }) => {
    await mustBeOpen(ctx, matter)
    const there = new Set((await opinionsOf(ctx.tx, matter)).map((one) => one.id))
    if (!opinions.every((id) => there.has(id))) throw new RefusalError(refuse('outgoing.no-such-opinion', {}, 404))
    await run(
      ctx.tx,
      `insert into outgoing_opinion_answer (opinion, matter_id, theme, verdict, reason, by, at) select o, $1, $3, $4, $5, $6, $7 from unnest($2::uuid[]) o
       on conflict (opinion) do update set theme = excluded.theme, verdict = excluded.verdict, reason = excluded.reason, by = excluded.by, at = excluded.at`,
      [matter, [...new Set(opinions)], theme, verdict, reason, ctx.who.person, ctx.now],
    )
    await recordOfficeAct(ctx, 'outgoing.answerOpinions', { matter, opinions: opinions.length, verdict })
    return { answered: opinions.length }
  },
  { power: 'outgoing.draft' },
)
/**
 * An opinion from the public page, by the system. What was handed in by the last day is taken however late it arrives.
 * @returns `taken`, or the code it is put away with: our own page takes none after the last day
 */
export async function hearOpinion(ctx: Ctx, { consultation, form, receipt }: HandedOpinion, at: Instant): Promise<{ readonly matter: MatterId | null; readonly outcome: string }> {
  const [text] = await run<{ matter: MatterId; open: boolean }>(
    ctx.tx,
    'select t.matter_id as matter, t.until_on >= $2 and t.told_at is null as open from outgoing_public_text t where t.id = $1',
    [consultation, officeDate(at)],
  )
  if (!text?.open) return { matter: text?.matter ?? null, outcome: 'public.consultation-over' }
  const id = ctx.ids.next<string>()
  await put(ctx, [id, text.matter, 'public', null, receipt, form.text, at])
  await recordOfficeAct(ctx, 'outgoing.hearOpinion', { matter: text.matter, opinion: id })
  return { matter: text.matter, outcome: 'taken' }
}
