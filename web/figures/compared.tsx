/** A figure beside what it was in the span before and a year ago, each at the same age. */
import type { FigureView } from '../../kernel/figures/shape.ts'
import { useT } from '../words/use-words.ts'
import './figures.css'

/** As a share in percent, as days, or as a number; null: nothing to count it of. */
export function toldAs(figure: FigureView | undefined, share: boolean): number | null {
  if (!figure) return null
  if (figure.median !== null) return figure.median
  if (!share) return figure.n
  return figure.of ? (100 * figure.n) / figure.of : null
}
const round = (value: number): number => Math.round(value * 10) / 10
/** +3, −2.5; 0 where nothing changed. */
export function changeOf(now: number | null, before: number | null): string | null {
  if (now === null || before === null) return null
  const by = round(now - before)
  return by === 0 ? '0' : `${by > 0 ? '+' : '−'}${Math.abs(by)}`
}
export interface ComparedProps {
  readonly now: FigureView
  readonly before: FigureView | undefined
  readonly yearBefore: FigureView | undefined
  readonly share: boolean
}
export function Compared({ now, before, yearBefore, share }: ComparedProps) {
  const t = useT()
  const value = toldAs(now, share)
  const one = (word: 'figures.before' | 'figures.yearBefore', then: FigureView | undefined) => {
    const was = toldAs(then, share)
    if (was === null) return null
    const change = changeOf(value, was)
    return (
      <span className="num">
        {t(word, { was: `${round(was)}${share ? '%' : ''}` })}
        {change !== null && change !== '0' && <span className="figure-change">　{share ? t('figures.points', { change }) : change}</span>}
      </span>
    )
  }
  return (
    <span className="figure-compared">
      {one('figures.before', before)}
      {one('figures.yearBefore', yearBefore)}
    </span>
  )
}
