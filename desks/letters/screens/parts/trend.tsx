/** Letters by week as small bars; said in words for whoever hears the page. */
import { fill, useLettersWords } from './use-letters-words.ts'

const [HIGH, WIDE, GAP] = [22, 5, 2]
export function Trend({ weeks }: { readonly weeks: readonly number[] }) {
  const w = useLettersWords()
  const most = Math.max(1, ...weeks)
  return (
    <svg className="theme-trend" width={weeks.length * (WIDE + GAP)} height={HIGH} role="img" aria-label={fill(w.screen.themes.trend, { weeks: weeks.join('、') })}>
      {weeks.map((n, i) => {
        const high = n === 0 ? 1 : Math.max(3, (n / most) * HIGH)
        // biome-ignore lint/suspicious/noArrayIndexKey: the weeks stand in their order and are nothing else
        return <rect key={i} x={i * (WIDE + GAP)} y={HIGH - high} width={WIDE} height={high} className={n === 0 ? 'is-none' : ''} />
      })}
    </svg>
  )
}
