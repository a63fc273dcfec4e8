/** 收文登记簿 as it is bound: a line of the ledger, and what was proposed, written, circulated and done. */
import type { MatterId, PersonId, UnitId } from '../../../kernel/ids.ts'
import { run } from '../../../kernel/write/tx.ts'
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import type { PaperRow } from '../shape.ts'

interface Told {
  readonly matter: MatterId
  readonly proposal: string | null
  readonly pieces: readonly {
    readonly kind: string
    readonly role: string
    readonly unit: UnitId
    readonly person: PersonId | null
    readonly ending: string | null
    readonly opinion: string | null
    /** By hand on the pad, in words or without. */
    readonly inked: boolean
  }[]
  readonly result: string | null
  readonly resultText: string | null
}
export type BookRow = PaperRow & { readonly told: Told | null }
/** Of papers their reader has been shown: the rows of a ledger page, nothing else. */
export async function bookRows({ tx }: ReadCtx, rows: readonly PaperRow[]): Promise<BookRow[]> {
  const told = await run<Told>(
    tx,
    `select p.matter_id as matter, p.proposal ->> 'text' as proposal, r.result, r.result_text as "resultText", coalesce((
       select json_agg(json_build_object('kind', a.kind, 'role', a.role, 'unit', a.unit, 'person', a.person, 'ending', a.ending, 'opinion', a.opinion, 'inked', a.ink is not null) order by a.given_at, a.no)
       from assignment a where a.matter_id = p.matter_id and a.role in ('sign', 'lead', 'helper', 'circulate')), '[]') as pieces
     from incoming_paper p left join lateral (select x.result, x.result_text from report x where x.matter_id = p.matter_id and x.returned_at is null order by x.at desc limit 1) r on true
     where p.matter_id = any ($1::uuid[])`,
    [rows.map((row) => row.matter)],
  )
  const byId = new Map(told.map((one) => [one.matter as string, one]))
  return rows.map((row) => ({ ...row, told: byId.get(row.matter) ?? null }))
}
