/** The desks' own ledgers as files, walked page by page, each in a reading of its own. */
import type { FastifyInstance } from 'fastify'
import type { Who } from '../../kernel/decide/facts.ts'
import { maskedFor } from '../../kernel/people/masked.ts'
import type { Language } from '../../kernel/words.ts'
import { mustParse } from '../ctx/bad-input.ts'
import type { HandledLedger } from '../ctx/ledgers.ts'
import { withReading } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import type { Pages } from '../shell/sheet.ts'
import { askedOf, sendSheet, sheetEndings } from './sheet-file.ts'

const PAGE = 1_000
async function* pagesOf(serving: Serving, who: Who, own: HandledLedger, filter: unknown, language: Language): Pages {
  let cursor: string | undefined
  do {
    const [rows, next] = await withReading(serving, who, own.gate ?? 'matter', async (ctx) => {
      const page = maskedFor(ctx, await own.page(ctx, filter, cursor, PAGE))
      return [page.rows.map((row) => own.columns.map((column) => column.cell(row, language, ctx))), page.next] as const
    })
    yield rows
    cursor = next ?? undefined
  } while (cursor)
}
export function deskLedgerFiles(app: FastifyInstance, serving: Serving, routes: Routes, mounted: Mounted[]): void {
  for (const own of routes.ledgers ?? []) {
    for (const ending of sheetEndings) {
      const path = `/api/${routes.key}/${own.key}.${ending}`
      const gate = own.gate ?? 'matter'
      app.get(path, { config: { gate } }, async (request, reply) => {
        const filter = mustParse(own.filter, request.query)
        const who = whoOf(request)
        const { language, download } = askedOf(request)
        const sheet = {
          name: own.title(language),
          header: own.columns.map((column) => column.head(language)),
          widths: own.columns.map((column) => column.width),
          ...(own.above ? { above: own.above(filter, language) } : {}),
        }
        return sendSheet(serving, reply, { ending, sheet, pages: pagesOf(serving, who, own, filter, language), what: 'ledger', who, language, download })
      })
      mounted.push({ method: 'GET', path, gate, contract: null, carries: 'file', keyed: false })
    }
  }
}
