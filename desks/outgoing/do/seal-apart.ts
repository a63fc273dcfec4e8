/** 用印 by application, and blank letters by serial: what is no issued paper, on record all the same. */
import type { Ctx } from '../../../kernel/ctx.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { inUse } from '../../../kernel/rules/dictionary.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { applySeal, decideSeal, endBlank, takeBlanks, useSealApart } from '../seal-shape.ts'
import { declared } from './move-paper.ts'

/** @throws RefusalError `outgoing.no-such-seal`: not in the office's list, or out of use */
export function mustBeSeal(ctx: Pick<Ctx, 'rules' | 'now'>, seal: string): void {
  if (!inUse(declared, ctx.rules, 'seals', seal, ctx.now)) throw new RefusalError(refuse('outgoing.no-such-seal', { seal }))
}
/** 用印申请. @throws Refusal `outgoing.no-such-seal` */
export const handleApplySeal = handle(
  applySeal,
  async (ctx, { seal, what, purpose, copies }) => {
    mustBeSeal(ctx, seal)
    const id = ctx.ids.next<string>()
    await run(ctx.tx, 'insert into outgoing_seal_use (id, seal, what, purpose, copies, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7)', [
      id,
      seal,
      what,
      purpose,
      copies,
      ctx.who.person,
      ctx.now,
    ])
    await recordOfficeAct(ctx, 'outgoing.applySeal', { application: id, seal, copies })
    return { id }
  },
  { power: 'outgoing.draft' },
)
/** 批准用印; nobody agrees to his own. @throws Refusal `outgoing.no-such-application` · `kernel.own-work` · `kernel.say-why` */
export const handleDecideSeal = handle(
  decideSeal,
  async (ctx, { id, agree, reason }) => {
    const [asked] = await run<{ asked_by: string }>(
      ctx.tx,
      'select u.asked_by from outgoing_seal_use u where u.id = $1 and u.matter_id is null and u.decided_at is null for update',
      [id],
    )
    if (!asked) throw new RefusalError(refuse('outgoing.no-such-application', {}, 404))
    if (asked.asked_by === ctx.who.person) throw new RefusalError(refuse('kernel.own-work', {}, 403))
    if (!agree && reason === null) throw new RefusalError(refuse('kernel.say-why'))
    await run(ctx.tx, 'update outgoing_seal_use u set agreed = $2, decided_by = $3, decided_at = $4, refused_for = $5 where u.id = $1', [
      id,
      agree,
      ctx.who.person,
      ctx.now,
      agree ? null : reason,
    ])
    await recordOfficeAct(ctx, 'outgoing.decideSeal', { application: id, agree })
    return { id }
  },
  { power: 'outgoing.approve-seal' },
)
/** 用印 on what was agreed, once. @throws Refusal `outgoing.no-such-application` */
export const handleUseSealApart = handle(
  useSealApart,
  async (ctx, { id, keeper }) => {
    const rows = await run(
      ctx.tx,
      'update outgoing_seal_use u set keeper = $2, used_by = $3, used_at = $4 where u.id = $1 and u.matter_id is null and u.agreed and u.used_at is null returning u.id',
      [id, keeper, ctx.who.person, ctx.now],
    )
    if (rows.length === 0) throw new RefusalError(refuse('outgoing.no-such-application', {}, 404))
    await recordOfficeAct(ctx, 'outgoing.useSealApart', { application: id, keeper })
    return { id }
  },
  { power: 'outgoing.seal' },
)
/** 空白信领用, sheet by sheet. @throws Refusal `outgoing.blank-taken` (which serials) · `outgoing.blank-span` */
export const handleTakeBlanks = handle(
  takeBlanks,
  async (ctx, { from, to, person, purpose }) => {
    if (to < from || to - from >= 200) throw new RefusalError(refuse('outgoing.blank-span', { from, to }))
    const taken = await run<{ serial: number }>(ctx.tx, 'select b.serial from outgoing_blank b where b.serial between $1 and $2 order by 1', [from, to])
    if (taken.length > 0) throw new RefusalError(refuse('outgoing.blank-taken', { serials: taken.map((b) => String(b.serial)) }, 409))
    await run(ctx.tx, 'insert into outgoing_blank (serial, person, purpose, taken_at, given_by) select s, $3, $4, $5, $6 from generate_series($1::int, $2::int) s', [
      from,
      to,
      person,
      purpose,
      ctx.now,
      ctx.who.person,
    ])
    await recordOfficeAct(ctx, 'outgoing.takeBlanks', { from, to, person })
    return { id: `${from}-${to}` }
  },
  { power: 'outgoing.seal' },
)
/** What became of a sheet: used, or spoilt and given back. @throws Refusal `outgoing.no-such-blank` */
export const handleEndBlank = handle(
  endBlank,
  async (ctx, { serial, fate, note }) => {
    const rows = await run(ctx.tx, 'update outgoing_blank b set fate = $2, note = $3, ended_at = $4, ended_by = $5 where b.serial = $1 and b.fate is null returning b.serial', [
      serial,
      fate,
      note,
      ctx.now,
      ctx.who.person,
    ])
    if (rows.length === 0) throw new RefusalError(refuse('outgoing.no-such-blank', { serial }, 404))
    await recordOfficeAct(ctx, 'outgoing.endBlank', { serial, fate })
    return { id: String(serial) }
  },
  { power: 'outgoing.seal' },
)
