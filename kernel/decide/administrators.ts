/**
 * 三员分立: who keeps the system, who gives rights, who looks at what was done. Nobody is two of them, and none of them sees a matter by it.
 * The database says the same by its own table and guard (migrations/20261129-administrators.sql); a test holds the two together.
 * Rule: R-C14; GB/T 22239-2019 8.1.4 «separation of administrators»
 */
import type { PersonId } from '../ids.ts'
import type { Instant } from '../time.ts'
import { type Office, postsHeld, powersOf } from './office.ts'

/** 系统、安全、审计管理员 */
export const administratorRoles = ['system', 'security', 'audit'] as const
export type AdministratorRole = (typeof administratorRoles)[number]

/** Powers of the house itself; those of a desk are `<desk>.<power>`. */
export const housePowers = [
  'office.people',
  'office.accounts',
  'office.rights',
  'office.audit',
  'office.calendar',
  'office.rules',
  'office.approve-rules',
  'office.record',
  'office.status',
  'office.secrecy',
  'office.channels',
  'office.policies',
  'office.approve-policies',
] as const
type HousePower = (typeof housePowers)[number]

/** Whose power it is among the three; null: an ordinary power of the house. A new power of the house decides here what it is. */
const roleByPower: Readonly<Record<HousePower, AdministratorRole | null>> = {
  'office.people': 'system',
  'office.calendar': 'system',
  'office.accounts': 'security',
  'office.rights': 'security',
  'office.audit': 'audit',
  'office.rules': null,
  'office.approve-rules': null,
  'office.record': null,
  'office.status': null,
  'office.secrecy': null,
  'office.channels': null,
  'office.policies': null,
  'office.approve-policies': null,
}
export const roleOfPower = (key: string): AdministratorRole | null => (Object.hasOwn(roleByPower, key) ? roleByPower[key as HousePower] : null)
/** What the first administrator of each kind is given. */
export const firstPowers: Readonly<Record<AdministratorRole, readonly HousePower[]>> = {
  system: ['office.people', 'office.calendar', 'office.rules', 'office.status', 'office.channels'],
  security: ['office.accounts', 'office.rights', 'office.secrecy', 'office.approve-rules'],
  audit: ['office.audit'],
}
/** Without a holder of these the office could not be kept: the last one is not taken away. */
export const neverVacant: readonly string[] = ['office.people', 'office.accounts', 'office.rights', 'office.audit']

export const rolesOf = (office: Office, person: PersonId, at: Instant): AdministratorRole[] => {
  const held = new Set(powersOf(office, person, at).map(roleOfPower))
  return administratorRoles.filter((role) => held.has(role))
}

interface Span {
  readonly role: AdministratorRole
  readonly from: string
  readonly to: string
}
const END = '9999'
const earlier = (a: string, b: string) => (a < b ? a : b)
const later = (a: string, b: string) => (a > b ? a : b)

/** When somebody holds which of the three, by name or by a post. */
function spansOf(office: Office, person: PersonId): Span[] {
  const held = office.holdings.filter((h) => h.person === person)
  return office.powers.flatMap((p): Span[] => {
    const role = roleOfPower(p.key)
    if (!role) return []
    const own = { role, from: p.from_at, to: p.to_at ?? END }
    if (p.person !== null) return p.person === person ? [own] : []
    return held.filter((h) => h.post === p.post).map((h) => ({ role, from: later(own.from, h.from_at), to: earlier(own.to, h.to_at ?? END) }))
  })
}
/** Two of the three in one hand, now or at any later time; null: none. Rule: R-C14 */
export function twoRoles(office: Office, person: PersonId, at: Instant): readonly [AdministratorRole, AdministratorRole] | null {
  const spans = spansOf(office, person).filter((s) => s.to > at && s.from < s.to)
  for (const a of spans) for (const b of spans) if (a.role !== b.role && later(later(a.from, b.from), at) < earlier(a.to, b.to)) return [a.role, b.role]
  return null
}
/** Would the office, changed so, put two of the three into the hands of one of these people? */
export const clashIn = (office: Office, change: Partial<Pick<Office, 'holdings' | 'powers'>>, people: readonly PersonId[], at: Instant): PersonId | null =>
  people.find((person) => twoRoles({ ...office, ...change }, person, at) !== null) ?? null

/** The power is his own already by his posts: one gives nothing to oneself. */
export const givesToHimself = (office: Office, giver: PersonId, to: { readonly person: PersonId | null; readonly post: string | null }, at: Instant): boolean =>
  to.person === giver || (to.post !== null && postsHeld(office, giver, at).some((post) => post.id === to.post))
