/** Signing in: name and password, then the second factor where one is bound; or a passkey; in a demo city on this machine also as one of its people. Rule: R-C03 (banner), R-C12 */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { passkeyQuestion, passkeySignIn, secondFactor } from '../../kernel/people/security-shape.ts'
import { enterAs, type Me, signIn } from '../../kernel/reading/shape.ts'
import { callAct } from '../call.ts'
import { freshKey } from '../clock.ts'
import { setLooks, useLooks } from '../looks.ts'
import { signedIn, useDemoPeople, useDoor } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Initial } from '../parts/small.tsx'
import { answerPasskey, canPasskey } from '../passkey.ts'
import { useT } from '../words/use-words.ts'

function useEntering(done: (me: Me) => void) {
  const [busy, setBusy] = useState<string | null>(null)
  const [wrong, setWrong] = useState<unknown>(null)
  const [second, setSecond] = useState(false)
  const enter = async (name: string, go: () => Promise<Me | { second: true }>) => {
    setBusy(name)
    setWrong(null)
    try {
      const entered = await go()
      if ('second' in entered) setSecond(true)
      else done(entered)
    } catch (error) {
      setWrong(error)
    }
    setBusy(null)
  }
  const back = () => {
    setSecond(false)
    setWrong(null)
  }
  return { busy, wrong, enter, second, back }
}
/** The second step: six digits, or a recovery code. */
function CodeForm({ entering }: { readonly entering: ReturnType<typeof useEntering> }) {
  const t = useT()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])
  const [code, setCode] = useState('')
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim()) void entering.enter('code', () => callAct(secondFactor, { code: code.trim() }, { key: freshKey() }))
  }
  return (
    <form className="stack" onSubmit={land} noValidate>
      <Field label={t('factor.code')}>
        {(ids) => (
          <input
            {...ids}
            ref={box}
            className="text-box num"
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            value={code}
            onChange={(e) => setCode(e.target.value)}
          />
        )}
      </Field>
      <p className="small quiet">{t('factor.codeHint')}</p>
      <RefusalNote error={entering.wrong} />
      <Button type="submit" kind="primary" busy={entering.busy === 'code'} disabled={!code.trim()}>
        {t('factor.codeEnter')}
      </Button>
      <button type="button" className="link small" onClick={entering.back}>
        {t('factor.back')}
      </button>
    </form>
  )
}
/** Only where browsers give passkeys: under the name they are bound to. */
function PasskeyButton({ entering }: { readonly entering: ReturnType<typeof useEntering> }) {
  const t = useT()
  const site = useDoor()?.site
  if (!canPasskey(site)) return null
  const go = async () => callAct(passkeySignIn, { response: await answerPasskey(await callAct(passkeyQuestion, {}, { key: freshKey() })) }, { key: freshKey() })
  return (
    <Button className="passkey" busy={entering.busy === 'passkey'} onClick={() => void entering.enter('passkey', go)}>
      {t('factor.passkey')}
    </Button>
  )
}
function PasswordForm({ username: fixed, entering }: { readonly username?: string; readonly entering: ReturnType<typeof useEntering> }) {
  const t = useT()
  const [username, setUsername] = useState(fixed ?? '')
  const [password, setPassword] = useState('')
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (username && password) void entering.enter('form', () => callAct(signIn, { username, password }, { key: freshKey() }))
  }
  return (
    <form className="stack" onSubmit={land} noValidate>
      <Field label={t('door.username')}>
        {(ids) => (
          <input
            {...ids}
            className="text-box"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            readOnly={fixed !== undefined}
            value={username}
            onChange={(e) => setUsername(e.target.value)}
            {...(fixed ? {} : { 'data-first': true })}
          />
        )}
      </Field>
      <Field label={t('door.password')}>
        {(ids) => (
          <input
            {...ids}
            className="text-box"
            name="password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
            {...(fixed ? { 'data-first': true } : {})}
          />
        )}
      </Field>
      <RefusalNote error={entering.wrong} />
      <Button type="submit" kind="primary" busy={entering.busy === 'form'}>
        {t('door.enter')}
      </Button>
    </form>
  )
}
function DemoPeople({ entering, only }: { readonly entering: ReturnType<typeof useEntering>; readonly only?: string }) {
  const t = useT()
  const people = useDemoPeople().filter((p) => !only || p.username === only)
  if (people.length === 0) return null
  return (
    <section className="demo-people" aria-labelledby="demo">
      <h2 id="demo">{t('door.demo')}</h2>
      <p className="small quiet">{t('door.demoNote')}</p>
      <ul>
        {people.map((one) => (
          <li key={one.username}>
            <button
              type="button"
              className="demo-person"
              disabled={entering.busy !== null}
              onClick={() => void entering.enter(one.username, () => callAct(enterAs, { username: one.username }, { key: freshKey() }))}
            >
              <Initial name={one.name} />
              <span>
                <b>{one.name}</b>
                <span className="small quiet">
                  {one.unit} {one.post}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
export function SignInPage() {
  const t = useT()
  const looks = useLooks()
  const entering = useEntering(signedIn)
  return (
    <div className="door">
      <header className="door-banner">{t('banner')}</header>
      <main className="door-main" id="content">
        <header className="door-head">
          <span className="seal" aria-hidden="true">
            回<br />音
          </span>
          <div>
            <h1>{t('name')}</h1>
            <p className="quiet">{t('motto')}</p>
          </div>
        </header>
        <div className="door-panes">
          <section className="card door-card" aria-labelledby="sign-in">
            <h2 id="sign-in">{t('door.title')}</h2>
            {entering.second ? (
              <CodeForm entering={entering} />
            ) : (
              <>
                <PasswordForm entering={entering} />
                <PasskeyButton entering={entering} />
              </>
            )}
          </section>
          <DemoPeople entering={entering} />
        </div>
      </main>
      <footer className="door-foot small quiet">
        <a href="/public/">{t('door.citizens')}</a>
        <button type="button" className="link" onClick={() => setLooks({ language: looks.language === 'en' ? 'zh-CN' : 'en' })}>
          {looks.language === 'en' ? '中文' : 'English'}
        </button>
        <button type="button" className="link" onClick={() => setLooks({ size: looks.size === 'large' ? 'normal' : 'large' })}>
          {t(looks.size === 'large' ? 'top.normal' : 'top.large')}
        </button>
        <button type="button" className="link" onClick={() => setLooks({ tone: looks.tone === 'dark' ? 'light' : 'dark' })}>
          {t(looks.tone === 'dark' ? 'top.light' : 'top.dark')}
        </button>
      </footer>
    </div>
  )
}
/** Over the page, when the session has ended: the same person signs in again and what waited goes on. */
export function SignInAgain({ me, onDone }: { readonly me: Me; readonly onDone: (entered: boolean) => void }) {
  const t = useT()
  const entering = useEntering((entered) => {
    // Another person must not go on with this one's open forms.
    if (entered.person.id !== me.person.id) return window.location.assign('/')
    signedIn(entered)
    onDone(true)
  })
  return (
    <Dialog title={t('door.again')} onClose={() => onDone(false)} firm>
      <div className="stack">
        <p className="quiet">{t('door.againNote')}</p>
        {entering.second ? <CodeForm entering={entering} /> : <PasswordForm username={me.person.username} entering={entering} />}
        <DemoPeople entering={entering} only={me.person.username} />
        <a className="small" href="/">
          {t('door.other')}
        </a>
      </div>
    </Dialog>
  )
}
