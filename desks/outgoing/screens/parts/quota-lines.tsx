/** 本年限额: how many were issued of what is applied for, and how many may be. Rule: HB-29; R-M20 */
import type { QuotaUsed } from '../../tables-shape.ts'
import { fill, useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

export function QuotaLines({ used }: { readonly used: readonly QuotaUsed[] }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  if (used.length === 0) return null
  const kind = ({ organ, paperType }: QuotaUsed) => `${organ ?? s.hints.allOrgans} ${paperType === null ? s.hints.allTypes : w.paperTypes[paperType]}`
  return (
    <ul className="outgoing-list small" aria-live="polite">
      {used.map((one) => (
        <li key={kind(one)} className={one.over ? 'amber' : 'quiet'}>
          {fill(one.over ? s.hints.usedUp : s.hints.used, { kind: kind(one), issued: one.issued, most: one.most })}
          {one.over && one.leave && `　${s.hints.leave}`}
        </li>
      ))}
    </ul>
  )
}
