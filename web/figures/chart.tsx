/** A chart with its table beside it: who cannot see the one reads the other; both are printed. */
import { type ReactNode, useEffect, useRef } from 'react'
import { useLooks } from '../looks.ts'
import { type ChartAsked, type ChartInk, chartOption } from './chart-look.ts'
import './figures.css'

/** Type as the page has it; colours by their names, so that by night and on paper they are what the page's are. */
function inkOf(place: HTMLElement): ChartInk {
  const style = getComputedStyle(place)
  return {
    ink: 'var(--ink)',
    paper: 'var(--surface)',
    quiet: 'var(--ink3)',
    line: 'var(--line2)',
    fills: ['var(--bar)', 'var(--surface)', 'var(--dai-tint)', 'var(--track)'],
    font: style.fontFamily,
    size: Number.parseFloat(style.getPropertyValue('--fs-small')) || 12,
  }
}
/** Where a browser prints without drawing anew, the drawing scales with its place. */
function scales(box: HTMLElement): void {
  box.querySelector('svg')?.setAttribute('viewBox', `0 0 ${box.clientWidth} ${box.clientHeight}`)
}
/** The drawing alone, where a table of the same numbers stands by it already. */
export function Drawn({ asked, label }: { readonly asked: ChartAsked; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null)
  const looks = useLooks()
  const told = JSON.stringify(asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew where what is told has changed, and the looks are read from the page when they have
  useEffect(() => {
    const box = place.current
    if (!box) return
    let ended = false
    let end: () => void = () => undefined
    void import('./chart-engine.ts').then(({ init }) => {
      if (ended) return
      const chart = init(box, undefined, { renderer: 'svg' })
      chart.on('rendered', () => scales(box))
      chart.setOption(chartOption(asked, inkOf(box)) as never)
      const fit = () => {
        chart.resize()
        chart.getZr().flush()
      }
      const watch = new ResizeObserver(fit)
      const paper = matchMedia('print')
      paper.addEventListener('change', fit)
      watch.observe(box)
      end = () => {
        watch.disconnect()
        paper.removeEventListener('change', fit)
        chart.dispose()
      }
    })
    return () => {
      ended = true
      end()
    }
  }, [told, looks])
  return <div ref={place} className="chart-drawn" role="img" aria-label={label} />
}

export interface ChartProps extends ChartAsked {
  readonly label: string
  readonly head: string
  /** What a value is told as, where the number alone is not it. */
  readonly say?: (value: number | null, at: number, series: number) => ReactNode
}
export function Chart({ label, head, say, ...asked }: ChartProps) {
  return (
    <div className="chart">
      <Drawn asked={asked} label={label} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: longer than its place, so it scrolls and must be reachable by the keyboard */}
      <section className="chart-table" tabIndex={0} aria-label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {asked.series.map((one) => (
                <th key={one.name} scope="col" className="to-right">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {asked.places.map((name, at) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {asked.series.map((one, series) => (
                  <td key={one.name} className="to-right num">
                    {say ? say(one.values[at] ?? null, at, series) : (one.values[at] ?? '—')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
