/** 权限一览: what the desks declare and what the office really gave, as one table of powers × posts × why. Pure over the snapshot and the declarations. Rule: R-C14 */
import { type administratorRoles, housePowers, roleOfPower } from '../decide/administrators.ts'
import { holdersOf, type Office } from '../decide/office.ts'
import type { Desk } from '../desk.ts'
import type { Instant } from '../time.ts'

interface Given {
  readonly id: string
  readonly post: string
  readonly unit: string
  readonly people: string[]
}
export interface RightsRow {
  readonly key: string
  readonly why: string
  readonly role: (typeof administratorRoles)[number] | null
  readonly declared: string[]
  readonly posts: Given[]
  readonly people: { id: string; name: string }[]
}

export interface PowerRow {
  readonly id: string
  readonly key: string
  readonly post: string | null
  readonly person: string | null
}
/** @param powers rows of `power` that run now, with their ids */
export function rightsOfOffice(office: Office, desks: readonly Desk[], powers: readonly PowerRow[], at: Instant): { desk: string | null; powers: RightsRow[] }[] {
  const titles = (keys: readonly string[]) => [
    ...new Set(
      keys.flatMap((key) => {
        const found = [...office.posts.values()].filter((p) => p.key === key && (p.to_at === null || at < p.to_at)).map((p) => p.title)
        return found.length > 0 ? found : [key]
      }),
    ),
  ]
  const row = (key: string, why: string, declared: readonly string[]): RightsRow => {
    const own = powers.filter((p) => p.key === key)
    return {
      key,
      why,
      role: roleOfPower(key),
      declared: titles(declared),
      posts: own.flatMap((p) => {
        const post = p.post === null ? undefined : [...office.posts.values()].find((one) => one.id === p.post)
        if (!post) return []
        const people = holdersOf(office, post.id, at).map((person) => office.persons.get(person)?.name ?? '')
        return [{ id: p.id, post: post.title, unit: office.units.get(post.unit)?.name ?? '', people }]
      }),
      people: own.flatMap((p) => {
        const person = p.person === null ? undefined : [...office.persons.values()].find((one) => one.id === p.person)
        return person ? [{ id: p.id, name: person.name }] : []
      }),
    }
  }
  const ofDesk = (desk: Desk) => {
    const declared = Object.entries(desk.powers).map(([key, { posts, why }]) => row(key.includes('.') ? key : `${desk.key}.${key}`, why, posts))
    const known = new Set(declared.map((r) => r.key))
    const beyond = [...new Set(powers.map((p) => p.key))].filter((key) => key.startsWith(`${desk.key}.`) && !known.has(key)).map((key) => row(key, '', []))
    return { desk: desk.key as string | null, powers: [...declared, ...beyond] }
  }
  return [...desks.map(ofDesk), { desk: null, powers: housePowers.map((key) => row(key, '', [])) }]
}
