/** One person, everything dated: posts, portfolios, powers and from where, who acts for whom. Accounts for whoever keeps them. */
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { PersonId } from '../../kernel/ids.ts'
import { resetPassword } from '../../kernel/people/shape.ts'
import { personView } from '../../kernel/reading/shape.ts'
import { officeNow } from '../clock.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { sayDay } from '../say-time.ts'
import { useKernelWords, useLanguage, usePowerWord, useT } from '../words/use-words.ts'

const AccountCard = lazy(async () => ({ default: (await import('./account.tsx')).AccountCard }))
const OpenHandOver = lazy(async () => ({ default: (await import('./hand-over-open.tsx')).OpenHandOver }))
const Leaving = lazy(async () => ({ default: (await import('./leaving.tsx')).Leaving }))
const BorrowForm = lazy(async () => ({ default: (await import('./borrow.tsx')).BorrowForm }))

function Account({ id, username }: { readonly id: string; readonly username: string | null }) {
  const t = useT()
  const [wished, setWished] = useState('')
  const [made, setMade] = useState<{ username: string; password: string } | null>(null)
  const act = useAct(resetPassword, { onDone: setMade })
  return (
    <div className="stack tight">
      {made ? (
        <p className="one-time" role="status">
          {made.username} {t('people.newPassword')} <code>{made.password}</code>
          <span className="small quiet">{t('people.resetNote')}</span>
        </p>
      ) : (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault()
            act.run({ person: id as PersonId, ...(username ? {} : { username: wished.trim() }) })
          }}
        >
          {!username && (
            <input
              className="text-box account-name"
              aria-label={t('people.accounts')}
              placeholder={t('people.accounts')}
              value={wished}
              onChange={(e) => setWished(e.target.value)}
            />
          )}
          <Button type="submit" busy={act.busy} disabled={!username && !wished.trim()}>
            {t(username ? 'people.resetPassword' : 'people.openAccount')}
          </Button>
        </form>
      )}
      <RefusalNote error={act.refused} />
    </div>
  )
}
export function PersonDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const words = useKernelWords()
  const power = usePowerWord()
  const mayReset = useMay('office.accounts')
  const keeps = useMay('office.people')
  const navigate = useNavigate()
  const [handing, setHanding] = useState<string | null>(null)
  const { data: person, error } = useReadingLater(personView, { id: id as PersonId })
  const kinds: Readonly<Record<string, string>> = words.holdings
  const say = (at: string) => sayDay(at, officeNow(), language)
  const span = (row: { readonly from: string; readonly to: string | null }) =>
    `${t('people.since', { date: say(row.from) })}${row.to ? t('people.until', { date: say(row.to) }) : ''}`
  const lent = person?.holdings.some((row) => row.kind === 'borrowed' && row.to === null)
  return (
    <Dialog title={person?.name ?? t('people.title')} onClose={onClose} wide>
      <RefusalNote error={error} />
      {!person && !error && <Waiting />}
      {person && (
        <div className="stack person-page">
          <dl className="facts">
            <div>
              <dt>{t('people.accounts')}</dt>
              <dd>{person.username ?? t('people.noAccount')}</dd>
            </div>
            {!person.active && (
              <div>
                <dt>{t('people.state')}</dt>
                <dd>{t('people.inactive')}</dd>
              </div>
            )}
          </dl>
          <section>
            <h3>{t('people.posts')}</h3>
            <ul className="plain-list">
              {person.holdings.map((row) => (
                <li key={row.id}>
                  {row.unit.name} {row.post.name}{' '}
                  <span className="small quiet">
                    {[kinds[row.kind], lent && row.kind === 'main' && row.to === null && t('org.home'), span(row), row.until && `${t('org.borrowUntil')} ${say(row.until)}`]
                      .filter(Boolean)
                      .join('　')}
                  </span>{' '}
                  {keeps && row.to === null && (
                    <Button small kind="text" aria-expanded={handing === row.id} onClick={() => setHanding(handing === row.id ? null : row.id)}>
                      {t('org.handOverNow')}
                    </Button>
                  )}
                  {handing === row.id && (
                    <Suspense fallback={null}>
                      <OpenHandOver holding={row.id} lent={row.kind === 'borrowed'} onDone={() => void navigate({ to: '/hand-overs' } as never)} />
                    </Suspense>
                  )}
                </li>
              ))}
            </ul>
            {keeps && person.active && !lent && (
              <Button small kind="text" aria-expanded={handing === 'borrow'} onClick={() => setHanding(handing === 'borrow' ? null : 'borrow')}>
                {t('org.borrow')}
              </Button>
            )}
            {keeps && person.active && (
              <Button small kind="text" aria-expanded={handing === 'leave'} onClick={() => setHanding(handing === 'leave' ? null : 'leave')}>
                {t('leaving.title')}
              </Button>
            )}
            {handing === 'leave' && (
              <Suspense fallback={<Waiting />}>
                <Leaving id={id} onHandOver={setHanding} onDone={onClose} />
              </Suspense>
            )}
            {handing === 'borrow' && (
              <Suspense fallback={null}>
                <BorrowForm person={id} onDone={() => setHanding(null)} />
              </Suspense>
            )}
          </section>
          {person.portfolios.length > 0 && (
            <section>
              <h3>{t('people.portfolio')}</h3>
              <ul className="plain-list">
                {person.portfolios.map((row) => (
                  <li key={row.id}>
                    {row.unit?.name ?? row.field} <span className="small quiet">{[row.kind, span(row)].join('　')}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section>
            <h3>{t('people.powers')}</h3>
            <ul className="plain-list">
              {person.powers.map((row) => (
                <li key={`${row.key}${row.by}`}>
                  {power(row.key)} <span className="small quiet">{row.by}</span>
                </li>
              ))}
            </ul>
          </section>
          {person.delegations.length > 0 && (
            <section>
              <h3>{t('people.delegations')}</h3>
              <ul className="plain-list">
                {person.delegations.map((row) => (
                  <li key={row.id}>
                    {t('people.actsFor', { agent: row.agent.name, principal: row.principal.name })} <span className="small quiet">{span(row)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {mayReset && <Account id={id} username={person.username} />}
          {mayReset && person.username && (
            <Suspense fallback={<Waiting />}>
              <AccountCard id={id} />
            </Suspense>
          )}
        </div>
      )}
    </Dialog>
  )
}
