/** 来信台账 and 尚无回音 as files: by every filter of its page, those the common register does not know among them. */
import type { z } from 'zod'
import { addMillis, type Instant, MINUTE } from '../../../kernel/time.ts'
import { kernelWords, type Language } from '../../../kernel/words.ts'
import { type HandledLedger, type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { dayOn, entryWord } from '../../../platform/ctx/said-on-paper.ts'
import { letters } from '../desk.ts'
import { ledgerPage, unansweredPage } from '../read/ledger.ts'
import { type LetterRow, ledger, unanswered } from '../shape.ts'
import { wordsIn } from './words.ts'

const filter = ledger.input.omit({ cursor: true, size: true })
const day = (at: string | null, language: Language) => (at === null ? '' : dayOn(at, language))
const column = (key: keyof ReturnType<typeof wordsIn>['columns'], width: number, cell: LedgerColumn<LetterRow>['cell']): LedgerColumn<LetterRow> => ({
  head: (language) => wordsIn(language).columns[key],
  width,
  cell,
})
const columns: readonly LedgerColumn<LetterRow>[] = [
  column('number', 16, (row) => row.number),
  column('title', 44, (row, language) => row.title ?? wordsIn(language).paper.erased),
  column('kind', 8, (row, language, ctx) => entryWord(ctx, letters as never, 'kinds', row.letterKind, wordsIn(language).kinds, language)),
  column('channel', 10, (row, language) => wordsIn(language).channels[row.channel]),
  column('state', 9, (row, language) => (wordsIn(language).states as Readonly<Record<string, string>>)[row.state] ?? row.state),
  column('unit', 18, (row) => row.ownerUnit),
  column('holder', 10, (row) => row.holder),
  column('registered', 15, (row, language) => day(row.registeredAt, language)),
  // 24:00 belongs to the day it ends
  column('due', 15, (row, language) => day(row.due && addMillis(row.due as Instant, -MINUTE), language)),
  column('closed', 15, (row, language) => day(row.closedAt, language)),
  column('satisfied', 9, (row, language) => (row.satisfied === null ? '' : ((kernelWords[language].satisfied as Readonly<Record<string, string>>)[row.satisfied] ?? ''))),
]
const unfiltered = unanswered.input.omit({ cursor: true, size: true })
const ofLedger = ledgerFile({
  key: 'ledger',
  title: (language) => wordsIn(language).pages.ledger,
  filter,
  columns,
  page: (ctx, asked: z.output<typeof filter>, cursor, size) => ledgerPage(ctx, { ...asked, size, ...(cursor ? { cursor } : {}) }, true),
})
const ofUnanswered = ledgerFile({
  key: 'unanswered',
  title: (language) => wordsIn(language).pages.unanswered,
  filter: unfiltered,
  columns: columns.slice(0, -2),
  page: (ctx, filter: z.output<typeof unfiltered>, cursor, size) => unansweredPage(ctx, { ...filter, size, cursor }, true),
})
export const lettersLedgerFiles: readonly HandledLedger[] = [ofLedger, ofUnanswered]
