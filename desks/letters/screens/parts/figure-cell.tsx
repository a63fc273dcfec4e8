/** One figure with what it counts, of what, and what is left out. A share never stands without its counts; the whole cell opens the letters behind it. */
import type { Figure } from '../../shape.ts'
import { DaysStrip } from './days-strip.tsx'
import { roundDays } from './round-days.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

type Key = Figure['key']
/** Told as a share of the whole; the others as a number of letters. */
export const shares: readonly Key[] = ['within15', 'onTime', 'solved', 'satisfied', 'responded']
const percent = ({ n, of }: Figure): string => (of ? `${n === of ? 100 : ((100 * n) / of).toFixed(1)}%` : '—')

export function FigureCell({ figure, pressed, onOpen }: { readonly figure: Figure; readonly pressed: boolean; readonly onOpen: () => void }) {
  const w = useLettersWords()
  const own = w.screen.figures
  const { key, n, of } = figure
  const def = own.defs[key]
  const share = shares.includes(key)
  const days = key === 'daysToAnswer'
  return (
    <button type="button" className={`figure-cell ${key === 'late' && n > 0 ? 'is-late' : ''} ${days ? 'is-wide' : ''}`} aria-pressed={pressed} onClick={onOpen}>
      <span className="figure-name">{w.figures[key]}</span>
      <span className="figure-value">
        <b>{days ? roundDays(figure.median) : share ? percent(figure) : n}</b>
        <span> {days ? own.medianDays : share ? '' : own.pieces}</span>
        <span className="figure-count num">{days ? fill(own.counted, { n }) : of === null ? '' : fill(w.figures.of, { n, of })}</span>
      </span>
      {days && <DaysStrip figure={figure} />}
      <span className="figure-def">
        <span>
          <i>{def.of ? own.numerator : own.means}</i> {def.n}
        </span>
        {def.of && (
          <span>
            <i>{own.denominator}</i> {def.of}
          </span>
        )}
        <span>
          <i>{own.excluded}</i> {def.not}
        </span>
      </span>
    </button>
  )
}
