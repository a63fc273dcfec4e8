/** The list under @: units, people with their posts, papers by 文号 and title, as far as the writer may see them. Keys choose; the cursor never leaves the text. Rule: BZ-27 */
import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import { type DraftOffer, draftOffers } from '../../kernel/drafts/shape.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { useRested } from '../parts/use-rested.ts'
import { useReadingLater } from '../reading.ts'
import type { OfferAsked } from './offer-at.ts'
import { useDraftWords } from './use-draft-words.ts'

const RESTS = 150
export interface OfferList {
  key(key: string): boolean
}
export interface DraftOffersProps {
  readonly matter: MatterId
  readonly asked: OfferAsked
  /** The text it belongs to: told which line is chosen. */
  readonly box: HTMLElement
  readonly place: { readonly left: number; readonly top: number }
  readonly onTake: (text: string, asked: OfferAsked) => void
  readonly ref: Ref<OfferList>
}
export function DraftOffers({ matter, asked, box, place, onTake, ref }: DraftOffersProps) {
  const w = useDraftWords()
  const id = useId()
  const q = useRested(asked.q, RESTS)
  const { data, loading } = useReadingLater(draftOffers, q ? { matter, q } : null)
  const last = useRef<readonly DraftOffer[]>([])
  if (data) last.current = data.rows
  const rows = q === '' ? [] : last.current
  const [at, setAt] = useState(0)
  const here = Math.min(at, Math.max(0, rows.length - 1))
  const chosen = rows[here]
  useImperativeHandle(ref, () => ({
    key(key) {
      if (key === 'ArrowDown') setAt(Math.min(here + 1, rows.length - 1))
      else if (key === 'ArrowUp') setAt(Math.max(here - 1, 0))
      else if ((key === 'Enter' || key === 'Tab') && chosen) onTake(chosen.text, asked)
      else return false
      return true
    },
  }))
  useEffect(() => {
    box.setAttribute('aria-controls', id)
    if (chosen) box.setAttribute('aria-activedescendant', `${id}-${here}`)
    else box.removeAttribute('aria-activedescendant')
    document.getElementById(`${id}-${here}`)?.scrollIntoView({ block: 'nearest' })
    document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
    return () => {
      box.removeAttribute('aria-controls')
      box.removeAttribute('aria-activedescendant')
    }
  }, [box, id, here, chosen])
  return (
    <div className="draft-offers picker-list" id={id} role="listbox" aria-label={w.offer.label} style={place}>
      {rows.map((one, n) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's; focus never leaves it
        <div
          key={`${one.kind}${one.text}`}
          id={`${id}-${n}`}
          role="option"
          tabIndex={-1}
          aria-selected={n === here}
          className={n === here ? 'is-here' : ''}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(one.text, asked)}
        >
          <span className="small quiet draft-offer-kind">{w.offer.kinds[one.kind]}</span>
          <span>
            {one.text}
            {one.note && <span className="small quiet">　{one.note}</span>}
          </span>
        </div>
      ))}
      {rows.length === 0 && !loading && <p className="small quiet">{q === '' ? w.offer.begin : w.offer.none}</p>}
    </div>
  )
}
