/** The name of a figure, and how it is counted for whoever points at it or comes to it by the keyboard. */
import { useId } from 'react'
import { useT } from '../words/use-words.ts'
import './figures.css'

export interface FigureWords {
  readonly name: string
  readonly n: string
  /** Empty: a number, not a share. */
  readonly of: string
  readonly not: string
}
/** @param version year since which it is counted so */
export function FigureTerm({ words, version }: { readonly words: FigureWords; readonly version: number }) {
  const t = useT()
  const id = useId()
  return (
    <span className="figure-term">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its definition must be reachable by the keyboard */}
      <span tabIndex={0} aria-describedby={id} className="figure-term-name">
        {words.name}
      </span>
      <span role="tooltip" id={id} className="figure-term-says">
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
        <span className="quiet">{t('figures.version', { year: version })}</span>
      </span>
    </span>
  )
}
