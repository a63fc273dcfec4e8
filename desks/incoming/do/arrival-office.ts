/** For tests: the papers room of an office on a real database. Acts run as their routes would run them; nothing is committed. */
import type { z } from 'zod'
import type { Holding, Office, Person, Post, Power, Unit } from '../../../kernel/decide/office.ts'
import type { PersonId, PostId, UnitId } from '../../../kernel/ids.ts'
import { RefusalError } from '../../../kernel/refusal.ts'
import { instant } from '../../../kernel/time.ts'
import { type AnyAct, openOffice, type TrialOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import type { Tx } from '../../../kernel/write/tx.ts'
import type { ArrivalRun } from '../arrival-shape.ts'
import { powers } from '../powers.ts'
import { erase, load, save, unreturned } from '../tables.ts'
import { handleLandLine } from './land-line.ts'
import { declared } from './move-paper.ts'
import { handleOpenRun } from './open-run.ts'

const dated = { from_at: instant('2020-01-01T00:00:00+08:00'), to_at: null }
export const unitOf = (key: string): UnitId => idOf<UnitId>(`incoming unit ${key}`)
export const personOf = (name: string): PersonId => personId(name)
export const postOf = (key: string): PostId => idOf<PostId>(`incoming post ${key}`)
const unitRows = [
  ['office', '市政府办公室', 'office', null],
  ['papers', '文电科', 'division', 'office'],
  ['housing', '市住建局', 'department', null],
] as const
/** Key, post key, unit, head, receiving, who. */
const postRows = [
  ['sg', 'secretary-general', 'office', true, true, '张怀远'],
  ['clerk', 'secretary', 'papers', false, true, '赵敏'],
  ['head', 'division-head', 'papers', true, false, '钱立'],
  ['second', 'secretary', 'papers', false, false, '孙蓉'],
  ['housing-head', 'unit-head', 'housing', true, false, '郭振华'],
  ['housing-liaison', 'liaison', 'housing', false, true, '许文涛'],
] as const
const people: Office = {
  version: 1,
  units: new Map(
    unitRows.map(([key, name, kind, parent]): [UnitId, Unit] => [
      unitOf(key),
      { ...dated, id: unitOf(key), name, short: name, parent: parent && unitOf(parent), kind, sort: 0, code: key },
    ]),
  ),
  persons: new Map(postRows.map(([, , , , , name]): [PersonId, Person] => [personId(name), { id: personId(name), name, pinyin: '', active: true, username: null }])),
  posts: new Map(
    postRows.map(([id, key, unit, head, receiving]): [PostId, Post] => [
      postOf(id),
      { ...dated, id: postOf(id), unit: unitOf(unit), title: key, rank: 10, head, receiving, key, follows: null },
    ]),
  ),
  holdings: postRows.map(([id, , , , , name]): Holding => ({ ...dated, person: personId(name), post: postOf(id), kind: 'main' })),
  portfolios: [],
  powers: postRows.flatMap(([id, key]) =>
    Object.entries(powers).flatMap(([power, def]): Power[] =>
      (def.posts as readonly string[]).includes(key) ? [{ ...dated, post: postOf(id), person: null, key: `incoming.${power}` }] : [],
    ),
  ),
  delegations: [],
  successions: [],
  fields: [],
  fieldUnits: [],
}
export const paper = { sender: '省人民政府办公厅', senderNumber: '省政办发〔2026〕88号', title: '关于做好冬季供暖工作的通知', paperType: 'notice' } as const

interface Typed extends AnyAct {
  readonly contract: { readonly input: z.ZodType; readonly output: z.ZodType }
}
export interface ArrivalOffice {
  readonly office: TrialOffice
  as<A extends Typed>(name: string, act: A, input: unknown): Promise<z.output<A['contract']['output']>>
  code(name: string, act: Typed, input: unknown): Promise<string>
  run(listed: number): Promise<ArrivalRun>
  land(run: { readonly id: string }, more?: object, name?: string): Promise<z.output<(typeof handleLandLine)['contract']['output']>>
}
export async function arrivalOffice(db: Tx): Promise<ArrivalOffice> {
  const desks = new Map([['incoming', { desk: declared, load, save, erase, unreturned }]])
  const office = await openOffice(db, { desks, people, at: '2026-11-30T01:00:00.000Z' })
  const as: ArrivalOffice['as'] = async (name, act, input) => (await office.as(name).run(act, input)) as never
  return {
    office,
    as,
    async code(name, act, input) {
      try {
        await as(name, act, input)
        return 'done'
      } catch (error) {
        if (error instanceof RefusalError) return error.refusal.code
        throw error
      }
    },
    run: (listed) => as('赵敏', handleOpenRun, { station: '市公文交换站', listNumber: '2026-1130-02', listed }),
    land: (run, more = {}, name = '赵敏') => as(name, handleLandLine, { ...paper, run: run.id, ...more }),
  }
}
