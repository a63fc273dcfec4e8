/** While a page is on its way: nothing moves; one quiet line when it takes a while. */
import { useT } from '../words/use-words.ts'

export function Waiting() {
  const t = useT()
  return (
    <div className="waiting" aria-busy="true">
      <p className="small quiet">{t('act.waiting')}</p>
    </div>
  )
}
