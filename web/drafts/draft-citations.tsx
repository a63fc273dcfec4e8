/** 引用核对 of a draft, beside it: what is wrong, what is not found, what was found and where it lies. Of the text as it was saved. Rule: BZ-27 */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type DraftCitation, draftCitations } from '../../kernel/drafts/shape.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { read } from '../call.ts'
import { matterPath } from '../desk-pages.ts'
import { sayCitation } from '../policies/citation-note.tsx'
import { usePolicyWords } from '../policies/use-policy-words.ts'
import { sayDate } from '../say-time.ts'
import { useLanguage } from '../words/use-words.ts'
import { fill, useDraftWords } from './use-draft-words.ts'

const Away = ({ to, children }: { readonly to: string; readonly children: ReactNode }) => (
  <Link to={to as never} target="_blank" rel="noopener">
    {children}
  </Link>
)
const once = (rows: readonly DraftCitation[]): DraftCitation[] => [...new Map(rows.map((one) => [`${one.said}${one.status}`, one])).values()]
/** 《标题》 or a number, as it is written. */
const named = (said: string): string => (/[号]$/u.test(said) ? said : `《${said}》`)
const Line = ({
  wrong,
  before,
  rows,
  one,
}: {
  readonly wrong?: boolean
  readonly before: string
  readonly rows: readonly DraftCitation[]
  readonly one: (row: DraftCitation) => ReactNode
}) =>
  rows.length === 0 ? null : (
    <li className={wrong ? 'is-wrong' : 'quiet'}>
      {before}
      {rows.map((row, n) => (
        <span key={`${row.said}${row.status}`}>
          {n > 0 && '、'}
          {one(row)}
        </span>
      ))}
    </li>
  )

/** @param saved asked anew when the office has another text */
export function DraftCitations({ matter, saved }: { readonly matter: MatterId; readonly saved: string | number }) {
  const w = useDraftWords().cited
  const p = usePolicyWords()
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: [draftCitations.key, { matter }, saved],
    queryFn: () => read(draftCitations, { matter }),
    placeholderData: (before) => before,
  })
  const rows = once(data?.rows ?? [])
  if (rows.length === 0) return null
  const day = (on: string) => sayDate(on, language)
  const here = rows.filter((one) => one.here)
  const ended = here.filter((one) => one.wrong)
  const told = rows.filter((one) => !one.here && sayCitation(p, one, day) !== '')
  return (
    <section className="citation-note draft-citations no-print" role="status" aria-label={w.label}>
      <ul>
        {told.map((one) => (
          <li key={`${one.said}${one.status}`} className={one.wrong ? 'is-wrong' : 'quiet'}>
            {sayCitation(p, one, day)} {one.entry && <Away to={`/policies/${one.entry.id}`}>{p.title}</Away>}
          </li>
        ))}
        {ended.map((one) => (
          <Line
            key={one.said}
            wrong
            before={fill(w.withdrawn, { on: day(one.here?.endedOn ?? '') })}
            rows={[one]}
            one={(row) => <Away to={matterPath(row.here?.desk ?? '', row.here?.matter ?? '')}>{named(row.said)}</Away>}
          />
        ))}
        <Line before={w.unknown} rows={rows.filter((one) => !one.here && one.status === 'not-in-library')} one={(row) => named(row.said)} />
        <Line
          before={w.good}
          rows={rows.filter((one) => one.status === 'in-force')}
          one={(row) => (row.entry ? <Away to={`/policies/${row.entry.id}`}>{named(row.said)}</Away> : named(row.said))}
        />
        <Line
          before={w.here}
          rows={here.filter((one) => !one.wrong)}
          one={(row) => (
            <>
              {row.here?.title !== row.said && named(row.said)} <Away to={matterPath(row.here?.desk ?? '', row.here?.matter ?? '')}>{named(row.here?.title ?? row.said)}</Away>
            </>
          )}
        />
      </ul>
    </section>
  )
}
