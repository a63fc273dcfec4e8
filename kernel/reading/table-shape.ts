/** 我的表: a ledger in the office's own columns, order and heading, saved under a name. Contracts, shared with the browser. Rule: product §6 «我的表» */
import { z } from 'zod'
import { act, line, reading } from '../contract.ts'
import { named, workRow } from '../view.ts'
import { languages } from '../words.ts'
import { ledgerFile } from './shape.ts'

/** `serial` 序号 and `blank` 备注 are the paper's own; the others are the ledger's. */
export const columnKeys = ['serial', 'number', 'title', 'desk', 'state', 'light', 'unit', 'holder', 'registered', 'due', 'closed', 'round', 'blank'] as const
export type ColumnKey = (typeof columnKeys)[number]
/** Of one desk alone: `incoming.sender`. */
export type OwnColumnKey = `${string}.${string}`
export const isOwnColumn = (key: string): key is OwnColumnKey => key.includes('.')
const ownColumnKey = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z-]*\.[a-zA-Z]+$/)
  .transform((key) => key as OwnColumnKey)
export const tableColumn = z.object({
  key: z.union([z.enum(columnKeys), ownColumnKey]),
  /** The office's own word for it; null: ours. */
  head: line(20).nullable().default(null),
})
export const dateLines = ['none', 'day', 'month'] as const
/** More columns than this go on no sheet. */
const COLUMNS_MOST = 30
export const tableForm = z.object({
  columns: z
    .array(tableColumn)
    .min(1)
    .max(COLUMNS_MOST)
    .refine((columns) => new Set(columns.map((one) => one.key)).size === columns.length, { error: 'column-twice' }),
  heading: z.object({
    /** Lines of the title, centred. */
    titles: z.array(line(60)).min(1).max(3),
    /** 填报单位 */
    unit: line(40).nullable().default(null),
    date: z.enum(dateLines).default('day'),
    /** 审核、填表: the line under the table. */
    sign: line(80).nullable().default(null),
  }),
  filter: ledgerFile,
})
export type TableForm = z.output<typeof tableForm>
/** Tables one person may keep. */
export const TABLES_MOST = 50

/** `id` null: a new one; else a new version of one's own. */
export const saveTable = act('tables.save', {
  input: z.object({ id: z.uuid().nullable(), name: line(40), shared: z.boolean().default(false), form: tableForm }),
  output: z.object({ id: z.string(), version: z.int() }),
})
/** Out of the list; its versions stay on record. */
export const removeTable = act('tables.remove', { input: z.object({ id: z.uuid() }), output: z.object({}) })

const head = z.object({ id: z.string(), name: z.string(), version: z.int(), at: z.string(), owner: named, mine: z.boolean(), shared: named.nullable() })
export const myTables = reading('tables.list', { input: z.object({}), output: z.object({ rows: z.array(head) }) })
const which = { id: z.uuid(), version: z.coerce.number().int().min(1).optional() }
export const oneTable = reading('tables.table', {
  input: z.object(which),
  output: head.extend({ form: tableForm, versions: z.array(z.object({ version: z.int(), at: z.string(), name: z.string() })) }),
})
/** Its rows as its reader may see them; `named` matters are neither printed nor taken out (R-C04). */
export const tableRows = reading('tables.rows', {
  input: z.object({ ...which, cursor: z.string().max(200).optional(), size: z.coerce.number().int().min(1).max(200).default(100), language: z.enum(languages).default('zh-CN') }),
  output: z.object({ rows: z.array(workRow.extend({ own: z.record(z.string(), z.string()).optional() })), next: z.string().nullable() }),
})
/** As a file: `/api/tables/table.xlsx?id=…`. */
export const tableFile = z.object(which)
