/** 人员与单位: the office as it stands today, out of the snapshot; searched by characters, pinyin or initials. */

import type { z } from 'zod'
import { charge, holdersOf, membersOf, type Office, type Post, postsHeld, postsOfUnit, type Unit } from '../decide/office.ts'
import type { PersonId, UnitId } from '../ids.ts'
import { RefusalError, refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import { pinyinKey } from './pinyin.ts'
import { COUNT_STOPS, type personPost, type personRow, type personView, type unitRow, type unitView } from './shape.ts'

type PersonPost = z.output<typeof personPost>
type PersonRow = z.output<typeof personRow>
type UnitRow = z.output<typeof unitRow>
const runs = (row: { readonly from_at: Instant; readonly to_at: Instant | null }, at: Instant) => row.from_at <= at && (row.to_at === null || at < row.to_at)
const named = (office: Office, unit: UnitId | null) => ({ id: unit ?? '', name: (unit && office.units.get(unit)?.name) ?? '' })
const personName = (office: Office, person: PersonId) => ({ id: person, name: office.persons.get(person)?.name ?? '' })

/** Posts somebody holds now, main ones first, then by rank. */
export function postsOf(office: Office, person: PersonId, at: Instant): PersonPost[] {
  const kind = (post: Post) => office.holdings.find((h) => h.person === person && h.post === post.id && runs(h, at))?.kind ?? 'main'
  return postsHeld(office, person, at)
    .map((post) => ({ id: post.id, title: post.title, unit: named(office, post.unit), holding: kind(post), head: post.head, receiving: post.receiving, rank: post.rank }))
    .sort((a, b) => Number(a.holding !== 'main') - Number(b.holding !== 'main') || a.rank - b.rank)
    .map(({ rank: _, ...post }) => post)
}

const rowOf = (office: Office, unit: Unit, at: Instant): UnitRow => ({
  id: unit.id,
  name: unit.name,
  short: unit.short,
  parent: unit.parent,
  kind: unit.kind,
  sort: unit.sort,
  code: unit.code,
  people: membersOf(office, unit.id, at).length,
})
/** Units that exist today, in the office's order; the tree is in `parent`. */
export function readUnits(office: Office, at: Instant): UnitRow[] {
  return [...office.units.values()].filter((unit) => runs(unit, at)).map((unit) => rowOf(office, unit, at))
}

interface Asked {
  readonly q?: string | undefined
  readonly unit?: UnitId | undefined
  readonly withFormer: boolean
  readonly cursor?: string | undefined
  readonly size: number
}
const matches = (q: string, person: { readonly name: string; readonly pinyin: string }, posts: readonly PersonPost[]): boolean => {
  if (person.name.includes(q) || posts.some((post) => post.title.includes(q) || post.unit.name.includes(q))) return true
  const typed = q.toLowerCase().replace(/\s+/g, '')
  return /^[a-z]+$/.test(typed) && pinyinKey(person.name, person.pinyin).some((key) => key.startsWith(typed))
}
/** By rank of the post, then pinyin. The cursor is the number of rows already shown: the list is short and whole in memory. */
export function readDirectory(office: Office, asked: Asked, at: Instant): { rows: PersonRow[]; next: string | null; count: { n: number; more: boolean } } {
  const members = asked.unit ? new Set(membersOf(office, asked.unit, at)) : null
  const rank = (person: PersonId) => Math.min(999, ...postsHeld(office, person, at).map((post) => post.rank))
  const found = [...office.persons.values()]
    .filter((person) => (person.active || asked.withFormer) && (!members || members.has(person.id)))
    .map((person) => ({ id: person.id, name: person.name, pinyin: person.pinyin, active: person.active, posts: postsOf(office, person.id, at), rank: rank(person.id) }))
    .filter((person) => !asked.q || matches(asked.q, person, person.posts))
    .sort((a, b) => a.rank - b.rank || (a.pinyin < b.pinyin ? -1 : a.pinyin > b.pinyin ? 1 : 0) || (a.id < b.id ? -1 : 1))
  const from = Math.max(0, Math.trunc(Number(asked.cursor ?? 0)) || 0)
  const rows = found.slice(from, from + asked.size).map(({ rank: _, ...row }) => row)
  const more = found.length > from + asked.size
  return { rows, next: more ? String(from + asked.size) : null, count: { n: Math.min(found.length, COUNT_STOPS), more: found.length > COUNT_STOPS } }
}

/** @throws RefusalError `kernel.not-found` */
export async function readUnit(tx: Tx, office: Office, id: UnitId, at: Instant): Promise<z.output<(typeof unitView)['output']>> {
  const unit = office.units.get(id)
  if (!unit || !runs(unit, at)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const posts = postsOfUnit(office, id, at)
  const ids = posts.map((post) => post.id)
  const [holdings, powers] = [
    await run<{ id: string; person: PersonId; post: string; kind: string }>(
      tx,
      'select h.id, h.person, h.post, h.kind from holding h where h.post = any ($1::uuid[]) and h.from_at <= $2 and (h.to_at is null or h.to_at > $2)',
      [ids, at],
    ),
    await run<{ id: string; post: string; key: string }>(
      tx,
      'select p.id, p.post, p.key from power p where p.post = any ($1::uuid[]) and p.from_at <= $2 and (p.to_at is null or p.to_at > $2) order by p.key',
      [ids, at],
    ),
  ]
  const parents: { id: string; name: string }[] = []
  for (let up = unit.parent; up; up = office.units.get(up)?.parent ?? null) parents.unshift(named(office, up))
  const head = charge(office, id, at)
  return {
    ...rowOf(office, unit, at),
    parents,
    charge: head ? personName(office, head) : null,
    posts: posts.map((post) => ({
      id: post.id,
      title: post.title,
      rank: post.rank,
      head: post.head,
      receiving: post.receiving,
      key: post.key,
      holders: holdersOf(office, post.id, at).flatMap((person) => {
        const holding = holdings.find((h) => h.post === post.id && h.person === person)
        return holding ? [{ ...personName(office, person), holding: holding.id, kind: holding.kind }] : []
      }),
      powers: powers.filter((p) => p.post === post.id).map(({ id: power, key }) => ({ id: power, key })),
    })),
    children: [...office.units.values()].filter((child) => child.parent === id && runs(child, at)).map((child) => rowOf(office, child, at)),
  }
}

type PersonView = z.output<(typeof personView)['output']>
interface PersonRows {
  readonly holdings: { id: string; post: string; kind: string; from: string; to: string | null; until: string | null }[]
  readonly portfolios: { id: string; unit: UnitId | null; field: string | null; kind: string; from: string; to: string | null }[]
  readonly powers: { id: string; key: string; from: string; to: string | null }[]
  readonly delegations: { id: string; principal: PersonId; agent: PersonId; desks: string[] | null; named_too: boolean; ground: string; from: string; to: string | null }[]
}
/** Everything dated about one person. @throws RefusalError `kernel.not-found` */
export async function readPerson(tx: Tx, office: Office, id: PersonId, at: Instant): Promise<PersonView> {
  const person = office.persons.get(id)
  if (!person) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const dated = 'from_at as "from", to_at as "to"'
  const rows: PersonRows = {
    holdings: await run(tx, `select id, post, kind, until_at as until, ${dated} from holding where person = $1 order by from_at desc`, [id]),
    portfolios: await run(tx, `select id, unit, field, kind, ${dated} from portfolio where person = $1 order by from_at desc`, [id]),
    powers: await run(tx, `select id, key, ${dated} from power where person = $1 order by key`, [id]),
    delegations: await run(tx, `select id, principal, agent, desks, named_too, ground, ${dated} from delegation where principal = $1 or agent = $1 order by from_at desc`, [id]),
  }
  const byPost = postsHeld(office, id, at).flatMap((post) =>
    office.powers.filter((p) => p.post === post.id && runs(p, at)).map((p) => ({ id: null, key: p.key, by: post.title, from: p.from_at, to: p.to_at })),
  )
  return {
    id,
    name: person.name,
    pinyin: person.pinyin,
    active: person.active,
    username: person.username,
    holdings: rows.holdings.map(({ post, ...rest }) => {
      const held = office.posts.get(post as Post['id'])
      return { ...rest, post: { id: post, name: held?.title ?? '' }, unit: named(office, held?.unit ?? null) }
    }),
    portfolios: rows.portfolios.map(({ unit, field, ...rest }) => ({
      ...rest,
      unit: unit ? named(office, unit) : null,
      field: field && (office.fields.find((f) => f.key === field)?.name ?? field),
    })),
    powers: [...rows.powers.map((p) => ({ ...p, by: '' })), ...byPost],
    delegations: rows.delegations.map(({ named_too, principal, agent, ...rest }) => ({
      ...rest,
      principal: personName(office, principal),
      agent: personName(office, agent),
      namedToo: named_too,
    })),
  }
}
