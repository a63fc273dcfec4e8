/** 用印, 分发, 印发: out of the house, and told to whoever asked for it. */
import type { Holder } from '../../../kernel/contract.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { say } from '../../../kernel/words/say.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { deliverCopies, distribute, issuePaper, useSeal } from '../issue-shape.ts'
import { zh } from '../words/zh-CN.ts'
import { mustStand } from './keep-text.ts'
import { movePaper, type Paper } from './move-paper.ts'
import { factsOf } from './paper-facts.ts'
import { mustBeSeal } from './seal-apart.ts'

/**
 * 用印登记: the seal on the paper as it was signed; the image on it is a print placeholder, no electronic seal (R-E04).
 * @throws Refusal `outgoing.no-such-seal` · `outgoing.not-signed` · `outgoing.no-number` · `outgoing.changed-after-signing`
 */
export const handleUseSeal = handle(useSeal, async (ctx, { seal, copies, keeper, ...on }) => {
  const facts = await factsOf(ctx, on.matter)
  mustBeSeal(ctx, seal)
  await mustStand(ctx, facts)
  const number = facts.detail.docNumber ?? ''
  const text = say(zh.say.sealed, { number, copies, keeper: ctx.office.persons.get(keeper)?.name ?? '' }, 'zh-CN')
  const paper = await movePaper(ctx, 'useSeal', { detail: { ...facts.detail, sealedAt: facts.detail.sealedAt ?? ctx.now }, input: { ...on, text, files: [] } })
  await run(
    ctx.tx,
    `insert into outgoing_seal_use (id, matter_id, seal, what, copies, asked_by, asked_at, agreed, decided_by, decided_at, keeper, used_by, used_at)
     values ($1, $2, $3, $4, $5, $6, $7, true, $8, $7, $9, $6, $7)`,
    [ctx.ids.next(), on.matter, seal, number, copies, ctx.who.person, ctx.now, facts.detail.signer ?? ctx.who.person, keeper],
  )
  return paper
})

type Outside = readonly { readonly name: string; readonly copies: number; readonly from: number | null; readonly to: number | null }[]
/** @throws RefusalError `outgoing.copies-span` · `outgoing.copies-twice`: a copy number or a name on the sheet twice */
async function sendCopies(ctx: Ctx, matter: MatterId, outside: Outside): Promise<void> {
  for (const one of outside)
    if ((one.from === null) !== (one.to === null) || (one.from !== null && one.to !== null && one.to - one.from + 1 !== one.copies))
      throw new RefusalError(refuse('outgoing.copies-span', { name: one.name, copies: one.copies }))
  const there = await run<{ name: string; copy_from: number | null; copy_to: number | null }>(
    ctx.tx,
    'select c.name, c.copy_from, c.copy_to from outgoing_copy c where c.matter_id = $1',
    [matter],
  )
  const spans = [...there.map((c) => ({ name: c.name, from: c.copy_from, to: c.copy_to }))]
  for (const one of outside) {
    const twice = spans.find((s) => s.name === one.name || (s.from !== null && s.to !== null && one.from !== null && one.to !== null && s.from <= one.to && one.from <= s.to))
    if (twice) throw new RefusalError(refuse('outgoing.copies-twice', { name: twice.name }, 409))
    spans.push(one)
    await run(ctx.tx, 'insert into outgoing_copy (matter_id, name, copies, copy_from, copy_to, sent_at, sent_by) values ($1, $2, $3, $4, $5, $6, $7)', [
      matter,
      one.name,
      one.copies,
      one.from,
      one.to,
      ctx.now,
      ctx.who.person,
    ])
  }
}
/** It stands open until the last has read; what is not read is told again, up the ladder. */
const toRead = (on: object, to: readonly Holder[], ask: string | null) => ({ ...on, to, ask: ask ?? zh.say.read, kind: 'read', pace: 'together', need: null, blocks: true })

/** 补发 of what is out: in the recipients' own 收文, or on paper. @throws Refusal `outgoing.not-issued` · `outgoing.nobody-named` · `outgoing.copies-span` · `outgoing.copies-twice` */
export const handleDistribute = handle(
  distribute,
  async (ctx, { to, outside, ask, ...on }) => {
    const facts = await factsOf(ctx, on.matter)
    if (facts.detail.issuedAt === null) throw new RefusalError(refuse('outgoing.not-issued', {}, 409))
    if (to.length === 0 && outside.length === 0) throw new RefusalError(refuse('outgoing.nobody-named'))
    const text = say(zh.say.sentOut, { names: outside.map((o) => `${o.name} ${o.copies}`).join('、') }, 'zh-CN')
    const paper =
      to.length > 0 ? await movePaper(ctx, 'distribute', { input: toRead(on, to, ask) }) : await movePaper(ctx, 'note', { detail: facts.detail, input: { ...on, text, files: [] } })
    await sendCopies(ctx, on.matter, outside)
    return paper
  },
  { power: 'outgoing.issue' },
)

/**
 * 印发: sent to its recipients, and whoever asked for it is told its number, in one act. Reminders stop with the act that reads.
 * @throws Refusal `outgoing.not-signed` · `outgoing.not-sealed` · `outgoing.no-openness` · `outgoing.changed-after-signing` · what distributing refuses
 * Rule: 条例 art. 25; R-D41, R-D60; promise 2
 */
export const handleIssuePaper = handle(issuePaper, async (ctx, { copies, to, outside, ask, ...on }): Promise<Paper> => {
  const facts = await factsOf(ctx, on.matter)
  await mustStand(ctx, facts)
  const text = say(zh.say.issued, { title: facts.matter.title ?? '', number: facts.detail.docNumber ?? '' }, 'zh-CN')
  const out = { ...on, result: 'issued', text, files: [], withoutHelpers: [] }
  const detail = { ...facts.detail, copies, issuedAt: ctx.now as string }
  const paper =
    to.length > 0
      ? await movePaper(ctx, 'distribute', { detail, input: toRead(on, to, ask), follow: [{ move: 'issue', input: out }] })
      : await movePaper(ctx, 'issue', { detail, input: out })
  await sendCopies(ctx, on.matter, outside)
  return paper
})

/** 送达: who signed for the paper copies. @throws Refusal `outgoing.no-such-copy` */
export const handleDeliverCopies = handle(
  deliverCopies,
  async (ctx, { matter, name, receivedBy, on }) => {
    await factsOf(ctx, matter)
    const rows = await run(
      ctx.tx,
      'update outgoing_copy c set received_by = $3, received_on = $4 where c.matter_id = $1 and c.name = $2 and c.received_by is null returning c.name',
      [matter, name, receivedBy, on],
    )
    if (rows.length === 0) throw new RefusalError(refuse('outgoing.no-such-copy', { name }, 404))
    await recordOfficeAct(ctx, 'outgoing.deliverCopies', { matter, on })
    return {}
  },
  { power: 'outgoing.issue' },
)
