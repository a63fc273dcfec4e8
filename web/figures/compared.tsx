/** A figure beside what it was in the span before and a year ago, each at the same age. */
import type { FigureView } from '../../kernel/figures/shape.ts'
import { useT } from '../words/use-words.ts'
import './figures.css'

export type ToldAs = 'share' | 'days' | 'number'
/** Null: nothing to count it of. */
export function told(figure: FigureView | undefined, as: ToldAs): number | null {
  if (!figure) return null
  if (as === 'days') return figure.median
  if (as === 'number') return figure.n
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
  readonly as: ToldAs
}
export function Compared({ now, before, yearBefore, as }: ComparedProps) {
  const t = useT()
  const value = told(now, as)
  const one = (word: 'figures.before' | 'figures.yearBefore', then: FigureView | undefined) => {
    const was = told(then, as)
    if (was === null) return null
    const change = changeOf(value, was)
    return (
      <span className="num">
        {t(word, { was: `${round(was)}${as === 'share' ? '%' : ''}` })}
        {change !== null && change !== '0' && <span className="figure-change">　{as === 'share' ? t('figures.points', { change }) : change}</span>}
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
