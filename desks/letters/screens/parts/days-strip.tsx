/** How many days an answer took: the middle half as a box, the median as a stroke, fifteen days as a mark. Drawn in lines, so that paper shows it too. */
import type { FigureView } from '../../shape.ts'
import { roundDays } from './round-days.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const LIMIT = 15
export function DaysStrip({ figure: { q1, median, q3 } }: { readonly figure: FigureView }) {
  const w = useLettersWords()
  if (q1 === null || median === null || q3 === null) return null
  const most = Math.max(LIMIT * 1.3, q3 * 1.3)
  const at = (days: number) => `${((100 * days) / most).toFixed(2)}%`
  return (
    <span className="days-strip">
      <svg aria-hidden="true" focusable="false">
        <line x1="0" x2="100%" y1="11" y2="11" className="days-axis" />
        <rect x={at(q1)} width={at(Math.max(q3 - q1, most / 200))} y="4" height="14" className="days-box" />
        <line x1={at(median)} x2={at(median)} y1="2" y2="20" className="days-median" />
        <line x1={at(LIMIT)} x2={at(LIMIT)} y1="0" y2="22" className="days-limit" />
      </svg>
      <span className="days-limit-word" style={{ left: at(LIMIT) }}>
        {w.screen.figures.fifteen}
      </span>
      <span className="days-words">{fill(w.screen.figures.quarters, { q1: roundDays(q1), median: roundDays(median), q3: roundDays(q3) })}</span>
    </span>
  )
}
