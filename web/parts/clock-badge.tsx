/** One limit: its name, light and time left, when it is due, how much of it is used, and the inner due at two thirds (HA-91). */
import type { z } from 'zod'
import type { clockView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { sayDue, sayLeft } from '../say-time.ts'
import { useDeskWords, useLanguage, useT } from '../words/use-words.ts'
import { Light } from './light.tsx'

export type ClockSeen = z.output<typeof clockView>
const percent = (share: number) => `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%`

export function ClockBadge({ clock, desk }: { readonly clock: ClockSeen; readonly desk: string }) {
  const t = useT()
  const language = useLanguage()
  const words = useDeskWords(desk)
  const now = officeNow()
  const span = Date.parse(clock.dueAt) - Date.parse(clock.startedAt)
  const inner = span > 0 ? (Date.parse(clock.innerDueAt) - Date.parse(clock.startedAt)) / span : 0.667
  const stopped = clock.stoppedAt !== null
  const inTime = stopped && Date.parse(clock.stoppedAt ?? '') <= Date.parse(clock.dueAt)
  const innerAhead = !stopped && Date.parse(clock.innerDueAt) > Date.parse(now)
  const moved = clock.firstDueAt !== clock.dueAt
  return (
    <div className={`clock is-${stopped ? 'done' : clock.light}`} title={clock.basis}>
      <div className="clock-head">
        <span>{words?.clocks[clock.key] ?? clock.key}</span>
        <Light state={stopped ? (inTime ? 'done' : 'late') : clock.light}>
          {stopped ? t(inTime ? 'matter.stoppedInTime' : 'matter.stoppedLate') : sayLeft(clock.light, clock.dueAt, now, t)}
        </Light>
      </div>
      <div className="clock-bar" aria-hidden="true">
        <span className="clock-used" style={{ width: percent(clock.used) }} />
        {!stopped && <span className="clock-tick" style={{ left: percent(inner) }} />}
      </div>
      <div className="clock-foot">
        <span>{t('matter.until', { date: sayDue(clock.dueAt, now, language) })}</span>
        {innerAhead && <span>{t('matter.inner', { date: sayDue(clock.innerDueAt, now, language) })}</span>}
        {moved && <span>{t('matter.first', { date: sayDue(clock.firstDueAt, now, language) })}</span>}
      </div>
      {clock.version > 0 && (
        <div className="clock-foot" title={clock.basis}>
          {t('rules.byVersion', { n: clock.version })}
        </div>
      )}
      {clock.provisional && <div className="clock-foot amber">{t('matter.provisional')}</div>}
    </div>
  )
}
