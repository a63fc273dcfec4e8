/** 工作日历: one year as twelve months; only the days that differ from their weekday are marked. Outside the covered years weekends are assumed, and it says so (R-T02). */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { setDay } from '../../kernel/people/shape.ts'
import { calendarYear } from '../../kernel/reading/shape.ts'
import { addDays, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct, useReading } from '../reading.ts'
import { sayDay } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

type Exceptions = ReadonlyMap<string, { readonly workday: boolean; readonly name: string; readonly source: string }>
const route = getRouteApi('/menu/calendar')
const weekdayOf = (day: string) => (new Date(Date.parse(`${day}T00:00:00Z`)).getUTCDay() + 6) % 7
const pad = (n: number) => String(n).padStart(2, '0')

function daysOf(year: number, month: number): readonly OfficeDate[] {
  const days: OfficeDate[] = []
  for (let day = `${year}-${pad(month)}-01` as OfficeDate; day.startsWith(`${year}-${pad(month)}`); day = addDays(day, 1)) days.push(day)
  return days
}
function Month({
  year,
  month,
  exceptions,
  today,
  onPick,
}: {
  readonly year: number
  readonly month: number
  readonly exceptions: Exceptions
  readonly today: string
  readonly onPick: ((day: OfficeDate) => void) | null
}) {
  const t = useT()
  const days = daysOf(year, month)
  const works = days.filter((day) => exceptions.get(day)?.workday ?? weekdayOf(day) < 5).length
  const name = t('calendar.month', { month })
  return (
    <section className="month" aria-label={name}>
      <h2>
        {name} <span className="small quiet">{t('calendar.workdays', { count: works })}</span>
      </h2>
      <div className="month-grid">
        {[...t('calendar.week')].map((letter) => (
          <span key={letter} className="month-head" aria-hidden="true">
            {letter}
          </span>
        ))}
        {Array.from({ length: weekdayOf(days[0] ?? '') }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blanks before the first
          <span key={n} />
        ))}
        {days.map((day) => {
          const special = exceptions.get(day)
          const weekend = weekdayOf(day) > 4
          const kind = special ? (special.workday ? 'is-shift' : 'is-holiday') : weekend ? 'is-weekend' : ''
          const word = special ? `${special.name || t(special.workday ? 'calendar.workday' : 'calendar.holiday')}` : weekend ? t('calendar.weekend') : ''
          const inside = (
            <>
              <span className="num">{Number(day.slice(8))}</span>
              {special && <i aria-hidden="true">{special.workday ? t('calendar.markWork') : t('calendar.markOff')}</i>}
              <span className="off-screen">{word}</span>
            </>
          )
          return onPick ? (
            <button key={day} type="button" className={`day ${kind} ${day === today ? 'is-today' : ''}`} title={word} onClick={() => onPick(day)}>
              {inside}
            </button>
          ) : (
            <span key={day} className={`day ${kind} ${day === today ? 'is-today' : ''}`} title={word}>
              {inside}
            </span>
          )
        })}
      </div>
    </section>
  )
}
function EditDay({
  day,
  now,
  onClose,
}: {
  readonly day: OfficeDate
  readonly now: { readonly workday: boolean; readonly name: string; readonly source: string } | undefined
  readonly onClose: () => void
}) {
  const t = useT()
  const language = useLanguage()
  const [as, setAs] = useState<'work' | 'off' | 'plain'>(now ? (now.workday ? 'work' : 'off') : 'plain')
  const [name, setName] = useState(now?.name ?? '')
  const [source, setSource] = useState(now?.source ?? '')
  const act = useAct(setDay, { onDone: onClose })
  const land = (event: FormEvent) => {
    event.preventDefault()
    act.run({ day, workday: as === 'plain' ? null : as === 'work', name, source })
  }
  return (
    <Dialog title={`${t('calendar.edit')}：${sayDay(`${day}T04:00:00.000Z`, officeNow(), language)}`} onClose={onClose}>
      <form className="stack" onSubmit={land}>
        <Choice
          label={t('calendar.edit')}
          value={as}
          options={[
            { value: 'work', word: t('calendar.work') },
            { value: 'off', word: t('calendar.off') },
            { value: 'plain', word: t('calendar.plain') },
          ]}
          onChange={setAs}
        />
        <Field label={t('calendar.note')}>{(ids) => <input {...ids} className="text-box" value={name} onChange={(e) => setName(e.target.value)} />}</Field>
        <Field label={t('calendar.why')}>{(ids) => <input {...ids} data-first className="text-box" value={source} onChange={(e) => setSource(e.target.value)} />}</Field>
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!source.trim()}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
export function CalendarPage() {
  const t = useT()
  const navigate = useNavigate()
  const today = officeDate(officeNow())
  const search = route.useSearch() as { year?: string }
  const year = Number(search.year) || Number(today.slice(0, 4))
  const calendar = useReading(calendarYear, { year })
  const edits = useMay('office.calendar')
  const [day, setPicked] = useState<OfficeDate | null>(null)
  const exceptions: Exceptions = new Map(calendar.days.map((row) => [row.day, row]))
  const go = (to: number) => void navigate({ to: '/calendar', search: { year: String(to) } } as never)
  return (
    <div className="calendar">
      <div className="page-head">
        <h1>{t('calendar.title')}</h1>
        <div className="row">
          <button type="button" className="icon-button" aria-label={t('calendar.year', { year: year - 1 })} onClick={() => go(year - 1)}>
            <ChevronLeft size={16} aria-hidden="true" />
          </button>
          <b className="num">{t('calendar.year', { year })}</b>
          <button type="button" className="icon-button" aria-label={t('calendar.year', { year: year + 1 })} onClick={() => go(year + 1)}>
            <ChevronRight size={16} aria-hidden="true" />
          </button>
        </div>
      </div>
      {calendar.covered ? calendar.source && <p className="small quiet">{calendar.source}</p> : <p className="refusal is-stale">{t('calendar.provisional', { year })}</p>}
      <ul className="legend small">
        <li className="day is-holiday">{t('calendar.holiday')}</li>
        <li className="day is-shift">{t('calendar.workday')}</li>
        <li className="day is-weekend">{t('calendar.weekend')}</li>
        <li className="day is-today">{t('calendar.today')}</li>
      </ul>
      <div className="year">
        {Array.from({ length: 12 }, (_, n) => n + 1).map((month) => (
          <Month key={month} year={year} month={month} exceptions={exceptions} today={today} onPick={edits ? setPicked : null} />
        ))}
      </div>
      {day && <EditDay day={day} now={exceptions.get(day)} onClose={() => setPicked(null)} />}
    </div>
  )
}
