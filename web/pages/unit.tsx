/** 单位主页: what the office wants of my unit: to sign for, in hand, due, returned, answered; whom to call; everything taken in and handed in here. Rule: BZ-46 */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { FileSpreadsheet, Printer } from 'lucide-react'
import { ofUnitHome, type UnitKey, unitForms, unitHome, unitKeys } from '../../kernel/reading/unit-shape.ts'
import { Button } from '../parts/button.tsx'
import type { LightState } from '../parts/light.tsx'
import { Card, FigureCard } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { useNav } from '../shell/nav.ts'
import { useT } from '../words/use-words.ts'
import { WorkLines } from './work-lines.tsx'

const route = getRouteApi('/menu/unit')
const lights: Readonly<Record<UnitKey, LightState>> = { toSign: 'paused', open: 'on', late: 'late', soon: 'soon', returned: 'paused', answered: 'done', closed: 'done' }

export function UnitPage() {
  const t = useT()
  const navigate = useNavigate()
  const begins = useNav().filter((item) => item.begins)
  const { unit: asked } = route.useSearch() as { readonly unit?: string }
  const home = useReading(unitHome, asked ? { unit: asked as never } : {})
  if (!home.unit)
    return (
      <div className="stack">
        <h1>{t('unit.title')}</h1>
        <p className="empty">{t('unit.nowhere')}</p>
      </div>
    )
  const { unit, counts } = home
  return (
    <div className="stack unit-page">
      <div className="page-head">
        <div>
          <h1>{unit.name}</h1>
          <p className="quiet">{home.charge && t('unit.charge', { name: home.charge.name })}</p>
        </div>
        <div className="row wrap no-print">
          {home.units.length > 1 && (
            <select
              className="text-box"
              aria-label={t('unit.which')}
              value={unit.id}
              onChange={(e) => void navigate({ to: '/unit', search: { unit: e.target.value }, replace: true } as never)}
            >
              {home.units.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
          <a className="btn is-plain" href={`/api/matters/ledger.xlsx?phase=open&lies=${unit.id}`} download>
            <FileSpreadsheet size={14} aria-hidden="true" /> {t('act.xlsx')}
          </a>
        </div>
      </div>
      <section className={`figures card unit-figures ${counts.late > 0 ? 'has-late' : ''}`} aria-label={t('unit.figures')}>
        {unitKeys.map((key) => (
          <FigureCard
            key={key}
            light={lights[key]}
            name={t(`unit.${key}`)}
            value={String(counts[key])}
            unit={t('work.pieces')}
            note={t(`unit.notes.${key}`)}
            onOpen={() => void navigate({ to: '/ledger', search: ofUnitHome(key, unit.id, home.month) } as never)}
          />
        ))}
      </section>
      <div className="work-panes">
        <div className="stack">
          <WorkLines id="to-sign" title={t('unit.toSign')} rows={home.toSign} none={t('unit.toSignNone')} note={() => ''} />
          <WorkLines
            id="open"
            title={t('unit.open')}
            rows={home.open}
            none={t('unit.openNone')}
            note={(row) => row.holder}
            {...(counts.open > home.open.length
              ? {
                  aside: (
                    <Link to="/ledger" search={ofUnitHome('open', unit.id, home.month) as never}>
                      {t('work.all')}
                    </Link>
                  ),
                }
              : {})}
          />
        </div>
        <div className="stack work-side">
          <Card id="hand-in" title={t('unit.handIn')}>
            <div className="card-body stack tight">
              <p className="quiet">{t('unit.handInNote')}</p>
              <h3>{t('unit.submit')}</h3>
              <Link to="/ledger" search={ofUnitHome('open', unit.id, home.month) as never}>
                {t('unit.toReport', { count: counts.open })}
              </Link>
              {counts.returned > 0 && (
                <Link to="/ledger" search={ofUnitHome('returned', unit.id, home.month) as never}>
                  {t('unit.toReportAgain', { count: counts.returned })}
                </Link>
              )}
              <h3>{t('unit.blanks')}</h3>
              {unitForms.map((form) => (
                <a key={form} href={`/api/matters/unit-form.xlsx?form=${form}&unit=${unit.id}`} download>
                  {t(`unit.forms.${form}`)}
                </a>
              ))}
              <h3>{t('unit.elsewhere')}</h3>
              {begins.map(({ to, name }) => (
                <Link key={to} to={to}>
                  {name}
                </Link>
              ))}
              <Link to="/know">{t('know.menu')}</Link>
              <Link to="/tables">{t('tables.title')}</Link>
            </div>
          </Card>
          <Card id="counterparts" title={t('unit.counterparts')}>
            <div className="card-body stack tight">
              {home.counterparts.length === 0 && <p className="quiet">{t('unit.counterpartsNone')}</p>}
              {home.counterparts.map((one) => (
                <div key={one.unit.id}>
                  <b>{one.unit.name}</b>
                  <p className="small">{one.people.map((person) => `${person.name}（${person.post}）`).join('、')}</p>
                  {one.phones.map(({ kind, value }) => (
                    <p key={kind} className="small">
                      {t(`org.contactKinds.${kind}`)}{' '}
                      <a className="num" href={`tel:${value.replace(/[^\d+]/g, '')}`}>
                        {value}
                      </a>
                    </p>
                  ))}
                </div>
              ))}
              <Link to="/contacts" className="small">
                {t('org.contacts')}
              </Link>
            </div>
          </Card>
        </div>
      </div>
    </div>
  )
}
