/** 拟办, put before those who write on it; 交办 where the office decides itself; 传阅. */
import type { Holder } from '../../../kernel/contract.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import { postsHeld } from '../../../kernel/decide/office.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { isRefusal, RefusalError, refuse } from '../../../kernel/refusal.ts'
import { target } from '../../../kernel/route/who.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { assignPaper, circulatePaper, closeReadPaper, type PaperDetail, proposePaper, type TaskInput } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { mustExplain, mustKeepQuota } from './down-quota.ts'
import { detailOf, movePaper } from './move-paper.ts'

const LOWEST = 9999
/** The highest post he holds; a smaller number is higher. */
export const rankOf = (ctx: Pick<Ctx, 'office' | 'now'>, person: PersonId): number => Math.min(LOWEST, ...postsHeld(ctx.office, person, ctx.now).map((p) => p.rank))

/**
 * Who leads is named where two or more take part; a single department leads without being asked. Everybody named can receive today, and the time is still to come.
 * @throws Refusal `incoming.name-the-lead` · `incoming.nobody-named` · `incoming.urgent-needs-time` · `kernel.due-in-past` · `kernel.no-receiver`
 * Rule: 条例 art. 24(4); R-D31
 */
function checkedTask(ctx: Ctx, detail: PaperDetail, { lead, helpers, ask, due }: TaskInput): { lead: Holder; helpers: Holder[]; ask: string; due: TaskInput['due'] } {
  if (!lead && helpers.length > 1) throw new RefusalError(refuse('incoming.name-the-lead', { units: helpers.length }))
  const first = lead ?? helpers[0]
  if (!first) throw new RefusalError(refuse('incoming.nobody-named'))
  const rest = lead ? helpers : []
  if (detail.urgency !== 'normal' && due === null) throw new RefusalError(refuse('incoming.urgent-needs-time'))
  if (due !== null && due <= ctx.now) throw new RefusalError(refuse('kernel.due-in-past', { due }))
  for (const one of [first, ...rest]) {
    const found = target(ctx.office, one, ctx.now, false)
    if (isRefusal(found)) throw new RefusalError(found)
  }
  return { lead: first, helpers: rest, ask, due }
}
/** 催办人 of an urgent or important paper is a person with a name. @throws Refusal `incoming.name-the-chaser` */
function chaserOf(detail: PaperDetail, chaser: PersonId | null): string | null {
  if (detail.urgency !== 'normal' && chaser === null && detail.chaser === null) throw new RefusalError(refuse('incoming.name-the-chaser'))
  return chaser ?? detail.chaser
}

/**
 * 拟办: the text, its cause, what else could be done, and the task that becomes binding when it is agreed. In turn, whoever ranks lower writes first, so that the
 * highest has all before him.
 * @throws Refusal `incoming.name-the-lead` · `incoming.name-the-chaser` · `incoming.urgent-needs-time` · `incoming.over-quota` · `kernel.to-oneself`
 * Rule: ZK-39; 条例 art. 24(4); R-D24, R-D31; R-M20
 */
export const handleProposePaper = handle(proposePaper, async (ctx, { text, cause, options, task, leaders, pace, chaser, overReason, ...on }) => {
  const before = await detailOf(ctx, on.matter)
  const checked = task && checkedTask(ctx, before, task)
  const explained = checked && (await mustExplain(ctx, on.matter, [checked.lead, ...checked.helpers], overReason))
  const ranked = [...new Set(leaders)].map((person) => ({ person, rank: rankOf(ctx, person) })).sort((a, b) => b.rank - a.rank)
  const detail: PaperDetail = {
    ...before,
    proposal: { text, cause, options, task: checked, by: ctx.who.person, at: ctx.now, ...(explained ? { overReason: explained } : {}) },
    leaders: ranked,
    chaser: task ? chaserOf(before, chaser) : (chaser ?? before.chaser),
  }
  const to = ranked.map(({ person }) => ({ person }))
  return movePaper(ctx, 'propose', { detail, input: { ...on, to, ask: text, kind: 'say', pace, need: null, blocks: false } })
})

/**
 * 交办 without a leader's word: distributed by the office itself.
 * @throws Refusal `incoming.name-the-lead` · `incoming.name-the-chaser` · `incoming.urgent-needs-time` · what assigning refuses
 * Rule: 条例 art. 24(4); R-D31
 */
export const handleAssignPaper = handle(assignPaper, async (ctx, { lead, helpers, ask, due, chaser, overReason, ...on }) => {
  const before = await detailOf(ctx, on.matter)
  const task = checkedTask(ctx, before, { lead, helpers, ask, due })
  await mustKeepQuota(ctx, on.matter, [task.lead, ...task.helpers], overReason)
  return movePaper(ctx, 'assign', { detail: { ...before, chaser: chaserOf(before, chaser) }, input: { ...on, ...task, bound: false } })
})

/**
 * 传阅: by rank from the top, in the order given, or to all at once; it ends by itself when the last has read, and stands in nobody's way but the closing's.
 * @throws Refusal `kernel.to-oneself` · `incoming.over-quota`
 * Rule: 条例 art. 24(5); anchors F17
 */
export const handleCirculatePaper = handle(circulatePaper, async (ctx, { to, ask, order, overReason, ...on }) => {
  await mustKeepQuota(ctx, on.matter, to, overReason)
  const rank = (one: Holder) => (one.person ? rankOf(ctx, one.person) : LOWEST)
  const sorted = order === 'rank' ? [...to].sort((a, b) => rank(a) - rank(b)) : to
  return movePaper(ctx, 'circulate', { input: { ...on, to: sorted, ask, kind: 'read', pace: order === 'together' ? 'together' : 'in_turn', need: null, blocks: true } })
})

/** 阅毕办结: on the ground that it was for reading, once somebody else has read it. @throws Refusal `incoming.not-to-read` · `incoming.nobody-read` · `incoming.still-circulating` */
export const handleCloseRead = handle(closeReadPaper, (ctx, { text, ...on }) =>
  movePaper(ctx, 'closeRead', { input: { ...on, result: 'read', text: text || zh.results.read, files: [], withoutHelpers: [] } }),
)
