/** 启用导入 on a page: a sheet is looked at, its columns are matched, tried and brought in. Contracts, shared with the browser. Rule: R-S13, decision 0019 */
import { z } from 'zod'
import { act, fileId, line, reading } from '../contract.ts'
import { named } from '../view.ts'

export const whats = ['letters', 'register', 'open-matters', 'opening-balance'] as const
export type What = (typeof whats)[number]
const what = z.enum(whats)
const desk = z.enum(['letters', 'affairs']).default('letters')
/** Heading → field. */
const columns = z.record(z.string().min(1).max(200), z.string().max(40))
const sheetOf = { what, file: fileId, sheet: line(60).nullable().default(null) }

/** What is in the file: its sheets, its headings with a few cells each, and what they seem to say. Nothing is kept. */
export const lookAtSheet = act('imports.look', {
  input: z.object({ ...sheetOf, mapping: line(40).nullable().default(null) }),
  output: z.object({
    sheets: z.array(z.string()),
    sheet: z.string().nullable(),
    rows: z.int(),
    headings: z.array(z.object({ heading: z.string(), samples: z.array(z.string()), field: z.string().nullable() })),
    fields: z.array(z.string()),
    mappings: z.array(z.string()),
  }),
})
/** Keeps how the columns are read under a name, for the next sheet of this kind. */
export const saveMapping = act('imports.saveMapping', { input: z.object({ what, name: line(40), columns }), output: z.object({}) })
/** A trial (`look`) or the import itself; works on in the house when the page is closed. */
export const startImport = act('imports.start', {
  input: z.object({
    ...sheetOf,
    desk,
    /** One id of one source comes in once. */
    source: z.string().regex(/^[\p{L}\p{N}._-]{1,40}$/u),
    columns,
    /** How the old system wrote its numbers: {year}-{seq}. */
    number: line(60).nullable().default(null),
    look: z.boolean(),
  }),
  output: z.object({ id: z.string() }),
})

const words = z.object({ zh: z.string(), en: z.string() })
const count = z.array(z.object({ name: words, n: z.int() }))
export const importReport = z.object({
  lines: z.int(),
  written: z.int(),
  before: z.int(),
  refused: z.int(),
  byStage: count,
  byHolder: count,
  byReason: count,
  /** The first hundred; all of them stand in the sheet of faults. */
  faults: z.array(z.object({ line: z.int(), id: z.string(), words })),
  notUsed: z.array(z.string()),
})
export const importRuns = reading('imports.runs', {
  input: z.object({ id: z.uuid().optional() }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        what,
        desk: z.string(),
        source: z.string(),
        look: z.boolean(),
        by: named,
        at: z.string(),
        lines: z.int(),
        total: z.int().nullable(),
        state: z.enum(['waiting', 'running', 'silent', 'done', 'failed']),
        endedAt: z.string().nullable(),
        fault: z.string().nullable(),
        /** Of the one asked for. */
        report: importReport.nullable(),
      }),
    ),
  }),
})
