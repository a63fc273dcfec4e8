/** 礼品登记簿 as a file: all of it for whoever keeps it, for everybody else his own. Rule: ZK-50 */
import { sayYuan } from '../../../kernel/money.ts'
import { chineseDate, type OfficeDate } from '../../../kernel/time.ts'
import type { Language } from '../../../kernel/words.ts'
import { type HandledLedger, type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { type GiftRow, gifts } from '../gift-shape.ts'
import { giftsPage } from '../read/gifts.ts'
import { en } from '../words/en.ts'
import { pagesEn } from '../words/pages.en.ts'
import { pagesZh } from '../words/pages.zh-CN.ts'
import { zh } from '../words/zh-CN.ts'

const wordsIn = (language: Language) => (language === 'en' ? pagesEn : pagesZh).gifts
const day = (date: OfficeDate | null, language: Language) => (date === null ? '' : language === 'en' ? date : chineseDate(date))
const column = (key: keyof typeof pagesZh.gifts, width: number, cell: LedgerColumn<GiftRow>['cell']): LedgerColumn<GiftRow> => ({
  head: (language) => wordsIn(language)[key] as string,
  width,
  cell,
})
const columns: readonly LedgerColumn<GiftRow>[] = [
  column('number', 14, (row) => row.number),
  column('person', 10, (row) => row.person.name),
  column('kind', 12, (row, language) => wordsIn(language).kinds[row.kind]),
  column('what', 28, (row) => row.what),
  column('giver', 20, (row) => row.giver),
  column('occasion', 24, (row) => row.occasion),
  column('value', 10, (row) => (row.value === null ? '' : sayYuan(row.value))),
  column('receivedOn', 15, (row, language) => day(row.receivedOn, language)),
  column('dueOn', 15, (row, language) => day(row.dueOn, language)),
  column('outcome', 10, (row, language) => wordsIn(language).outcomes[row.outcome]),
  column('dealtOn', 15, (row, language) => day(row.dealtOn, language)),
  column('receipt', 20, (row) => row.receipt ?? ''),
  column('state', 10, (row, language) => `${wordsIn(language).states[row.state]}${row.over && row.state !== 'late' ? ` ${wordsIn(language).over}` : ''}`),
  column('confirmedBy', 10, (row) => row.confirmedBy?.name ?? ''),
]
export const giftFiles: readonly HandledLedger[] = [
  ledgerFile({
    key: 'gifts',
    title: (language) => (language === 'en' ? en : zh).pages.gifts,
    filter: gifts.input.omit({ cursor: true, size: true }),
    gate: 'signed-in',
    columns,
    page: (ctx, asked, cursor, size) => giftsPage(ctx, { ...asked, size, ...(cursor ? { cursor } : {}) }),
  }),
]
