/** 今天要打的电话: person by person, with the telephone and what to say; 已打 stands on record as an urge. Worked through on a telephone, printed on a sheet. Rule: F15, HB-14 */
import { Link } from '@tanstack/react-router'
import { Check, Phone, Printer } from 'lucide-react'
import { useState } from 'react'
import { type CallRow, calls } from '../../kernel/reading/notices-shape.ts'
import { atTime, type OfficeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { matterPath } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { CopyNotice } from '../parts/copy-notice.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { Urgency } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { sayLongDate, sayTime } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { CalledForm, isOpenCall } from './called-form.tsx'

type Item = CallRow['items'][number]

function State({ item }: { readonly item: Item }) {
  const t = useT()
  const { called, quietUntil } = item
  if (called)
    return (
      <span className="small call-done">
        <Check size={14} aria-hidden="true" /> {t(called.phone ? 'calls.done' : 'calls.urged', { time: sayTime(called.at), name: called.by.name })}
      </span>
    )
  return quietUntil ? <span className="small quiet">{t('calls.quiet', { time: sayTime(quietUntil) })}</span> : <span className="call-box" aria-hidden="true" />
}
function Line({ item }: { readonly item: Item }) {
  const t = useT()
  const [main] = item.reasons
  return (
    <li className="call-item">
      <span className="call-left">
        <TimeLeft state={item.row.light} due={item.row.due} />
      </span>
      <span className="call-what">
        <Link to={matterPath(item.row.desk, item.row.matter)}>
          <Urgency level={item.row.urgency} /> <span className="num">{item.row.number}</span>　{item.row.title ?? t('matter.hidden')}
        </Link>
        <span className="small quiet">
          {item.reasons.map((reason) => t(`calls.reasons.${reason}`)).join('　')}
          {main && <>　{t(`calls.say.${main}`)}</>}
        </span>
      </span>
      <span className="call-side">
        <State item={item} />
        {main && (
          <CopyNotice
            told={{
              kind: t(`calls.reasons.${main}`),
              matter: { id: item.row.matter, desk: item.row.desk, number: item.row.number, named: item.named },
              due: item.row.due,
            }}
            about={item.row.number ?? ''}
          />
        )}
      </span>
    </li>
  )
}
function Person({ row }: { readonly row: CallRow }) {
  const t = useT()
  const [calling, setCalling] = useState(false)
  const name = row.person?.name ?? t('calls.nobody')
  const open = row.items.some(isOpenCall)
  return (
    <section className={`card call-person ${open ? '' : 'is-done'}`} aria-label={name}>
      <div className="call-head">
        <div>
          <h2>{name}</h2>
          <span className="small quiet">
            {row.unit.name} {row.post}
          </span>
        </div>
        <div className="row">
          {row.phone ? (
            <a className="btn is-plain call-phone num" href={`tel:${row.phone.value.replace(/[^\d+]/g, '')}`} aria-label={t('calls.call', { name, phone: row.phone.value })}>
              <Phone size={14} aria-hidden="true" /> <span className="small quiet">{t(`calls.phones.${row.phone.kind}`)}</span> {row.phone.value}
            </a>
          ) : (
            <span className="small quiet">{t('calls.noPhone')}</span>
          )}
          {open && (
            <Button kind="primary" className="no-print" aria-label={`${t('calls.tick')} ${name}`} onClick={() => setCalling(true)}>
              {t('calls.tick')}
            </Button>
          )}
        </div>
      </div>
      <ul className="call-items">
        {row.items.map((item) => (
          <Line key={item.piece} item={item} />
        ))}
      </ul>
      {calling && <CalledForm row={row} name={name} onClose={() => setCalling(false)} />}
    </section>
  )
}
export function CallsPage() {
  const t = useT()
  const language = useLanguage()
  const { day, rows } = useReading(calls, {})
  const items = rows.flatMap((row) => row.items)
  return (
    <div className="stack calls-page">
      <div className="page-head">
        <div>
          <h1>{t('calls.title')}</h1>
          <p className="quiet" role="status">
            {[
              sayLongDate(atTime(day as OfficeDate, '12:00'), language, t),
              t('calls.count', { people: rows.length, items: items.length, done: items.filter((item) => item.called !== null).length }),
            ].join('　')}
            <span className="call-when"> {sayTime(officeNow())}</span>
          </p>
        </div>
        <Button className="no-print" icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
          {t('act.print')}
        </Button>
      </div>
      {rows.length === 0 && <p className="card empty">{t('calls.none')}</p>}
      {rows.map((row) => (
        <Person key={row.key} row={row} />
      ))}
    </div>
  )
}
