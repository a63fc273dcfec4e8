/** 引用核对 beside whatever is being written: silent where all is right, and never in the way. The text stays here; only what it cites is asked about. Rule: BZ-27 */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { findCitations } from '../../kernel/policies/find-citations.ts'
import { quietStatuses, wrongStatuses } from '../../kernel/policies/judge.ts'
import { type CheckedCitation, CITATIONS_MOST, checkCitations } from '../../kernel/policies/shape.ts'
import { callAct } from '../call.ts'
import { freshKey } from '../clock.ts'
import { useRested } from '../parts/use-rested.ts'
import { sayDate } from '../say-time.ts'
import { useLanguage } from '../words/use-words.ts'
import './citation-note.css'
import { fill, type PolicyWords, usePolicyWords } from './use-policy-words.ts'

const RESTS = 600
/** Each citation once, wherever it stands: typing before it asks nothing anew. */
const askedOf = (text: string) => {
  const seen = new Map<string, ReturnType<typeof findCitations>[number]>()
  for (const one of findCitations(text)) if (one.aside === null) seen.set(JSON.stringify({ ...one, at: 0 }), { ...one, at: 0 })
  return [...seen.values()]
    .filter((one) => (one.title?.length ?? 0) <= 130 && one.numbers.length <= 6 && one.numbers.every((number) => number.length <= 60))
    .slice(0, CITATIONS_MOST)
}
/** What is wrong with it, or to be known of it; empty where it is right or not known. */
export function sayCitation(w: PolicyWords, one: Omit<CheckedCitation, 'at' | 'length'>, day: (day: string) => string): string {
  if (one.status === 'not-in-library' || one.status === 'in-force' || one.status === 'aside') return ''
  const said = one.said
  const on = one.on ? day(one.on) : ''
  const right = one.by ? fill(w.cite.numberOf, { title: one.by.title }) : fill(w.cite.rightNumber, { number: one.entry?.number ?? '' })
  const by = one.by ? fill(w.cite.byWhom, { title: one.by.title }) : ''
  return fill(w.cite[one.status], { said, on, right, by }).replace(/^《(?=[^》]*号》)([^》]*)》/u, '$1')
}

export function CitationNote({ text }: { readonly text: string }) {
  const w = usePolicyWords()
  const language = useLanguage()
  const rested = useRested(text, RESTS)
  const citations = useMemo(() => askedOf(rested), [rested])
  const { data } = useQuery({
    queryKey: ['policies.check', citations],
    queryFn: () => callAct(checkCitations, { citations } as never, { key: freshKey() }),
    enabled: citations.length > 0,
    // a hint: where it cannot be had there is none
    retry: false,
    throwOnError: false,
  })
  const rows = citations.length > 0 ? (data?.rows ?? []) : []
  const told = rows.filter((one) => !quietStatuses.includes(one.status) && one.status !== 'not-in-library')
  const unknown = [...new Set(rows.filter((one) => one.status === 'not-in-library').map((one) => one.said))]
  if (told.length === 0 && unknown.length === 0) return null
  return (
    <section className="citation-note no-print" role="status" aria-label={w.cite.label}>
      <ul>
        {told.map((one) => (
          <li key={`${one.said} ${one.status}`} className={wrongStatuses.includes(one.status) ? 'is-wrong' : 'quiet'}>
            {sayCitation(w, one, (day) => sayDate(day, language))}{' '}
            {one.entry && (
              <Link to={`/policies/${one.entry.id}` as never} target="_blank" rel="noopener">
                {w.title}
              </Link>
            )}
          </li>
        ))}
        {unknown.length > 0 && <li className="quiet">{fill(w.cite['not-in-library'], { list: unknown.join('、') })}</li>}
      </ul>
    </section>
  )
}
