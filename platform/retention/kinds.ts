/** 保存期限: every kind of data this house holds, how long, on what basis, and what happens then. How long is a rule of two people (限额). Rule: R-C18; architecture §2 «Erasure» */
import type { QuotaKey } from '../../kernel/rules/quotas.ts'
import { contactsDue } from './erase-contacts.ts'

export interface RetainedKind {
  readonly key: string
  /** null: for good, or by a setting of its own. */
  readonly days: QuotaKey | null
  /** `erased` by night; `proposed` counted by night and erased by a person for each matter (依法删除), until the office has set the limit itself: then by night too; `kept`. */
  readonly ends: 'erased' | 'proposed' | 'kept'
  /** Erases what is older than $1, or counts it; one row, column n. */
  readonly statement: string | null
}
export const retained: readonly RetainedKind[] = [
  {
    key: 'keys',
    days: 'retention.keys',
    ends: 'erased',
    statement: 'with gone as (delete from done d where d.at < $1 returning 1) select count(*)::int as n from gone',
  },
  {
    key: 'submissions',
    days: 'retention.submissions',
    ends: 'erased',
    statement: 'with gone as (delete from submission s where s.taken_at < $1 returning 1) select count(*)::int as n from gone',
  },
  {
    key: 'sent',
    days: 'retention.sent',
    ends: 'erased',
    statement: 'with gone as (delete from outbox o where o.sent_at < $1 returning 1) select count(*)::int as n from gone',
  },
  {
    key: 'sessions',
    days: 'retention.sessions',
    ends: 'erased',
    statement: 'with gone as (delete from auth."session" s where s."expiresAt" < $1 returning 1) select count(*)::int as n from gone',
  },
  {
    key: 'attempts',
    days: 'retention.attempts',
    ends: 'erased',
    statement: 'with gone as (delete from auth.attempt t where t.at < $1 returning 1) select count(*)::int as n from gone',
  },
  // cleared by tidy.ts, with their bytes
  { key: 'uploads', days: 'retention.uploads', ends: 'erased', statement: null },
  {
    key: 'contacts',
    days: 'retention.contacts',
    ends: 'proposed',
    statement: `select count(*)::int as n ${contactsDue}`,
  },
  { key: 'matters', days: null, ends: 'kept', statement: null },
  // 文稿 and its versions: what was sent, judged and signed; their words go with the matter's (kernel/drafts/erase.ts). R-D41
  { key: 'drafts', days: null, ends: 'kept', statement: null },
  { key: 'history', days: null, ends: 'kept', statement: null },
  // 礼品登记: every wording of a declaration; what it was is nobody's to forget. ZK-50
  { key: 'gifts', days: null, ends: 'kept', statement: null },
  { key: 'figures', days: null, ends: 'kept', statement: null },
  { key: 'backups', days: null, ends: 'kept', statement: null },
]
