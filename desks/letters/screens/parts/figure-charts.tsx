/** 逐月 and 各单位: received and closed, one beside the other; the table beside opens the letters. */
import { Chart, Drawn } from '../../../../web/figures/chart.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useT } from '../../../../web/words/use-words.ts'
import type { FigureKey, FigureView } from '../../shape.ts'
import { useLettersWords } from './use-letters-words.ts'

const SHOWN = 12
const shown = ['received', 'closed', 'late'] as const satisfies readonly FigureKey[]
const columns = (rows: readonly (readonly FigureView[])[], names: Readonly<Record<FigureKey, string>>, inHand: string) =>
  shown.map((key) => ({ name: key === 'closed' ? inHand : names[key], as: 'bar' as const, values: rows.map((row) => row.find((f) => f.key === key)?.n ?? 0) }))

export interface FigureMonthsProps {
  readonly months: readonly { readonly month: string; readonly figures: readonly FigureView[] }[]
  readonly onMonth: (month: string) => void
}
export function FigureMonths({ months, onMonth }: FigureMonthsProps) {
  const t = useT()
  const w = useLettersWords()
  if (months.length < 2) return null
  const series = columns(
    months.map((m) => m.figures),
    w.figures,
    w.screen.figures.closedPieces,
  )
  return (
    <Card id="by-month" title={t('figures.trend')}>
      <Chart
        label={`${w.pages.figures}：${t('figures.trend')}`}
        head={t('figures.month')}
        places={months.map((m) => m.month)}
        series={series}
        unit={w.screen.figures.pieces}
        say={(value, at, one) =>
          one === 0 ? (
            <button type="button" className="link" onClick={() => onMonth(months[at]?.month ?? '')}>
              {value}
            </button>
          ) : (
            value
          )
        }
      />
    </Card>
  )
}
/** Over the table of the units, which says the same in numbers. */
export function UnitsDrawn({ units }: { readonly units: readonly { readonly unit: { readonly name: string }; readonly figures: readonly FigureView[] }[] }) {
  const t = useT()
  const w = useLettersWords()
  const most = units.slice(0, SHOWN)
  if (most.length < 2) return null
  const series = columns(
    most.map((u) => u.figures),
    w.figures,
    w.screen.figures.closedPieces,
  )
  return <Drawn label={t('figures.byUnitChart')} asked={{ places: most.map((u) => u.unit.name), series, unit: w.screen.figures.pieces }} />
}
