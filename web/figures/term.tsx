/** How a figure is counted, for whoever points at it or comes to it by the keyboard: numerator, denominator, what is left out, the period. Rule: R-H20 */
import { useId } from 'react'
import { useT } from '../words/use-words.ts'
import './figures.css'
import { type FigureSpan, useFigureSpan } from './use-figure-span.ts'

export interface FigureWords {
  readonly name: string
  readonly n: string
  /** Empty: a number, not a share. */
  readonly of: string
  readonly not: string
}
export interface FigureDefinition {
  readonly words: Omit<FigureWords, 'name'>
  /** Year since which it is counted so. */
  readonly version: number
  readonly span: FigureSpan
}
/** Inside something that is pointed at or comes to the keyboard, and described by it: `id`. */
export function FigureSays({ id, words, version, span, hidden = false }: FigureDefinition & { readonly id: string; readonly hidden?: boolean }) {
  const t = useT()
  const say = useFigureSpan()
  return (
    <span role="tooltip" id={id} aria-hidden={hidden || undefined} className="figure-term-says">
      <span>
        <i>{words.of ? t('figures.numerator') : t('figures.means')}</i> {words.n}
      </span>
      {words.of && (
        <span>
          <i>{t('figures.denominator')}</i> {words.of}
        </span>
      )}
      <span>
        <i>{t('figures.excluded')}</i> {words.not}
      </span>
      <span>
        <i>{t('figures.period')}</i> {say.span(span)}　{say.cutOff(span)}
      </span>
      <span className="quiet">{t('figures.version', { year: version })}</span>
    </span>
  )
}
export function FigureTerm({ words, version, span }: { readonly words: FigureWords; readonly version: number; readonly span: FigureSpan }) {
  const id = useId()
  return (
    <span className="figure-term">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its definition must be reachable by the keyboard */}
      <span tabIndex={0} aria-describedby={id} className="figure-term-name">
        {words.name}
      </span>
      <FigureSays id={id} words={words} version={version} span={span} />
    </span>
  )
}
