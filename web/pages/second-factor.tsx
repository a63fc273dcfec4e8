/** 二次验证: binding an authenticator, recovery codes, passkeys. A card of the settings; for an administrator without one, the only page. Rule: R-C12 */
import { type FormEvent, useState } from 'react'
import { addPasskey, askPasskey, bindTotp, confirmTotp, factors, newCodes, removePasskey, unbindTotp } from '../../kernel/people/security-shape.ts'
import { callAct } from '../call.ts'
import { freshKey } from '../clock.ts'
import { leave, signedIn } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { canPasskey, makePasskey } from '../passkey.ts'
import { queryClient, useAct, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'

const again = () => void queryClient.invalidateQueries({ queryKey: [factors.key] })

function Codes({ codes }: { readonly codes: readonly string[] }) {
  const t = useT()
  return (
    <section className="stack tight" aria-label={t('factor.codes')}>
      <p className="small">{t('factor.codesNote')}</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
/** One's password, then something is done with it. */
function ByPassword({ name, busy, refused, kind, onGo }: { name: string; busy: boolean; refused: unknown; kind?: 'primary' | 'plain'; onGo: (password: string) => void }) {
  const t = useT()
  const [password, setPassword] = useState('')
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (password) onGo(password)
  }
  return (
    <form className="stack tight" onSubmit={land} noValidate>
      <Field label={t('factor.password')}>
        {(ids) => <input {...ids} type="password" className="text-box" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} />}
      </Field>
      <RefusalNote error={refused} />
      <div>
        <Button type="submit" kind={kind ?? 'primary'} busy={busy} disabled={!password}>
          {name}
        </Button>
      </div>
    </form>
  )
}
/** Secret and codes are told once; it counts from the first right code on. */
function Bind() {
  const t = useT()
  const [code, setCode] = useState('')
  const [made, setMade] = useState<{ uri: string; secret: string; codes: readonly string[] } | null>(null)
  const begin = useAct(bindTotp, { onDone: setMade })
  const confirm = useAct(confirmTotp, {
    onDone: (me) => {
      signedIn(me)
      again()
    },
  })
  if (!made) return <ByPassword name={t('factor.bind')} busy={begin.busy} refused={begin.refused} onGo={(password) => begin.run({ password })} />
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.run({ code: code.trim() })
      }}
      noValidate
    >
      <p>{t('factor.scan')}</p>
      <div className="bind">
        <QrCode text={made.uri} label={t('factor.qr')} />
        <code className="secret">{made.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </div>
      <Codes codes={made.codes} />
      <Field label={t('factor.confirm')}>
        {(ids) => <input {...ids} className="text-box num" inputMode="numeric" autoComplete="one-time-code" value={code} onChange={(e) => setCode(e.target.value)} />}
      </Field>
      <RefusalNote error={confirm.refused} />
      <Button type="submit" kind="primary" busy={confirm.busy} disabled={!/^\s*\d{6}\s*$/.test(code)}>
        {t('factor.confirmed')}
      </Button>
    </form>
  )
}
function Bound({ left, duty }: { readonly left: number; readonly duty: boolean }) {
  const t = useT()
  const [asked, setAsked] = useState<'codes' | 'unbind' | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const fresh = useAct(newCodes, {
    onDone: ({ codes: made }) => {
      setCodes(made)
      setAsked(null)
      again()
    },
  })
  const unbind = useAct(unbindTotp, {
    onDone: (me) => {
      signedIn(me)
      again()
    },
  })
  return (
    <>
      <p>{t('factor.bound', { count: left })}</p>
      {duty && <p className="small quiet">{t('factor.duty')}</p>}
      {codes && <Codes codes={codes} />}
      {asked === 'codes' && <ByPassword name={t('factor.newCodes')} busy={fresh.busy} refused={fresh.refused} onGo={(password) => fresh.run({ password })} />}
      {asked === 'unbind' && <ByPassword name={t('factor.unbind')} busy={unbind.busy} refused={unbind.refused} onGo={(password) => unbind.run({ password })} />}
      {asked === null && (
        <div className="row">
          <Button onClick={() => setAsked('codes')}>{t('factor.newCodes')}</Button>
          {!duty && <Button onClick={() => setAsked('unbind')}>{t('factor.unbind')}</Button>}
        </div>
      )}
    </>
  )
}
function Passkeys({ site, rows }: { readonly site: string; readonly rows: readonly { readonly id: string; readonly name: string | null }[] }) {
  const t = useT()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>(null)
  const remove = useAct(removePasskey, { onDone: again })
  const add = async () => {
    setBusy(true)
    setWrong(null)
    try {
      const response = await makePasskey(await callAct(askPasskey, {}, { key: freshKey() }))
      await callAct(addPasskey, { name: name.trim() || t('settings.device'), response }, { key: freshKey() })
      setName('')
      again()
    } catch (error) {
      setWrong(error)
    }
    setBusy(false)
  }
  return (
    <section className="stack tight" aria-labelledby="passkeys">
      <h3 id="passkeys">{t('factor.passkeys')}</h3>
      <p className="small quiet">{t('factor.passkeysNote')}</p>
      {rows.length === 0 && <p className="small quiet">{t('factor.passkeyNone')}</p>}
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id} className="row between">
            <span>{row.name}</span>
            <Button small onClick={() => remove.run({ id: row.id })}>
              {t('factor.passkeyRemove')}
            </Button>
          </li>
        ))}
      </ul>
      {canPasskey(site) ? (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault()
            void add()
          }}
        >
          <input
            className="text-box account-name"
            aria-label={t('factor.passkeyName')}
            placeholder={t('factor.passkeyName')}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
          <Button type="submit" busy={busy}>
            {t('factor.passkeyAdd')}
          </Button>
        </form>
      ) : (
        <p className="small quiet">{t('factor.passkeyElsewhere', { site })}</p>
      )}
      {wrong !== null &&
        (wrong instanceof DOMException || !(wrong instanceof Error && 'code' in wrong && 'facts' in wrong) ? (
          <p role="alert">{t('factor.passkeyStopped')}</p>
        ) : (
          <RefusalNote error={wrong} />
        ))}
      <RefusalNote error={remove.refused} />
    </section>
  )
}
/** The card of the settings. */
export function Factors() {
  const t = useT()
  const { data } = useReadingLater(factors, {})
  return (
    <Card id="factor" title={t('factor.title')}>
      <div className="card-body stack">
        {!data && <Waiting />}
        {data && !data.totp && <p className="quiet small">{t('factor.none')}</p>}
        {data && (data.totp ? <Bound left={data.codesLeft} duty={data.duty} /> : <Bind />)}
        {data && <Passkeys site={data.site} rows={data.passkeys} />}
      </div>
    </Card>
  )
}
/** An administrator without a second factor sees nothing else. */
export function BindPage() {
  const t = useT()
  return (
    <div className="door">
      <header className="door-banner">{t('banner')}</header>
      <main className="door-main" id="content">
        <section className="card door-card is-wide" aria-labelledby="bind">
          <h1 id="bind">{t('factor.title')}</h1>
          <p className="quiet">{t('factor.must')}</p>
          <Bind />
          <button type="button" className="link small" onClick={() => void leave()}>
            {t('top.signOut')}
          </button>
        </section>
      </main>
    </div>
  )
}
