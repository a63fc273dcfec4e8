/** For tests: a small office and a paper in memory, moved through `decide` alone. No database. */
import type { Office } from '../../kernel/decide/office.ts'
import { viewOf } from '../../kernel/decide/view-of.ts'
import type { Desk } from '../../kernel/desk.ts'
import type { ContactId, PersonId } from '../../kernel/ids.ts'
import { openRehearsal, type Rehearsed } from '../../kernel/trial/rehearse.ts'
import { smallOffice } from '../../kernel/trial/small-office.ts'
import type { MatterView } from '../../kernel/view.ts'
import { incoming } from './desk.ts'
import { powers } from './powers.ts'
import { checkKeys, type PaperDetail } from './shape.ts'

const desk = incoming as unknown as Desk
/** Unit, post key, rank, who: leaders, the office, 季红梅 of the papers section, two departments. */
const seats = [
  ['city', 'leader', 1, '周启明'],
  ['city', 'leader', 3, '韩冬'],
  ['office', 'secretary-general', 5, '张怀远'],
  ['office', 'arbiter', 8, '何平川'],
  ['papers', 'division-head', 20, '季红梅'],
  ['housing', 'liaison', 40, '许文涛'],
  ['water', 'liaison', 40, '水清'],
] as const
export const cast = seats.map(([, , , name]) => name)
const office: Office = smallOffice({
  units: [...new Set(seats.map(([unit]) => unit))].map((key) => ({ key })),
  seats: seats.map(([unit, key, rank, name]) => {
    const leads = name !== '韩冬' && key !== 'arbiter'
    return { id: name, key, unit, person: name, rank, head: leads, receiving: leads }
  }),
  powers: { incoming: powers },
})
export const plain: PaperDetail = {
  sender: '清溪县人民政府',
  senderUnit: null,
  senderNumber: '清政〔2026〕18号',
  paperType: 'letter',
  urgency: 'normal',
  writtenOn: '2026-11-20',
  copies: 1,
  copyFrom: null,
  copyTo: null,
  attachmentsNamed: [],
  handling: 'act',
  answerBy: null,
  receivedAt: '2026-11-23T01:00:00.000Z',
  runId: null,
  gist: null,
  asRequest: false,
  resubmits: null,
  joint: null,
  checks: [],
  proposal: null,
  leaders: [],
  chaser: null,
}
const passed = checkKeys.map((key) => ({ key, ok: true, note: null, by: '季红梅' }))

export interface Rehearsal extends Rehearsed<PaperDetail> {
  view(): MatterView
}
/** A paper just written down by 季红梅, Monday 2026-11-23 at nine. @throws Error where registering is refused */
export function rehearse(detail: Partial<PaperDetail> = {}): Rehearsal {
  const stage = openRehearsal<PaperDetail>(desk, office)
  // the very object that was opened: its hour goes on with each move
  const it: Rehearsal = Object.assign(stage.it, {
    view: () => viewOf(stage.world(), desk, stage.it.facts(), { person: '张怀远' as PersonId }, stage.ground(), new Map()),
  })
  const input = { title: '关于商请支持的函', origin: 'superior', readers: 'units', urgency: 'normal', unit: 'papers', partOf: null, basis: [], arisesFrom: null, files: [] }
  const no = it.do('季红梅', 'register', { ...input, askers: [{ contact: stage.ids.next<ContactId>() }], detail: { ...plain, ...detail } })
  if (no !== 'done') throw new Error(`register: ${no}`)
  return it
}
export const task = { lead: { unit: 'housing' }, helpers: [{ unit: 'water' }], ask: '请办理', due: null } as never as NonNullable<NonNullable<PaperDetail['proposal']>['task']>
/** 拟办 put before these, the highest last as the desk sorts them. */
export function propose(paper: Rehearsal, leaders: readonly string[], pace = 'together', withTask: typeof task | null = task): string {
  const proposal = { text: '拟请市住建局办理。', cause: '来文商请', options: [], task: withTask, by: '季红梅', at: paper.now }
  const rank = (name: string) => seats.find((s) => s[3] === name)?.[2] ?? 99
  const detail: PaperDetail = { ...paper.facts().detail, proposal, leaders: leaders.map((person) => ({ person, rank: rank(person) })) }
  return paper.do('季红梅', 'propose', { detail, to: leaders.map((person) => ({ person })), ask: proposal.text, kind: 'say', pace, need: null, blocks: false })
}
const ways = {
  examine: (p: Rehearsal) => p.do('季红梅', 'examine', { text: '通过', files: [], detail: { ...p.facts().detail, checks: passed } }),
  assign: (p: Rehearsal) => p.do('季红梅', 'assign', { ...task, bound: false }),
  accept: (p: Rehearsal) => p.do('许文涛', 'accept'),
  help: (p: Rehearsal) => p.do('水清', 'done', { opinion: '已会商。', files: [] }),
  report: (p: Rehearsal) => p.do('许文涛', 'report', { result: 'done', text: '已办。', files: [], withoutHelpers: [] }),
  reply: (p: Rehearsal) => p.do('季红梅', 'reply', { answers: null, body: '已办，函复。', via: 'letter', ground: null, delivered: true }),
  close: (p: Rehearsal) => p.do('季红梅', 'close'),
} as const
/** Takes the ordinary way as far as this step. @throws Error naming what refused */
export function upTo(last: keyof typeof ways, detail: Partial<PaperDetail> = {}): Rehearsal {
  const paper = rehearse(detail)
  for (const [name, step] of Object.entries(ways)) {
    const code = step(paper)
    if (code !== 'done') throw new Error(`${name}: ${code}`)
    if (name === last) break
  }
  return paper
}
