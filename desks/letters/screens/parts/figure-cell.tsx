/** One figure with what it counts, of what, what is left out, and what it was before. A share never stands without its counts; the whole cell opens the letters behind it. */
import { Compared } from '../../../../web/figures/compared.tsx'
import { useT } from '../../../../web/words/use-words.ts'
import type { FigureKey, FigureView } from '../../shape.ts'
import { DaysStrip } from './days-strip.tsx'
import { roundDays } from './round-days.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

/** Told as a share of the whole; the others as a number of letters. */
export const shares: readonly FigureKey[] = ['closed', 'within15', 'onTime', 'returned', 'solved', 'satisfied', 'responded', 'reopened', 'promises']
const percent = ({ n, of }: FigureView): string => (of ? `${n === of ? 100 : ((100 * n) / of).toFixed(1)}%` : '—')

export interface FigureCellProps {
  readonly name: FigureKey
  readonly figure: FigureView
  readonly before: FigureView | undefined
  readonly yearBefore: FigureView | undefined
  readonly pressed: boolean
  readonly onOpen: () => void
}
export function FigureCell({ name: key, figure, before, yearBefore, pressed, onOpen }: FigureCellProps) {
  const t = useT()
  const w = useLettersWords()
  const own = w.screen.figures
  const { n, of } = figure
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
      <Compared now={figure} before={before} yearBefore={yearBefore} as={days ? 'days' : share ? 'share' : 'number'} />
      {days && <DaysStrip figure={figure} />}
      <span className="figure-def">
        <span>
          <i>{def.of ? t('figures.numerator') : t('figures.means')}</i> {def.n}
        </span>
        {def.of && (
          <span>
            <i>{t('figures.denominator')}</i> {def.of}
          </span>
        )}
        <span>
          <i>{t('figures.excluded')}</i> {def.not}
        </span>
      </span>
    </button>
  )
}
