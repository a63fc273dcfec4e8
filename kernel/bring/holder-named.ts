/** Whom an old sheet names: 市住建局, 许文涛, 市住建局 许文涛, 来信来电科 科长. By exact name only: what fits nobody, or two, is refused and not guessed. Pure. */
import type { Holder } from '../contract.ts'
import { holdersOf, membersOf, type Office, postsOfUnit, receiverOf, runs } from '../decide/office.ts'
import type { PersonId, UnitId } from '../ids.ts'
import type { Instant } from '../time.ts'

const plain = (text: string) => text.replace(/^市/, '')
/** A unit by name, short name (with or without 市) or code; undefined where the office has none. */
export function unitNamed(office: Office, now: Instant, said: string): UnitId | undefined {
  return [...office.units.values()].find((u) => runs(u, now) && [u.name, u.short, u.code, plain(u.name), plain(u.short)].some((n) => n === said || n === plain(said)))?.id
}
const called = (office: Office, said: string, among: readonly PersonId[]): PersonId[] =>
  among.filter((id) => [office.persons.get(id)?.name, office.persons.get(id)?.username].includes(said))

/** @returns a fault: nobody of that name, or two */
export function holderNamed(office: Office, now: Instant, said: string): Holder | 'unknown-holder' | 'two-persons' {
  const text = said.replace(/\s+/g, ' ').trim()
  const unit = unitNamed(office, now, text)
  if (unit) return { unit }
  const active = [...office.persons.values()].filter((p) => p.active).map((p) => p.id)
  const whole = called(office, text, active)
  if (whole.length > 1) return 'two-persons'
  if (whole[0]) return { person: whole[0] }
  const [, before, after] = /^(.+?)\s*[\s/／·]\s*(.+)$/.exec(text) ?? []
  const of = before ? unitNamed(office, now, before) : undefined
  if (!of || !after) return 'unknown-holder'
  const members = called(office, after, membersOf(office, of, now))
  if (members.length > 1) return 'two-persons'
  if (members[0]) return { unit: of, person: members[0] }
  const posts = postsOfUnit(office, of, now).filter((p) => p.title === after || p.key === after)
  return posts.length === 1 && posts[0] ? { post: posts[0].id } : 'unknown-holder'
}

/** The person who acts where a unit or a post is named: whoever receives for it today. */
export function personOf(office: Office, now: Instant, holder: Holder): PersonId | null {
  if (holder.person) return holder.person
  if (holder.post) return holdersOf(office, holder.post, now)[0] ?? null
  return holder.unit ? receiverOf(office, holder.unit, now) : null
}
