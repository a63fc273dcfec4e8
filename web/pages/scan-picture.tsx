/** The scan, large; a press shows it larger still. Its backs follow below. */
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import type { ScanPage } from '../../kernel/reading/scan-shape.ts'
import { useT } from '../words/use-words.ts'

const picturePath = (id: string): string => `/api/scans/${id}`
export function ScanPicture({
  page,
  where,
  onPrior,
  onNext,
}: {
  readonly page: ScanPage
  readonly where: string
  readonly onPrior: (() => void) | null
  readonly onNext: (() => void) | null
}) {
  const t = useT()
  const [large, setLarge] = useState(false)
  return (
    <section className="card scan-picture" aria-label={t('scans.picture', { no: page.no })}>
      <div className="row between scan-place">
        <span className="small quiet clip num">{where}</span>
        <span className="row">
          <button type="button" className="icon-button" disabled={!onPrior} aria-label={t('scans.prior')} onClick={() => onPrior?.()}>
            <ChevronLeft size={16} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button" disabled={!onNext} aria-label={t('scans.next')} onClick={() => onNext?.()}>
            <ChevronRight size={16} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button" aria-pressed={large} aria-label={t(large ? 'scans.fit' : 'scans.zoom')} onClick={() => setLarge(!large)}>
            {large ? <ZoomOut size={16} aria-hidden="true" /> : <ZoomIn size={16} aria-hidden="true" />}
          </button>
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: no set of fields */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that scrolls must be reachable by the keyboard */}
      <div className={`scan-sheets ${large ? 'is-large' : ''}`} role="group" aria-label={t('scans.picture', { no: page.no })} tabIndex={0}>
        <img src={picturePath(page.id)} alt={t('scans.picture', { no: page.no })} />
        {page.backs.map((back, n) => (
          <img key={back} src={picturePath(back)} alt={t('scans.back', { n: n + 1 })} />
        ))}
      </div>
    </section>
  )
}
/** Fetched before it is needed. */
export function fetchPicture(id: string): void {
  new Image().src = picturePath(id)
}
