/** 已定的机构调整: settled for a day, to be seen by everybody and withdrawn until then. */
import { plannedReorganisations, withdrawReorganisation } from '../../kernel/people/organisation-shape.ts'
import { Refused } from '../call.ts'
import { officeNow } from '../clock.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { RefusalNote, useRefusalText } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { sayDay, sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

export function PlannedReorganisations() {
  const t = useT()
  const language = useLanguage()
  const keeps = useMay('office.people')
  const text = useRefusalText()
  const rows = useReadingLater(plannedReorganisations, {}).data?.rows ?? []
  const act = useAct(withdrawReorganisation)
  if (rows.length === 0) return null
  return (
    <Card id="planned" title={t('org.planned')}>
      <ul className="card-body plain-list planned">
        {rows.map((row) => {
          const name = `${row.from.join('、')} ${t(`org.kinds.${row.kind}`)}`
          return (
            <li key={row.id}>
              <p className="row between wrap">
                <span>
                  <b>{t('org.plannedFor', { date: sayDay(`${row.day}T04:00:00.000Z`, officeNow(), language) })}</b> {row.from.join('、')} {t(`org.kinds.${row.kind}`)} →{' '}
                  {row.to.join('、')}
                </span>
                {row.outcome ? (
                  <span className="tag">{t(`org.plannedOutcomes.${row.outcome}`)}</span>
                ) : (
                  keeps && (
                    <Button small busy={act.busy} className="no-print" aria-label={`${t('rules.withdraw')} ${name}`} onClick={() => act.run({ id: row.id })}>
                      {t('rules.withdraw')}
                    </Button>
                  )
                )}
              </p>
              <p className="small quiet">
                {row.basis}　{t('rules.proposedBy', { name: row.plannedBy.name, at: sayMoment(row.plannedAt, officeNow(), language) })}
              </p>
              {row.code && <p className="amber small">{text(new Refused({ code: row.code, status: 422 }))}</p>}
            </li>
          )
        })}
      </ul>
      <RefusalNote error={act.refused} />
    </Card>
  )
}
