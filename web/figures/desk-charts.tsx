/** A desk's figures by month and by unit, drawn: a few of them side by side. By month with its table, whose first column opens the month; by unit over a table of the desk's own. */
import type { FigureView } from '../../kernel/figures/shape.ts'
import { useT } from '../words/use-words.ts'
import { Chart, Drawn } from './chart.tsx'

/** A figure and what its column is called. */
export interface Shown {
  readonly key: string
  readonly name: string
}
interface Charted {
  /** What is drawn, as the desk calls it. */
  readonly label: string
  readonly shown: readonly Shown[]
  /** What one of them is called: 件. */
  readonly unit: string
}
const series = (rows: readonly (readonly FigureView[])[], shown: readonly Shown[]) =>
  shown.map(({ key, name }) => ({ name, as: 'bar' as const, values: rows.map((row) => row.find((one) => one.key === key)?.n ?? 0) }))

interface MonthsChartProps extends Charted {
  readonly months: readonly { readonly month: string; readonly figures: readonly FigureView[] }[]
  readonly onMonth: (month: string) => void
}
/** Nothing where there are not yet two months to compare. */
export function MonthsChart({ label, shown, unit, months, onMonth }: MonthsChartProps) {
  const t = useT()
  if (months.length < 2) return null
  return (
    <Chart
      label={`${label}：${t('figures.trend')}`}
      head={t('figures.month')}
      places={months.map((one) => one.month)}
      series={series(
        months.map((one) => one.figures),
        shown,
      )}
      unit={unit}
      say={(value, at, nth) =>
        nth === 0 ? (
          <button type="button" className="link" onClick={() => onMonth(months[at]?.month ?? '')}>
            {value}
          </button>
        ) : (
          value
        )
      }
    />
  )
}
/** First and last day of a month told as 2026-11. */
export function daysOfMonth(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, no = 0] = month.split('-').map(Number)
  return { from: `${month}-01`, to: `${month}-${new Date(Date.UTC(year, no, 0)).getUTCDate()}` }
}
const MOST = 12
interface UnitsChartProps extends Charted {
  readonly units: readonly { readonly unit: { readonly name: string }; readonly figures: readonly FigureView[] }[]
  /** The numbers stand in no table beside it. */
  readonly table?: boolean
}
export function UnitsChart({ label, shown, unit, units, table = false }: UnitsChartProps) {
  const t = useT()
  const most = units.slice(0, MOST)
  if (most.length < 2) return null
  const asked = {
    places: most.map((one) => one.unit.name),
    series: series(
      most.map((one) => one.figures),
      shown,
    ),
    unit,
  }
  return table ? <Chart label={`${label}：${t('figures.byUnitChart')}`} head={t('figures.unit')} {...asked} /> : <Drawn label={t('figures.byUnitChart')} asked={asked} />
}
