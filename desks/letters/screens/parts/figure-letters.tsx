/** The letters behind one figure: those counted in it, or the rest of those it is counted of. */
import { X } from 'lucide-react'
import { Suspense, useEffect, useRef } from 'react'
import type { UnitId } from '../../../../kernel/ids.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { type Column, LedgerTable } from '../../../../web/parts/ledger-table.tsx'
import { usePages } from '../../../../web/parts/pager.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { Waiting } from '../../../../web/parts/waiting.tsx'
import { useReading } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { type FigureKey, figureMatters, type LetterRow } from '../../shape.ts'
import { useLetterColumns } from './letter-columns.tsx'
import { fill, useLettersWords } from './use-letters-words.ts'

type Row = LetterRow & { readonly days: number | null }
export interface FigureLettersProps {
  readonly period: Readonly<Record<string, string>>
  readonly figure: FigureKey
  readonly part: 'n' | 'rest' | 'yet'
  readonly onPart: (part: 'n' | 'rest') => void
  readonly onClose: () => void
  /** There is a rest: the figure is counted of something. */
  readonly hasRest: boolean
  readonly unit: string | null
}
function Rows({ period, figure, part }: Pick<FigureLettersProps, 'period' | 'figure' | 'part'>) {
  const w = useLettersWords()
  const { cursor, pager } = usePages()
  const page = useReading(figureMatters, { ...(period as { unit?: UnitId }), figure, part, size: 50, ...(cursor ? { cursor } : {}) })
  const columns: readonly Column<Row>[] = [
    ...useLetterColumns({ rated: true }),
    { key: 'days', head: w.columns.days, width: '6em', align: 'right', cell: (row) => <span className="num">{row.days ?? ''}</span> },
  ]
  return (
    <>
      <p className="small quiet behind-count" role="status">
        {fill(w.screen.intake.count, { n: page.count })}
      </p>
      <LedgerTable
        label={w.figures[figure]}
        columns={columns}
        rows={page.rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => `/letters/${row.matter}`}
        none={w.screen.ledger.none}
      />
      {pager(page.next)}
    </>
  )
}
export function FigureLetters(props: FigureLettersProps) {
  const { figure, part, unit, onPart, onClose, hasRest } = props
  const w = useLettersWords()
  const t = useT()
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: brought into sight once for each figure opened
  useEffect(() => {
    void place.current?.scrollIntoView({ block: 'start' })
  }, [figure, unit])
  return (
    <div ref={place} className="behind">
      <Card
        id="behind"
        title={
          <>
            {w.figures[figure]}
            {part === 'yet' && <span className="quiet">　{w.figures.yet}</span>}
            {unit && <span className="quiet behind-unit">　{unit}</span>}
          </>
        }
        aside={
          <span className="row no-print">
            {hasRest && (
              <Button small kind="text" aria-pressed={part !== 'n'} onClick={() => onPart(part === 'n' ? 'rest' : 'n')}>
                {part === 'n' ? w.figures.rest : w.figures.matters}
              </Button>
            )}
            <button type="button" className="icon-button" aria-label={t('act.close')} onClick={onClose}>
              <X size={16} aria-hidden="true" />
            </button>
          </span>
        }
      >
        <div className="card-body">
          <Suspense fallback={<Waiting />}>
            <Rows key={JSON.stringify([figure, part, props.period])} period={props.period} figure={figure} part={part} />
          </Suspense>
        </div>
      </Card>
    </div>
  )
}
