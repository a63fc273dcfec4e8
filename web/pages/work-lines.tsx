/** A short list of matters under a head: time left, title, number, what is done on it. For pages that put several lists side by side. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { WorkRow } from '../../kernel/view.ts'
import { matterPath } from '../desk-pages.ts'
import { TimeLeft } from '../parts/light.tsx'
import { Card, Urgency } from '../parts/small.tsx'
import { useStepWord, useT } from '../words/use-words.ts'

interface Props {
  readonly id: string
  readonly title: string
  readonly rows: readonly WorkRow[]
  readonly none: string
  readonly aside?: ReactNode
  /** Said at the end of a line, instead of the step. */
  readonly note?: (row: WorkRow) => string
}
export function WorkLines({ id, title, rows, none, aside, note }: Props) {
  const t = useT()
  const step = useStepWord()
  return (
    <Card id={id} title={title} aside={aside ?? t('work.count', { count: rows.length })}>
      <ul className="work-lines">
        {rows.length === 0 && <li className="quiet">{none}</li>}
        {rows.map((row) => (
          <li key={`${row.matter}${row.piece}`}>
            <TimeLeft state={row.light} due={row.due} />
            <Link to={matterPath(row.desk, row.matter)} className="clip">
              <Urgency level={row.urgency} /> {row.title ?? t('matter.hidden')}
            </Link>
            <span className="small quiet num">{row.number}</span>
            <span className="small quiet">
              {note ? note(row) : row.role && row.kind ? `${step(row.desk, { role: row.role, kind: row.kind })}${row.toSign ? ` ${t('work.unsigned')}` : ''}` : row.ownerUnit}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
