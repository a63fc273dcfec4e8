/** A ledger on its way out, in whichever form was asked for: XLSX and CSV flow row by row, whatever their length; on paper there is an end. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Who } from '../../kernel/decide/facts.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { officeDate } from '../../kernel/time.ts'
import { type Language, languages } from '../../kernel/words.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { inAct } from '../ctx/transaction.ts'
import { sendDownload } from '../http/download.ts'
import { languageOf } from '../http/refused.ts'
import type { Serving } from '../http/serving.ts'
import { csvStream, type Pages, type Sheet, xlsxStream } from '../shell/sheet.ts'
import { inFrame, printedBy, sendPdf } from './frame.ts'

export const sheetEndings = ['xlsx', 'csv', 'pdf'] as const
export type SheetEnding = (typeof sheetEndings)[number]
/** More lines than this nobody reads on paper. */
export const PAPER_ROWS = 2_000
/** Lines on one page, about. */
const PAGE_ROWS = 18

export interface SheetOut {
  readonly ending: SheetEnding
  readonly sheet: Sheet
  readonly pages: Pages
  /** What the record says of it: `ledger`, `table`. */
  readonly what: string
  readonly who: Who
  readonly language: Language
  readonly download: boolean
}
/** What a file is asked for beside its filters: the language of the page, and whether a PDF is kept instead of shown. */
const sheetAsked = z.object({ language: z.enum(languages).optional(), download: z.stringbool().default(false) })

export function askedOf(request: FastifyRequest): Pick<SheetOut, 'language' | 'download'> {
  const { language = languageOf(request), download } = mustParse(sheetAsked, request.query)
  return { language, download }
}
/** All rows as words; of a number what a cell shows. @throws RefusalError `print.too-long` */
async function rowsOnPaper(pages: Pages): Promise<string[][]> {
  const rows: string[][] = []
  for await (const page of pages) {
    rows.push(...page.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell)))))
    if (rows.length > PAPER_ROWS) throw new RefusalError(refuse('print.too-long', { n: PAPER_ROWS, most: PAPER_ROWS }, 422))
  }
  return rows
}
async function paper(serving: Serving, { sheet, pages, who, language }: SheetOut): Promise<Uint8Array> {
  const rows = await rowsOnPaper(pages)
  const { office } = await inAct(serving.pools.act, (tx) => loadStanding(tx))
  const { printed } = printedBy(office, who.person, serving.clock.now(), language)
  const set = await serving.typesetter.set(
    {
      template: 'ledger',
      language,
      name: sheet.name,
      printed,
      mark: null,
      code: null,
      titles: sheet.titles ?? [sheet.name],
      left: sheet.above?.left ?? '',
      right: sheet.above?.right ?? '',
      below: (sheet.below ?? []).join('　　'),
      columns: sheet.header.map((head, at) => ({ head, width: sheet.widths[at] ?? 12, centred: (sheet.widths[at] ?? 12) < LONG })),
      rows,
    },
    Math.ceil(rows.length / PAGE_ROWS) + 2,
  )
  return set.pdf
}
/** Columns from this width on hold sentences, and begin at the left. */
const LONG = 30

/** On record, then on its way. */
export async function sendSheet(serving: Serving, reply: FastifyReply, out: SheetOut): Promise<FastifyReply> {
  const { ending, sheet, pages, what, who } = out
  if (ending === 'pdf') inFrame(reply)
  await inAct(serving.pools.act, (tx) => recordLook(tx, who.person, null, `${what}.${ending}`))
  const name = `${sheet.name}-${officeDate(serving.clock.now())}.${ending}`
  if (ending === 'pdf') return sendPdf(reply, name, await paper(serving, out), out.download)
  if (ending === 'csv') return sendDownload(reply, { name, type: 'text/csv; charset=utf-8', body: csvStream(sheet, pages) })
  return sendDownload(reply, { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body: xlsxStream(sheet, pages) })
}
