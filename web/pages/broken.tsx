/** What is shown when a page cannot be: not there (or not to be known), not allowed, or broken. Nothing typed elsewhere is lost. */
import { isGone, Refused } from '../call.ts'
import { Button } from '../parts/button.tsx'
import { useRefusalText } from '../parts/refusal-note.tsx'
import { useT } from '../words/use-words.ts'

export function Broken({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const t = useT()
  const text = useRefusalText()
  const refused = error instanceof Refused
  return (
    <div className="lost" role="alert">
      <h1>{isGone(error) ? t('lost.title') : refused && error.status === 403 ? t('refused.title') : t('lost.broken')}</h1>
      <p>{isGone(error) ? t('matter.gone') : refused ? text(error) : t('lost.brokenNote')}</p>
      <div className="row">
        {again && !isGone(error) && <Button onClick={again}>{t('act.again')}</Button>}
        <a className="btn is-primary" href="/">
          {t('lost.home')}
        </a>
      </div>
    </div>
  )
}
export function NotFound() {
  const t = useT()
  return (
    <div className="lost">
      <h1>{t('lost.title')}</h1>
      <p>{t('lost.note')}</p>
      <a className="btn is-primary" href="/">
        {t('lost.home')}
      </a>
    </div>
  )
}
