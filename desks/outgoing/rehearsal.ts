/** For tests: a small office and an outgoing paper in memory, moved through `decide` alone. No database. */
import { broken } from '../../kernel/decide/invariants.ts'
import type { Office } from '../../kernel/decide/office.ts'
import type { Desk } from '../../kernel/desk.ts'
import { openRehearsal, type Rehearsed } from '../../kernel/trial/rehearse.ts'
import { smallOffice } from '../../kernel/trial/small-office.ts'
import { outgoing } from './desk.ts'
import { powers } from './powers.ts'
import type { PaperDetail } from './shape.ts'

const desk = outgoing as unknown as Desk
/** Unit, post key, rank, who: leaders, the office, a drafting and a reviewing division, three departments. */
const seats = [
  ['city', 'leader', 1, '周启明'],
  ['city', 'leader', 3, '韩冬'],
  ['office', 'secretary-general', 5, '张怀远'],
  ['office', 'arbiter', 8, '何平川'],
  ['papers', 'division-head', 20, '季红梅'],
  ['general', 'division-head', 20, '顾维民'],
  ['housing', 'liaison', 40, '许文涛'],
  ['water', 'liaison', 40, '水清'],
  ['health', 'liaison', 40, '葛晴'],
] as const
export const cast = seats.map(([, , , name]) => name)
const office: Office = smallOffice({
  units: [...new Set(seats.map(([unit]) => unit))].map((key) => ({ key })),
  seats: seats.map(([unit, key, rank, name]) => {
    const leads = name !== '韩冬' && key !== 'arbiter'
    return { id: name, key, unit, person: name, rank, head: leads, receiving: leads }
  }),
  powers: { outgoing: powers },
})
export const plain: PaperDetail = {
  way: 'own',
  paperType: 'notice',
  form: 'paper',
  direction: 'down',
  level: 'government',
  important: false,
  urgency: 'normal',
  purpose: '部署今冬供热',
  organs: ['云溪市人民政府'],
  code: '云政发',
  involved: [],
  passesOn: false,
  inclination: null,
  overYear: null,
  materials: [],
  returns: [],
  checks: [],
  proof: null,
  legality: null,
  dissent: null,
  consultation: null,
  signer: null,
  grade: null,
  recheck: null,
  joint: [],
  ledBy: null,
  docNumber: null,
  copies: null,
  sealed: true,
  sealedAt: null,
  issuedAt: null,
  openness: { kind: 'closed', reason: '内部管理', by: '季红梅', at: '2026-11-23T01:00:00.000Z' },
  published: null,
  normative: null,
  withdrawn: null,
}

export interface Rehearsal extends Rehearsed<PaperDetail> {
  /** Number of the newest text. */
  draft(): number
  /** What the kernel's invariants find wrong. */
  broken(): readonly string[]
}
/** A paper just begun by 顾维民 of the general division, Monday 2026-11-23 at nine. @throws Error where registering is refused */
export function rehearse(detail: Partial<PaperDetail> = {}): Rehearsal {
  const stage = openRehearsal<PaperDetail>(desk, office)
  // the very object that was opened: its hour goes on with each move
  const it: Rehearsal = Object.assign(stage.it, {
    draft: () => stage.it.facts().drafts.length,
    broken: () => broken(stage.world().matters, new Map([[desk.key, { desk }]])).map((one) => JSON.stringify(one)),
  })
  const input = { title: '关于做好今冬供热工作的通知', origin: 'own', readers: 'units', urgency: 'normal', unit: 'general', partOf: null, basis: [], arisesFrom: null, files: [] }
  const no = it.do('顾维民', 'register', { ...input, askers: [{ holder: { unit: 'housing' } }], detail: { ...plain, ...detail } })
  if (no !== 'done') throw new Error(`register: ${no}`)
  return it
}
const digest = (n: number) => String(n).repeat(64).slice(0, 64)
export const write = (p: Rehearsal, who: string, change: 'first' | 'substantive' | 'trivial' = 'substantive') =>
  p.do(who, 'renew', { digest: digest(p.draft() + 1), change, reason: change === 'trivial' ? '标点' : null })
export const countersign = (p: Rehearsal, who: string, ...to: readonly string[]) =>
  p.do(who, 'countersign', { to: to.map((unit) => ({ unit })), ask: '请会签', kind: 'say', pace: 'together', need: null, blocks: false })
export const sign = (p: Rehearsal, who: string, agree = true) => p.do(who, 'sign', { agree, opinion: agree ? null : '请再斟酌', draft: p.draft() })
const ways = {
  write: (p: Rehearsal) => write(p, '顾维民', 'first'),
  submit: (p: Rehearsal) => p.do('顾维民', 'submit', { lead: { unit: 'papers' }, helpers: [], ask: '请审核', due: null, bound: false }),
  accept: (p: Rehearsal) => p.do('季红梅', 'accept'),
  review: (p: Rehearsal) => p.do('季红梅', 'review', { text: '核稿通过', files: [] }),
  toSign: (p: Rehearsal) => p.do('季红梅', 'toSign', { signer: { person: '韩冬' } }),
  sign: (p: Rehearsal) => sign(p, '韩冬'),
  recheck: (p: Rehearsal) => p.do('季红梅', 'recheck', { text: '复核无误', files: [] }),
  number: (p: Rehearsal) => p.do('季红梅', 'number', { text: '编号', files: [], detail: { ...p.facts().detail, docNumber: '云政发〔2026〕12号' } }),
  useSeal: (p: Rehearsal) => p.do('季红梅', 'useSeal', { text: '用印', files: [], detail: { ...p.facts().detail, sealedAt: p.now } }),
  issue: (p: Rehearsal) => p.do('季红梅', 'issue', { result: 'issued', text: '已印发', files: [], withoutHelpers: [] }),
  close: (p: Rehearsal) => p.do('季红梅', 'close'),
} as const
/** Takes the ordinary way as far as this step. @throws Error naming what refused */
export function upTo(last: keyof typeof ways, detail: Partial<PaperDetail> = {}): Rehearsal {
  const paper = rehearse(detail)
  for (const [name, step] of Object.entries(ways)) {
    const code = step(paper)
    if (code !== 'done') throw new Error(`${name}: ${code}`)
    if (name === last) return paper
  }
  return paper
}
