/** 发文登记簿, 公开目录 and 用印登记表 as files, in the office's own columns; no column for secrecy. Rule: HA-17, GN-38, R-C01 */
import type { z } from 'zod'

import { type Instant, instant } from '../../../kernel/time.ts'
import type { Language } from '../../../kernel/words.ts'
import { type HandledLedger, type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import { numberRegister, publicList } from '../issue-shape.ts'
import { ledger, type PaperRow } from '../ledger-shape.ts'
import { ledgerPage } from '../read/ledger.ts'
import { numbersOf } from '../read/number-register.ts'
import { publicRows } from '../read/public-list.ts'
import { sealRows } from '../read/seal-sheet.ts'
import { type SealRow, sealSheet } from '../seal-shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

const wordsIn = (language: Language) => (language === 'en' ? en : zh)
type Head = keyof typeof zh.columns
const column = <R>(key: Head, width: number, cell: LedgerColumn<R>['cell']): LedgerColumn<R> => ({ head: (language) => wordsIn(language).columns[key], width, cell })
const day = (at: string | null, language: Language): string => (at === null ? '' : dayOn(at as Instant, language))
const filter = ledger.input.omit({ cursor: true, size: true })
const papers: readonly LedgerColumn<PaperRow>[] = [
  column('docNumber', 18, (row, language) => row.docNumber ?? wordsIn(language).say.awaits),
  column('number', 16, (row) => row.number),
  column('title', 40, (row) => row.title ?? ''),
  column('organs', 22, (row) => row.organs.join('、')),
  column('paperType', 8, (row, language) => wordsIn(language).paperTypes[row.paperType]),
  column('urgency', 6, (row, language) => wordsIn(language).urgencies[row.paperUrgency]),
  column('issued', 12, (row, language) => day(row.issuedAt, language)),
  column('copies', 6, (row) => row.copies),
  column('openness', 10, (row, language) => (row.openness === null ? '' : wordsIn(language).opennessKinds[row.openness])),
  column('state', 12, (row, language) => (wordsIn(language).states as Readonly<Record<string, string>>)[row.state] ?? row.state),
]
export const outgoingLedgerFile: HandledLedger = ledgerFile({
  key: 'ledger',
  title: (language) => wordsIn(language).pages.ledger,
  filter,
  columns: papers,
  page: (ctx, asked: z.output<typeof filter>, cursor, size) => ledgerPage(ctx, { ...asked, size, ...(cursor ? { cursor } : {}) }, true),
})

type Public = z.output<typeof publicList.output>['rows'][number]
/** What is public, for the site: one row a paper. Rule: GN-38, R-D60 */
export const publicListFile: HandledLedger = ledgerFile({
  key: 'public-list',
  title: (language) => wordsIn(language).columns.publicList,
  filter: publicList.input,
  columns: [
    column<Public>('docNumber', 18, (row) => row.docNumber),
    column<Public>('title', 44, (row) => row.title ?? ''),
    column<Public>('organs', 24, (row) => row.organs.join('、')),
    column<Public>('issued', 12, (row, language) => day(row.issuedAt, language)),
    column<Public>('publishedOn', 12, (row, language) => (row.publishedOn === null ? '' : dayOn(instant(`${row.publishedOn}T12:00:00+08:00`), language))),
    column<Public>('where', 20, (row) => row.where ?? ''),
    column<Public>('withdrawn', 8, (row, language) => (row.withdrawn === null ? '' : wordsIn(language).withdrawalKinds[row.withdrawn])),
  ],
  page: async (ctx, { year, due }, cursor) => ({ rows: cursor ? [] : await publicRows(ctx, year, due), next: null }),
})

type Numbered = z.output<typeof numberRegister.output>['rows'][number]
/** 文号登记 of one 代字 and year, without a gap. Rule: R-D40 */
export const numberRegisterFile: HandledLedger = ledgerFile({
  key: 'number-register',
  title: (language) => wordsIn(language).pages.numbers,
  gate: { power: 'outgoing.number' },
  filter: numberRegister.input,
  columns: [
    column<Numbered>('docNumber', 20, (row) => row.number),
    column<Numbered>('title', 44, (row) => row.title ?? ''),
    column<Numbered>('state', 8, (row, language) => wordsIn(language).numberStates[row.state]),
    column<Numbered>('purpose', 24, (row) => row.reason ?? ''),
    column<Numbered>('askedBy', 10, (row) => row.by ?? ''),
    column<Numbered>('until', 12, (row, language) => day(row.until, language)),
  ],
  page: async (ctx, asked, cursor) => ({ rows: cursor ? [] : (await numbersOf(ctx, asked)).rows, next: null }),
})

const monthFilter = sealSheet.input.required()
/** 用印登记表 of a month. */
export const sealSheetFile: HandledLedger = ledgerFile({
  key: 'seal-sheet',
  title: (language) => wordsIn(language).columns.sealSheet,
  gate: { power: 'outgoing.seal' },
  filter: monthFilter,
  above: ({ month }, language) => ({ left: language === 'en' ? month : `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`, right: '' }),
  columns: [
    column<SealRow>('usedOn', 12, (row, language) => day(row.at, language)),
    column<SealRow>('seal', 18, (row, language) => (wordsIn(language).seals as Readonly<Record<string, string>>)[row.seal] ?? row.seal),
    column<SealRow>('what', 28, (row) => row.what),
    column<SealRow>('purpose', 24, (row) => row.purpose ?? ''),
    column<SealRow>('copies', 6, (row) => row.copies),
    column<SealRow>('askedBy', 10, (row) => row.askedBy.name),
    column<SealRow>('decidedBy', 10, (row) => row.decidedBy?.name ?? ''),
    column<SealRow>('keeper', 10, (row) => row.keeper?.name ?? ''),
  ],
  page: async (ctx, { month }, cursor) => ({ rows: cursor ? [] : await sealRows(ctx, month), next: null }),
})
