/** 交办事项: the fields and contracts, shared with the browser. */
import { z } from 'zod'
import { act, fileId, holder, instantText, line, matterId, officeDateText, onPiece, reading, text, unitId } from '../../kernel/contract.ts'
import { figurePeriod, figuresView } from '../../kernel/figures/shape.ts'
import { entryKey } from '../../kernel/rules/value.ts'
import { matterView, workRow } from '../../kernel/view.ts'

/** How it reached us: 口头 电话 来访 纸面 信息. */
export const ways = ['oral', 'call', 'visit', 'paper', 'message'] as const
export type Way = (typeof ways)[number]
/** What a report may state; `takenOver` only by the move of that name. */
export const results = ['done', 'partly', 'explained', 'notPossible', 'takenOver'] as const

export const affairDetail = z.object({
  way: z.enum(ways),
  /** The order as it was given, or what the visitor came for; null once erased by law. */
  body: z.string().nullable(),
  /** 转达人: who brought it where it was not said to us directly. ZK-49 */
  relayedBy: z.string().nullable(),
  /** A citizen asks, not somebody of the office. */
  outside: z.boolean(),
  /** 来访人数 */
  people: z.int().nullable(),
  /** 当场答复: section, whom to see, papers to bring, as told on the spot. GN-35 */
  atOnce: z.boolean(),
  /** 接办事项: the matter elsewhere that took it over. */
  successor: z.string().nullable(),
})
export type AffairDetail = z.output<typeof affairDetail>
export const affairMatter = matterView(affairDetail)
const move = <K extends string, I extends z.ZodType>(name: K, input: I) => act(`affairs.${name}`, { input, output: affairMatter })

const phone = line(30).refine((s) => /^[0-9+][0-9 -]{5,28}$/.test(s), { error: 'not-a-phone' })
const urgency = z.enum(['normal', 'urgent', 'extra']).default('normal')
const given = z.object({ lead: holder, helpers: z.array(holder).max(20).default([]) })
/** 登记; with `assign` the taker has it in the same act. */
export const registerAffair = move(
  'register',
  z.object({
    title: line(100),
    body: text(4000),
    way: z.enum(ways),
    /** Who gave the order, and is owed the answer. */
    asker: holder,
    relayedBy: line(40).nullable().default(null),
    urgency,
    due: instantText.nullable().default(null),
    /** 工作秘密: known to the persons named and to nobody else; neither exported nor printed. R-C04 */
    named: z.boolean().default(false),
    unit: unitId.nullable().default(null),
    /** Numbers of matters it arises from or rests on: 信〔2026〕12号. */
    arisesFrom: line(40).nullable().default(null),
    basis: z.array(line(40)).max(5).default([]),
    files: z.array(fileId).max(20).default([]),
    assign: given.nullable().default(null),
  }),
)
export type RegisterAffair = z.output<typeof registerAffair.input>

/** 来电来访登记: who, when, for what, who received, what was answered or where it went. GN-31, GN-33, GN-35 */
export const registerVisit = move(
  'registerVisit',
  z
    .object({
      way: z.enum(['visit', 'call']),
      title: line(100),
      body: text(4000),
      name: line(50).nullable().default(null),
      phone: phone.nullable().default(null),
      address: line(200).nullable().default(null),
      people: z.int().min(1).max(999).nullable().default(null),
      urgency,
      unit: unitId.nullable().default(null),
      files: z.array(fileId).max(20).default([]),
      assign: given.nullable().default(null),
      answered: text(4000).nullable().default(null),
      /** 转来信: opened as a letter in the same act. */
      letter: z.boolean().default(false),
    })
    .refine((v) => [v.assign !== null, v.answered !== null, v.letter].filter(Boolean).length <= 1, { error: 'one-way-on' }),
)
export type RegisterVisit = z.output<typeof registerVisit.input>

export const reportAffair = move(
  'report',
  onPiece.extend({
    result: entryKey.refine((key) => key !== 'takenOver', { error: 'take-over' }),
    text: text(4000),
    files: z.array(fileId).max(20).default([]),
    withoutHelpers: z
      .array(z.object({ piece: z.uuid(), why: line(200) }))
      .max(50)
      .default([]),
  }),
)
/** 转来信, of an affair a citizen asked for. */
export const turnIntoLetter = move('turnIntoLetter', onPiece.extend({}))
/** 由他处接办: a matter of another desk has it from now on. */
export const takeOver = move('takeOver', onPiece.extend({ number: line(40), text: text(1000).nullable().default(null) }))
/** 关联: another matter about the same thing. */
export const relate = move('relate', onPiece.extend({ number: line(40) }))

/** Opens who came, for one person, on record. */
export const openContact = act('affairs.openContact', {
  input: z.object({ matter: matterId, why: line(200) }),
  output: z.object({ contacts: z.array(z.object({ name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable(), other: z.string().nullable() })) }),
})

const readHolder = z.object({ unit: z.string().nullable(), person: z.string().nullable(), name: z.string(), because: z.string() })
/** What one line says. */
export const lineRead = z.object({
  title: z.string(),
  way: z.enum(ways),
  asker: readHolder.nullable(),
  lead: readHolder.nullable(),
  helpers: z.array(readHolder),
  due: z.object({ at: z.string(), said: z.string(), provisional: z.boolean() }).nullable(),
  urgent: z.boolean(),
})
export type LineRead = z.output<typeof lineRead>
export type ReadHolder = z.output<typeof readHolder>
/** 一行登记: reads the line; an act only because the text is too long for an address. It stores nothing. */
export const readLine = act('affairs.readLine', { input: z.object({ text: z.string().trim().min(1).max(4000) }), output: lineRead })

/** Figures are defined once, in figures.ts. */
export const figureKeys = ['received', 'open', 'late', 'unanswered', 'onTime', 'takenOver', 'visits', 'atOnce'] as const
export type FigureKey = (typeof figureKeys)[number]
const period = { from: officeDateText.optional(), to: officeDateText.optional() }
export const figures = reading('affairs.figures', { input: z.object(figurePeriod), output: figuresView })

/** One line of the ledger: the office's line, how it came, and who asked where that is somebody of the office. */
export const affairRow = workRow.extend({ way: z.enum(ways), outside: z.boolean(), asker: z.string().nullable() })
export type AffairRow = z.output<typeof affairRow>
export const ledger = reading('affairs.ledger', {
  input: z.object({
    ...period,
    way: z.enum(ways).optional(),
    phase: z.enum(['open', 'registered', 'assigned', 'working', 'reported', 'closed', 'void']).optional(),
    /** The matters one figure counts. */
    figure: z.enum(figureKeys).optional(),
    /** 来电来访登记簿: what citizens came and called for. */
    outside: z.stringbool().optional(),
    text: z.string().trim().max(60).optional(),
    before: z.uuid().optional(),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(affairRow), next: z.string().nullable() }),
})
export const affairView = reading('affairs.affair', { input: z.object({ id: matterId }), output: affairMatter })
