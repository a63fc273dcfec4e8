/** `import open-matters`: what is still in hand on the day an office begins to work here. */
import { affairsImporter, affairsThere, bringOpenAffairs } from '../../desks/affairs/bring/open-affairs.ts'
import { type OpenAffair, openAffair } from '../../desks/affairs/bring/open-row.ts'
import { bringOpenLetters } from '../../desks/letters/bring/open-letters.ts'
import { type OpenLetter, openLetter } from '../../desks/letters/bring/open-row.ts'
import { type Importing, importedAlready } from '../../desks/letters/import.ts'
import type { OpenRow } from '../../kernel/bring/open-row.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import type { Instant } from '../../kernel/time.ts'
import { systemIds } from '../../platform/clock.ts'
import type { House } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import type { Carrier } from './carry.ts'

const idsAt = (at: Instant) => systemIds(() => at)
const shared = {
  idOf: ({ number }: Readonly<Record<string, unknown>>) => (typeof number === 'string' || typeof number === 'number' ? String(number) : ''),
  keyOf: (row: OpenRow) => row.number,
}

export const openLettersCarrier = (by: Importing): Carrier<OpenLetter> => ({
  ...shared,
  parse: openLetter,
  known: (ctx, rows) =>
    importedAlready(
      ctx,
      by.source,
      rows.map((row) => row.number),
    ),
  land: (ctx, rows, look) => bringOpenLetters(ctx, by, rows, idsAt, look),
})

/** @throws PlainStop where nobody holds the power to bring affairs over */
export async function mustBringAffairs(house: House, as: string | undefined): Promise<PersonId> {
  const by = await inAct(house.pools.act, async (tx) => affairsImporter({ ...(await loadStanding(tx)), now: house.clock.now() }, as))
  if (!by) throw new PlainStop('没有人持有“移入在办事项”的权限（秘书长、副秘书长）。', 'Nobody holds the power to bring affairs over (secretary-general, deputies).')
  return by
}
export const openAffairsCarrier = (by: PersonId): Carrier<OpenAffair> => ({
  ...shared,
  parse: openAffair,
  known: (ctx, rows) => affairsThere(ctx, rows),
  land: (ctx, rows, look) => bringOpenAffairs(ctx, by, rows, idsAt, look),
})
