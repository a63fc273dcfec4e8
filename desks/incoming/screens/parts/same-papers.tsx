/** 字号已登记: the first stands beside what is typed; one key makes this its second copy. */
import { Link } from '@tanstack/react-router'
import { officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Kbd } from '../../../../web/parts/small.tsx'
import { sayDay } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import type { SamePaper } from '../../arrival-shape.ts'
import { fill, useIncomingWords } from './use-incoming-words.ts'

interface Props {
  readonly rows: readonly SamePaper[]
  readonly onCopy: (paper: SamePaper) => void
  readonly onAnother: () => void
}
/** The same paper once more; one that was returned is handed in anew. */
const again = (row: SamePaper): boolean => row.same && !row.returned
export function SamePapers({ rows, onCopy, onAnother }: Props) {
  const { arrival: w } = useIncomingWords()
  const language = useLanguage()
  if (rows.length === 0) return null
  return (
    <ul className="plain-list same-papers" aria-live="polite">
      {rows.map((row) => (
        <li key={row.matter} className={again(row) ? 'is-same' : ''}>
          <p>
            <b className={again(row) ? 'amber' : ''}>{fill(w.same, { number: row.number ?? '' })}</b> <Link to={`/incoming/${row.matter}`}>{row.title}</Link>{' '}
            <span className="small quiet">
              {row.sender} <span className="num">{row.senderNumber}</span>
            </span>
          </p>
          <p className="small quiet">
            {again(row) ? fill(w.sameSender, { date: sayDay(row.receivedAt, officeNow(), language), n: row.copies }) : row.same ? w.sameReturned : w.otherSender}
          </p>
          {again(row) && (
            <div className="row wrap">
              <Button small kind="primary" onClick={() => onCopy(row)}>
                {w.keys.copy} <Kbd>F2</Kbd>
              </Button>
              <Button small onClick={onAnother}>
                {w.keys.another}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
