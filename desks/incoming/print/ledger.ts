/** 收文登记簿 as a file, in the office's own columns: number, origin, urgency, proposal, routing, circulation, deadline, result; no secrecy. Rule: HA-17, R-C01 */
import type { z } from 'zod'
import type { PersonId, UnitId } from '../../../kernel/ids.ts'
import { addMillis, type Instant, MINUTE } from '../../../kernel/time.ts'
import { kernelWords, type Language } from '../../../kernel/words.ts'
import { type HandledLedger, type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import { type BookRow, bookRows } from '../read/book-rows.ts'
import { ledgerPage } from '../read/ledger.ts'
import { ledger } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

const wordsIn = (language: Language) => (language === 'en' ? en : zh)
const filter = ledger.input.omit({ cursor: true, size: true })
const column = (key: keyof typeof zh.fields, width: number, cell: LedgerColumn<BookRow>['cell']): LedgerColumn<BookRow> => ({
  head: (language) => wordsIn(language).fields[key],
  width,
  cell,
})
type Piece = NonNullable<BookRow['told']>['pieces'][number]
const nameOf = ({ office }: ReadCtx, one: { readonly unit: UnitId; readonly person: PersonId | null }) =>
  (one.person && office.persons.get(one.person)?.name) ?? office.units.get(one.unit)?.short ?? ''
const of = (row: BookRow, role: string): readonly Piece[] => row.told?.pieces.filter((p) => p.role === role) ?? []
/** Each leader, and what he wrote; of what stands there by his hand alone, that it does. */
function written(row: BookRow, language: Language, ctx: ReadCtx): string {
  const { meanings } = wordsIn(language)
  const said = (p: Piece) =>
    p.opinion ??
    (p.inked
      ? `${meanings[p.ending === 'agreed' ? 'instruction' : 'objection']}（${kernelWords[language].hands.handwritten}）`
      : meanings[p.ending === 'agreed' ? 'consent' : 'objection'])
  return of(row, 'sign')
    .filter((p) => p.ending === 'agreed' || p.ending === 'disagreed')
    .map((p) => `${nameOf(ctx, p)}：${said(p)}`)
    .join('；')
}
const units = (row: BookRow, role: string, { office }: ReadCtx) => [...new Set(of(row, role).map((p) => office.units.get(p.unit)?.short ?? ''))].join('、')
const routing = (row: BookRow, language: Language, ctx: ReadCtx) =>
  (['lead', 'helper'] as const).flatMap((role) => (units(row, role, ctx) ? [`${wordsIn(language).roles[role]}：${units(row, role, ctx)}`] : [])).join('　')
const readers = (row: BookRow, _: Language, ctx: ReadCtx) =>
  of(row, 'circulate')
    .filter((p) => p.ending === null || p.ending === 'read')
    .map((p) => `${nameOf(ctx, p)}${p.ending === 'read' ? '√' : ''}`)
    .join('、')
const result = (row: BookRow, language: Language) => {
  const key = row.told?.result
  const word = key ? ((wordsIn(language).results as Readonly<Record<string, string>>)[key] ?? key) : ''
  return [word, row.told?.resultText].filter(Boolean).join('：').slice(0, 200)
}
/** Every column of the register, by its name. */
export const bookColumns = {
  number: column('number', 14, (row) => row.number),
  received: column('received', 12, (row, language) => dayOn(row.receivedAt, language)),
  sender: column('sender', 16, (row) => row.sender),
  senderNumber: column('senderNumber', 16, (row) => row.senderNumber),
  title: column('title', 32, (row, language) => row.title ?? wordsIn(language).hints.erased),
  paperType: column('paperType', 8, (row, language) => wordsIn(language).paperTypes[row.paperType]),
  urgency: column('urgency', 6, (row, language) => wordsIn(language).urgencies[row.paperUrgency]),
  proposal: column('proposal', 24, (row) => row.told?.proposal ?? ''),
  written: column('written', 24, written),
  routing: column('routing', 18, routing),
  circulation: column('circulation', 16, readers),
  // 24:00 belongs to the day it ends
  due: column('due', 12, (row, language) => (row.due ? dayOn(addMillis(row.due as Instant, -MINUTE), language) : '')),
  result: column('result', 24, result),
} as const
/** As it is bound. */
const bound = ['number', 'received', 'sender', 'senderNumber', 'title', 'urgency', 'proposal', 'written', 'routing', 'circulation', 'due', 'result'] as const
export const incomingLedgerFile: HandledLedger = ledgerFile({
  key: 'ledger',
  title: (language) => wordsIn(language).pages.ledger,
  filter,
  columns: bound.map((key) => bookColumns[key]),
  page: async (ctx, asked: z.output<typeof filter>, cursor, size) => {
    const page = await ledgerPage(ctx, { ...asked, size, ...(cursor ? { cursor } : {}) }, true)
    return { rows: await bookRows(ctx, page.rows), next: page.next }
  },
})
