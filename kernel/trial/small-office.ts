/** A small office out of a few rows: units, and a post with its one holder in each row. For tests of desks, in memory (a name is its own id) and on a database. */
import type { Office, Unit } from '../decide/office.ts'
import type { PersonId, PostId, UnitId } from '../ids.ts'
import { instant } from '../time.ts'

export interface SmallUnit {
  readonly key: string
  /** Default: its key. */
  readonly name?: string
  readonly kind?: Unit['kind']
  readonly parent?: string | null
}
export interface Seat {
  readonly id: string
  /** Key of the post: `unit-head`. */
  readonly key: string
  readonly unit: string
  readonly person: string
  readonly title?: string
  readonly rank?: number
  readonly head?: boolean
  readonly receiving?: boolean
}
/** Powers of a desk, by the keys of posts that hold them. */
export type PowersOf = Readonly<Record<string, { readonly posts: readonly string[] }>>
export interface SmallOffice {
  readonly units: readonly SmallUnit[]
  readonly seats: readonly Seat[]
  /** By desk. */
  readonly powers: Readonly<Record<string, PowersOf>>
  readonly ids?: { unit(key: string): UnitId; post(id: string): PostId; person(name: string): PersonId }
}
const itself = <T extends string>(word: string): T => word as T
const asNamed = { unit: itself<UnitId>, post: itself<PostId>, person: itself<PersonId> }
const dated = { from_at: instant('2020-01-01T00:00:00+08:00'), to_at: null }

export function smallOffice({ units, seats, powers, ids = asNamed }: SmallOffice): Office {
  return {
    version: 1,
    units: new Map(
      units.map(({ key, name = key, kind = 'office', parent = null }) => {
        const id = ids.unit(key)
        return [id, { ...dated, id, name, short: name, parent: parent === null ? null : ids.unit(parent), kind, sort: 0, code: key }]
      }),
    ),
    persons: new Map(seats.map(({ person: name }) => [ids.person(name), { id: ids.person(name), name, pinyin: '', active: true, username: null }])),
    posts: new Map(
      seats.map(({ id, key, unit, title = key, rank = 10, head = true, receiving = true }) => [
        ids.post(id),
        { ...dated, id: ids.post(id), unit: ids.unit(unit), title, rank, head, receiving, key, follows: null },
      ]),
    ),
    holdings: seats.map(({ id, person }) => ({ ...dated, person: ids.person(person), post: ids.post(id), kind: 'main' })),
    portfolios: [],
    powers: Object.entries(powers).flatMap(([desk, all]) =>
      seats.flatMap(({ id, key }) =>
        Object.entries(all).flatMap(([power, { posts }]) => (posts.includes(key) ? [{ ...dated, post: ids.post(id), person: null, key: `${desk}.${power}` }] : [])),
      ),
    ),
    delegations: [],
    successions: [],
    fields: [],
    fieldUnits: [],
  }
}
