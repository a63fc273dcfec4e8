/** 借阅: asked for by anybody with work to do; lent, declined and taken back by the archivist. Rule: 档案法 art. 28; R-D50 */
import { sql } from 'kysely'
import { type Args, advance, viewMatter } from '../../../kernel/advance.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits } from '../../../kernel/decide/office.ts'
import type { Desk } from '../../../kernel/desk.ts'
import type { MatterId, PersonId } from '../../../kernel/ids.ts'
import { notRecused, sightOf } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { postByKey } from '../../../kernel/route/who.ts'
import { addDays, atTime, officeDate } from '../../../kernel/time.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { archives } from '../desk.ts'
import { gone, seen } from '../read/archive-sight.ts'
import { askLoan, declineLoan, giveBackLoan, LONGEST_LOAN, type LoanDetail, lendLoan } from '../shape.ts'
import { load, save } from '../tables.ts'
import { zh } from '../words/zh-CN.ts'

export const declared = archives as unknown as Desk
export type Loan = MatterView<LoanDetail>
export const moveLoan = async (ctx: Ctx, move: string, args: Args): Promise<Loan> => (await advance(ctx, declared, move, args)) as Loan
export async function detailOf(ctx: Ctx, matter: MatterId): Promise<LoanDetail> {
  const detail = (await load(ctx.tx, [matter])).get(matter)
  if (!detail) throw gone()
  return detail
}

interface Lendable {
  readonly id: string
  readonly sensitive: boolean
  /** The loan on which the paper is out, or waits for the head to agree that it goes out. */
  readonly taken: string | null
}
/** @throws RefusalError `archives.recused` */
async function mustNotBeRecused({ tx, office, now }: Ctx, item: string, borrower: PersonId): Promise<void> {
  const { rows } = await sql`select 1 from archives_item i join matter m on m.id = i.matter_id where i.id = ${item} and ${notRecused(sightOf(office, borrower, now))}`.execute(tx)
  if (rows.length === 0) throw new RefusalError(refuse('archives.recused', {}, 409))
}
/** Of the archive, as far as this person may know of it; `loan` itself does not stand in its own way. @throws RefusalError `archives.no-such-reference` */
async function lendable(ctx: Ctx, by: { readonly reference: string } | { readonly id: string }, loan: MatterId | null = null): Promise<Lendable> {
  const which = 'id' in by ? sql`i.id = ${by.id}` : sql`i.reference = ${by.reference.replace(/\s/g, '')}`
  const { rows } = await sql<Lendable>`select i.id, i.sensitive, (select max(b.number) from archives_loan l join matter b on b.id = l.matter_id
      where l.item = i.id and l.way = 'paper' and b.id is distinct from ${loan}::uuid and (b.state = 'lent'
        or (b.state = 'weighed' and exists (select 1 from assignment a where a.matter_id = b.id and a.kind = 'say' and a.state <> 'ended')))) as taken
    from archives_item i join matter m on m.id = i.matter_id where ${which} and i.state = 'kept' and ${seen(ctx)}`.execute(ctx.tx)
  if (!rows[0]) throw new RefusalError(refuse('archives.no-such-reference', { reference: 'reference' in by ? by.reference : '' }, 404))
  return rows[0]
}
/**
 * 借阅申请. It lies with the archivist at once, who has one working day; an item is named only by whoever sees it, anybody else asks in words.
 * @throws RefusalError `archives.no-archivist` · `archives.no-unit` · `archives.no-such-reference`
 */
export const handleAskLoan = handle(
  askLoan,
  async (ctx, { title, purpose, way, item, days }) => {
    const [unit] = homeUnits(ctx.office, ctx.who.person, ctx.now)
    if (!unit) throw new RefusalError(refuse('archives.no-unit'))
    const post = postByKey(ctx.office, 'archivist', ctx.now)
    if (!post) throw new RefusalError(refuse('archives.no-archivist', {}, 409))
    const chosen = item ? await lendable(ctx, { id: item }) : null
    const until = atTime(addDays(officeDate(ctx.now), days))
    const detail: LoanDetail = { borrower: ctx.who.person, purpose, way, item: chosen?.id ?? null, until, sensitive: chosen?.sensitive ?? false }
    return moveLoan(ctx, 'register', {
      detail,
      input: {
        title,
        origin: 'own',
        readers: 'units',
        urgency: 'normal',
        unit,
        askers: [{ holder: { unit, person: ctx.who.person } }],
        partOf: null,
        basis: [],
        arisesFrom: null,
        files: [],
      },
      follow: [{ move: 'ask', input: { lead: post, helpers: [], ask: purpose, due: null, bound: true } }],
    })
  },
  { power: 'archives.register' },
)
/**
 * 借出: which 件, how, until when; the archivist signs for the request in the same act. A paper is with one person at a time; what is 控制使用 waits for the head.
 * @throws RefusalError `archives.no-such-reference` · `archives.recused` · `archives.lent-already` · `archives.too-long` · `kernel.consent-pending`
 */
export const handleLendLoan = handle(lendLoan, async (ctx, { reference, way, until, ...on }) => {
  const detail = await detailOf(ctx, on.matter)
  const item = await lendable(ctx, { reference })
  await mustNotBeRecused(ctx, item.id, detail.borrower as PersonId)
  // whoever lends the same paper in this moment waits here
  await run(ctx.tx, 'select 1 from archives_item i where i.id = $1 for update', [item.id])
  const { taken } = await lendable(ctx, { id: item.id }, on.matter)
  if (way === 'paper' && taken) throw new RefusalError(refuse('archives.lent-already', { number: taken }, 409))
  if (until > atTime(addDays(officeDate(ctx.now), LONGEST_LOAN))) throw new RefusalError(refuse('archives.too-long', { days: LONGEST_LOAN }))
  await save(ctx.tx, [{ matter: on.matter, detail: { ...detail, way, item: item.id, until, sensitive: item.sensitive } satisfies LoanDetail }])
  if ((await viewMatter(ctx, declared, on.matter)).state === 'asked') await moveLoan(ctx, 'accept', { input: { matter: on.matter, piece: null } })
  return moveLoan(ctx, 'lend', { input: { ...on, piece: null, to: { person: detail.borrower as PersonId }, until } })
})
/** 归还. @throws RefusalError those of `report` */
export const handleGiveBackLoan = handle(giveBackLoan, async (ctx, { text, ...on }) =>
  moveLoan(ctx, 'giveBack', { input: { ...on, result: 'returned', text: text ?? zh.say.returned, files: [], withoutHelpers: [] } }),
)
/** 不予借阅. */
export const handleDeclineLoan = handle(declineLoan, async (ctx, { text, ...on }) => {
  if ((await viewMatter(ctx, declared, on.matter)).state === 'asked') await moveLoan(ctx, 'accept', { input: { matter: on.matter, piece: null } })
  return moveLoan(ctx, 'decline', { input: { ...on, piece: null, result: 'declined', text, files: [], withoutHelpers: [] } })
})
/** A reading whose time is over ends by itself. Asked again it does nothing. @returns how many */
export async function endReadings(ctx: Ctx): Promise<number> {
  const due = await run<{ matter: MatterId }>(
    ctx.tx,
    `select l.matter_id as matter from archives_loan l join matter m on m.id = l.matter_id where m.state = 'lent' and l.way = 'digital' and l.until <= $1 order by l.until limit 100`,
    [ctx.now],
  )
  for (const { matter } of due) await moveLoan(ctx, 'giveBack', { input: { matter, piece: null, result: 'expired', text: zh.say.expired, files: [], withoutHelpers: [] } })
  return due.length
}
