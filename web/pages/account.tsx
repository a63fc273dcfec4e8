/** 账号 of one person, for the security administrator: second factor, password, live sessions; what he may do about them. */
import { useState } from 'react'
import type { PersonId } from '../../kernel/ids.ts'
import { accountView, endSessions, factorGrounds, factorRequests, removeFactors } from '../../kernel/people/security-shape.ts'
import { officeNow } from '../clock.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { queryClient, useAct, useReading } from '../reading.ts'
import { sayDay, sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

type Ground = (typeof factorGrounds)[number]

export function AccountCard({ id }: { readonly id: string }) {
  const t = useT()
  const me = useMe()
  const language = useLanguage()
  const person = id as PersonId
  const account = useReading(accountView, { person })
  const [ground, setGround] = useState<Ground | null>(null)
  const [asked, setAsked] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const again = () => void queryClient.invalidateQueries({ queryKey: [accountView.key] })
  const remove = useAct(removeFactors, {
    onDone: () => {
      setAsked(false)
      setSaid(t('account.asked'))
      void queryClient.invalidateQueries({ queryKey: [factorRequests.key] })
      again()
    },
  })
  const out = useAct(endSessions, {
    onDone: ({ ended }) => {
      setSaid(t('account.signedOut', { count: ended }))
      again()
    },
  })
  const bound = account.totp || account.passkeys > 0
  const now = officeNow()
  return (
    <section className="stack tight account-card" aria-labelledby="account">
      <h3 id="account">{t('account.title')}</h3>
      <dl className="facts">
        <div>
          <dt>{t('account.factor')}</dt>
          <dd>{t(bound ? 'account.bound' : 'account.unbound')}</dd>
        </div>
        <div>
          <dt>{t('account.passwordSince')}</dt>
          <dd>{account.mustChange ? t('account.mustChange') : account.passwordSince && sayDay(account.passwordSince, now, language)}</dd>
        </div>
        {account.usedAt && (
          <div>
            <dt>{t('account.lastUsed')}</dt>
            <dd>
              {sayDay(account.usedAt, now, language)}
              {account.closedAt && <span className="amber">　{t('account.closedAt', { date: sayDay(account.closedAt, now, language) })}</span>}
            </dd>
          </div>
        )}
      </dl>
      {account.closedAt && <p className="small quiet">{t('account.closedNote')}</p>}
      <h3>{t('account.sessions')}</h3>
      <ul className="plain-list">
        {account.sessions.map((row) => (
          <li key={row.id}>
            {sayMoment(row.lastSeen, now, language)} <span className="small quiet">{row.address}</span>
          </li>
        ))}
      </ul>
      <div className="row">
        {account.sessions.length > 0 && (
          <Button busy={out.busy} onClick={() => out.run({ person })}>
            {t('account.signOut')}
          </Button>
        )}
        {bound && id !== me.person.id && !asked && <Button onClick={() => setAsked(true)}>{t('account.remove')}</Button>}
      </div>
      {asked && (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault()
            if (ground) remove.run({ person, ground })
          }}
        >
          <p className="small quiet">{t('account.removeNote')}</p>
          <Choice label={t('account.ground')} value={ground} options={factorGrounds.map((value) => ({ value, word: t(`account.grounds.${value}`) }))} onChange={setGround} />
          <div className="row">
            <Button onClick={() => setAsked(false)}>{t('act.cancel')}</Button>
            <Button type="submit" kind="danger" busy={remove.busy} disabled={!ground}>
              {t('account.remove')}
            </Button>
          </div>
        </form>
      )}
      {said && (
        <p role="status" className="small">
          {said}
        </p>
      )}
      <RefusalNote error={remove.refused ?? out.refused} />
    </section>
  )
}
