/** 借阅登记簿, and one borrowing. */
import { type RawBuilder, sql } from 'kysely'
import { viewMatter } from '../../../kernel/advance.ts'
import type { MatterId, PersonId } from '../../../kernel/ids.ts'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { sightOf, visiblePage } from '../../../kernel/people/sight.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { declared, type Loan } from '../do/loans.ts'
import { type LoanRow, loans, loanView } from '../shape.ts'
import { seen } from './archive-sight.ts'

type State = 'open' | 'lent' | 'late' | 'all'
const narrowed = (state: State, { now }: ReadCtx): RawBuilder<boolean> => {
  if (state === 'all') return sql`true`
  if (state === 'open') return sql`m.phase <> 'closed'`
  const late = state === 'late' ? sql` and exists (select 1 from archives_loan l where l.matter_id = m.id and l.until < ${now})` : sql``
  return sql<boolean>`m.state = 'lent'${late}`
}
type Raw = Omit<LoanRow, 'borrower' | 'late'> & { readonly borrower: PersonId }
export async function loansPage(
  ctx: ReadCtx,
  { state, before, size }: { state: State; before?: string | undefined; size: number },
): Promise<{ rows: LoanRow[]; next: string | null }> {
  const { tx, office, who, now } = ctx
  const page = visiblePage(sightOf(office, who.person, now), {
    where: sql<boolean>`m.desk = 'archives' and ${narrowed(state, ctx)}`,
    open: state !== 'all',
    after: (before ?? null) as MatterId | null,
    limit: size + 1,
  })
  const { rows } = await sql<Raw>`select x.id as matter, x.desk, x.number, x.title, x.state, x.phase, x.registered_at as "registeredAt", l.borrower, l.way, l.until, i.reference
    from ${page} v join matter x on x.id = v.id join archives_loan l on l.matter_id = x.id left join archives_item i on i.id = l.item order by x.id desc`.execute(tx)
  const shown = rows.slice(0, size).map((row) => ({
    ...row,
    borrower: office.persons.get(row.borrower)?.name ?? '',
    late: row.state === 'lent' && row.until !== null && row.until < now,
  }))
  return { rows: shown, next: rows.length > size ? (shown.at(-1)?.matter ?? null) : null }
}
export const readLoans = read(loans, loansPage)

export const readLoan = read(loanView, async (ctx, { id }) => {
  const loan = (await viewMatter(ctx, declared, id)) as Loan
  const { item, borrower } = loan.detail
  const { rows } = await sql<{
    reference: string
    desk: string
    title: string | null
    seen: boolean
  }>`select i.reference, m.desk, m.title, ${seen(ctx)} as seen from archives_item i join matter m on m.id = i.matter_id
    where i.id = ${item}::uuid`.execute(ctx.tx)
  const [found] = rows
  // to whom it was lent he hears what it is, his colleagues do not; before that only who sees it anyway. It is of another desk, which says whose numbers are hidden
  const told = found && (found.seen || (loan.state === 'lent' && borrower === ctx.who.person)) ? maskedFor(ctx, found) : undefined
  return { ...loan, borrowerName: ctx.office.persons.get(borrower as PersonId)?.name ?? '', reference: told?.reference ?? null, itemTitle: told?.title ?? null }
})
