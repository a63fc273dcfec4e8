/** For tests: a small office that issues papers, on a real database. Acts run as their routes would run them; nothing is committed. */
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { Office } from '../../../kernel/decide/office.ts'
import type { Draft } from '../../../kernel/drafts/draft.ts'
import { putDraft } from '../../../kernel/drafts/text-row.ts'
import type { PersonId, PostId, UnitId } from '../../../kernel/ids.ts'
import { type Acting, acting } from '../../../kernel/trial/acting.ts'
import { openOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { type PowersOf, smallOffice } from '../../../kernel/trial/small-office.ts'
import type { Tx } from '../../../kernel/write/tx.ts'
import { paper } from '../as-policy.ts'
import { mayWriteDraft } from '../draft-hands.ts'
import { powers } from '../powers.ts'
import { checkKeys } from '../shape.ts'
import * as tables from '../tables.ts'
import { handleSetOpenness } from './after-issue.ts'
import { handleIssuePaper, handleUseSeal } from './issue-paper.ts'
import { declared, type Paper } from './move-paper.ts'
import { handleNumberPaper, handleRecheckPaper } from './number-paper.ts'
import { handleRegisterPaper } from './register-paper.ts'
import { handleReviewPaper, handleToSign } from './review-paper.ts'
import { handleSubmitPaper } from './submit-paper.ts'

export const unitOf = (key: string): UnitId => idOf<UnitId>(`outgoing unit ${key}`)
export const personOf = (name: string): PersonId => personId(name)
const postOf = (key: string): PostId => idOf<PostId>(`outgoing post ${key}`)
const unitRows = [
  ['city', '市人民政府', 'leaders', null],
  ['office', '市政府办公室', 'office', null],
  ['papers', '文电科', 'division', 'office'],
  ['general', '综合科', 'division', 'office'],
  ['housing', '市住建局', 'department', null],
  ['water', '市水利局', 'department', null],
  ['health', '市卫健委', 'department', null],
] as const
/** Post, its key, unit, head, receiving, rank, who. */
const postRows = [
  ['mayor', 'leader', 'city', true, false, 1, '周启明'],
  ['vice', 'leader', 'city', false, false, 3, '韩冬'],
  ['city-secretary', 'secretary', 'city', false, true, 50, '陈立言'],
  ['sg', 'secretary-general', 'office', true, false, 5, '张怀远'],
  ['dsg', 'arbiter', 'office', false, true, 8, '何平川'],
  ['papers-head', 'division-head', 'papers', true, true, 20, '季红梅'],
  ['general-head', 'division-head', 'general', true, true, 20, '顾维民'],
  ['housing-head', 'unit-head', 'housing', true, false, 10, '郭振华'],
  ['housing-liaison', 'liaison', 'housing', false, true, 40, '许文涛'],
  ['water-head', 'unit-head', 'water', true, false, 10, '洪涛'],
  ['water-liaison', 'liaison', 'water', false, true, 40, '水清'],
  ['health-liaison', 'liaison', 'health', false, true, 40, '葛晴'],
] as const
/** Another desk of the same office, where a test needs one. */
export interface OtherDesk {
  readonly key: string
  readonly powers: PowersOf
  readonly entry: DeskEntry
}
const people = (others: readonly OtherDesk[]): Office =>
  smallOffice({
    units: unitRows.map(([key, name, kind, parent]) => ({ key, name, kind, parent })),
    seats: postRows.map(([id, key, unit, head, receiving, rank, person]) => ({ id, key, unit, head, receiving, rank, person })),
    powers: { outgoing: powers, ...Object.fromEntries(others.map((one) => [one.key, one.powers])) },
    ids: { unit: unitOf, post: postOf, person: personOf },
  })

const text = (title: string, up: boolean, words: string): Draft => ({
  title,
  addressees: [up ? '省人民政府' : '各县（区）人民政府'],
  body: [{ id: 'a', kind: 'paragraph', text: words }],
  attachments: [],
  remark: null,
  copyTo: [],
})
export const notice = { title: '关于做好今冬供热工作的通知', paperType: 'notice', level: 'government', organs: ['云溪市人民政府'], code: '云政发' } as const
export const allMet = checkKeys.map((key) => ({ key, ok: true }))

const steps = ['registered', 'submitted', 'reviewing', 'reviewed', 'signing', 'signed', 'rechecked', 'numbered', 'sealed', 'issued'] as const
export type Step = (typeof steps)[number]
export interface OutgoingOffice extends Acting<Paper> {
  /** What the text says from now on. */
  write(name: string, paper: { readonly id: string }, words: string): Promise<void>
  /** An opinion on the text as it stands. */
  sign(name: string, paper: { readonly id: string }, agree?: boolean): Promise<void>
  /** The ordinary way of a notice begun by 顾维民, as far as this step. */
  upTo(step: Step, more?: object): Promise<Paper>
}
export async function outgoingOffice(db: Tx, others: readonly OtherDesk[] = []): Promise<OutgoingOffice> {
  const office = await openOffice(db, {
    desks: new Map<string, DeskEntry>([
      ['outgoing', { desk: declared, load: tables.load, save: tables.save, erase: tables.erase, mayWriteDraft, paper, bearingNumber: tables.bearingNumber }],
      ...others.map(({ key, entry }): [string, DeskEntry] => [key, entry]),
    ]),
    people: people(others),
    at: '2026-11-23T01:00:00.000Z',
  })
  const base = acting<Paper>(office)
  const { as, see } = base
  const write: OutgoingOffice['write'] = async (name, paper, words) => {
    const { matter, detail } = await office.facts(paper.id as never)
    const draft = text(matter.title ?? '', (detail as Paper['detail']).direction === 'up', words)
    await putDraft({ tx: office.tx(), who: { person: personOf(name) }, now: office.now, office: office.office }, paper.id as never, draft)
  }
  const sign: OutgoingOffice['sign'] = async (name, paper, agree = true) => {
    const facts = await office.facts(paper.id as never)
    await office.as(name).do('sign', { matter: paper.id, piece: null, draft: facts.drafts.length, agree, opinion: agree ? null : '请再斟酌' })
    office.pass(60_000)
  }
  const upTo: OutgoingOffice['upTo'] = async (step, more = {}) => {
    let paper = (await as('顾维民', handleRegisterPaper, { ...notice, ...more })) as Paper
    const on = () => ({ matter: paper.id, piece: null })
    const ways: Readonly<Record<Step, () => Promise<unknown>>> = {
      registered: () => write('顾维民', paper, '各单位要提前做好供热准备。'),
      // what is important goes with a word on who is copied, for this office has settled no superior (R-D07)
      submitted: () => as('顾维民', handleSubmitPaper, { ...on(), to: { unit: unitOf('papers') }, ruleReason: paper.detail.important ? '已另抄省政府' : null }),
      reviewing: () => office.as('季红梅').do('accept', on()),
      reviewed: () => as('季红梅', handleReviewPaper, { ...on(), checks: allMet, proof: { first: personOf('季红梅'), second: personOf('顾维民') } }),
      signing: () => as('季红梅', handleToSign, { ...on(), signer: personOf('韩冬') }),
      signed: () => sign('韩冬', paper),
      rechecked: () => as('季红梅', handleRecheckPaper, on()),
      numbered: () => as('季红梅', handleNumberPaper, on()),
      sealed: async () => {
        await as('季红梅', handleSetOpenness, { ...on(), kind: 'open', reason: '涉及民生' })
        await as('季红梅', handleUseSeal, { ...on(), seal: 'government', copies: 40, keeper: personOf('何平川') })
      },
      issued: () =>
        as('季红梅', handleIssuePaper, {
          ...on(),
          copies: 40,
          to: [{ unit: unitOf('housing') }, { unit: unitOf('water') }],
          outside: [{ name: '市供热公司', copies: 2, from: 1, to: 2 }],
        }),
    }
    for (const one of steps) {
      await ways[one]()
      office.pass(60_000)
      if (one === step) break
    }
    paper = await see('张怀远', paper)
    return paper
  }
  return { ...base, write, sign, upTo }
}
