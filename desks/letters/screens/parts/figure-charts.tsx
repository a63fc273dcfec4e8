/** 逐月 and 各单位: received and closed, one beside the other; the table beside opens the letters. */
import { MonthsChart, UnitsChart } from '../../../../web/figures/desk-charts.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useT } from '../../../../web/words/use-words.ts'
import type { FigureView } from '../../shape.ts'
import { useLettersWords } from './use-letters-words.ts'

function useCharted() {
  const w = useLettersWords()
  const shown = (['received', 'closed', 'late'] as const).map((key) => ({ key, name: key === 'closed' ? w.screen.figures.closedPieces : w.figures[key] }))
  return { label: w.pages.figures, shown, unit: w.screen.figures.pieces }
}
export interface FigureMonthsProps {
  readonly months: readonly { readonly month: string; readonly figures: readonly FigureView[] }[]
  readonly onMonth: (month: string) => void
}
export function FigureMonths(props: FigureMonthsProps) {
  const t = useT()
  const charted = useCharted()
  if (props.months.length < 2) return null
  return (
    <Card id="by-month" title={t('figures.trend')}>
      <MonthsChart {...charted} {...props} />
    </Card>
  )
}
/** Over the table of the units, which says the same in numbers. */
export function UnitsDrawn({ units }: { readonly units: readonly { readonly unit: { readonly name: string }; readonly figures: readonly FigureView[] }[] }) {
  return <UnitsChart {...useCharted()} units={units} />
}
