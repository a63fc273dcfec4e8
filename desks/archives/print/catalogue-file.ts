/** 归档文件目录 in the columns of DA/T 22-2015, by the filters of its page: bound as PDF, in a workbook, as plain text. */
import { chineseDate, type OfficeDate } from '../../../kernel/time.ts'
import type { Language } from '../../../kernel/words.ts'
import { type HandledLedger, type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { cataloguePage } from '../read/catalogue.ts'
import { catalogueAsked, type KeptRow } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

const wordsIn = (language: Language) => (language === 'en' ? en : zh)
const column = (key: keyof typeof zh.columns, width: number, cell: LedgerColumn<KeptRow>['cell']): LedgerColumn<KeptRow> => ({
  head: (language) => wordsIn(language).columns[key],
  width,
  cell,
})
const columns: readonly LedgerColumn<KeptRow>[] = [
  column('no', 6, (row) => row.no),
  column('reference', 26, (row) => row.reference),
  column('number', 18, (row) => row.number),
  column('author', 16, (row) => row.author),
  column('title', 44, (row, language) => row.title ?? wordsIn(language).erased),
  column('on', 14, (row, language) => (language === 'en' ? row.on : chineseDate(row.on as OfficeDate))),
  column('pages', 6, (row) => row.pages),
  column('remark', 12, (row) => row.remark),
]
export const catalogueFile: HandledLedger = ledgerFile({
  key: 'catalogue',
  title: (language) => wordsIn(language).pages.catalogue,
  filter: catalogueAsked,
  columns,
  above: (asked, language) => {
    const w = wordsIn(language)
    const said = [asked.year && `${w.fields.year}：${asked.year}`, asked.term && `${w.fields.term}：${w.terms[asked.term]}`, asked.organ && `${w.fields.organ}：${asked.organ}`]
    return { left: said.filter(Boolean).join('　　'), right: '' }
  },
  page: (ctx, asked, cursor, size) => cataloguePage(ctx, asked, cursor, size),
})
