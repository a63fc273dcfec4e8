/** The fields and contracts of 收文, shared with the browser. */
import { z } from 'zod'
import { act, fileId, holder, instantText, line, matterId, officeDateText, onPiece, personId, reading, text, unitId } from '../../kernel/contract.ts'
import { figurePeriod, figuresView } from '../../kernel/figures/shape.ts'
import { entryKey } from '../../kernel/rules/value.ts'
import { matterView, workRow } from '../../kernel/view.ts'
import { paperTypes } from '../../kernel/writing/paper-types.ts'

export { type PaperType, paperTypes } from '../../kernel/writing/paper-types.ts'
export const urgencies = ['normal', 'urgent', 'most_urgent'] as const
export type Urgency = (typeof urgencies)[number]
/** 办件 owes work and an answer; 阅件 is read. */
export const handlings = ['act', 'read'] as const
/** 初审, five questions: ours? rules of writing? type and format? others consulted? the rest? Source: art. 24; standards §2.4 */
export const checkKeys = ['ours', 'rules', 'format', 'consulted', 'rest'] as const
export type CheckKey = (typeof checkKeys)[number]
/** What a report may state; `returned` and `read` only by the moves of those names. */
export const results = ['done', 'partly', 'notPossible', 'forwarded', 'returned', 'read'] as const

export const paperCheck = z.object({ key: z.enum(checkKeys), ok: z.boolean(), note: z.string().nullable(), by: z.string() })
/** What is to be done once it is agreed: who leads, who helps, by when. */
export const proposedTask = z.object({ lead: holder, helpers: z.array(holder), ask: z.string(), due: z.string().nullable() })
export const proposal = z.object({
  text: z.string(),
  cause: z.string(),
  options: z.array(z.string()),
  task: proposedTask.nullable(),
  by: z.string(),
  at: z.string(),
  /** 超限额下发的理由, where the task sends more down than the month allows. R-M20 */
  overReason: z.string().nullish(),
})
export type Proposal = z.output<typeof proposal>
/** A leader asked, with his rank on that day; smaller is higher. */
export const rankedLeader = z.object({ person: z.string(), rank: z.number() })
export type RankedLeader = z.output<typeof rankedLeader>
export const joint = z.object({ office: z.string(), number: z.string().nullable(), lead: z.enum(['ours', 'theirs']) })

export const paperDetail = z.object({
  sender: z.string(),
  senderUnit: z.string().nullable(),
  senderNumber: z.string().nullable(),
  paperType: z.enum(paperTypes),
  urgency: z.enum(urgencies),
  writtenOn: z.string().nullable(),
  copies: z.int(),
  copyFrom: z.int().nullable(),
  copyTo: z.int().nullable(),
  attachmentsNamed: z.array(z.string()),
  handling: z.enum(handlings),
  answerBy: z.string().nullable(),
  receivedAt: z.string(),
  /** The run of the exchange station it came with. */
  runId: z.string().nullable(),
  gist: z.string().nullable(),
  asRequest: z.boolean(),
  resubmits: z.string().nullable(),
  joint: joint.nullable(),
  checks: z.array(paperCheck),
  proposal: proposal.nullable(),
  leaders: z.array(rankedLeader),
  chaser: z.string().nullable(),
})
export type PaperDetail = z.output<typeof paperDetail>
export const paperMatter = matterView(paperDetail)
const move = <K extends string, I extends z.ZodType>(name: K, input: I) => act(`incoming.${name}`, { input, output: paperMatter })

/** 两办 joint paper: which office leads, and the number the other gave it. */
const jointInput = z.object({ office: line(60), number: line(60).nullable().default(null), lead: z.enum(['ours', 'theirs']) })
/** What a paper says of itself, each as it may be put right later. */
const says = {
  sender: line(100),
  senderUnit: unitId.nullable(),
  senderNumber: line(60).nullable(),
  paperType: z.enum(paperTypes),
  urgency: z.enum(urgencies),
  writtenOn: officeDateText.nullable(),
  copies: z.int().min(1).max(9999),
  copyFrom: z.int().min(1).max(999_999).nullable(),
  copyTo: z.int().min(1).max(999_999).nullable(),
  attachmentsNamed: z.array(line(200)).max(50),
  handling: z.enum(handlings),
  answerBy: officeDateText.nullable(),
  gist: text(4000).nullable(),
  joint: jointInput.nullable(),
}
/** What is written down of a paper, whoever writes it: by hand, from a list of the exchange station, proposed from the file. */
export const paperFields = z.object({
  title: line(200),
  ...says,
  senderUnit: says.senderUnit.default(null),
  senderNumber: says.senderNumber.default(null),
  urgency: says.urgency.default('normal'),
  writtenOn: says.writtenOn.default(null),
  copies: says.copies.default(1),
  copyFrom: says.copyFrom.default(null),
  copyTo: says.copyTo.default(null),
  attachmentsNamed: says.attachmentsNamed.default([]),
  handling: says.handling.default('act'),
  answerBy: says.answerBy.default(null),
  gist: says.gist.default(null),
  joint: says.joint.default(null),
})
export type PaperFields = z.output<typeof paperFields>
/** 签收、登记 in one act. */
export const registerPaper = move(
  'register',
  paperFields.extend({
    receivedAt: instantText.nullable().default(null),
    runId: z.uuid().nullable().default(null),
    unit: unitId.nullable().default(null),
    resubmits: matterId.nullable().default(null),
    arisesFrom: matterId.nullable().default(null),
    files: z.array(fileId).max(20).default([]),
    /** 查重: refused where the same sender's number is registered in this house already. */
    once: z.boolean().default(false),
  }),
)
export type RegisterPaper = z.output<typeof registerPaper.input>

const checkInput = z.object({ key: z.enum(checkKeys), ok: z.boolean(), note: line(300).nullable().default(null) })
/** All five, each once. */
const fiveChecks = z.array(checkInput).refine((list) => list.length === checkKeys.length && checkKeys.every((key) => list.some((c) => c.key === key)), { error: 'five-checks' })
/** 初审: the five answers; whoever sends them answers by his name. */
export const examinePaper = move('examine', onPiece.extend({ checks: fiveChecks }))
/** 初审退文: what failed, and how the sender is told. `slip`: why the earlier notice did not say so (一次性告知). */
export const returnPaper = move(
  'returnPaper',
  onPiece.extend({
    checks: fiveChecks,
    via: z.enum(['letter', 'phone', 'in_person']).default('letter'),
    add: text(1000).nullable().default(null),
    slip: text(500).nullable().default(null),
  }),
)
/** 超限额下发的理由. R-M20 */
const overReason = line(200).nullable().default(null)
/** What shall be done: with two or more departments one is named lead. */
const task = z.object({ lead: holder.nullable().default(null), helpers: z.array(holder).max(20).default([]), ask: text(2000), due: instantText.nullable().default(null) })
export type TaskInput = z.output<typeof task>
/** 拟办: cause and what may be done (ZK-39), and before whom it is put. */
export const proposePaper = move(
  'propose',
  onPiece.extend({
    text: text(2000),
    cause: text(1000),
    options: z.array(line(300)).max(6).default([]),
    task: task.nullable().default(null),
    leaders: z.array(personId).min(1).max(20),
    pace: z.enum(['together', 'in_turn']).default('in_turn'),
    chaser: personId.nullable().default(null),
    overReason,
  }),
)
/** 交办 by the office itself. */
export const assignPaper = move('assign', onPiece.extend({ ...task.shape, chaser: personId.nullable().default(null), overReason }))
/** 传阅: in order of rank, in the order given, or to all at once. */
export const circulatePaper = move(
  'circulate',
  onPiece.extend({ to: z.array(holder).min(1).max(200), ask: text(2000), order: z.enum(['rank', 'given', 'together']).default('rank'), overReason }),
)
/** 阅毕办结: the ground stands where an answer would. */
export const closeReadPaper = move('closeRead', onPiece.extend({ text: text(500) }))
/** 更正登记: what is put right, and why. */
export const amendPaper = move('amend', onPiece.extend({ fields: z.object(says).partial(), reason: text(500) }))
/** 按请示办理. R-D03 */
export const treatAsRequest = move('asRequest', onPiece.extend({ reason: text(500) }))
/** 转出: what arises from a paper. F18 */
export const turns = ['outgoing', 'instruction', 'supervision', 'topic'] as const
export const turnPaper = move('turnInto', onPiece.extend({ into: z.enum(turns), title: line(100).nullable().default(null), ask: text(2000) }))
/** An affair that waited for this desk comes over as a paper. */
export const takeAffair = move('takeAffair', z.object({ affair: line(40), paper: paperFields, told: text(1000).nullable().default(null) }))

/** 报结. */
export const reportPaper = move(
  'report',
  onPiece.extend({
    result: entryKey.refine((key) => key !== 'returned' && key !== 'read', { error: 'own-result' }),
    text: text(4000),
    files: z.array(fileId).max(20).default([]),
    withoutHelpers: z
      .array(z.object({ piece: z.uuid(), why: line(200) }))
      .max(50)
      .default([]),
  }),
)

/** Figures are defined once, in figures.ts. */
export const figureKeys = [
  'received',
  'open',
  'late',
  'urgent',
  'toRead',
  'onTime',
  'requests',
  'inPromise',
  'returned',
  'returnedOurs',
  'returnedRules',
  'returnedFormat',
  'returnedConsulted',
  'returnedRest',
] as const
export type FigureKey = (typeof figureKeys)[number]
export const figures = reading('incoming.figures', { input: z.object(figurePeriod), output: figuresView })

/** One line of the ledger: the office's line, and what the paper says of itself. */
export const paperRow = workRow.extend({
  sender: z.string(),
  senderNumber: z.string().nullable(),
  paperType: z.enum(paperTypes),
  paperUrgency: z.enum(urgencies),
  handling: z.enum(handlings),
  receivedAt: z.string(),
})
export type PaperRow = z.output<typeof paperRow>
const period = { from: officeDateText.optional(), to: officeDateText.optional() }
export const ledger = reading('incoming.ledger', {
  input: z.object({
    ...period,
    paperType: z.enum(paperTypes).optional(),
    urgency: z.enum(urgencies).optional(),
    handling: z.enum(handlings).optional(),
    phase: z.enum(['open', 'registered', 'assigned', 'working', 'reported', 'closed', 'void']).optional(),
    /** The papers one figure counts. */
    figure: z.enum(figureKeys).optional(),
    text: z.string().trim().max(60).optional(),
    cursor: z.uuid().optional(),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(paperRow), next: z.string().nullable() }),
})
/** What in a report asks for a decision: its title, its summary, the text read out of its files. R-D03 */
export const asks = reading('incoming.asks', { input: z.object({ id: matterId }), output: z.object({ found: z.object({ phrase: z.string(), sentence: z.string() }).nullable() }) })
/** 催办人 by name. */
export const chaserOf = reading('incoming.chaser', { input: z.object({ id: matterId }), output: z.object({ name: z.string().nullable() }) })
export const paperView = reading('incoming.paper', { input: z.object({ id: matterId }), output: paperMatter })
