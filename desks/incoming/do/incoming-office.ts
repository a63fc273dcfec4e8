/** For tests: a small office that receives papers, on a real database. Acts run as their routes would run them; nothing is committed. */
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { Office } from '../../../kernel/decide/office.ts'
import type { PersonId, PostId, UnitId } from '../../../kernel/ids.ts'
import { type Acting, acting } from '../../../kernel/trial/acting.ts'
import { openOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { type PowersOf, smallOffice } from '../../../kernel/trial/small-office.ts'
import type { Tx } from '../../../kernel/write/tx.ts'
import { powers } from '../powers.ts'
import { checkKeys } from '../shape.ts'
import * as tables from '../tables.ts'
import { after } from './down-quota.ts'
import { handleExaminePaper } from './examine-paper.ts'
import { declared, type Paper } from './move-paper.ts'
import { handleRegisterPaper } from './register-paper.ts'

export const unitOf = (key: string): UnitId => idOf<UnitId>(`incoming unit ${key}`)
export const personOf = (name: string): PersonId => personId(name)
const postOf = (key: string): PostId => idOf<PostId>(`incoming post ${key}`)
const unitRows = [
  ['city', '市人民政府', 'leaders', null],
  ['office', '市政府办公室', 'office', null],
  ['papers', '文电科', 'division', 'office'],
  ['housing', '市住建局', 'department', null],
  ['water', '市水利局', 'department', null],
] as const
/** Post, its key, unit, head, receiving, rank, who. */
const postRows = [
  ['mayor', 'leader', 'city', true, false, 1, '周启明'],
  ['deputy', 'leader', 'city', false, false, 2, '沈国栋'],
  ['vice', 'leader', 'city', false, false, 3, '韩冬'],
  ['vice-2', 'leader', 'city', false, false, 3, '罗静'],
  ['city-secretary', 'secretary', 'city', false, true, 50, '陈立言'],
  ['sg', 'secretary-general', 'office', true, false, 5, '张怀远'],
  ['dsg', 'arbiter', 'office', false, true, 8, '何平川'],
  ['papers-head', 'division-head', 'papers', true, true, 20, '季红梅'],
  ['housing-head', 'unit-head', 'housing', true, false, 10, '郭振华'],
  ['housing-liaison', 'liaison', 'housing', false, true, 40, '许文涛'],
  ['water-head', 'unit-head', 'water', true, false, 10, '洪涛'],
  ['water-liaison', 'liaison', 'water', false, true, 40, '水清'],
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
    powers: { incoming: powers, ...Object.fromEntries(others.map((one) => [one.key, one.powers])) },
    ids: { unit: unitOf, post: postOf, person: personOf },
  })

export const notice = { title: '关于做好今冬明春防火工作的通知', sender: '云中省人民政府办公厅', senderNumber: '云政办发〔2026〕31号', paperType: 'notice' } as const
export const request = { title: '关于解决清溪水库除险加固资金的请示', sender: '清溪县人民政府', senderNumber: '清政〔2026〕18号', paperType: 'request' } as const
export const allMet = checkKeys.map((key) => ({ key, ok: true }))
export const failing = (...keys: readonly string[]) => checkKeys.map((key) => (keys.includes(key) ? { key, ok: false, note: `${key} 不合` } : { key, ok: true }))

export interface IncomingOffice extends Acting<Paper> {
  /** Registered by 季红梅. */
  paper(more?: object): Promise<Paper>
  /** … and examined. */
  examined(more?: object): Promise<Paper>
  /** Piece of that person that is open now. */
  piece(paper: { readonly id: string }, name: string): Promise<string>
}
export async function incomingOffice(db: Tx, others: readonly OtherDesk[] = []): Promise<IncomingOffice> {
  const office = await openOffice(db, {
    desks: new Map<string, DeskEntry>([
      ['incoming', { desk: declared, load: tables.load, save: tables.save, erase: tables.erase, after }],
      ...others.map(({ key, entry }): [string, DeskEntry] => [key, entry]),
    ]),
    people: people(others),
    at: '2026-11-23T01:00:00.000Z',
  })
  const base = acting<Paper>(office)
  const { as } = base
  return {
    ...base,
    paper: async (more = {}) => (await as('季红梅', handleRegisterPaper, { ...notice, ...more })) as Paper,
    async examined(more = {}) {
      const paper = (await as('季红梅', handleRegisterPaper, { ...notice, ...more })) as Paper
      office.pass(60_000)
      return (await as('季红梅', handleExaminePaper, { matter: paper.id, checks: allMet })) as Paper
    },
    async piece(paper, name) {
      const facts = await office.facts(paper.id as never)
      const found = facts.assignments.find((a) => a.person === personId(name) && a.state === 'open' && a.kind !== 'do')
      if (!found) throw new Error(`${name} holds nothing to read or sign`)
      return found.id
    },
  }
}
