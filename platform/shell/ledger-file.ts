/** 总台账 as a file: the same query, page by page, each in a reading of its own; on record, and without `named` matters. */
import type { FastifyInstance } from 'fastify'
import type { Who } from '../../kernel/decide/facts.ts'
import { maskedFor } from '../../kernel/people/masked.ts'
import { type LedgerFilter, readLedgerPage } from '../../kernel/reading/ledger.ts'
import { ledgerFile } from '../../kernel/reading/shape.ts'
import { chineseDate, dueDay, type Instant, officeDate, officeTime } from '../../kernel/time.ts'
import type { WorkRow } from '../../kernel/view.ts'
import { kernelWords, type Language } from '../../kernel/words.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { askedOf, sendSheet, sheetEndings } from '../print/sheet-file.ts'
import type { Cell, Pages, Sheet } from './sheet.ts'

const PAGE = 1_000
const headers: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['编号', '标题', '类别', '状态', '灯', '主办单位', '承办', '登记时间', '到期时间', '办结时间', '办次'],
  en: ['Number', 'Title', 'Desk', 'State', 'Light', 'Unit', 'Holder', 'Registered', 'Due', 'Closed', 'Round'],
}
const titles: Readonly<Record<Language, string>> = { 'zh-CN': '总台账', en: 'Ledger' }

const moment = (at: string | null, language: Language): string => {
  if (at === null) return ''
  const day = officeDate(at as never)
  return `${language === 'en' ? day : chineseDate(day)} ${officeTime(at as never)}`
}
/** 2026年12月7日 24:00: a limit is told by the day it ends. */
function limit(at: string | null, language: Language): string {
  if (at === null) return ''
  const { day, time } = dueDay(at as Instant)
  return `${language === 'en' ? day : chineseDate(day)} ${time}`
}
function cells(serving: Serving, row: WorkRow, language: Language): Cell[] {
  const words = serving.words.get(row.desk)?.[language]
  return [
    row.number,
    row.title ?? (language === 'en' ? '[erased by law]' : '〔已依法删除〕'),
    words?.name ?? row.desk,
    words?.states[row.state] ?? row.state,
    kernelWords[language].lights[row.light],
    row.ownerUnit,
    row.holder,
    moment(row.registeredAt, language),
    limit(row.due, language),
    moment(row.closedAt, language),
    row.round,
  ]
}
async function* pagesOf(serving: Serving, who: Who, filter: LedgerFilter, language: Language): Pages {
  let cursor: string | undefined
  do {
    const page = await withReading(serving, who, 'matter', async (ctx) => maskedFor(ctx, await readLedgerPage(ctx, filter, cursor, PAGE, true)))
    yield page.rows.map((row) => cells(serving, row, language))
    cursor = page.next ?? undefined
  } while (cursor)
}

export function ledgerFiles(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  for (const ending of sheetEndings) {
    const path = `/api/matters/ledger.${ending}`
    app.get(path, { config: { gate: 'matter' } }, async (request, reply) => {
      const filter = mustParse(ledgerFile, request.query)
      const who = whoOf(request)
      const { language, download } = askedOf(request)
      const sheet: Sheet = { name: titles[language], header: headers[language], widths: [18, 50, 12, 12, 8, 18, 14, 20, 20, 20, 6] }
      return sendSheet(serving, reply, { ending, sheet, pages: pagesOf(serving, who, filter, language), what: 'ledger', who, language, download })
    })
    mounted.push({ method: 'GET', path, gate: 'matter', contract: null, carries: 'file', keyed: false })
  }
}
