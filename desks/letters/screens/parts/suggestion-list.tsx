/** 建议及理由: what the text points to and why; a press takes one over. */
import { officeNow } from '../../../../web/clock.ts'
import { Card } from '../../../../web/parts/small.tsx'
import { sayDue } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import type { Pasted } from '../../shape.ts'
import { useCategories } from './category-select.tsx'
import { Confidence } from './confidence.tsx'
import { fill, useLettersWords } from './use-letters-words.ts'

type Unit = Pasted['units'][number]
export interface SuggestionListProps {
  readonly found: Pasted | null
  readonly onKind: (kind: Pasted['kind']['kind']) => void
  readonly onCategory: (key: string) => void
  readonly onLead: (unit: Unit) => void
  readonly onHelper: (unit: Unit) => void
  readonly onDue: () => void
}
export function SuggestionList({ found, onKind, onCategory, onLead, onHelper, onDue }: SuggestionListProps) {
  const w = useLettersWords()
  const language = useLanguage()
  const names = useCategories()
  return (
    <Card title={w.form.suggestions} id="suggestions" className="hint-card" aside={found ? w.screen.intake.base : undefined}>
      {!found && <p className="card-body quiet">{w.form.noSuggestions}</p>}
      {found && (
        <ul className="hint-list">
          <li className="suggestion">
            <span className="quiet small">{w.form.kind}</span>
            <div className="grow">
              <button type="button" className="link strong" onClick={() => onKind(found.kind.kind)}>
                {w.kinds[found.kind.kind]}
              </button>
              <p className="small quiet">{found.kind.because}</p>
            </div>
          </li>
          {found.category && (
            <li className="suggestion">
              <span className="quiet small">{w.form.category}</span>
              <div className="grow">
                <button type="button" className="link strong" onClick={() => onCategory(found.category?.key ?? '')}>
                  {names.path(found.category.key)}
                </button>
                <p className="small quiet">{found.category.because}</p>
              </div>
            </li>
          )}
          {found.units.length === 0 && (
            <li className="suggestion">
              <span className="quiet small">{w.roles.lead}</span>
              <p className="quiet">{w.form.noSuggestions}</p>
            </li>
          )}
          {found.units.map((unit, n) => (
            <li key={unit.unit} className="suggestion">
              <span className="quiet small">{n === 0 ? w.roles.lead : w.roles.helper}</span>
              <div className="grow">
                <button type="button" className="link strong" onClick={() => (n === 0 ? onLead(unit) : onHelper(unit))}>
                  {unit.name}
                </button>
                <p className="small quiet">{unit.because}</p>
              </div>
              <Confidence sure={unit.sure} />
            </li>
          ))}
          <li className="suggestion">
            <span className="quiet small">{w.screen.intake.facts.due}</span>
            <div className="grow">
              {found.due ? (
                <button type="button" className="link strong num" onClick={onDue}>
                  {sayDue(found.due.at, officeNow(), language)}
                </button>
              ) : (
                <b>{w.form.dueDefault}</b>
              )}
              <p className="small quiet">{found.due ? fill(w.form.dueSaid, { said: found.due.said }) : w.screen.intake.usual}</p>
            </div>
          </li>
        </ul>
      )}
    </Card>
  )
}
