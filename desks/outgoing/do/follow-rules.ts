/** 行文规则 and 精文, asked of the text before it goes to review: what is forbidden stops it, what is unusual goes with a reason on record. Rule: 条例 arts. 13–17; R-D01 … R-D11, R-M20 */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { Unit } from '../../../kernel/decide/office.ts'
import type { Draft } from '../../../kernel/drafts/draft.ts'
import { countOf, draftText } from '../../../kernel/drafts/text.ts'
import { currentDraft } from '../../../kernel/drafts/text-row.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { quotaAt } from '../../../kernel/rules/quotas.ts'
import { checkWriting, stops, wantsReason } from '../../../kernel/writing/check-writing.ts'
import { sayFinding } from '../../../kernel/writing/finding-words.ts'
import { lengthFindings, pageFindings, yearFindings } from '../../../kernel/writing/lean.ts'
import { type Known, relationOf, seenFrom } from '../../../kernel/writing/relation.ts'
import { type Finding, found, type Named, none, unsaid } from '../../../kernel/writing/writing.ts'
import { printedPages } from '../../../platform/ctx/printed-pages.ts'
import { issuerOf, letterheadsAt } from '../letterheads.ts'
import { isOver, type Used } from '../paper-quotas.ts'
import { frameOf } from '../read/official.ts'
import type { PaperDetail } from '../shape.ts'
import { dissents } from '../signing-rules.ts'
import { viewPaper } from './move-paper.ts'
import { type PaperFacts, unitName } from './paper-facts.ts'
import { leaveGiven, sayLimits, usedBy } from './year-limit.ts'

const kindOf: Readonly<Record<Unit['kind'], Known['kind']>> = { office: 'office', division: 'division', department: 'department', county: 'government', leaders: 'government' }
const knownOf = ({ office }: Pick<Ctx, 'office'>): Known[] =>
  [...office.units.values()].flatMap(({ name, short, kind }) => [name, short].map((one) => ({ name: one, kind: kindOf[kind], below: kind === 'department' || kind === 'county' })))
/** 各县（区）人民政府，市政府各部门、各直属机构 is three. */
const apart = (names: readonly string[]): string[] => names.flatMap((one) => one.split(/[、，；]/u)).filter((one) => one.trim() !== '')
type Eyes = Pick<Ctx, 'office' | 'rules' | 'now'>
const leadOf = (ctx: Pick<Ctx, 'office'>, { organs }: Pick<PaperDetail, 'organs'>): Named => relationOf(organs[0] ?? '', knownOf(ctx))
/** Who stands above whoever issues it: as 版头表 says; above a department the government whose leaders are here. Rule: R-D06, R-D07 */
function aboveOf({ office, rules, now }: Eyes, { name, kind }: Named): { readonly superior: string | null; readonly other: string | null } {
  const own = issuerOf(letterheadsAt(rules, now), name)
  const government = [...office.units.values()].find((unit) => unit.kind === 'leaders')?.name ?? null
  return { superior: own?.superior ?? (kind === 'department' ? government : null), other: own?.other ?? null }
}

function findingsIn(ctx: Eyes, { matter, detail }: Pick<PaperFacts, 'matter' | 'detail'>, draft: Draft): readonly Finding[] {
  const known = knownOf(ctx)
  const issuers = detail.organs.map((organ) => relationOf(organ, known))
  const lead = leadOf(ctx, detail)
  const { superior, other } = aboveOf(ctx, lead)
  const named = (all: readonly string[]) => apart(all).map((one) => seenFrom(lead, relationOf(one, known)))
  const rules = checkWriting({
    ...unsaid,
    type: detail.paperType,
    way: detail.direction,
    title: draft.title.trim() || (matter.title ?? ''),
    text: draftText(draft).join('\n'),
    issuers,
    addressees: named(draft.addressees),
    copyTo: named(draft.copyTo),
    byLeadersOrder: matter.origin === 'assigned',
    passesOnRequest: detail.passesOn,
    inclination: detail.inclination ?? '',
    important: detail.important,
    superior,
    otherSuperior: other,
  })
  // who is copied is said by hand where the office has not settled who stands above
  const unknown = detail.direction === 'down' && detail.important && superior === null ? found('R-D07', 'reason', 'superiorUnknown', lead.name) : none
  return [...rules, ...unknown]
}
export interface Readiness {
  readonly findings: readonly Finding[]
  readonly characters: { readonly n: number; readonly most: number }
  readonly pages: { readonly n: number | null; readonly most: number }
  readonly used: readonly Used[]
  readonly over: readonly Used[]
  readonly leaveNeeded: boolean
}
/** What will be asked of it when it goes to review. A reason given when it was applied for is not asked for again. */
export async function readinessOf(ctx: Ctx, facts: PaperFacts): Promise<Readiness> {
  const draft = await currentDraft(ctx, facts.matter.id)
  const characters = { n: countOf(draft).body, most: quotaAt(ctx.rules, 'paper.characters', ctx.now).n }
  const pages = { n: printedPages(draft, frameOf(ctx, await viewPaper(ctx, facts.matter.id))), most: quotaAt(ctx.rules, 'paper.pages', ctx.now).n }
  const used = await usedBy(ctx, facts.detail)
  const over = used.filter(isOver)
  const lean = [...lengthFindings(characters.n, characters.most), ...pageFindings(pages.n, pages.most), ...yearFindings(facts.detail.overYear === null ? sayLimits(over) : [])]
  return { findings: [...findingsIn(ctx, facts, draft), ...lean], characters, pages, used, over, leaveNeeded: over.some((one) => one.leave) && !leaveGiven(facts) }
}
const told = (findings: readonly Finding[]): string[] => findings.map((one) => `${sayFinding(one, 'zh-CN')}（${one.rule}）`)
/**
 * @throws RefusalError `outgoing.breaks-rules` · `outgoing.rule-reason` (unusual, and no reason given) · `outgoing.leave-needed` (over a limit of the year, and nobody agreed)
 * @returns what stands on record of the limits of the year
 */
export async function mustFollowRules(ctx: Ctx, facts: PaperFacts, reason: string | null): Promise<PaperDetail['overYear']> {
  const { findings, over, leaveNeeded } = await readinessOf(ctx, facts)
  const broken = stops(findings)
  if (broken.length > 0) throw new RefusalError(refuse('outgoing.breaks-rules', { rules: told(broken) }))
  const unusual = wantsReason(findings)
  if (unusual.length > 0 && reason === null) throw new RefusalError(refuse('outgoing.rule-reason', { rules: told(unusual) }))
  if (leaveNeeded) throw new RefusalError(refuse('outgoing.leave-needed', { limits: sayLimits(over) }))
  if (over.length === 0 || reason === null || facts.detail.overYear !== null) return facts.detail.overYear
  return { limits: sayLimits(over), reason, by: ctx.who.person, at: ctx.now }
}
/** 规范性文件 goes to the signer with its basis and a review that found it lawful. @throws RefusalError `outgoing.not-reviewed-lawful`. Rule: GN-46 */
export function mustBeLawful({ detail }: Pick<PaperFacts, 'detail'>): void {
  if (detail.normative !== null && detail.legality?.lawful !== true) throw new RefusalError(refuse('outgoing.not-reviewed-lawful'))
}
/**
 * 部门之间未协商一致的，不得向下行文: a paper a department issues downward has every unit's consent, whatever was said of a dissent. What the government or its office
 * issues goes on with the dissent and how it was settled, and the signer decides (GN-18).
 * @throws RefusalError `outgoing.not-agreed`: who does not agree
 * Rule: R-D09; 条例 art. 16(4)
 */
export function mustBeAgreed(ctx: Pick<Ctx, 'office'>, facts: PaperFacts): void {
  const against = dissents(facts)
  if (against.length === 0 || facts.detail.direction !== 'down' || leadOf(ctx, facts.detail).kind !== 'department') return
  throw new RefusalError(refuse('outgoing.not-agreed', { units: against.map((one) => unitName(ctx, one.unit)) }))
}
