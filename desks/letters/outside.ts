/** 外部系统对照: contracts, and the reading of an export pasted from a spreadsheet. Pure. */
import { z } from 'zod'
import { act, instantText, line, matterId, reading, text } from '../../kernel/contract.ts'
import { letterMatter, letterRow } from './shape.ts'

/** What a line of an outside export may tell. */
export const importFields = ['number', 'title', 'body', 'place', 'phone', 'name', 'feedBy', 'link'] as const
export type ImportField = (typeof importFields)[number]
/** What an outside form may ask for. */
export const copyFields = ['outsideNumber', 'number', 'title', 'body', 'place', 'unit', 'result', 'report', 'reply', 'repliedAt'] as const
export type CopyField = (typeof copyFields)[number]
const system = line(40)
const link = z.url({ protocol: /^https?$/ }).max(500)

export const outsideRow = z.object({
  system: z.string(),
  number: z.string(),
  link: z.string().nullable(),
  feedBy: z.string().nullable(),
  fedAt: z.string().nullable(),
  fedBy: z.string().nullable(),
  supervised: z.boolean(),
})
export type OutsideRow = z.output<typeof outsideRow>
export const outsideForm = z.object({ system: z.string(), columns: z.record(z.string(), z.enum(importFields)), fields: z.array(z.enum(copyFields)) })
export type OutsideForm = z.output<typeof outsideForm>

export const keepOutside = act('letters.keepOutside', {
  input: z.object({ matter: matterId, system, number: line(80), link: link.nullable().default(null), feedBy: instantText.nullable().default(null) }),
  output: z.object({ rows: z.array(outsideRow) }),
})
/** 已回填, or not after all. */
export const fedBack = act('letters.fedBack', { input: z.object({ matter: matterId, system, fed: z.boolean().default(true) }), output: z.object({ rows: z.array(outsideRow) }) })
export const keepForm = act('letters.keepForm', {
  input: z.object({ system, columns: z.record(line(80), z.enum(importFields)), fields: z.array(z.enum(copyFields)).min(1).max(copyFields.length) }),
  output: outsideForm,
})
export const outsideSaid = z.object({
  number: line(80),
  title: line(200).nullable().default(null),
  body: text(20000).nullable().default(null),
  place: line(200).nullable().default(null),
  phone: line(30).nullable().default(null),
  name: line(50).nullable().default(null),
  feedBy: instantText.nullable().default(null),
  link: link.nullable().default(null),
})
export type OutsideSaid = z.output<typeof outsideSaid>
/** 那边有、这边没有; 这边有、那边没有. Nothing is registered by comparing. */
export const compareOutside = act('letters.compareOutside', {
  input: z.object({ system, rows: z.array(outsideSaid).min(1).max(5000) }),
  output: z.object({ known: z.int(), listed: z.int(), missing: z.array(outsideSaid), notThere: z.array(letterRow.extend({ outside: z.string() })) }),
})
/** 登记 what the other system sent: a letter with its number there. `supervised`: this office keeps its eye on it; where it runs no line of its own, nothing else is registered. */
export const receiveOutside = act('letters.receiveOutside', {
  input: outsideSaid.extend({ system, body: text(20000), supervised: z.boolean().default(false) }),
  output: letterMatter,
})
/** 列入对照清单: the centre answers for it; no matter here. */
export const listOutside = act('letters.listOutside', { input: z.object({ system, rows: z.array(outsideSaid).min(1).max(5000) }), output: z.object({ n: z.int() }) })
export const superviseListed = act('letters.superviseListed', { input: z.object({ system, number: line(80) }), output: letterMatter })
const listedRow = z.object({
  system: z.string(),
  number: z.string(),
  title: z.string(),
  at: z.string(),
  feedBy: z.string().nullable(),
  link: z.string().nullable(),
  /** It can be registered: its text came with it. */
  text: z.boolean(),
})
export type ListedRow = z.output<typeof listedRow>
export const listedOutside = reading('letters.listed', { input: z.object({}), output: z.object({ count: z.int(), rows: z.array(listedRow) }) })
/** 收件方式 in force now. */
export const intakesNow = reading('letters.intakes', { input: z.object({}), output: z.object({ line: z.boolean(), centre: z.boolean() }) })

export const outsideOf = reading('letters.outside', { input: z.object({ id: matterId }), output: z.object({ rows: z.array(outsideRow), forms: z.array(outsideForm) }) })
export const outsideForms = reading('letters.outsideForms', { input: z.object({}), output: z.object({ forms: z.array(outsideForm) }) })
/** 待回填: answered here, the other system not yet told; soonest first. */
export const toFeed = reading('letters.toFeed', { input: z.object({}), output: z.object({ rows: z.array(letterRow.extend({ outside: outsideRow })) }) })

/** What offices call these columns. */
const called: Readonly<Record<ImportField, readonly string[]>> = {
  number: ['工单编号', '工单号', '编号', '诉求编号', '受理编号', 'number'],
  title: ['标题', '诉求标题', '主题', 'title'],
  body: ['内容', '诉求内容', '来信内容', '反映内容', 'content'],
  place: ['地点', '发生地点', '诉求地点', 'place'],
  phone: ['电话', '联系电话', '来电号码', 'phone'],
  name: ['姓名', '诉求人', '来电人', 'name'],
  feedBy: ['反馈时限', '办结时限', '回复时限', '截止时间', '应反馈时间', 'due'],
  link: ['链接', '网址', 'link'],
}
/** A table as a spreadsheet copies it: tabs between cells, a cell with line breaks in quotes. */
export function cellsOf(pasted: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const comma = !pasted.includes('\t')
  for (let at = 0; at < pasted.length; at++) {
    const c = pasted[at] as string
    if (quoted) {
      if (c === '"' && pasted[at + 1] === '"') {
        cell += '"'
        at++
      } else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"' && cell === '') quoted = true
    else if (c === (comma ? ',' : '\t')) {
      rows.at(-1)?.push(cell)
      cell = ''
    } else if (c === '\n') {
      rows.at(-1)?.push(cell)
      cell = ''
      rows.push([])
    } else if (c !== '\r') cell += c
  }
  rows.at(-1)?.push(cell)
  return rows.map((row) => row.map((one) => one.trim())).filter((row) => row.some((one) => one !== ''))
}
/** Which heading is which field: as saved, else by what offices call it. */
export const columnsFor = (headings: readonly string[], saved: Readonly<Record<string, ImportField>>): Record<string, ImportField> =>
  Object.fromEntries(
    headings.flatMap((heading) => {
      const field = saved[heading] ?? importFields.find((one) => called[one].includes(heading))
      return field ? [[heading, field]] : []
    }),
  )
/** 2026-11-30, 2026/11/30 17:00: in the office's time; a day alone means its end. */
function instantOf(said: string): string | null {
  const found = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?$/.exec(said)
  if (!found) return null
  const [, y, m, d, h, min] = found
  const day = `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`
  const at = Date.parse(h ? `${day}T${h.padStart(2, '0')}:${min}:00+08:00` : `${day}T00:00:00+08:00`)
  return Number.isNaN(at) ? null : new Date(h ? at : at + 86_400_000).toISOString()
}
/** Lines of the table as the contract takes them; those without a number are counted and left out. */
export function saidIn(rows: readonly (readonly string[])[], columns: Readonly<Record<string, ImportField>>): { readonly said: unknown[]; readonly left: number } {
  const [headings = [], ...lines] = rows
  const all = lines.map((cells) =>
    Object.fromEntries(
      headings.flatMap((heading, n): [string, string | null][] => {
        const [field, value] = [columns[heading], cells[n] ?? '']
        if (!field || value === '') return []
        if (field === 'feedBy') return [[field, instantOf(value)]]
        return [[field, field === 'body' ? value : value.replace(/\s+/g, ' ').slice(0, field === 'title' ? 200 : 500)]]
      }),
    ),
  )
  const said = all.filter((one) => one.number)
  return { said, left: all.length - said.length }
}
