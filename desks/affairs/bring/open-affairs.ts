/** 年中启用: affairs still in hand. Whoever wrote one down has it before it is given, and again when the result is to go back. Rule: issue B «Cut-over in mid-year»; ZK-57; decision 0019 */
import { type Brought, bringRows } from '../../../kernel/bring/bring-rows.ts'
import { holderNamed } from '../../../kernel/bring/holder-named.ts'
import { openLife } from '../../../kernel/bring/open-life.ts'
import { peopleNamed } from '../../../kernel/bring/people-named.ts'
import type { BulkItem } from '../../../kernel/bulk.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits, peopleWith } from '../../../kernel/decide/office.ts'
import type { Ids, MatterId, PersonId } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { type Instant, instant } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { desk } from '../do/move-affair.ts'
import type { AffairDetail } from '../shape.ts'
import type { OpenAffair } from './open-row.ts'

/** Who answers for what is brought over. @returns null where nobody holds the power */
export const affairsImporter = (ctx: Pick<Ctx, 'office' | 'now'>, username?: string): PersonId | null =>
  peopleWith(ctx.office, 'affairs.import', ctx.now).find((id) => username === undefined || ctx.office.persons.get(id)?.username === username) ?? null

function life(ctx: Ctx, by: PersonId, affair: OpenAffair, idsAt: (at: Instant) => Ids): BulkItem | string {
  const gone = affair.stage === 'reported' || affair.stage === 'answered'
  // what is reported goes back through whoever wrote it down: the holder of today
  const people = peopleNamed(ctx, gone ? { ...affair, registrar: affair.holder } : affair, { person: by })
  if (typeof people === 'string') return people
  const asker = holderNamed(ctx.office, ctx.now, affair.asker)
  if (typeof asker === 'string') return asker
  const homes = homeUnits(ctx.office, people.registrar, ctx.now)
  const said = affair.stage === 'registered' || gone ? people.holder.unit : undefined
  const detail: AffairDetail = { way: affair.way, body: affair.body, relayedBy: affair.relayedBy, outside: false, people: null, atOnce: false, successor: null }
  return openLife(ctx, affair, people, idsAt(affair.registeredAt).next<MatterId>(), {
    unit: said && homes.includes(said) ? said : homes[0],
    register: { origin: 'assigned', askers: [{ holder: asker }], due: affair.firstDue },
    detail,
    limit: 'register',
    result: affair.result,
    reply: { move: 'reply', by: people.registrar, via: 'in_app' },
    after: { reported: 'reply', answered: 'closing' },
    takenUp: false,
    notAsTold: refuse('affairs.not-as-told'),
  })
}

/** Brought by an earlier run: a number borne by an affair of that very title and minute. */
export async function affairsThere(ctx: Pick<Ctx, 'tx'>, rows: readonly OpenAffair[]): Promise<ReadonlySet<string>> {
  const found = await run<{ number: string; title: string | null; at: Instant }>(
    ctx.tx,
    'select m.number, m.title, m.registered_at as at from affairs_affair d join matter m on m.id = d.matter_id where m.number = any ($1::text[])',
    [rows.map((row) => row.number)],
  )
  const there = new Map(found.map((row) => [row.number, row]))
  return new Set(
    rows
      .filter((row) => {
        const known = there.get(row.number)
        return known?.title === row.title && instant(known.at) === row.registeredAt
      })
      .map((row) => row.number),
  )
}

/** One batch, in the transaction it is handed; see `bringRows`. */
export const bringOpenAffairs = (ctx: Ctx, by: PersonId, rows: readonly OpenAffair[], idsAt: (at: Instant) => Ids, look = false): Promise<Brought<OpenAffair>> =>
  bringRows({ ...ctx, who: { person: by } }, desk, rows, (row) => life(ctx, by, row, idsAt), idsAt, look)
