/** For tests: an archivist in the small office of another desk, and a retention table in force. */
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { Office } from '../../../kernel/decide/office.ts'
import type { Desk } from '../../../kernel/desk.ts'
import type { PersonId, PostId, UnitId } from '../../../kernel/ids.ts'
import { type Rules, rulesOf } from '../../../kernel/rules/in-force.ts'
import { instant } from '../../../kernel/time.ts'
import { idOf } from '../../../kernel/trial/people.ts'
import { archives } from '../desk.ts'
import { powers } from '../powers.ts'
import * as tables from '../tables.ts'

const from_at = instant('2020-01-01T00:00:00+08:00')
export interface Seats {
  readonly unit: UnitId
  readonly archivist: PersonId
  readonly borrowers: readonly PersonId[]
  readonly head: PersonId
  /** Whose closed matters he keeps. */
  readonly desk: string
}
/** 陶然 keeps the archive; some may borrow; the head consents to what is 控制使用. */
export function withArchivist(base: Office, { unit, archivist, borrowers, head, desk }: Seats): Office {
  const post = idOf<PostId>('archives post archivist')
  const own = (person: PersonId, key: string) => ({ from_at, to_at: null, post: null, person, key })
  const of = (key: string, person: PersonId) =>
    Object.entries(powers).flatMap(([power, def]) => ((def.posts as readonly string[]).includes(key) ? [own(person, `archives.${power}`)] : []))
  return {
    ...base,
    persons: new Map([...base.persons, [archivist, { id: archivist, name: '陶然', pinyin: '', active: true, username: null }]]),
    posts: new Map([...base.posts, [post, { from_at, to_at: null, id: post, unit, title: '档案员', rank: 60, head: false, receiving: false, key: 'archivist', follows: null }]]),
    holdings: [...base.holdings, { from_at, to_at: null, person: archivist, post, kind: 'main' as const }],
    powers: [
      ...base.powers,
      ...of('archivist', archivist),
      own(archivist, `${desk}.see-closed`),
      ...borrowers.flatMap((one) => of('liaison', one)),
      ...of('secretary-general', head),
    ],
  }
}
export const table = {
  fonds: 'J001',
  handOver: 20,
  organs: [
    { code: 'MS', name: '秘书科', units: ['division'] },
    { code: 'BGS', name: '办公室', units: [] },
  ],
  rows: [
    { key: '1.1', what: '来访、来电当场答复的登记', ruling: 'D10', desk: 'affairs', marks: ['asked:outside'] },
    { key: '1.2', what: '他处接办的', ruling: 'none', desk: 'affairs', marks: ['result:takenOver'] },
    { key: '2.1', what: '市领导交办事项', ruling: 'D30', desk: 'affairs', marks: [] },
  ],
}
export const settled = (value: unknown = table): Rules => rulesOf([{ kind: 'table', key: 'archives.terms', version: 1, value, from_at, basis: '云档函〔2025〕12号' }])
export const archivesEntry: DeskEntry = {
  desk: archives as unknown as Desk,
  load: tables.load,
  save: tables.save,
  erase: tables.erase,
  unreturned: tables.unreturned,
  bearing: tables.bearing,
}
