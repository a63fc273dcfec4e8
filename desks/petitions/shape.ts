/** The fields and contracts of 信访, shared with the browser. */
import { z } from 'zod'
import { act, fileId, holder, instantText, line, matterId, officeDateText, onPiece, personId, reading, text, unitId } from '../../kernel/contract.ts'
import { figurePeriod, figuresView } from '../../kernel/figures/shape.ts'
import { entryKey } from '../../kernel/rules/value.ts'
import { matterView, workRow } from '../../kernel/view.ts'

/** 建议意见 检举控告 申诉求决. Source: 信访工作条例 (2022) arts. 29–31 */
export const kinds = ['advice', 'accusation', 'claim'] as const
/** How it was put: 来信 来访 来电 网上. */
export const ways = ['letter', 'visit', 'call', 'web'] as const
/** What the opinion decides. 支持 部分支持 不予支持 已解释说明 查实 查否 采纳. */
export const results = ['upheld', 'partly', 'notUpheld', 'explained', 'proved', 'unproved', 'adopted'] as const
/** Art. 20: a group sends at most so many. */
export const REPRESENTATIVES = 5

export const petitionDetail = z.object({
  kind: z.enum(kinds),
  way: z.enum(ways),
  body: z.string().nullable(),
  /** How many put it, and how many of them came. */
  people: z.int(),
  reachable: z.boolean(),
})
export type PetitionDetail = z.output<typeof petitionDetail>
export type PetitionKind = PetitionDetail['kind']
export const petitionMatter = matterView(petitionDetail)

const phone = line(30).refine((s) => /^[0-9+][0-9 -]{5,28}$/.test(s), { error: 'not-a-phone' })
/** The person or unit an accusation speaks of. */
const accused = z.object({ unit: unitId.optional(), person: personId.optional() }).refine((a) => Boolean(a.unit) !== Boolean(a.person), { error: 'unit-or-person' })
export const registerPetition = act('petitions.register', {
  input: z
    .object({
      kind: z.enum(kinds),
      way: z.enum(ways),
      title: line(100),
      body: text(20000),
      name: line(50).nullable().default(null),
      phone: phone.nullable().default(null),
      address: line(200).nullable().default(null),
      people: z.int().min(1).max(100_000).default(1),
      /** Of a group: how many came in person. */
      came: z.int().min(0).max(100_000).default(0),
      unit: unitId.nullable().default(null),
      files: z.array(fileId).max(20).default([]),
      /** An earlier petition about the same facts. */
      same: matterId.nullable().default(null),
      /** Who must never know of it. */
      accused: z.array(accused).max(20).default([]),
      /** An accusation goes at once to somebody on the closed list. */
      entrust: holder.nullable().default(null),
      /** 接办: number of an affair that goes on as this petition. */
      takesOver: line(40).nullable().default(null),
    })
    .refine((p) => p.kind !== 'accusation' || p.entrust !== null, { error: 'required', path: ['entrust'] }),
  output: petitionMatter,
})

const move = <K extends string, I extends z.ZodType>(name: K, input: I) => act(`petitions.${name}`, { input, output: petitionMatter })
/** 异议: not ours, with reasons, within five working days. Art. 23 */
export const objectPetition = move('refuse', onPiece.extend({ ground: text(1000) }))
/** 受理告知: the petitioner is told in writing. */
export const admitPetition = move('admit', onPiece.extend({ text: text(4000) }))
/** 延期: reason, the approver's consent, and the words the petitioner is told. Art. 34 */
export const extendPetition = move('extend', onPiece.extend({ until: instantText, reason: text(1000), letter: text(2000) }))
export const reportPetition = move(
  'report',
  onPiece.extend({
    result: entryKey,
    text: text(4000),
    files: z.array(fileId).max(20).default([]),
    withoutHelpers: z
      .array(z.object({ piece: z.uuid(), why: line(200) }))
      .max(50)
      .default([]),
  }),
)
/** 处理意见书: request, facts, opinion and legal basis. Art. 32 */
export const replyPetition = move(
  'reply',
  onPiece.extend({
    request: text(1500),
    facts: text(2500),
    opinion: text(2000),
    basis: text(1500),
    via: z.enum(['letter', 'in_person', 'portal']),
    delivered: z.boolean().default(true),
  }),
)
/** 复查, 复核: asked of another body than the one that decided. Arts. 35, 36 */
export const askReview = move('askReview', onPiece.extend({ to: holder, reason: text(1000) }))
export const askRecheck = move('askRecheck', onPiece.extend({ to: holder, reason: text(1000) }))
/** 无法送达: on a ground; a second person agrees. */
export const unanswerablePetition = move('unanswerable', onPiece.extend({ ground: text(500) }))
export const closePetition = move('close', onPiece.extend({ accepts: z.boolean().default(false) }))
/** 查询码: with it the petitioner reads and rates on the public page; shown once. Art. 21 */
export const issueCode = act('petitions.issueCode', { input: z.object({ matter: matterId }), output: z.object({ receipt: z.string(), code: z.string() }) })
export const openContact = act('petitions.openContact', {
  input: z.object({ matter: matterId, why: line(200) }),
  output: z.object({ contacts: z.array(z.object({ name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable(), other: z.string().nullable() })) }),
})

/** 信访统计; defined once, in figures.ts. */
export const figureKeys = [
  'received',
  'advice',
  'claims',
  'visits',
  'groups',
  'given',
  'givenInTime',
  'admitted',
  'toldInTime',
  'decidedInTime',
  'extended',
  'reviewed',
  'rechecked',
  'open',
  'late',
  'satisfied',
] as const
export type FigureKey = (typeof figureKeys)[number]
export const figures = reading('petitions.figures', { input: z.object(figurePeriod), output: figuresView })

export const petitionRow = workRow.extend({ petitionKind: z.enum(kinds), way: z.enum(ways) })
export type PetitionRow = z.output<typeof petitionRow>
const rows = z.object({ rows: z.array(petitionRow), next: z.string().nullable() })
export const ledger = reading('petitions.ledger', {
  input: z.object({
    kind: z.enum(kinds).optional(),
    phase: z.enum(['registered', 'assigned', 'working', 'reported', 'closed', 'void', 'open']).optional(),
    text: z.string().trim().max(60).optional(),
    /** Office days of registration, both included. */
    from: officeDateText.optional(),
    to: officeDateText.optional(),
    /** The petitions one figure counts. */
    figure: z.enum(figureKeys).optional(),
    cursor: z.uuid().optional(),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: rows,
})
export const petitionView = reading('petitions.petition', { input: z.object({ id: matterId }), output: petitionMatter })
/** What is to be said of an earlier petition about the same facts. Arts. 19, 36; R-X04 */
export const advices = ['pending', 'mayAsk', 'locked', 'late'] as const
/** Earlier petitions from this telephone, each with what the law says of putting it again. */
export const earlier = act('petitions.earlier', {
  input: z.object({ phone }),
  output: z.object({ rows: z.array(petitionRow.extend({ advice: z.enum(advices) })) }),
})
