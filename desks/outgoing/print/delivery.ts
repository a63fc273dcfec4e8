/** 送达登记表 of one paper: whoever has no account signs here for numbered copies; printed before it goes, and again when all have signed. Rule: 条例 art. 25; product §4 办文 */
import { type Instant, instant } from '../../../kernel/time.ts'
import type { Language } from '../../../kernel/words.ts'
import { type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import { viewPaper } from '../do/move-paper.ts'
import { recipients } from '../issue-shape.ts'
import { type Copy, copiesOf } from '../read/recipients.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

type Row = Copy & { readonly docNumber: string; readonly title: string }
const wordsIn = (language: Language) => (language === 'en' ? en : zh)
const column = (key: keyof typeof zh.columns, width: number, cell: LedgerColumn<Row>['cell']): LedgerColumn<Row> => ({
  head: (language) => wordsIn(language).columns[key],
  width,
  cell,
})
/** 3–7, 3, or nothing where the copies bear no number. */
const span = ({ from, to }: Copy): string => (from === null ? '' : to === null || to === from ? String(from) : `${from}–${to}`)
export const deliveryFile = ledgerFile({
  key: 'delivery-sheet',
  title: (language) => wordsIn(language).columns.deliverySheet,
  filter: recipients.input,
  columns: [
    column('docNumber', 16, (row) => row.docNumber),
    column('title', 30, (row) => row.title),
    column('recipient', 24, (row) => row.name),
    column('copies', 6, (row) => row.copies),
    column('copyNumbers', 10, span),
    column('sentOn', 12, (row, language) => dayOn(row.sentAt as Instant, language)),
    column('receivedBy', 12, (row) => row.receivedBy ?? ''),
    column('receivedOn', 12, (row, language) => (row.receivedOn === null ? '' : dayOn(instant(`${row.receivedOn}T12:00:00+08:00`), language))),
  ],
  page: async (ctx, { matter }, cursor) => {
    const paper = await viewPaper(ctx, matter)
    if (cursor || paper.readers === 'named') return { rows: [], next: null }
    const of = { docNumber: paper.detail.docNumber ?? '', title: paper.title ?? '' }
    return { rows: (await copiesOf(ctx, matter)).map((one) => ({ ...one, ...of })), next: null }
  },
})
