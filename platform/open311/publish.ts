/** The inner side: which services there are, and what everybody may read of one request. Plain words of ours, dates and names of units; nothing anybody wrote. Rule: R-W04 */
import type { MatterId } from '../../kernel/ids.ts'
import type { Progress } from '../../kernel/said/handed-in.ts'
import type { Instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'

export interface Offered {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly keywords_zh: string
  readonly keywords_en: string
  readonly in_use: boolean
}
/** @param closed those not marked public until the office says so */
export async function tellServices(tx: Tx, services: readonly Offered[], closed: readonly string[]): Promise<void> {
  await run(
    tx,
    `insert into open311_service (code, zh, en, keywords_zh, keywords_en, in_use, sort, open)
     select s.code, s.zh, s.en, s.keywords_zh, s.keywords_en, s.in_use, s.sort, not s.code = any ($2::text[])
     from rows from (json_to_recordset($1::json) as (code text, zh text, en text, keywords_zh text, keywords_en text, in_use boolean)) with ordinality s(code, zh, en, keywords_zh, keywords_en, in_use, sort)
     on conflict (code) do update set zh = excluded.zh, en = excluded.en, keywords_zh = excluded.keywords_zh, keywords_en = excluded.keywords_en, in_use = excluded.in_use, sort = excluded.sort
     where (open311_service.zh, open311_service.en, open311_service.keywords_zh, open311_service.keywords_en, open311_service.in_use, open311_service.sort)
       is distinct from (excluded.zh, excluded.en, excluded.keywords_zh, excluded.keywords_en, excluded.in_use, excluded.sort)`,
    [JSON.stringify(services), closed],
  )
}

/** It is a letter now. */
export async function tellRegistered(tx: Tx, receipt: string, matter: MatterId, { service, agreed }: { readonly service: string; readonly agreed: boolean }): Promise<void> {
  await run(tx, 'update open311_request r set matter_id = $2, service = $3, agreed = $4 where r.receipt = $1', [receipt, matter, service, agreed])
}
/** It carried a mark of secrecy past the door and is no letter. */
export async function tellRefused(tx: Tx, receipt: string): Promise<void> {
  await run(tx, `update open311_request r set state = 'refused', public = false where r.receipt = $1`, [receipt])
}
/** @param shown by the desk's own rule; agreed to by the writer it must be besides */
export async function tellProgress(tx: Tx, receipt: string, { state, by, steps }: Progress, shown: boolean, now: Instant): Promise<void> {
  const agency = steps.findLast((one) => one.units.length > 0)?.units[0] ?? null
  await run(tx, 'update open311_request r set state = $2, agency = $3, updated_at = $4, expected_at = $5, public = r.agreed and $6 where r.receipt = $1', [
    receipt,
    state,
    agency,
    steps.at(-1)?.at ?? now,
    by,
    shown,
  ])
}
