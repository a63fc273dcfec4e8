/** 按单位、按类别: the same figures for each unit that handles letters, or each first level of the category; they are not ranked by merit, they stand by how many they had. */
import { FigureTerm } from '../../../../web/figures/term.tsx'
import type { FigureSpan } from '../../../../web/figures/use-figure-span.ts'
import { Card } from '../../../../web/parts/small.tsx'
import type { FigureKey, FigureView } from '../../shape.ts'
import { shares } from './figure-cell.tsx'
import { UnitsDrawn } from './figure-charts.tsx'
import { roundDays } from './round-days.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const columns = ['received', 'closed', 'open', 'late', 'daysToAnswer', 'onTime', 'returned', 'responded', 'solved', 'satisfied', 'reopened'] as const
export interface FigureUnitsProps {
  readonly units: readonly { readonly unit: { readonly id: string; readonly name: string }; readonly figures: readonly FigureView[] }[]
  readonly span: FigureSpan
  readonly onOpen: (key: FigureKey, unit: string) => void
  /** What the rows are, where they are no units. */
  readonly by?: { readonly id: string; readonly title: string; readonly column: string }
}
export function FigureUnits({ units, span, onOpen, by }: FigureUnitsProps) {
  const w = useLettersWords()
  const said = (f: FigureView): string =>
    f.key === 'daysToAnswer' ? roundDays(f.median) : shares.includes(f.key as FigureKey) ? (f.of ? fill(w.figures.of, { n: f.n, of: f.of }) : '—') : String(f.n)
  return (
    <Card title={by?.title ?? w.figures.byUnit} id={by?.id ?? 'by-unit'}>
      {!by && <UnitsDrawn units={units} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, so it scrolls and must be reachable by the keyboard */}
      <section className="unit-figures" tabIndex={0} aria-label={by ? `${w.pages.figures}：${by.title}` : w.pages.figures}>
        <table>
          <thead>
            <tr>
              <th scope="col">{by?.column ?? w.figures.unit}</th>
              {columns.map((key) => (
                <th key={key} scope="col" className="to-right">
                  <FigureTerm
                    words={{ ...w.screen.figures.defs[key], name: key === 'daysToAnswer' ? w.screen.figures.daysColumn : w.figures[key] }}
                    version={units[0]?.figures.find((f) => f.key === key)?.version ?? 0}
                    span={span}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map(({ unit, figures }) => (
              <tr key={unit.id}>
                <th scope="row">{unit.name}</th>
                {columns.map((key) => {
                  const f = figures.find((one) => one.key === key)
                  if (!f) return <td key={key} />
                  const text = said(f)
                  const none = text === '—' || f.n === 0
                  return (
                    <td key={key} className={`to-right num ${key === 'late' && f.n > 0 ? 'is-late' : ''}`}>
                      {none ? (
                        <span className="quiet">{text}</span>
                      ) : (
                        <button type="button" className="link" onClick={() => onOpen(key, unit.id)} aria-label={`${unit.name} ${w.figures[key]} ${text}`}>
                          {text}
                        </button>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}
