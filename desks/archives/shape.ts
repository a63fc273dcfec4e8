/** The fields and contracts of 档案, shared with the browser. */
import { z } from 'zod'
import { partRoles } from '../../kernel/archive.ts'
import { act, fileId, instantText, line, matterId, officeDateText, onPiece, reading, text } from '../../kernel/contract.ts'
import { matterView, named, workRow } from '../../kernel/view.ts'
import { thicknesses } from './boxes.ts'
import { terms, termsTable } from './terms.ts'

const itemId = z.uuid().meta({ id: 'ArchivesItemId' })
const year = z.coerce.number().int().min(1949).max(2200)
const term = z.enum(terms)
const organCode = z.string().regex(/^[A-Za-z0-9]{1,10}$/)
const deskKey = z.string().regex(/^[a-z]{1,30}$/)
const nothing = z.object({})

/** 借阅 */
export const ways = ['paper', 'digital'] as const
export const results = ['returned', 'expired', 'declined'] as const
export const loanDetail = z.object({
  borrower: z.string(),
  /** null once erased by law. */
  purpose: z.string().nullable(),
  way: z.enum(ways),
  item: z.string().nullable(),
  until: z.string().nullable(),
  /** 控制使用 */
  sensitive: z.boolean(),
})
export type LoanDetail = z.output<typeof loanDetail>
export const loanMatter = matterView(loanDetail)
export const LONGEST_LOAN = 15

export const lacks = [...partRoles, 'pages', 'ruling', 'organ', 'table'] as const
const part = z.object({ role: z.enum(partRoles), file: z.string().nullable(), slip: z.string().nullable(), paper: z.boolean(), pages: z.int().nullable() })
export const partView = part.extend({ name: z.string().nullable(), kind: z.string().nullable() })
export const draftRow = z.object({
  item: z.string(),
  matter: z.string(),
  desk: z.string(),
  /** The office number of the matter. */
  own: z.string().nullable(),
  number: z.string().nullable(),
  author: z.string(),
  title: z.string().nullable(),
  on: z.string(),
  closedAt: z.string(),
  year: z.int(),
  term: term.nullable(),
  left: z.boolean(),
  row: z.object({ key: z.string(), what: z.string() }).nullable(),
  organ: z.string().nullable(),
  /** Whose paper it is: he is asked for what is missing. */
  unit: named,
  parts: z.array(partView),
  lacks: z.array(z.enum(lacks)),
  state: z.enum(['draft', 'left']),
  leftWhy: z.string().nullable(),
})
export type DraftRow = z.output<typeof draftRow>
const organs = z.array(z.object({ code: z.string(), name: z.string() }))
export const drafts = reading('archives.drafts', {
  input: z.object({
    desk: deskKey.optional(),
    state: z.enum(['draft', 'left']).default('draft'),
    before: z.string().max(80).optional(),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(draftRow), next: z.string().nullable(), table: z.int().nullable(), desks: z.array(z.string()), organs }),
})

const partIn = z.object({
  role: z.enum(partRoles),
  file: fileId.nullable().default(null),
  slip: z
    .string()
    .regex(/^[a-zA-Z]{1,40}$/)
    .nullable()
    .default(null),
  pages: z.int().min(1).max(20_000),
})
/** 归档; what is not said is as proposed. */
export const keepItems = act('archives.keep', {
  input: z.object({
    items: z
      .array(
        z.object({
          item: itemId,
          year: year.optional(),
          term: term.optional(),
          organ: organCode.optional(),
          remark: line(100).nullable().default(null),
          sensitive: z.boolean().default(false),
          parts: z.array(partIn).min(1).max(60).optional(),
        }),
      )
      .min(1)
      .max(200)
      .refine((all) => new Set(all.map((one) => one.item)).size === all.length, { error: 'twice' }),
  }),
  output: z.object({ kept: z.array(z.object({ item: z.string(), reference: z.string() })) }),
})
/** 不归档: superiors' general papers needing no action, duplicates, drafts, trivial letters. */
export const leaveItems = act('archives.leave', { input: z.object({ items: z.array(itemId).min(1).max(200), why: line(200) }), output: nothing })
/** 往年不归档: whatever was closed in those days and is still on the pile, as an old register that was brought over. */
export const leaveOld = act('archives.leaveOld', {
  input: z.object({ desk: deskKey.optional(), from: officeDateText, to: officeDateText, why: line(200) }),
  output: z.object({ left: z.int() }),
})
export const takeUp = act('archives.takeUp', { input: z.object({ item: itemId }), output: nothing })
export const renumberItem = act('archives.renumber', {
  input: z.object({ item: itemId, year, term, organ: organCode, reason: line(200) }),
  output: z.object({ reference: z.string(), moved: z.int() }),
})
/** 补提: drafts for what was closed before the archive was kept here. */
export const drawOld = act('archives.draw', { input: z.object({ from: officeDateText, to: officeDateText }), output: z.object({ drawn: z.int() }) })

export const keptRow = z.object({
  item: z.string(),
  matter: z.string(),
  desk: z.string(),
  no: z.int(),
  reference: z.string(),
  number: z.string().nullable(),
  author: z.string(),
  title: z.string().nullable(),
  on: z.string(),
  pages: z.int(),
  remark: z.string().nullable(),
  sensitive: z.boolean(),
  handOver: z.int().nullable(),
  lastYear: z.int().nullable(),
  /** Lent now: until when. */
  lentUntil: z.string().nullable(),
})
export type KeptRow = z.output<typeof keptRow>
const catalogueFilter = z.object({
  year: year.optional(),
  term: term.optional(),
  organ: organCode.optional(),
  text: z.string().trim().min(1).max(60).optional(),
  /** 到期鉴定: the last year of its term is over by then. */
  overBy: year.optional(),
  /** 移交: due with the end of this year or before. */
  handOverBy: year.optional(),
})
export const catalogue = reading('archives.catalogue', {
  input: catalogueFilter.extend({ before: z.string().max(120).optional(), size: z.coerce.number().int().min(1).max(1000).default(50) }),
  output: z.object({ rows: z.array(keptRow), next: z.string().nullable() }),
})
export const catalogueAsked = catalogueFilter
/** 盒脊: of one run; `from`, `to`: of one box that was filled by hand. */
export const spinesAsked = z.object({
  year,
  term,
  organ: organCode,
  thickness: z.coerce
    .number()
    .pipe(z.literal([...thicknesses]))
    .default(30),
  pages: z.coerce.number().int().min(10).max(5000).optional(),
  first: z.coerce.number().int().min(1).max(9999).default(1),
  from: z.coerce.number().int().min(1).max(9_999_999).optional(),
  to: z.coerce.number().int().min(1).max(9_999_999).optional(),
})
export const groups = reading('archives.groups', {
  input: nothing,
  output: z.object({ rows: z.array(z.object({ year: z.int(), term, organ: z.string(), name: z.string(), count: z.int(), pages: z.int() })) }),
})
export const itemView = reading('archives.item', {
  input: z.object({ id: itemId }),
  output: keptRow.extend({
    archivedAt: z.string(),
    archivedBy: named,
    fonds: z.string(),
    year: z.int(),
    term,
    organ: z.string(),
    tableRow: z.string().nullable(),
    tableVersion: z.int(),
    parts: z.array(partView.extend({ no: z.int() })),
    renumbered: z.array(z.object({ was: z.string(), isNow: z.string(), at: z.string(), by: named, reason: z.string() })),
    /** Only within a loan does this reader see it, and no longer than that. */
    withinLoan: z.boolean(),
    organs,
  }),
})

export const loanTitle = line(100)
export const askLoan = act('archives.register', {
  input: z.object({ title: loanTitle, purpose: text(500), way: z.enum(ways), item: itemId.nullable().default(null), days: z.int().min(1).max(LONGEST_LOAN) }),
  output: loanMatter,
})
export const lendLoan = act('archives.lend', { input: onPiece.extend({ reference: line(60), way: z.enum(ways), until: instantText }), output: loanMatter })
export const giveBackLoan = act('archives.giveBack', { input: onPiece.extend({ text: text(500).nullable().default(null) }), output: loanMatter })
export const declineLoan = act('archives.decline', { input: onPiece.extend({ text: text(500) }), output: loanMatter })
export const loanView = reading('archives.loan', {
  input: z.object({ id: matterId }),
  output: loanMatter.extend({ borrowerName: z.string(), reference: z.string().nullable(), itemTitle: z.string().nullable() }),
})
export const loanRow = workRow.pick({ matter: true, desk: true, number: true, title: true, state: true, phase: true, registeredAt: true }).extend({
  borrower: z.string(),
  way: z.enum(ways),
  reference: z.string().nullable(),
  until: z.string().nullable(),
  late: z.boolean(),
})
export type LoanRow = z.output<typeof loanRow>
export const loans = reading('archives.loans', {
  input: z.object({ state: z.enum(['open', 'lent', 'late', 'all']).default('open'), before: z.uuid().optional(), size: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ rows: z.array(loanRow), next: z.string().nullable() }),
})

/** 保管期限表 as it is in force, proposed, and was. */
export const tableView = reading('archives.table', {
  input: nothing,
  output: z.object({
    version: z.int().nullable(),
    table: termsTable.nullable(),
    basis: z.string().nullable(),
    desks: z.array(z.string()),
    units: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
})
