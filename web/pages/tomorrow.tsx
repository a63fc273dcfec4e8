/** 明日一览: what the next working day asks of me, or of the leader I serve; said at 17:30, read at any time, printed on a sheet. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { tomorrow } from '../../kernel/reading/unit-shape.ts'
import { atTime, type OfficeDate, officeTime } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { Absences } from '../parts/absences.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { sayDay, sayLongDate, sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { WorkLines } from './work-lines.tsx'

const route = getRouteApi('/menu/tomorrow')
export function TomorrowPage() {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const { person } = route.useSearch() as { readonly person?: string }
  const seen = useReading(tomorrow, person ? { person: person as never } : {})
  const noon = atTime(seen.day as OfficeDate, '12:00')
  return (
    <div className="stack tomorrow-page">
      <div className="page-head">
        <div>
          <h1>{t('tomorrow.titleOf', { name: seen.person.name })}</h1>
          <p className="quiet">
            {sayLongDate(noon, language, t)}　{t('tomorrow.asOf', { time: sayMoment(officeNow(), officeNow(), language) })}
          </p>
          {seen.provisional && <p className="small amber">{t('tomorrow.provisional')}</p>}
        </div>
        <div className="row wrap no-print">
          {seen.people.length > 1 && (
            <select
              className="text-box"
              aria-label={t('tomorrow.whose')}
              value={seen.person.id}
              onChange={(e) => void navigate({ to: '/tomorrow', search: { person: e.target.value }, replace: true } as never)}
            >
              {seen.people.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <div className="tomorrow-panes">
        <WorkLines id="due" title={t('tomorrow.due', { day: sayDay(noon, officeNow(), language) })} rows={seen.due} none={t('tomorrow.dueNone')} />
        <WorkLines id="late" title={t('tomorrow.late')} rows={seen.late} none={t('tomorrow.lateNone')} />
        <WorkLines id="waits" title={t('tomorrow.waits')} rows={seen.waits} none={t('tomorrow.waitsNone')} />
        {seen.charge.length > 0 && <WorkLines id="charge" title={t('tomorrow.charge')} rows={seen.charge} none="" />}
        <WorkLines
          id="alarms"
          title={t('tomorrow.alarms')}
          rows={seen.alarms.map((one) => one.row)}
          none={t('tomorrow.alarmsNone')}
          note={(row) => {
            const alarm = seen.alarms.find((one) => one.row.matter === row.matter)
            return alarm ? `${sayDay(alarm.at, officeNow(), language)} ${officeTime(alarm.at as never)}` : ''
          }}
        />
        <WorkLines id="answered" title={t('tomorrow.answered')} rows={seen.answered} none={t('tomorrow.answeredNone')} />
        <Card id="away" title={t('tomorrow.away')}>
          <ul className="work-lines">
            {seen.away.length + seen.absences.length === 0 && <li className="quiet">{t('tomorrow.awayNone')}</li>}
            {seen.away.map(({ principal, agent, until }) => (
              <li key={principal.id + agent.id} className="is-away">
                {t('people.actsFor', { agent: agent.name, principal: principal.name })}
                {until && <span className="small quiet"> {t('people.until', { date: sayDay(until, officeNow(), language) })}</span>}
              </li>
            ))}
          </ul>
          <Absences rows={seen.absences} />
        </Card>
      </div>
    </div>
  )
}
