/** 意见采纳情况 of one paper, on paper and as files: every opinion that came, whether it was adopted, and why. Rule: GN-39 */

import type { Language } from '../../../kernel/words.ts'
import { type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { type OpinionRow, opinions } from '../consultation-shape.ts'
import { viewPaper } from '../do/move-paper.ts'
import { maskedRow, opinionsOf } from '../read/opinions.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

const wordsIn = (language: Language) => (language === 'en' ? en : zh)
const column = (key: keyof typeof zh.columns, width: number, cell: LedgerColumn<OpinionRow>['cell']): LedgerColumn<OpinionRow> => ({
  head: (language) => wordsIn(language).columns[key],
  width,
  cell,
})
export const opinionsFile = ledgerFile({
  key: 'opinions-table',
  title: (language) => wordsIn(language).columns.opinions,
  filter: opinions.input,
  columns: [
    column('came', 8, (row, language) => wordsIn(language).opinionWays[row.came]),
    column('saidBy', 16, (row) => row.saidBy ?? row.receipt),
    column('theme', 12, (row) => row.theme),
    column('opinion', 44, (row, language) => row.text ?? wordsIn(language).say.erased),
    column('verdict', 10, (row, language) => (row.verdict === null ? '' : wordsIn(language).verdicts[row.verdict])),
    column('answer', 36, (row) => row.reason),
  ],
  page: async (ctx, { matter }, cursor) => {
    const paper = await viewPaper(ctx, matter)
    return { rows: cursor || paper.readers === 'named' ? [] : (await opinionsOf(ctx.tx, matter)).map(maskedRow), next: null }
  },
})
