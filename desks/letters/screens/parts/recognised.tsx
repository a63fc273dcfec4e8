/** 已识别: what was read from the text, as chips; Tab takes it all over, Enter lands a whole message that was pasted. */
import { Sparkles } from 'lucide-react'
import { officeNow } from '../../../../web/clock.ts'
import { Kbd } from '../../../../web/parts/small.tsx'
import { sayDue } from '../../../../web/say-time.ts'
import { useKernelWords, useLanguage } from '../../../../web/words/use-words.ts'
import { useCategories } from './category-select.tsx'
import { clearUnit, type IntakeState, toTake } from './intake-state.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

export function Recognised({ intake }: { readonly intake: IntakeState }) {
  const w = useLettersWords()
  const kernel = useKernelWords()
  const language = useLanguage()
  const names = useCategories()
  const { read, form, touched, armed, waits } = intake
  const found = read?.found
  if (!found) return <div className="read-line small quiet">{waits ? w.screen.intake.reading : w.screen.intake.pasteHint}</div>
  const { facts } = w.screen.intake
  const [unit] = found.units
  const chips: (readonly [string, string | null | undefined])[] = [
    [facts.unit, unit ? `${unit.name}${unit.sure === 'low' ? '？' : ''}` : null],
    [w.form.category, found.category && names.word(found.category.key)],
    [facts.due, found.due && sayDue(found.due.at, officeNow(), language)],
    [facts.phone, found.phone],
    [facts.name, found.name],
    [facts.place, found.place],
  ]
  const clear = clearUnit(found) !== null && found.title !== ''
  return (
    <div className="read-line">
      <div className="read-chips" role="status">
        <span className="quiet read-mark">
          <Sparkles size={14} aria-hidden="true" /> {w.form.recognised}
        </span>
        {chips.map(([name, value]) =>
          value ? (
            <span key={name} className={`read-chip ${value.endsWith('？') ? 'is-unsure' : ''}`}>
              <span>{name}</span> {value}
            </span>
          ) : null,
        )}
        {found.urgent && <span className="read-chip is-urgent">{kernel.urgency.urgent}</span>}
      </div>
      {armed ? (
        <p className={`small ${clear ? 'read-armed' : 'amber'}`}>{clear ? fill(w.screen.intake.pasteReady, { unit: unit?.name ?? '' }) : w.screen.intake.pasteUnclear}</p>
      ) : (
        toTake(form, found, touched) && (
          <button type="button" className="read-take" tabIndex={-1} onClick={intake.take}>
            <Kbd>Tab</Kbd> {w.form.fillAll}
          </button>
        )
      )}
    </div>
  )
}
