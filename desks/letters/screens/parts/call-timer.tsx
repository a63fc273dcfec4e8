/** 登记用时: sixty ticks, one a second, never red and never blinking; and one's own average of today. */
import { useEffect, useState } from 'react'
import { officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const TARGET = 60
const shelf = () => `letters.intake.${officeDate(officeNow())}`
function taken(): number[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(shelf()) ?? '[]')
    return Array.isArray(kept) ? kept.filter((n): n is number => typeof n === 'number') : []
  } catch {
    return [] // a browser without storage has no average to show
  }
}
export function keepTaken(seconds: number): void {
  try {
    sessionStorage.setItem(shelf(), JSON.stringify([...taken(), seconds].slice(-200)))
  } catch {
    return // the same
  }
}
export const secondsSince = (began: string | null): number => (began === null ? 0 : Math.max(0, Math.floor((Date.parse(officeNow()) - Date.parse(began)) / 1000)))

export function CallTimer({ began }: { readonly began: string | null }) {
  const w = useLettersWords()
  const [, tick] = useState(0)
  useEffect(() => {
    if (began === null) return
    const timer = setInterval(() => tick((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [began])
  const seconds = secondsSince(began)
  const own = taken()
  const average = own.length > 0 ? Math.round(own.reduce((a, b) => a + b, 0) / own.length) : null
  return (
    <div className="call-timer stack tight">
      <div className="row small">
        <span className="quiet">{w.form.timer}</span>
        <b className="num" aria-live="off">
          {seconds}
        </b>
        <span className="quiet grow">{w.form.seconds}</span>
        <span className="quiet">
          {fill(w.form.target, { n: TARGET })}
          {average !== null && `　${fill(w.form.ownAverage, { n: average })}`}
        </span>
      </div>
      <div className="call-ticks" aria-hidden="true">
        {Array.from({ length: TARGET }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sixty ticks that never move
          <i key={n} className={n < seconds ? 'is-gone' : ''} />
        ))}
      </div>
    </div>
  )
}
