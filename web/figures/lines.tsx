/** 达标线: what a share is held to, and what must still come right; the matters that decide it are one press away. Rule: HA-74 */
import type { LineView } from '../../kernel/figures/shape.ts'
import { useT } from '../words/use-words.ts'
import './figures.css'

export interface LinesProps {
  readonly lines: readonly LineView[]
  readonly name: (key: string) => string
  /** The undecided ones. */
  readonly onOpen: (key: string) => void
}
export function FigureLines({ lines, name, onOpen }: LinesProps) {
  const t = useT()
  const held = lines.filter((line) => line.good + line.lost + line.yet > 0)
  if (held.length === 0) return null
  return (
    <ul className="figure-lines">
      {held.map((line) => {
        const share = line.good + line.lost === 0 ? '—' : `${((100 * line.good) / (line.good + line.lost)).toFixed(1)}%`
        const facts = { must: line.must, yet: line.yet, lost: line.lost }
        return (
          <li key={line.key} className={`figure-line is-${line.stands}`}>
            <b>{name(line.key)}</b>
            <span className="num">{t('figures.line', { target: line.target })}</span>
            <span className="grow">
              {line.stands === 'safe' ? t('figures.safe', { share }) : line.stands === 'open' ? t('figures.mustCome', facts) : t('figures.missed', facts)}
            </span>
            {line.yet > 0 && (
              <button type="button" className="link no-print" onClick={() => onOpen(line.key)}>
                {t('figures.deciding', { count: line.yet })}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
