/** 由谁签发. Rule: 条例 art. 22; R-D23 */
import type { Office } from '../../kernel/decide/office.ts'
import { postsHeld } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/time.ts'
import type { PaperDetail } from './shape.ts'

/** The head of the government; one of its leaders; the head of the office; a leader of the office. */
export type SignerNeeded = 'head' | 'leader' | 'officeHead' | 'officeLeader'
/** Important papers and every paper upward: the head. Others: a leader; the office's by its own. */
export function signerNeeded({ direction, important, level }: Pick<PaperDetail, 'direction' | 'important' | 'level'>): SignerNeeded {
  const heads = direction === 'up' || important
  if (level === 'government') return heads ? 'head' : 'leader'
  if (level === 'authorised') return heads ? 'officeHead' : 'officeLeader'
  return heads ? 'officeHead' : 'officeLeader'
}
const OFFICE_LEADERS = ['secretary-general', 'arbiter']
/** May this person sign it, by the posts he holds that day? Whoever ranks above may always. */
export function maySign(office: Office, person: PersonId, needed: SignerNeeded, now: Instant): boolean {
  const posts = postsHeld(office, person, now)
  const leads = posts.filter((p) => p.key === 'leader')
  if (needed === 'head') return leads.some((p) => p.head)
  if (leads.length > 0) return true
  if (needed === 'leader') return false
  const own = posts.filter((p) => OFFICE_LEADERS.includes(p.key ?? '') || p.key === 'unit-head')
  return needed === 'officeHead' ? own.some((p) => p.head) : own.length > 0
}
