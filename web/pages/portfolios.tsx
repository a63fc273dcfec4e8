/** 领导分工: who has charge of what on a day; set, passed on or ended from a day. Printed as the office's table of 分工. Rule: decision 0013; BZ-16 */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import { portfolioKinds, portfolios } from '../../kernel/people/organisation-shape.ts'
import { type OfficeDate, officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Field } from '../parts/field.tsx'
import { PeoplePlaces } from '../parts/people-places.tsx'
import { Card } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { sayDay, sayDue, sayLongDate } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { ChangePortfolio, SetPortfolio } from './portfolio-form.tsx'

type Answer = z.output<(typeof portfolios)['output']>
type Row = Answer['rows'][number]
const route = getRouteApi('/menu/portfolios')

function Piece({ row, onChange }: { readonly row: Row; readonly onChange: (() => void) | null }) {
  const t = useT()
  const language = useLanguage()
  const name = row.unit?.name ?? row.field?.name ?? ''
  const say = (at: string) => sayDay(at, officeNow(), language)
  const dates = [row.runs ? '' : t('people.since', { date: say(row.from) }), row.to ? t('people.until', { date: sayDue(row.to, officeNow(), language) }) : '']
    .filter(Boolean)
    .join('')
  return (
    <li>
      {onChange ? (
        <button type="button" className="link" aria-label={`${t('org.changePortfolio')} ${name} ${t(`org.portfolioKinds.${row.kind}`)}`} onClick={onChange}>
          {name}
        </button>
      ) : (
        name
      )}
      {row.field && <span className="small quiet"> {t('org.field')}</span>}
      {dates && <span className="small amber"> {dates}</span>}
    </li>
  )
}
export function PortfoliosPage() {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const keeps = useMay('office.people')
  const today = officeDate(officeNow())
  const search = route.useSearch() as { on?: string }
  const on = /^\d{4}-\d\d-\d\d$/.test(search.on ?? '') ? (search.on as OfficeDate) : today
  const { leaders, rows, uncovered } = useReading(portfolios, { on })
  const [setting, setSetting] = useState<string | null>(null)
  const [changing, setChanging] = useState<Row | null>(null)
  return (
    <div className="people portfolios">
      <div className="page-head">
        <h1>{t('org.portfolioTitle')}</h1>
        <div className="row no-print">
          <Field label={t('rules.on')}>
            {(ids) => <DateField {...ids} value={on} onChange={(day) => void navigate({ to: '/portfolios', search: day === today ? {} : { on: day } } as never)} />}
          </Field>
          {keeps && <Button onClick={() => setSetting('')}>{t('org.setPortfolio')}</Button>}
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <PeoplePlaces />
      <p className="rules-as-of">{sayLongDate(`${on}T04:00:00.000Z`, language, t)}</p>
      <Card id="portfolios">
        <table className="ledger posts rights">
          <thead>
            <tr>
              <th scope="col">{t('org.leader')}</th>
              {portfolioKinds.map((kind) => (
                <th key={kind} scope="col">
                  {t(`org.portfolioKinds.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {leaders.map((leader) => (
              <tr key={leader.id}>
                <th scope="row">
                  {leader.name} <span className="small quiet">{leader.post}</span>
                  {keeps && (
                    <Button small kind="text" className="no-print" aria-label={`${t('org.setPortfolio')} ${leader.name}`} onClick={() => setSetting(leader.id)}>
                      {t('org.setPortfolio')}
                    </Button>
                  )}
                </th>
                {portfolioKinds.map((kind) => (
                  <td key={kind} data-head={rows.some((row) => row.person === leader.id && row.kind === kind) ? t(`org.portfolioKinds.${kind}`) : undefined}>
                    <ul className="plain-list portfolio-list">
                      {rows
                        .filter((row) => row.person === leader.id && row.kind === kind)
                        .map((row) => (
                          <Piece key={row.id} row={row} onChange={keeps ? () => setChanging(row) : null} />
                        ))}
                    </ul>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      {uncovered.length > 0 && (
        <p className="refusal is-stale" role="status">
          {t('org.uncovered')} {uncovered.map((unit) => unit.name).join('、')}
        </p>
      )}
      {setting !== null && <SetPortfolio leader={leaders.find((one) => one.id === setting)} onClose={() => setSetting(null)} />}
      {changing && <ChangePortfolio row={changing} leader={leaders.find((one) => one.id === changing.person)?.name ?? ''} onClose={() => setChanging(null)} />}
    </div>
  )
}
