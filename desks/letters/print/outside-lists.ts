/** 待回填, 差异清单, 对照清单 as files. */
import { z } from 'zod'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { addMillis, type Instant, MINUTE } from '../../../kernel/time.ts'
import type { Language } from '../../../kernel/words.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type HandledLedger, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import { comparedRow, differenceOf } from '../read/difference.ts'
import { listedPage } from '../read/listed.ts'
import { toFeedRows } from '../read/outside.ts'
import type { LetterRow } from '../shape.ts'
import { wordsIn } from './words.ts'

const power = { power: 'letters.answer' } as const
const nothing = z.object({})
/** 24:00 belongs to the day it ends. */
const until = (at: string | null, language: Language) => (at === null ? '' : dayOn(addMillis(at as Instant, -MINUTE), language))
const stateOf = (row: Pick<LetterRow, 'state'>, language: Language) => (wordsIn(language).states as Readonly<Record<string, string>>)[row.state] ?? row.state
const erased = (title: string | null, language: Language) => title ?? wordsIn(language).paper.erased

const toFeed = ledgerFile({
  key: 'to-feed',
  title: (language) => wordsIn(language).outside.toFeed,
  filter: nothing,
  page: async (ctx) => ({ rows: await toFeedRows(ctx, true), next: null }),
  columns: [
    { head: (l) => wordsIn(l).outside.system, width: 16, cell: (row) => row.outside.system },
    { head: (l) => wordsIn(l).outside.number, width: 20, cell: (row) => row.outside.number },
    { head: (l) => wordsIn(l).columns.number, width: 16, cell: (row) => row.number },
    { head: (l) => wordsIn(l).columns.title, width: 44, cell: (row, l) => erased(row.title, l) },
    { head: (l) => wordsIn(l).columns.unit, width: 18, cell: (row) => row.ownerUnit },
    { head: (l) => wordsIn(l).columns.state, width: 9, cell: (row, l) => stateOf(row, l) },
    { head: (l) => wordsIn(l).outside.feedBy, width: 15, cell: (row, l) => until(row.outside.feedBy, l) },
  ],
})

interface Differs {
  readonly side: 'missing' | 'notThere'
  readonly outside: string
  readonly title: string | null
  readonly feedBy: string | null
  readonly row: LetterRow | null
}
/** Of the list this person compared last. */
async function differences(ctx: ReadCtx, system: string): Promise<Differs[]> {
  const [kept] = await run<{ sealed: string }>(ctx.tx, 'select c.sealed from letters_outside_compared c where c.system = $1 and c.by = $2', [system, ctx.who.person])
  if (!kept) return []
  const { missing, notThere } = await differenceOf(ctx, system, z.array(comparedRow).parse(JSON.parse(ctx.box.open(kept.sealed))), true)
  return [
    ...maskedFor(ctx, missing, 'letters').map((one) => ({ side: 'missing' as const, outside: one.number, title: one.title ?? '', feedBy: one.feedBy, row: null })),
    ...notThere.map((row) => ({ side: 'notThere' as const, outside: row.outside, title: row.title, feedBy: null, row })),
  ]
}
const difference = ledgerFile({
  key: 'difference',
  title: (language) => wordsIn(language).outside.difference,
  filter: z.object({ system: z.string().trim().min(1).max(40) }),
  gate: power,
  page: async (ctx, { system }) => ({ rows: await differences(ctx, system), next: null }),
  columns: [
    { head: (l) => wordsIn(l).outside.difference, width: 22, cell: (one, l) => wordsIn(l).outside[one.side] },
    { head: (l) => wordsIn(l).outside.number, width: 20, cell: (one) => one.outside },
    { head: (l) => wordsIn(l).columns.number, width: 16, cell: (one) => one.row?.number ?? '' },
    { head: (l) => wordsIn(l).columns.title, width: 44, cell: (one, l) => erased(one.row ? one.row.title : one.title, l) },
    { head: (l) => wordsIn(l).columns.unit, width: 18, cell: (one) => one.row?.ownerUnit ?? '' },
    { head: (l) => wordsIn(l).columns.state, width: 9, cell: (one, l) => (one.row ? stateOf(one.row, l) : '') },
    { head: (l) => wordsIn(l).outside.feedBy, width: 15, cell: (one, l) => until(one.feedBy, l) },
  ],
})
const listed = ledgerFile({
  key: 'listed',
  title: (language) => wordsIn(language).outside.listed,
  filter: nothing,
  gate: power,
  page: async (ctx, _, cursor, size) => {
    const { rows, next } = await listedPage(ctx, cursor, size)
    return { rows: maskedFor(ctx, rows, 'letters'), next }
  },
  columns: [
    { head: (l) => wordsIn(l).outside.system, width: 16, cell: (row) => row.system },
    { head: (l) => wordsIn(l).outside.number, width: 20, cell: (row) => row.number },
    { head: (l) => wordsIn(l).columns.title, width: 44, cell: (row) => row.title },
    { head: (l) => wordsIn(l).outside.feedBy, width: 15, cell: (row, l) => until(row.feedBy, l) },
    { head: (l) => wordsIn(l).outside.listedAt, width: 15, cell: (row, l) => dayOn(row.at, l) },
  ],
})
export const outsideLists: readonly HandledLedger[] = [toFeed, difference, listed]
