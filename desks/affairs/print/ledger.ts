/** 交办台账 and 来电来访登记簿 as files, by the filters of their page. */
import type { z } from 'zod'
import { addMillis, type Instant, MINUTE } from '../../../kernel/time.ts'
import type { Language } from '../../../kernel/words.ts'
import { type HandledLedger, type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import { ledgerPage } from '../read/ledger.ts'
import { type AffairRow, ledger } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

const wordsIn = (language: Language) => (language === 'en' ? en : zh)
const filter = ledger.input.omit({ before: true, size: true, outside: true })
const day = (at: string | null, language: Language) => (at === null ? '' : dayOn(at, language))
const column = (key: keyof typeof zh.fields, width: number, cell: LedgerColumn<AffairRow>['cell']): LedgerColumn<AffairRow> => ({
  head: (language) => wordsIn(language).fields[key],
  width,
  cell,
})
const columns: readonly LedgerColumn<AffairRow>[] = [
  column('number', 16, (row) => row.number),
  column('title', 44, (row, language) => row.title ?? wordsIn(language).erased),
  column('way', 8, (row, language) => wordsIn(language).ways[row.way]),
  // a citizen’s name is in no list (R-C18)
  column('asker', 12, (row, language) => (row.outside ? wordsIn(language).fields.outsider : row.asker)),
  column('lead', 18, (row) => row.ownerUnit),
  column('holder', 12, (row) => row.holder),
  column('state', 9, (row, language) => (wordsIn(language).states as Readonly<Record<string, string>>)[row.state] ?? row.state),
  column('registered', 15, (row, language) => day(row.registeredAt, language)),
  // 24:00 belongs to the day it ends
  column('due', 15, (row, language) => day(row.due && addMillis(row.due as Instant, -MINUTE), language)),
]
const book = (key: string, page: 'ledger' | 'visits', outside: boolean | undefined): HandledLedger =>
  ledgerFile({
    key,
    title: (language) => wordsIn(language).pages[page],
    filter,
    columns,
    page: (ctx, asked: z.output<typeof filter>, cursor, size) =>
      ledgerPage(ctx, { ...asked, size, ...(outside === undefined ? {} : { outside }), ...(cursor ? { before: cursor } : {}) }, true),
  })
export const affairsLedgerFiles: readonly HandledLedger[] = [book('ledger', 'ledger', undefined), book('visits', 'visits', true)]
