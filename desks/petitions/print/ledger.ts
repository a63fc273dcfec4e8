/** 信访台账 as a file, by the filters of its page. What a closed list alone may know is in none (R-C04). */
import type { z } from 'zod'
import { addMillis, type Instant, MINUTE } from '../../../kernel/time.ts'
import type { Language } from '../../../kernel/words.ts'
import { type HandledLedger, type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import { ledgerPage } from '../read/ledger.ts'
import { ledger, type PetitionRow } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

const wordsIn = (language: Language) => (language === 'en' ? en : zh)
const filter = ledger.input.omit({ cursor: true, size: true })
const day = (at: string | null, language: Language) => (at === null ? '' : dayOn(at, language))
const column = (key: keyof typeof zh.fields, width: number, cell: LedgerColumn<PetitionRow>['cell']): LedgerColumn<PetitionRow> => ({
  head: (language) => wordsIn(language).fields[key],
  width,
  cell,
})
const columns: readonly LedgerColumn<PetitionRow>[] = [
  column('number', 16, (row) => row.number),
  column('title', 44, (row, language) => row.title ?? wordsIn(language).hints.noBody),
  column('kind', 10, (row, language) => wordsIn(language).kinds[row.petitionKind]),
  column('way', 8, (row, language) => wordsIn(language).ways[row.way]),
  column('round', 7, (row, language) => wordsIn(language).rounds[row.round - 1] ?? ''),
  column('holder', 18, (row) => row.ownerUnit),
  column('state', 9, (row, language) => (wordsIn(language).states as Readonly<Record<string, string>>)[row.state] ?? row.state),
  column('registered', 15, (row, language) => day(row.registeredAt, language)),
  // 24:00 belongs to the day it ends
  column('due', 15, (row, language) => day(row.due && addMillis(row.due as Instant, -MINUTE), language)),
]
export const petitionsLedgerFiles: readonly HandledLedger[] = [
  ledgerFile({
    key: 'ledger',
    title: (language) => wordsIn(language).pages.ledger,
    filter,
    columns,
    page: (ctx, asked: z.output<typeof filter>, cursor, size) => ledgerPage(ctx, { ...asked, size, ...(cursor ? { cursor } : {}) }, true),
  }),
]
