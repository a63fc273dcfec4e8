/** 我的表 as a file: in exactly its columns, under its heading, with its line of signatures. On record; without `named` matters (R-C04). */
import type { FastifyInstance } from 'fastify'
import type { Who } from '../../kernel/decide/facts.ts'
import { maskedFor } from '../../kernel/people/masked.ts'
import { readLedgerPage } from '../../kernel/reading/ledger.ts'
import { type OwnRow, withOwn } from '../../kernel/reading/own-columns.ts'
import { type ColumnKey, isOwnColumn, type OwnColumnKey, type TableForm, tableFile } from '../../kernel/reading/table-shape.ts'
import { formOf, tableOf } from '../../kernel/reading/tables.ts'
import { addMillis, chineseDate, type Instant, MINUTE, monthWords, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { kernelWords, type Language } from '../../kernel/words.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { askedOf, sendSheet, sheetEndings } from '../print/sheet-file.ts'
import type { Cell, Pages } from './sheet.ts'

const PAGE = 1_000
const widths: Readonly<Record<ColumnKey, number>> = {
  serial: 6,
  number: 18,
  title: 50,
  desk: 12,
  state: 12,
  light: 8,
  unit: 18,
  holder: 14,
  registered: 16,
  due: 16,
  closed: 16,
  round: 6,
  blank: 16,
}
const dayOf = (at: string | null, language: Language): string => {
  if (at === null) return ''
  const day = officeDate(at as never)
  return language === 'en' ? day : chineseDate(day)
}
function cell(serving: Serving, key: ColumnKey | OwnColumnKey, row: OwnRow, no: number, language: Language): Cell {
  if (isOwnColumn(key)) return row.own?.[key] ?? ''
  const words = serving.words.get(row.desk)?.[language]
  const cells: Readonly<Record<ColumnKey, () => Cell>> = {
    serial: () => no,
    number: () => row.number,
    title: () => row.title ?? (language === 'en' ? '[erased by law]' : '〔已依法删除〕'),
    desk: () => words?.name ?? row.desk,
    state: () => words?.states[row.state] ?? row.state,
    light: () => kernelWords[language].lights[row.light],
    unit: () => row.ownerUnit,
    holder: () => row.holder,
    registered: () => dayOf(row.registeredAt, language),
    // 24:00 belongs to the day it ends
    due: () => dayOf(row.due && addMillis(row.due as Instant, -MINUTE), language),
    closed: () => dayOf(row.closedAt, language),
    round: () => row.round,
    blank: () => null,
  }
  return cells[key]()
}
const OWN_WIDTH = 16
/** Desk and column of a key like `incoming.sender`. */
const parts = (key: OwnColumnKey) => key.split('.') as [string, string]
function headOf(serving: Serving, key: ColumnKey | OwnColumnKey, language: Language): string {
  if (!isOwnColumn(key)) return kernelWords[language].columns[key]
  const [desk, column] = parts(key)
  return serving.words.get(desk)?.[language].ownColumns?.[column] ?? key
}
function widthOf(serving: Serving, key: ColumnKey | OwnColumnKey): number {
  if (!isOwnColumn(key)) return widths[key]
  const [desk, column] = parts(key)
  return serving.desks.get(desk)?.columns?.widths[column] ?? OWN_WIDTH
}
/** 填报单位 on the left, the day on the right. */
function underTitle({ heading }: TableForm, day: OfficeDate, language: Language): { readonly left: string; readonly right: string } {
  const english = language === 'en'
  const date = heading.date === 'none' ? '' : heading.date === 'month' ? monthWords(day, english) : english ? day : chineseDate(day)
  return { left: heading.unit ?? '', right: date }
}
async function* pagesOf(serving: Serving, who: Who, form: TableForm, language: Language): Pages {
  let cursor: string | undefined
  let no = 0
  do {
    const page = await withReading(serving, who, 'matter', async (ctx) => {
      const { rows, next } = maskedFor(ctx, await readLedgerPage(ctx, form.filter, cursor, PAGE, true))
      return { rows: await withOwn(ctx, form, rows, language), next }
    })
    yield page.rows.map((row) => {
      no++
      return form.columns.map(({ key }) => cell(serving, key, row, no, language))
    })
    cursor = page.next ?? undefined
  } while (cursor)
}

export function tableFiles(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  for (const ending of sheetEndings) {
    const path = `/api/tables/table.${ending}`
    app.get(path, { config: { gate: 'matter' } }, async (request, reply) => {
      const asked = mustParse(tableFile, request.query)
      const who = whoOf(request)
      const { language, download } = askedOf(request)
      const { name, form } = await withReading(serving, who, 'matter', async (ctx) => {
        const row = await tableOf(ctx, asked.id, asked.version)
        return { name: row.name, form: formOf(row) }
      })
      const sheet = {
        name,
        header: form.columns.map(({ key, head }) => head ?? headOf(serving, key, language)),
        widths: form.columns.map(({ key }) => widthOf(serving, key)),
        titles: form.heading.titles,
        above: underTitle(form, officeDate(serving.clock.now()), language),
        below: form.heading.sign ? [form.heading.sign] : [],
      }
      return sendSheet(serving, reply, { ending, sheet, pages: pagesOf(serving, who, form, language), what: 'table', who, language, download })
    })
    mounted.push({ method: 'GET', path, gate: 'matter', contract: null, carries: 'file', keyed: false })
  }
}
