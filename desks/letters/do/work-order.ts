/** 中心接口: a centre's work order becomes a letter or a line of 对照清单, once; how far it has got is told back. The system acts, for the standing duty post. */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { FileId, MatterId, PersonId } from '../../../kernel/ids.ts'
import { putNotices } from '../../../kernel/outbox/put.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import type { Instant } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { notReceived } from '../intakes.ts'
import type { WorkOrderNow, WorkOrderSaid } from '../work-order-shape.ts'
import { listRows } from './listed.ts'
import { receive } from './outside.ts'
import { readProgress } from './take-in.ts'

interface Standing {
  readonly matter: MatterId
  readonly sent_digest: string | null
  readonly fed_at: Instant | null
  readonly readers: 'units' | 'named'
  readonly registered_at: Instant
  readonly number: string | null
}
const nothing = { office: null, answerBy: null, steps: [], answers: [], fedBackAt: null }
async function standing(ctx: Pick<Ctx, 'tx'>, system: string, number: string): Promise<Standing | null> {
  const [row] = await run<Standing>(
    ctx.tx,
    `select m.id as matter, o.sent_digest, o.fed_at, m.readers, m.registered_at, m.number from letters_outside o join matter m on m.id = o.matter_id where o.system = $1 and o.number = $2`,
    [system, number],
  )
  return row ?? null
}
/** As the citizen may know it. Of a letter for a closed list only that it came: no number, no unit, no step. Rule: R-H08; decision 0025 */
async function nowOf(ctx: Ctx, number: string, row: Standing): Promise<WorkOrderNow> {
  const fedBackAt = row.fed_at
  if (row.readers === 'named') return { ...nothing, number, state: 'received', fedBackAt }
  const [contact] = await run<{ id: never }>(ctx.tx, 'select c.id from contact c where c.matter_id = $1 order by c.id limit 1', [row.matter])
  const progress = await readProgress(ctx, row.matter, { at: row.registered_at, contact: contact?.id ?? null })
  if (!progress || progress.state === 'refused') throw new Error('a letter that stands in letters_outside is not there')
  const steps = progress.steps.map(({ key, at, units }) => ({ key, at, units: [...units] }))
  return { number, state: progress.state, office: row.number, answerBy: progress.by, steps, answers: progress.answers.map(({ text, at }) => ({ text, at })), fedBackAt }
}
/** @throws RefusalError `letters.no-work-order`: nothing came under that number from that centre */
export async function readWorkOrder(ctx: Ctx, system: string, number: string): Promise<WorkOrderNow> {
  const row = await standing(ctx, system, number)
  if (row) return nowOf(ctx, number, row)
  const [listed] = await run(ctx.tx, 'select 1 from letters_outside_listed l where l.system = $1 and l.number = $2', [system, number])
  if (!listed) throw new RefusalError(refuse('letters.no-work-order', {}, 404))
  return { ...nothing, number, state: 'listed' }
}

/**
 * What stands here under this number already, so that a work order sent twice is one. Of a number that was imported by hand no digest is known: it is that one.
 * @throws RefusalError `letters.work-order-differs`: under this number something else came before
 */
export async function workOrderBefore(ctx: Ctx, system: string, number: string, digest: string): Promise<WorkOrderNow | null> {
  await run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`centre ${system} ${number}`])
  const row = await standing(ctx, system, number)
  if (!row) return null
  if (row.sent_digest !== null && row.sent_digest !== digest) throw new RefusalError(refuse('letters.work-order-differs', { number }, 409))
  return nowOf(ctx, number, row)
}
/** Where this office only receives, what is not supervised is the centre's own: a line of 对照清单. */
export const onlyListed = (ctx: Pick<Ctx, 'rules' | 'now'>, { supervised }: Pick<WorkOrderSaid, 'supervised'>): boolean =>
  notReceived(ctx.rules, supervised, ctx.now)?.code === 'letters.not-supervised'
/**
 * 接收: where this office runs the line, a letter; where it only receives, a letter when it is supervised and else a line of 对照清单, which keeps no files.
 * @throws RefusalError `letters.centre-closed`, and what `letters.receiveOutside` refuses
 */
export async function takeWorkOrder(ctx: Ctx, system: string, digest: string, { attachments: _, ...workOrder }: WorkOrderSaid, files: readonly FileId[]): Promise<WorkOrderNow> {
  const { supervised, ...said } = workOrder
  if (onlyListed(ctx, workOrder)) {
    await listRows(ctx, system, [said])
    return { ...nothing, number: said.number, state: 'listed' }
  }
  const view = await receive(ctx, { ...said, system, supervised }, files)
  await run(ctx.tx, 'update letters_outside set sent_digest = $3 where matter_id = $1 and system = $2', [view.id, system, digest])
  // nobody stood at the counter: whoever it fell to is told
  await putNotices(ctx.tx, [{ kind: 'given', to: view.owner.person.id as PersonId, key: `given:${view.id}`, payload: { matter: view.id, desk: 'letters' }, dueAt: ctx.now }])
  return readWorkOrder(ctx, system, said.number)
}

/** 已回填 by the centre itself: it has taken over what it fetched. @throws RefusalError `letters.no-work-order`, `letters.nothing-to-feed`: no answer was sent yet */
export async function feedWorkOrder(ctx: Ctx, system: string, number: string, key: string): Promise<WorkOrderNow> {
  const before = await readWorkOrder(ctx, system, number)
  if (before.answers.length === 0) throw new RefusalError(refuse('letters.nothing-to-feed', { number }, 409))
  await run(ctx.tx, 'update letters_outside set fed_at = $3, fed_key = $4 where system = $1 and number = $2 and fed_at is null', [system, number, ctx.now, key])
  return readWorkOrder(ctx, system, number)
}
