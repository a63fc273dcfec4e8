/**
 * Whatever is answered to somebody without the power over a desk's contacts: telephone and identity numbers inside its texts are masked. Asked once at the edge for every
 * reading and every act, so that no desk can forget it; exports ask it page by page. Rule: R-C18
 */
import { hasPower, type Office } from '../decide/office.ts'
import type { PersonId } from '../ids.ts'
import { mask } from '../mask.ts'
import type { Instant } from '../time.ts'

interface Eyes {
  readonly office: Office
  readonly who: { readonly person: PersonId }
  readonly now: Instant
}
/** Fields that hold what people wrote; ids, numbers and the office's own telephones stand under other names. */
const texts = new Set(['title', 'body', 'text', 'ask', 'opinion', 'reason', 'ground', 'purpose', 'place', 'name', 'toName', 'relayedBy', 'proposal', 'resultText'])

export const opensContacts = ({ office, who, now }: Eyes, desk: string): boolean => hasPower(office, who.person, `${desk}.contact`, now)

/**
 * A line or a page of a matter says of which desk it is; everything inside is that desk's.
 * @param of the desk all of it is of, where its lines do not say so
 */
export function maskedFor<T>(eyes: Eyes, answer: T, of?: string): T {
  const walk = (value: unknown, hides: boolean, key: string): unknown => {
    if (typeof value === 'string') return hides && texts.has(key) ? mask(value) : value
    if (Array.isArray(value)) return value.map((one) => walk(one, hides, key))
    if (typeof value !== 'object' || value === null) return value
    const { desk } = value as { desk?: unknown }
    const inside = typeof desk === 'string' && 'title' in value ? !opensContacts(eyes, desk) : hides
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, inside, name)]))
  }
  return walk(answer, of !== undefined && !opensContacts(eyes, of), '') as T
}
