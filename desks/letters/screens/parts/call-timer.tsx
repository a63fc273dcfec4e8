/** 登记用时: sixty ticks, one a second, never red and never blinking; and one's own average since this page was opened. */
import { useEffect, useState } from 'react'
import type { Instant } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const TARGET = 60
const taken: number[] = []
export const keepTaken = (seconds: number): void => void taken.push(seconds)
export const secondsSince = (began: Instant | null): number => (began === null ? 0 : Math.max(0, Math.floor((Date.parse(officeNow()) - Date.parse(began)) / 1000)))

export function CallTimer({ began }: { readonly began: Instant | null }) {
  const w = useLettersWords()
  const [, tick] = useState(0)
  useEffect(() => {
    if (began === null) return
    const timer = setInterval(() => tick((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [began])
  const seconds = secondsSince(began)
  const average = taken.length > 0 ? Math.round(taken.reduce((a, b) => a + b, 0) / taken.length) : null
  return (
    <div className="call-timer">
      <div className="call-timer-head">
        <span className="quiet">{w.form.timer}</span>
        <b className="num">{seconds}</b>
        <span className="quiet small">{w.form.seconds}</span>
        <span className="grow" />
        <span className="quiet">{fill(w.form.target, { n: TARGET })}</span>
        {average !== null && <span>{fill(w.form.ownAverage, { n: average })}</span>}
      </div>
      <div className="call-ticks" aria-hidden="true">
        {Array.from({ length: TARGET }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sixty ticks that never move
          <i key={n} className={`${n < seconds ? 'is-gone' : ''} ${n % 15 === 14 && n < TARGET - 1 ? 'is-long' : ''}`} />
        ))}
      </div>
      <div className="call-scale" aria-hidden="true">
        {[0, 15, 30, 45, 60].map((n) => (
          <span key={n}>{n}</span>
        ))}
      </div>
    </div>
  )
}
