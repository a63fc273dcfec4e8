/** The fields and contracts of 发文, shared with the browser. */
import { z } from 'zod'
import { act, fileId, holder, instantText, line, matterId, officeDateText, onPiece, personId, text, unitId } from '../../kernel/contract.ts'
import { wordInput } from '../../kernel/moves/inputs.ts'
import { matterView } from '../../kernel/view.ts'
import { paperTypes as allTypes } from '../../kernel/writing/paper-types.ts'
import { materialKinds, ways } from './materials.ts'

/** The fifteen kinds of 党政机关公文处理工作条例 art. 8; nothing leaves without one. */
export const paperTypes = allTypes.filter((type) => type !== 'other')
export type PaperType = (typeof paperTypes)[number]
/** 文件, 上行文, 信函, 命令（令）, 纪要: as it is typeset. R-F01 */
export const forms = ['paper', 'upward', 'letter', 'order', 'minutes'] as const
/** 行文方向: to superiors, to peers, to those below, to everybody. */
export const directions = ['up', 'level', 'down', 'public'] as const
export const urgencies = ['normal', 'urgent', 'most_urgent'] as const
/** In whose name: the government, its office by authority (经政府同意), or the office itself. R-D23 */
export const levels = ['government', 'authorised', 'office'] as const
export type Level = (typeof levels)[number]
/** 核稿, five items. R-D21; 条例 art. 20 */
export const checkKeys = ['reason', 'lawful', 'consulted', 'format', 'rest'] as const
export type CheckKey = (typeof checkKeys)[number]
/** 成稿质量: «passed» is not the measure. BZ-38 */
export const grades = ['excellent', 'good', 'acceptable', 'rework'] as const
/** 公开属性: 主动公开, 依申请公开, 不予公开. R-D60 */
export const opennessKinds = ['open', 'onRequest', 'closed'] as const
/** 撤销: void from the start; 废止: void from that day. Standards §2.6; 条例 art. 33 */
export const withdrawalKinds = ['revoked', 'repealed'] as const
/** Figures are defined once, in figures.ts. */
export const figureKeys = [
  'drafted',
  'open',
  'late',
  'issued',
  'byDepartment',
  'returned',
  'returnedReason',
  'returnedLawful',
  'returnedConsulted',
  'returnedFormat',
  'returnedRest',
  'changedAfter',
  'excellent',
  'publishedInTime',
] as const
export type FigureKey = (typeof figureKeys)[number]
/** What the report of an outgoing paper may state. */
export const results = ['issued'] as const

const by = { by: z.string(), at: z.string() }
/** A unit whose powers the paper touches: it is heard before 审核. R-D20 */
export const involved = z.object({ unit: z.string() })
export const materialKept = z.object({ kind: z.enum(materialKinds), file: z.string().nullable(), without: z.string().nullable() })
export const paperCheck = z.object({ key: z.enum(checkKeys), ok: z.boolean(), note: z.string().nullable(), ...by })
/** 两人校对: who read aloud or first, who read after him. ZK-14 */
export const proof = z.object({ first: z.string(), second: z.string(), note: z.string().nullable(), ...by })
/** An organ that issues it with us: its consent and signer, on record before the number. R-D25 */
export const jointOrgan = z.object({ organ: z.string(), signer: z.string().nullable(), signedOn: z.string().nullable(), file: z.string().nullable(), by: z.string().nullable() })
export const legality = z.object({ basis: z.string(), opinion: z.string(), lawful: z.boolean(), reviewer: z.string(), ...by })
/** 规范性文件: registered, numbered and issued as one; filed; valid until; looked at again. GN-46 */
export const normative = z.object({
  register: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  validUntil: z.string().nullable(),
  reviewOn: z.string().nullable(),
  filedOn: z.string().nullable(),
  filedWith: z.string().nullable(),
})
/** 一次性告知 of what a department's draft lacks; `late`: why the earlier notice did not say so. BZ-47 */
export const returned = z.object({ reasons: z.array(z.string()), checks: z.array(z.enum(checkKeys)), late: z.string().nullable(), ...by })

export const paperDetail = z.object({
  way: z.enum(ways),
  paperType: z.enum(paperTypes),
  form: z.enum(forms),
  direction: z.enum(directions),
  level: z.enum(levels),
  important: z.boolean(),
  urgency: z.enum(urgencies),
  /** 办文意图, one line. */
  purpose: z.string().nullable(),
  /** 发文机关, the leading one first. */
  organs: z.array(z.string()),
  /** 代字: 云政办发; null: not settled yet. */
  code: z.string().nullable(),
  involved: z.array(involved),
  /** 转报下级请示: a request of an organ below is behind it, and what we are inclined to. R-D05 */
  passesOn: z.boolean(),
  inclination: z.string().nullable(),
  /** 超过本年限额, as it stood then, and why. R-M20 */
  overYear: z.object({ limits: z.array(z.string()), reason: z.string(), ...by }).nullable(),
  materials: z.array(materialKept),
  returns: z.array(returned),
  checks: z.array(paperCheck),
  proof: proof.nullable(),
  legality: legality.nullable(),
  /** 不同意见如何处理, said before it is put before the signer. GN-18 */
  dissent: z.string().nullable(),
  signer: z.string().nullable(),
  grade: z.object({ grade: z.enum(grades), ...by }).nullable(),
  recheck: z.object({ note: z.string().nullable(), ...by }).nullable(),
  joint: z.array(jointOrgan),
  /** The other organ leads: its number stands on the paper. */
  ledBy: z.string().nullable(),
  /** 文号; null: 待编号. R-D40 */
  docNumber: z.string().nullable(),
  copies: z.int().nullable(),
  /** Bears a seal; minutes, and papers with a special mark issued to all, may go without. */
  sealed: z.boolean(),
  sealedAt: z.string().nullable(),
  issuedAt: z.string().nullable(),
  openness: z.object({ kind: z.enum(opennessKinds), reason: z.string(), ...by }).nullable(),
  published: z.object({ on: z.string(), where: z.string(), ...by }).nullable(),
  normative: normative.nullable(),
  /** 公开征求意见: until when, and when it was told what came of the opinions; the words of all of them may be erased by law. GN-39 */
  consultation: z
    .object({ from: z.string(), until: z.string(), shortened: z.string().nullable(), toldAt: z.string().nullable(), ...by, erased: z.boolean().optional() })
    .nullable(),
  withdrawn: z.object({ kind: z.enum(withdrawalKinds), reason: z.string(), basis: z.string(), from: z.string(), ...by }).nullable(),
})
export type PaperDetail = z.output<typeof paperDetail>
export const paperMatter = matterView(paperDetail)
export const move = <K extends string, I extends z.ZodType>(name: K, input: I) => act(`outgoing.${name}`, { input, output: paperMatter })

const reason = text(1000)
/** What a paper says of itself while it is drafted. */
const says = {
  paperType: z.enum(paperTypes),
  form: z.enum(forms),
  direction: z.enum(directions),
  level: z.enum(levels),
  important: z.boolean(),
  urgency: z.enum(urgencies),
  purpose: line(200).nullable(),
  organs: z.array(line(60)).min(1).max(20),
  code: z
    .string()
    .regex(/^[一-龥]{1,12}$/)
    .nullable(),
  involved: z.array(z.object({ unit: unitId })).max(50),
  ledBy: line(60).nullable(),
  sealed: z.boolean(),
  passesOn: z.boolean(),
  inclination: line(500).nullable(),
}
export const paperFields = z.object({
  ...says,
  form: says.form.default('paper'),
  direction: says.direction.default('down'),
  level: says.level.default('office'),
  important: says.important.default(false),
  urgency: says.urgency.default('normal'),
  purpose: says.purpose.default(null),
  code: says.code.default(null),
  involved: says.involved.default([]),
  ledBy: says.ledBy.default(null),
  sealed: says.sealed.default(true),
  passesOn: says.passesOn.default(false),
  inclination: says.inclination.default(null),
})
const material = z.object({ kind: z.enum(materialKinds), file: fileId.nullable().default(null), without: line(200).nullable().default(null) })
/** 起草, here or in a department (代拟稿). Whoever asked for it is told its number in the end. */
export const registerPaper = move(
  'register',
  paperFields.extend({
    title: line(200),
    way: z.enum(ways).default('own'),
    unit: unitId.nullable().default(null),
    asker: holder.nullable().default(null),
    arisesFrom: matterId.nullable().default(null),
    dueBy: instantText.nullable().default(null),
    files: z.array(fileId).max(20).default([]),
    materials: z.array(material).max(30).default([]),
    named: z.boolean().default(false),
    /** Why it is applied for although the year's limit is reached. HB-29 */
    overReason: text(500).nullable().default(null),
  }),
)
export type RegisterPaper = z.output<typeof registerPaper.input>
/** An affair that waited for this desk comes over as a draft. ZK-05 */
export const takeAffair = move('takeAffair', z.object({ affair: line(40), paper: paperFields.extend({ title: line(200) }), told: text(1000).nullable().default(null) }))
/** 更正要素 before it is numbered. */
export const amendPaper = move('amend', onPiece.extend({ fields: z.object(says).partial(), reason: text(500) }))
/** 送审材料: added, or why there is none. */
export const keepMaterials = move('keepMaterials', onPiece.extend({ materials: z.array(material).max(30), files: z.array(fileId).max(30).default([]) }))

/** What changed in the text since it was last kept: a trivial difference is marked so by name. R-D41 */
const change = z.object({ kind: z.enum(['substantive', 'trivial']), reason: line(200).nullable().default(null) }).default({ kind: 'substantive', reason: null })
/** 送审: to the reviewing division. `ruleReason`: why it goes although a rule of writing or the length asks for one. */
export const submitPaper = move('submit', onPiece.extend({ to: holder, ask: text(500).nullable().default(null), ruleReason: text(500).nullable().default(null), change }))
/** 退回: all reasons at once; `late`: why an earlier return did not say so. BZ-47 */
export const returnPaper = move(
  'returnPaper',
  onPiece.extend({ reasons: z.array(line(300)).min(1).max(20), checks: z.array(z.enum(checkKeys)).default([]), late: text(500).nullable().default(null) }),
)
/** The office's own words for a return. */
export const refuseDraft = move('refuse', wordInput.refuse)
export const sendBackDraft = move('sendBack', wordInput.sendBack)
/** 会签, in parallel. R-D09, R-D20, GN-18 */
export const countersign = move('countersign', onPiece.extend({ to: z.array(holder).min(1).max(50), ask: text(1000), change }))
const checkInput = z.object({ key: z.enum(checkKeys), ok: z.boolean(), note: line(300).nullable().default(null) })
/** 核稿 passed: all five, each once, and two names under the proof-reading. R-D21, ZK-14 */
export const reviewPaper = move(
  'review',
  onPiece.extend({
    checks: z.array(checkInput).refine((list) => list.length === checkKeys.length && checkKeys.every((key) => list.some((c) => c.key === key)), { error: 'five-checks' }),
    proof: z.object({ first: personId, second: personId, note: line(300).nullable().default(null) }),
    change,
  }),
)
/** 合法性审核. GN-46 */
export const reviewLegality = move('reviewLegality', onPiece.extend({ basis: text(1000), opinion: text(2000), lawful: z.boolean(), reviewer: line(60) }))
/** 呈签. R-D23 */
export const toSign = move('toSign', onPiece.extend({ signer: personId, ask: text(500).nullable().default(null), dissent: text(1000).nullable().default(null), change }))
/** 质量评定 at 签发. BZ-38 */
export const gradePaper = move('grade', onPiece.extend({ grade: z.enum(grades) }))
/** 复核 before the number. Standards §2.5 */
export const recheckPaper = move('recheck', onPiece.extend({ note: text(500).nullable().default(null) }))
/** 签发后修改: back to the signer, or marked trivial by name. R-D41 */
export const changeText = move('changeText', onPiece.extend({ reason }))
export const correctText = move('correct', onPiece.extend({ reason: line(200) }))
/** 联合行文: an organ's signed page has come. R-D25 */
export const joinPaper = move('join', onPiece.extend({ organ: line(60), signer: line(40), signedOn: officeDateText, file: fileId.nullable().default(null) }))
/** 编号: the next, a reserved one, or the number of the organ that leads. R-D40 */
export const numberPaper = move('number', onPiece.extend({ reserved: z.int().min(1).nullable().default(null), theirs: line(60).nullable().default(null) }))
/** 作废文号: it stays in the register with its reason. R-D40 */
export const voidNumber = move('voidNumber', onPiece.extend({ reason }))
