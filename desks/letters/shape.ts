/** The letters' fields and contracts, shared with the browser. */
import { z } from 'zod'
import { act, fileId, holder, instantText, line, matterId, officeDateText, onPiece, personId, reading, text, unitId } from '../../kernel/contract.ts'
import { figureParts, figurePeriod, figuresView } from '../../kernel/figures/shape.ts'
import { answerId, wordInput } from '../../kernel/moves/inputs.ts'
import { entryKey } from '../../kernel/rules/value.ts'
import { matterView, workRow } from '../../kernel/view.ts'

/** How it reached us: 来信 来电 电子邮件 转来消息 网上留言 市长信箱 省长信箱. The two mailboxes have limits and a form of reply of their own: HA-43 */
export const channels = ['letter', 'call', 'email', 'message', 'web', 'mayor', 'governor'] as const
/** 收件方式: 本办接听热线 · 接收 12345 中心工单 */
export const intakes = ['line', 'centre'] as const
export type Intake = (typeof intakes)[number]
/** 咨询 求助 投诉 举报 建议 表扬. Source: standards §6.1 (表扬: DB12/T 1438-2025) */
export const kinds = ['enquiry', 'help', 'complaint', 'tip', 'advice', 'praise'] as const
/** 受理出口: what is not dispatched, and what the citizen is told instead. Source: R-H03 (Beijing art. 11) */
export const exits = ['emergency', 'legal', 'repeat', 'secret', 'outside', 'morals'] as const
/** 法定途径: 诉讼 仲裁 纪检监察 行政复议 信息公开 信访. */
export const legalWays = ['court', 'arbitration', 'discipline', 'review', 'disclosure', 'petition'] as const
export type Exit = (typeof exits)[number]
export type LegalWay = (typeof legalWays)[number]
export type Channel = (typeof channels)[number]
export type Kind = (typeof kinds)[number]
/** What a report may state. «solved» is the unit's word; the citizen's own is asked at the call-back. */
export const results = ['solved', 'partly', 'explained', 'adopted', 'unfounded', 'otherChannel', 'notPossible', 'replied'] as const
/** One of these, or one the office has added (kernel/rules/dictionary.ts); the kernel checks it. */
const resultClass = entryKey

export const letterDetail = z.object({
  channel: z.enum(channels),
  kind: z.enum(kinds),
  /** 事项类别, of three levels (categories.ts); null: not yet said. */
  category: z.string().nullable(),
  body: z.string().nullable(),
  place: z.string().nullable(),
  /** 身份保密: the name is not told even inside the centre's lists. */
  secret: z.boolean(),
  /** A number or an address was left; what it is stands with the contact. */
  reachable: z.boolean(),
  /** A visit on the spot was asked for. */
  visit: z.boolean(),
  visitedOn: z.string().nullable(),
  /** Calls made without reaching anybody. */
  attempts: z.int(),
  /** 当场答复. */
  atOnce: z.boolean(),
  imported: z.boolean(),
  source: z.string().nullable(),
  sourceId: z.string().nullable(),
  /** By which exit it left at intake, and to which lawful way. */
  exit: z.enum(exits).nullable(),
  exitTo: z.enum(legalWays).nullable(),
  /** 领导批示件: the leader waits for the answer too. */
  noted: z.boolean(),
  /** How often the writer was asked for papers: once is the rule, a second time is on record as a slip. BZ-47 */
  supplements: z.int(),
  /** The words of a reply are kept here, sent or not. */
  drafted: z.boolean(),
})
export type LetterDetail = z.output<typeof letterDetail>
export const letterMatter = matterView(letterDetail)

const phone = line(30).refine((s) => /^[0-9+][0-9 -]{5,28}$/.test(s), { error: 'not-a-phone' })

const answeredNow = z.object({ text: text(4000) })
/** 登记; with `assign` the unit has it in the same act, with `answered` the caller was answered on the line. */
export const registerLetter = act('letters.register', {
  input: z
    .object({
      channel: z.enum(['letter', 'call', 'email', 'message', 'mayor', 'governor']),
      kind: z.enum(kinds),
      category: entryKey.nullable().default(null),
      title: line(100),
      body: text(20000),
      place: line(200).nullable().default(null),
      name: line(50).nullable().default(null),
      phone: phone.nullable().default(null),
      address: line(200).nullable().default(null),
      secret: z.boolean().default(false),
      /** 工作秘密: known to the persons it is given to and to nobody else; neither exported nor printed. R-C04 */
      named: z.boolean().default(false),
      visit: z.boolean().default(false),
      urgency: z.enum(['normal', 'urgent', 'extra']).default('normal'),
      /** The registrar's own unit; default his main one. */
      unit: unitId.nullable().default(null),
      files: z.array(fileId).max(20).default([]),
      /** An earlier letter the same trouble was written about: 再次反映. */
      arisesFrom: matterId.nullable().default(null),
      assign: z
        .object({
          lead: holder,
          helpers: z.array(holder).max(20).default([]),
          ask: text(2000).nullable().default(null),
          due: instantText.nullable().default(null),
          bound: z.boolean().default(false),
        })
        .nullable()
        .default(null),
      answered: answeredNow.nullable().default(null),
      exit: z
        .object({ way: z.enum(exits), to: z.enum(legalWays).nullable().default(null) })
        .nullable()
        .default(null),
      /** A leader wrote on it: he hears what came of it, like the writer. HA-44 */
      noted: z
        .object({ leader: personId, note: text(1000) })
        .nullable()
        .default(null),
      /** What was suggested when it was registered: counted, and no more. */
      suggested: z
        .object({ category: z.string().max(40).nullable(), unit: z.string().max(40).nullable() })
        .nullable()
        .default(null),
      /** 接办: number of an affair that goes on as this letter. */
      takesOver: line(40).nullable().default(null),
    })
    .refine((l) => !(l.assign && l.answered), { error: 'assign-or-answer' })
    .refine((l) => l.exit?.way !== 'legal' || l.exit.to !== null, { error: 'exit-to', path: ['exit'] })
    .refine((l) => l.exit?.way !== 'repeat' || l.arisesFrom !== null, { error: 'exit-repeat', path: ['exit'] })
    .refine((l) => !l.exit || (l.exit.way === 'emergency' ? !l.answered && !l.assign : l.answered !== null), { error: 'exit-answer', path: ['answered'] }),
  output: letterMatter,
})
export type RegisterInput = z.output<typeof registerLetter.input>
/** By the counter's channels, or by the public page. */
export type LandInput = Omit<RegisterInput, 'channel' | 'suggested' | 'takesOver'> & {
  readonly channel: Channel
  readonly other?: string | null
  readonly source?: { readonly name: string; readonly id: string }
}

const move = <K extends string, I extends z.ZodType>(name: K, input: I) => act(`letters.${name}`, { input, output: letterMatter })
export const reportLetter = move('report', wordInput.report.extend({ result: resultClass, visitedOn: officeDateText.nullable().default(null) }))
/** 归类 */
export const classifyLetter = move('classify', onPiece.extend({ category: entryKey }))
/** 自动保存: the text only; nothing is decided and no draft is numbered. */
export const saveDraft = act('letters.saveDraft', { input: z.object({ matter: matterId, text: z.string().max(8000) }), output: z.object({ savedAt: z.string() }) })
/** 送核稿: numbers the text as it stands and gives it to the head. */
export const submitReply = move('submit', onPiece.extend({ text: text(8000), change: z.enum(['substantive', 'trivial']).default('substantive') }))
/** 答复: the text sent is the draft agreed. */
export const replyLetter = move('reply', onPiece.extend({ via: z.enum(['letter', 'phone', 'portal']), delivered: z.boolean().default(true) }))
/** 一次性告知: every paper needed, in one go. Asked again: with the reason why it was not said the first time. BZ-47 */
export const tellOnce = move(
  'tellOnce',
  onPiece.extend({ text: text(2000), via: z.enum(['phone', 'letter', 'portal']).default('phone'), reason: text(500).nullable().default(null) }),
)
/** 告知延期: what the citizen was told, and how. R-H08 */
export const tellExtended = move('tellExtended', onPiece.extend({ text: text(1000), via: z.enum(['phone', 'letter', 'portal']).default('phone') }))
export const unanswerableLetter = move('unanswerable', onPiece.extend({ ground: text(500) }))
/** 回访: reached or not; after three calls without reaching anybody it is settled as not asked. R-H09 */
export const callBack = move(
  'callBack',
  onPiece.extend({
    answer: answerId,
    reached: z.boolean(),
    responded: z.boolean().nullable().default(null),
    solved: z.enum(['yes', 'partly', 'no', 'unasked']).nullable().default(null),
    satisfied: z.enum(['yes', 'basically', 'no', 'unasked']).nullable().default(null),
    text: text(1000).nullable().default(null),
  }),
)
/** Opens who wrote, for one person, on record. */
export const openContact = act('letters.openContact', {
  input: z.object({ matter: matterId, why: line(200) }),
  output: z.object({ contacts: z.array(z.object({ name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable(), other: z.string().nullable() })) }),
})

const page = { cursor: z.string().max(200).optional(), size: z.coerce.number().int().min(1).max(200).default(50) }
/** One line of the letters' lists: the office's line, and what is particular about a letter. */
export const letterRow = workRow.extend({
  channel: z.enum(channels),
  letterKind: z.enum(kinds),
  category: z.string().nullable(),
  place: z.string().nullable(),
  satisfied: z.string().nullable(),
})
export type LetterRow = z.output<typeof letterRow>
const rows = z.object({ rows: z.array(letterRow), next: z.string().nullable() })
const filter = {
  phase: z.enum(['registered', 'assigned', 'working', 'reported', 'closed', 'void', 'open']).optional(),
  kind: z.enum(kinds).optional(),
  /** This entry and all below it. */
  category: entryKey.optional(),
  channel: z.enum(channels).optional(),
  unit: unitId.optional(),
  light: z.enum(['late', 'soon', 'on', 'paused', 'done']).optional(),
  from: officeDateText.optional(),
  to: officeDateText.optional(),
  text: z.string().trim().max(60).optional(),
  /** The letters a 每周专报 counted under one of its themes, the first is 0. HA-41 */
  report: z.uuid().optional(),
  theme: z.coerce.number().int().min(0).max(20).optional(),
}
export const ledger = reading('letters.ledger', { input: z.object({ ...filter, ...page }), output: rows.extend({ count: z.object({ n: z.int(), more: z.boolean() }).nullable() }) })
export const letterView = reading('letters.letter', { input: z.object({ id: matterId }), output: letterMatter })
/** The reply as it is being written; `numbered`: the draft these very words are, null while they were not submitted. */
export const draftView = reading('letters.draft', {
  input: z.object({ id: matterId }),
  output: z.object({ draft: z.object({ text: z.string(), savedAt: z.string(), savedBy: z.string(), numbered: z.int().nullable() }).nullable() }),
})
/** How long it has been owed, in days since it was registered. */
export const ages = ['over15', 'over5', 'fresh'] as const
/** 无回音: everything owed and not yet settled, oldest first; `summary` over all of them, with the first page. Its goal is nought. HA-45, HB-52 */
export const unanswered = reading('letters.unanswered', {
  input: z.object({ unit: unitId.optional(), age: z.enum(ages).optional(), ...page }),
  output: rows.extend({
    count: z.object({ n: z.int(), more: z.boolean() }).nullable(),
    summary: z
      .object({
        n: z.int(),
        ages: z.array(z.object({ age: z.enum(ages), n: z.int() })),
        units: z.array(z.object({ unit: z.object({ id: z.string(), name: z.string() }), n: z.int(), oldest: z.int() })),
      })
      .nullable(),
  }),
})

/** Figures are defined once, in figures.ts. */
export const figureKeys = [
  'received',
  'answered',
  'closed',
  'open',
  'late',
  'unanswered',
  'daysToAnswer',
  'within15',
  'onTime',
  'returned',
  'solved',
  'satisfied',
  'responded',
  'reopened',
  'promises',
] as const
export type { FigureView } from '../../kernel/figures/shape.ts'
export type FigureKey = (typeof figureKeys)[number]
/** Of one kind of letter alone: 意见建议. GN-04 */
const period = { ...figurePeriod, kind: z.enum(kinds).optional() }
export const figures = reading('letters.figures', { input: z.object(period), output: figuresView })
export const figureMatters = reading('letters.figureMatters', {
  input: z.object({ ...period, figure: z.enum(figureKeys), part: z.enum(figureParts).default('n'), ...page }),
  output: z.object({ rows: z.array(letterRow.extend({ days: z.number().nullable() })), next: z.string().nullable(), count: z.int() }),
})
const packedMarks = z.string().regex(/^[0-9a-z]{1,7}(\.[0-9a-z]{1,7}){0,23}$/)
/** 可能重复: alike in words, within 90 days. `marks`: of the text (text-marks.ts), which is too long for an address; of a letter that is here its own are taken. */
export const similar = reading('letters.similar', {
  input: z.object({ title: z.string().trim().max(200).default(''), place: z.string().trim().max(200).optional(), except: matterId.optional(), marks: packedMarks.optional() }),
  output: z.object({ rows: z.array(letterRow.extend({ likeness: z.enum(['high', 'middle', 'low']), same: z.array(z.string()), sameText: z.boolean() })) }),
})
export const pasted = z.object({
  title: z.string(),
  body: z.string(),
  kind: z.object({ kind: z.enum(kinds), because: z.string() }),
  units: z.array(z.object({ unit: z.string(), name: z.string(), because: z.string(), sure: z.enum(['high', 'middle', 'low']) })),
  /** By what the office's closed letters teach; null: not sure enough, so nothing is said. */
  category: z.object({ key: z.string(), because: z.string() }).nullable(),
  due: z.object({ at: z.string(), said: z.string(), provisional: z.boolean() }).nullable(),
  phone: z.string().nullable(),
  name: z.string().nullable(),
  place: z.string().nullable(),
  urgent: z.boolean(),
})
export type Pasted = z.output<typeof pasted>
/** 一贴即办: reads what was pasted. An act only because the text is too long for an address; it stores nothing. */
export const paste = act('letters.paste', { input: z.object({ text: z.string().trim().min(1).max(20000) }), output: pasted })
/** The caller before, for the conversation only: no judgement, no lists of persons. */
export const callerHistory = act('letters.callerHistory', { input: z.object({ phone }), output: z.object({ count: z.int(), rows: z.array(letterRow) }) })

/** 热点: letters about one problem in one place. HB-49 */
export const theme = z.object({
  id: z.string(),
  place: z.string(),
  /** The newest letter's. */
  title: z.string().nullable(),
  letters: z.int(),
  people: z.int(),
  from: z.string(),
  to: z.string(),
  /** Letters of each of the last twelve weeks. */
  trend: z.array(z.int()),
  rising: z.boolean(),
  /** An affair that rests on these letters. */
  affair: z.object({ id: z.string(), number: z.string() }).nullable(),
})
export type ThemeRow = z.output<typeof theme>
export const themes = reading('letters.themes', { input: z.object({}), output: z.object({ rows: z.array(theme) }) })
export const themeLetters = reading('letters.themeLetters', { input: z.object({ theme: z.uuid() }), output: z.object({ rows: z.array(letterRow) }) })
/** 转为交办事项 */
export const themeToAffair = act('letters.themeToAffair', { input: z.object({ theme: z.uuid() }), output: z.object({ id: z.string(), number: z.string() }) })

/** 学习情况 */
export const learned = reading('letters.learned', {
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        what: z.enum(['category', 'unit']),
        at: z.string(),
        letters: z.int(),
        classes: z.int(),
        /** Macro-F1 on letters it had not seen. */
        f1: z.number(),
        /** Not sure enough of anything: it shows nothing. */
        silent: z.boolean(),
        taken: z.int(),
        other: z.int(),
      }),
    ),
  }),
})
