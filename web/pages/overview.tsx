/** 主任一屏: load, overdue, backlog, what waits for me, the narrowest place, time per step. Every figure opens its matters; printed on one sheet. Rule: GN-01, GN-03, HA-97 */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { Suspense } from 'react'
import { behind, type Load, type LoadKey, loadKeys, overview } from '../../kernel/reading/overview-shape.ts'
import { myWork } from '../../kernel/reading/shape.ts'
import { officeNow } from '../clock.ts'
import { matterPath } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import type { LightState } from '../parts/light.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { Card, FigureCard } from '../parts/small.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useReading } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useStepWord, useT } from '../words/use-words.ts'
import { StepTable } from './overview-steps.tsx'

const route = getRouteApi('/menu/overview')
const ages = [15, 30, 60, 90] as const
const spans = [30, 90, 180, 365] as const
const among = <N extends number>(list: readonly N[], value: string | undefined, usual: N): N => list.find((one) => String(one) === value) ?? usual
const lights: Readonly<Record<LoadKey, LightState>> = { open: 'on', late: 'late', soon: 'soon', old: 'paused', came: 'on', went: 'done' }

/** What asks for my opinion or approval, the nearest due first. */
function ForMe() {
  const t = useT()
  const step = useStepWord()
  const { rows, counts } = useReading(myWork, { tab: 'todo', kind: 'say', size: 8 })
  return (
    <Card id="for-me" title={t('overview.forMe')} aside={counts.say > 0 ? t('work.count', { count: counts.say }) : undefined}>
      <ul className="card-body overview-for-me">
        {rows.length === 0 && <li className="quiet">{t('overview.forMeNone')}</li>}
        {rows.map((row) => (
          <li key={`${row.matter}${row.piece}`}>
            <Link to={matterPath(row.desk, row.matter)} className="clip grow">
              {row.title ?? t('matter.hidden')}
            </Link>
            <span className="small quiet">{row.role && row.kind ? step(row.desk, { role: row.role, kind: row.kind }) : ''}</span>
            <TimeLeft state={row.light} due={row.due} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface Unit extends Load {
  readonly unit: { readonly id: string; readonly name: string }
}
function Units({ units, all, days }: { readonly units: readonly Unit[]; readonly all: Load; readonly days: { readonly week: string; readonly oldTo: string } }) {
  const t = useT()
  const most = Math.max(1, ...units.map((one) => one.open))
  const figure = (row: Load, key: LoadKey, unit?: string) =>
    row[key] === 0 ? (
      <span className="faint">0</span>
    ) : (
      <Link to="/ledger" search={behind(key, days, unit) as never} className={key === 'late' ? 'red' : ''}>
        {row[key]}
      </Link>
    )
  if (units.length === 0) return <p className="empty">{t('overview.none')}</p>
  return (
    <table className="plain-table overview-units">
      <thead>
        <tr>
          <th scope="col">{t('overview.unit')}</th>
          {loadKeys.map((key) => (
            <th key={key} scope="col" className="to-right" data-figure={key}>
              {t(`overview.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {units.map((one) => (
          <tr key={one.unit.id}>
            <th scope="row">
              <span className="overview-bar" style={{ '--share': one.open / most } as never}>
                {one.unit.name}
              </span>
            </th>
            {loadKeys.map((key) => (
              <td key={key} className="to-right num" data-figure={key}>
                {figure(one, key, one.unit.id)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('overview.sum')}</th>
          {loadKeys.map((key) => (
            <td key={key} className="to-right num" data-figure={key}>
              {figure(all, key)}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}

export function OverviewPage() {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const search = route.useSearch() as { readonly older?: string; readonly days?: string }
  const older = among(ages, search.older, 30)
  const days = among(spans, search.days, 90)
  const seen = useReading(overview, { older, days })
  const ask = (part: { older?: string; days?: string }) => void navigate({ to: '/overview', search: { ...search, ...part }, replace: true } as never)
  return (
    <div className="stack overview">
      <div className="page-head">
        <div>
          <h1>{t('overview.title')}</h1>
          <p className="quiet">{t('overview.asOf', { time: sayMoment(seen.at, officeNow(), language) })}</p>
        </div>
        <div className="row wrap no-print">
          <select className="text-box" aria-label={t('overview.older')} value={String(older)} onChange={(e) => ask({ older: e.target.value })}>
            {ages.map((n) => (
              <option key={n} value={n}>
                {t('overview.olderThan', { days: n })}
              </option>
            ))}
          </select>
          <select className="text-box" aria-label={t('overview.period')} value={String(days)} onChange={(e) => ask({ days: e.target.value })}>
            {spans.map((n) => (
              <option key={n} value={n}>
                {t('overview.lastDays', { days: n })}
              </option>
            ))}
          </select>
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <section className={`figures card overview-figures ${seen.all.late > 0 ? 'has-late' : ''}`} aria-label={t('overview.figures')}>
        {loadKeys.map((key) => (
          <FigureCard
            key={key}
            light={lights[key]}
            name={t(`overview.${key}`)}
            value={String(seen.all[key])}
            unit={t('work.pieces')}
            note={t(`overview.notes.${key}`, { days: older })}
            onOpen={() => void navigate({ to: '/ledger', search: behind(key, seen) } as never)}
          />
        ))}
      </section>
      <div className="work-panes">
        <Card id="units" title={t('overview.units')} aside={t('overview.unitsNote')}>
          <Units units={seen.units} all={seen.all} days={seen} />
        </Card>
        <div className="stack work-side">
          <Suspense fallback={<Waiting />}>
            <ForMe />
          </Suspense>
          <Card id="steps" title={t('overview.steps')} aside={t('overview.stepsNote', { days })}>
            <StepTable steps={seen.steps} narrow={seen.narrow} />
          </Card>
        </div>
      </div>
    </div>
  )
}
