/** What waits for an administrator about accounts: second factors to be removed by a second person, accounts nobody uses. Rule: R-C12, R-C14 */
import { decideFactors, factorRequests, unusedAccounts } from '../../kernel/people/security-shape.ts'
import { officeNow } from '../clock.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { queryClient, useAct, useReadingLater } from '../reading.ts'
import { sayDay, sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

function FactorRequests() {
  const t = useT()
  const language = useLanguage()
  const rows = useReadingLater(factorRequests, {}).data?.rows ?? []
  const act = useAct(decideFactors, { onDone: () => void queryClient.invalidateQueries({ queryKey: [factorRequests.key] }) })
  if (rows.length === 0) return null
  return (
    <Card id="factor-requests" title={t('account.requests')}>
      <ul className="card-body plain-list planned">
        {rows.map((row) => (
          <li key={row.id}>
            <p className="row between wrap">
              <span>
                <b>{row.person.name}</b> {t(`account.grounds.${row.ground}`)}
              </span>
              {row.mayDecide ? (
                <span className="row">
                  <Button small kind="primary" busy={act.busy} aria-label={`${t('account.agree')} ${row.person.name}`} onClick={() => act.run({ request: row.id, agree: true })}>
                    {t('account.agree')}
                  </Button>
                  <Button small busy={act.busy} aria-label={`${t('account.disagree')} ${row.person.name}`} onClick={() => act.run({ request: row.id, agree: false })}>
                    {t('account.disagree')}
                  </Button>
                </span>
              ) : (
                <span className="tag">{t('account.waitsForOther')}</span>
              )}
            </p>
            <p className="small quiet">{t('account.askedBy', { name: row.askedBy.name, at: sayMoment(row.askedAt, officeNow(), language) })}</p>
          </li>
        ))}
      </ul>
      <RefusalNote error={act.refused} />
    </Card>
  )
}
function UnusedAccounts({ onPerson }: { readonly onPerson: (id: string) => void }) {
  const t = useT()
  const language = useLanguage()
  const rows = useReadingLater(unusedAccounts, {}).data?.rows ?? []
  const now = officeNow()
  if (rows.length === 0) return null
  return (
    <Card id="unused-accounts" title={t('account.unused')} aside={t('account.unusedNote')}>
      <ul className="card-body plain-list">
        {rows.map((row) => (
          <li key={row.person.id} className="row between wrap">
            <button type="button" className="link" onClick={() => onPerson(row.person.id)}>
              {row.person.name}
            </button>
            <span className="small">
              <span className="quiet">{t('account.usedAt', { date: sayDay(row.usedAt, now, language) })}</span>{' '}
              {row.closedAt ? (
                <b className="amber">{t('account.closedAt', { date: sayDay(row.closedAt, now, language) })}</b>
              ) : (
                t('account.closesAt', { date: sayDay(row.closesAt, now, language) })
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
/** Nothing for anybody but the administrators. */
export function AccountsWaiting({ onPerson }: { readonly onPerson: (id: string) => void }) {
  const [guards, keeps] = [useMay('office.accounts'), useMay('office.people')]
  return (
    <>
      {(guards || keeps) && <FactorRequests />}
      {guards && <UnusedAccounts onPerson={onPerson} />}
    </>
  )
}
