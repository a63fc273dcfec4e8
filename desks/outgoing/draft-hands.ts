/** 谁可以写: whoever holds the paper, from the first word to the number; nobody while it waits for a signature of receipt. Rule: R-D41; GN-18 */
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import type { Office } from '../../kernel/decide/office.ts'
import { holds, rightsOf } from '../../kernel/decide/rights.ts'
import { leadOf } from '../../kernel/decide/run.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/time.ts'

const writable: readonly string[] = ['drafting', 'reviewing', 'reviewed', 'signing', 'signed', 'rechecked', 'numbered']
interface Eyes {
  readonly office: Office
  readonly who: { readonly person: PersonId }
  readonly now: Instant
}
export function mayWriteDraft(facts: MatterFacts, { office, who, now }: Eyes): boolean {
  const lead = leadOf(facts)
  if (lead?.state !== 'open' || !writable.includes(facts.matter.state)) return false
  return rightsOf(office, facts, who.person, now).some((person) => holds(office, person, lead, now))
}
