/** First sign-in, or after a reset: nothing but a new password. The same form serves the settings. */
import { type FormEvent, useState } from 'react'
import { changePassword, type Me } from '../../kernel/reading/shape.ts'
import { callAct } from '../call.ts'
import { freshKey } from '../clock.ts'
import { leave, signedIn } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useT } from '../words/use-words.ts'

export function PasswordChange({ onDone }: { readonly onDone: (me: Me) => void }) {
  const t = useT()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [once, setOnce] = useState('')
  const [wrong, setWrong] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const differ = once !== '' && once !== next
  const land = async (event: FormEvent) => {
    event.preventDefault()
    if (!current || !next || next !== once) return setWrong(null)
    setBusy(true)
    setWrong(null)
    try {
      const me = await callAct(changePassword, { current, next }, { key: freshKey() })
      setCurrent('')
      setNext('')
      setOnce('')
      onDone(me)
    } catch (error) {
      setWrong(error)
    }
    setBusy(false)
  }
  return (
    <form className="stack" onSubmit={(e) => void land(e)} noValidate>
      <Field label={t('password.now')}>
        {(ids) => <input {...ids} type="password" className="text-box" autoComplete="current-password" value={current} onChange={(e) => setCurrent(e.target.value)} />}
      </Field>
      <Field label={t('password.next')} hint={t('password.rule')}>
        {(ids) => <input {...ids} type="password" className="text-box" autoComplete="new-password" value={next} onChange={(e) => setNext(e.target.value)} />}
      </Field>
      <Field label={t('password.once')}>
        {(ids) => <input {...ids} type="password" className="text-box" autoComplete="new-password" value={once} onChange={(e) => setOnce(e.target.value)} />}
      </Field>
      {differ && (
        <p className="field-fault" role="alert">
          {t('password.differ')}
        </p>
      )}
      <RefusalNote error={wrong} />
      <Button type="submit" kind="primary" busy={busy} disabled={!current || !next || next !== once}>
        {t('password.title')}
      </Button>
    </form>
  )
}
export function NewPasswordPage() {
  const t = useT()
  return (
    <div className="door">
      <header className="door-banner">{t('banner')}</header>
      <main className="door-main" id="content">
        <section className="card door-card" aria-labelledby="new-password">
          <h1 id="new-password">{t('password.title')}</h1>
          <p className="quiet">{t('password.must')}</p>
          <PasswordChange onDone={signedIn} />
          <button type="button" className="link small" onClick={() => void leave()}>
            {t('top.signOut')}
          </button>
        </section>
      </main>
    </div>
  )
}
