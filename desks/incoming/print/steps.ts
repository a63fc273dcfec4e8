/** The steps of 条例 art. 24 as boxes of a form, in signing order: 签收 登记 初审 拟办 批示 承办 传阅 催办 答复; each with what was said, by whom and when. Rule: R-D30; standards §2.4 */
import { sql } from 'kysely'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Instant, OfficeDate } from '../../../kernel/time.ts'
import { chineseDate } from '../../../kernel/time.ts'
import type { PieceView } from '../../../kernel/view.ts'
import { kernelWords, type Language, say } from '../../../kernel/words.ts'
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { dayOn, dueOn, entryWord, gap, momentOn, opinionsOn, recordedOn, signedBy } from '../../../platform/ctx/said-on-paper.ts'
import type { Asked, Said, SlipLine } from '../../../platform/ctx/slips.ts'
import { incoming } from '../desk.ts'
import type { PaperDetail } from '../shape.ts'
import { wordsIn } from './words.ts'

export type AskedPaper = Asked<PaperDetail>
interface Step {
  readonly move: string
  readonly actor: PersonId
  readonly at: Instant
}
/** What a form is written from: the paper as it may be known, and who did each step. */
export interface Told {
  readonly ctx: ReadCtx
  readonly asked: AskedPaper
  readonly steps: readonly Step[]
  readonly recorded: Awaited<ReturnType<typeof recordedOn>>
}
export async function told(ctx: ReadCtx, asked: AskedPaper): Promise<Told> {
  const { rows } = await sql<Step>`select e.move, e.actor, e.at from event e
    where e.matter_id = ${asked.matter.id}::uuid and e.move in ('register', 'examine', 'returnPaper', 'urge') order by e.id`.execute(ctx.tx)
  return { ctx, asked, steps: rows, recorded: await recordedOn(ctx, asked.matter.id) }
}
const nameOf = (ctx: ReadCtx, id: string) => ({ id, name: ctx.office.persons.get(id as PersonId)?.name ?? '' })
const joined = (language: Language, parts: readonly (string | null | false)[]): string => parts.filter(Boolean).join(language === 'en' ? '; ' : '；')
const list = (language: Language, names: readonly string[]): string => names.join(language === 'en' ? ', ' : '、')
const at = ({ ctx, asked: { matter, language } }: Told, person: string, when: string): Pick<Said, 'by' | 'at'> => ({
  by: signedBy(ctx, nameOf(ctx, person), matter.owner.unit.id, when, language),
  at: dayOn(when, language),
})
const pieces = ({ asked }: Told): readonly PieceView[] => asked.matter.stages.flatMap((stage) => stage.pieces)
const last = ({ steps }: Told, ...moves: readonly string[]): Step | undefined => steps.findLast((step) => moves.includes(step.move))

/** 来文单位, 字号, 标题, 文种, 缓急, 份数, 日期, 附件: what the paper says of itself. */
export function head({ ctx, asked: { matter, language } }: Told): SlipLine[] {
  const w = wordsIn(language)
  const { paper } = w
  const { detail } = matter
  const pairs = (...cells: (readonly [string, string])[]): SlipLine => ({ kind: 'pairs', cells: cells.map(([name, text]) => ({ head: name, text })) })
  const day = (date: string | null) => (date === null ? '' : language === 'en' ? date : chineseDate(date as OfficeDate))
  const whole = matter.clocks.find((clock) => clock.whole)
  const copies =
    detail.copyFrom === null
      ? say(paper.copyCount, { n: detail.copies }, language)
      : say(paper.copySpan, { n: detail.copies, from: detail.copyFrom, to: detail.copyTo ?? detail.copyFrom }, language)
  const joint: SlipLine[] = detail.joint
    ? [pairs([paper.joint, `${detail.joint.office}（${w.jointLeads[detail.joint.lead]}）`], [paper.jointNumber, detail.joint.number ?? ''])]
    : []
  return [
    pairs([paper.sender, detail.sender], [paper.senderNumber, detail.senderNumber ?? '']),
    ...joint,
    pairs([paper.title, matter.title ?? paper.erased]),
    pairs([paper.type, entryWord(ctx, incoming as never, 'paperTypes', detail.paperType, w.paperTypes, language)], [paper.urgency, w.urgencies[detail.urgency]]),
    pairs([paper.writtenOn, day(detail.writtenOn)], [paper.copies, copies]),
    pairs(
      [paper.limit, detail.answerBy ? day(detail.answerBy) : whole ? dueOn(whole.dueAt, language) : ''],
      [paper.attachments, detail.attachmentsNamed.join(language === 'en' ? '; ' : '；')],
    ),
  ]
}
/** Number on the left, the hour it was signed for on the right. */
export const over = ({ asked: { matter, language } }: Told): { readonly left: string; readonly right: string } => {
  const { paper } = wordsIn(language)
  return { left: say(paper.number, { number: matter.number }, language), right: say(paper.printedOn, { at: momentOn(matter.detail.receivedAt, language) }, language) }
}

function signedFor(t: Told): Said[] {
  const { detail } = t.asked.matter
  const first = t.steps.find((step) => step.move === 'register')
  return first ? [{ text: say(wordsIn(t.asked.language).paper.signedFor, { n: detail.copies }, t.asked.language), ...at(t, first.actor, detail.receivedAt) }] : []
}
function registered(t: Told): Said[] {
  const { matter, language } = t.asked
  const w = wordsIn(language)
  const first = t.steps.find((step) => step.move === 'register')
  return first ? [{ text: say(w.paper.registered, { number: matter.number, handling: w.handlings[matter.detail.handling] }, language), ...at(t, first.actor, first.at) }] : []
}
function examined(t: Told): Said[] {
  const { matter, language } = t.asked
  const w = wordsIn(language)
  const step = last(t, 'examine', 'returnPaper')
  if (!step) return []
  const failed = matter.detail.checks.filter((check) => !check.ok).map((check) => [w.checks[check.key], check.note].filter(Boolean).join(language === 'en' ? ': ' : '：'))
  return [{ text: failed.length === 0 ? w.paper.passed : say(w.paper.failed, { reasons: joined(language, failed) }, language), ...at(t, step.actor, step.at) }]
}
function proposed(t: Told): Said[] {
  const { matter, language } = t.asked
  const { paper } = wordsIn(language)
  const { proposal } = matter.detail
  if (!proposal) return []
  const unitOf = (holder: { readonly unit?: string | undefined; readonly person?: string | undefined; readonly post?: string | undefined }) =>
    (holder.unit && t.ctx.office.units.get(holder.unit as never)?.name) ||
    (holder.person && nameOf(t.ctx, holder.person).name) ||
    (holder.post && t.ctx.office.posts.get(holder.post as never)?.title) ||
    ''
  const task = proposal.task && [
    say(paper.lead, { units: [unitOf(proposal.task.lead)] }, language),
    proposal.task.helpers.length > 0 && say(paper.helpers, { units: proposal.task.helpers.map(unitOf) }, language),
    proposal.task.due && dueOn(proposal.task.due, language),
  ]
  const text = [
    proposal.text,
    proposal.cause && say(paper.cause, { cause: proposal.cause }, language),
    ...proposal.options.map((option) => say(paper.option, { option }, language)),
    task && joined(language, task),
  ]
  return [{ text: text.filter(Boolean).join('\n'), ...at(t, proposal.by, proposal.at) }]
}
/** 批示: everybody asked for an opinion, in the order they wrote; 意见不一 shown to the secretary-general belongs here too. */
const instructed = (t: Told): Said[] => opinionsOn(t.ctx, t.asked.matter, t.asked.language, (piece) => piece.kind === 'say' && !piece.role.startsWith('consent'), t.recorded)
function undertaken(t: Told): Said[] {
  const { language } = t.asked
  const { paper } = wordsIn(language)
  const given = pieces(t).filter(
    (piece) => piece.kind === 'do' && (piece.role === 'lead' || piece.role === 'helper') && piece.ending !== 'refused' && piece.ending !== 'taken_back',
  )
  const acts = Map.groupBy(given, (piece) => `${piece.givenBy.id} ${piece.givenAt}`)
  return [...acts.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const units = (lead: boolean) => group.filter((piece) => piece.lead === lead).map((piece) => piece.unit.name)
    const signed = group.flatMap((piece) =>
      piece.acceptedAt && piece.person ? [say(paper.accepted, { unit: piece.unit.name, name: piece.person.name, at: dayOn(piece.acceptedAt, language) }, language)] : [],
    )
    const told = [units(true).length > 0 && say(paper.lead, { units: units(true) }, language), units(false).length > 0 && say(paper.helpers, { units: units(false) }, language)]
    const text = [told.filter(Boolean).join(gap(language)), ...new Set(group.map((piece) => piece.ask).filter((ask): ask is string => ask !== null)), ...signed].join('\n')
    return [{ text, ...at(t, first.givenBy.id, first.givenAt) }]
  })
}
/** 办理情况: results as they were reported. */
export function reported(t: Told): Said[] {
  const { matter, language } = t.asked
  const w = wordsIn(language)
  const word = (key: string) => entryWord(t.ctx, incoming as never, 'results', key, w.results, language)
  return matter.reports
    .filter((report) => report.returnedAt === null)
    .map((report) => ({ text: `${word(report.result)}${language === 'en' ? ': ' : '：'}${report.text ?? w.paper.erased}`, ...at(t, report.by.id, report.at) }))
}
/** 传阅: whoever only read stands in one line; whoever wrote, with his words. */
function circulated(t: Told): Said[] {
  const { language } = t.asked
  const { paper } = wordsIn(language)
  const asked = pieces(t).filter((piece) => piece.kind === 'read' && (piece.role === 'circulate' || piece.role === 'read' || piece.role === 'conflict'))
  const wrote = (piece: PieceView) => piece.opinion !== null || piece.ink !== null
  const seen = asked
    .filter((piece) => piece.ending === 'read' && !wrote(piece))
    .map((piece) => `${(piece.actedBy ?? piece.person)?.name ?? ''} ${dayOn(piece.endedAt ?? '', language)}`)
  const open = asked.filter((piece) => piece.state !== 'ended').map((piece) => piece.person?.name ?? piece.unit.name)
  const line = joined(language, [
    seen.length > 0 && say(paper.seen, { names: list(language, seen) }, language),
    open.length > 0 && say(paper.circulating, { names: list(language, open) }, language),
  ])
  return [...opinionsOn(t.ctx, t.asked.matter, language, (piece) => asked.includes(piece) && wrote(piece), t.recorded), ...(line ? [{ text: line, by: '', at: '' }] : [])]
}
function urged(t: Told): Said[] {
  const { matter, language } = t.asked
  const { paper } = wordsIn(language)
  const { chaser } = matter.detail
  return [
    ...(chaser ? [{ text: say(paper.chaser, { name: nameOf(t.ctx, chaser).name }, language), by: '', at: '' }] : []),
    ...t.steps.filter((step) => step.move === 'urge').map((step) => ({ text: '', ...at(t, step.actor, step.at) })),
  ]
}
function answered(t: Told): Said[] {
  const { matter, language } = t.asked
  const { paper } = wordsIn(language)
  const vias: Readonly<Record<string, string>> = kernelWords[language].vias
  return matter.answers
    .filter((answer) => answer.sentAt !== null)
    .map((answer) => ({
      text: answer.via === 'none' ? (answer.ground ?? '') : (answer.body ?? paper.erased),
      by: [answer.by?.name, vias[answer.via ?? '']].filter(Boolean).join(gap(language)),
      at: dayOn(answer.sentAt ?? '', language),
    }))
}

export type StepKey = 'signFor' | 'register' | 'examine' | 'propose' | 'instruct' | 'undertake' | 'circulate' | 'urge' | 'answer'
const written: Readonly<Record<StepKey, (t: Told) => Said[]>> = {
  signFor: signedFor,
  register: registered,
  examine: examined,
  propose: proposed,
  instruct: instructed,
  undertake: undertaken,
  circulate: circulated,
  urge: urged,
  answer: answered,
}
/** In signing order. @param rooms millimetres kept for a hand, where somebody will still write on paper */
export const stepBoxes = (t: Told, rooms: Readonly<Partial<Record<StepKey, number>>>): SlipLine[] =>
  (Object.keys(written) as StepKey[]).map((key) => ({ kind: 'said', head: wordsIn(t.asked.language).paper[key], said: written[key](t), room: rooms[key] ?? 0, sign: '' }))
