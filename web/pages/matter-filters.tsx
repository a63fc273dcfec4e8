/** What narrows matters on any page that lists them: desk, phase, unit, days of registration. */
import { units } from '../../kernel/reading/shape.ts'
import { allDesks } from '../desk-pages.ts'
import { DateField } from '../parts/date-field.tsx'
import { useReadingLater } from '../reading.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'

const phases = ['open', 'registered', 'assigned', 'working', 'reported', 'closed', 'void'] as const
type Part = Partial<Record<'desk' | 'phase' | 'unit' | 'from' | 'to', string | undefined>>
interface MatterFilterProps {
  readonly filter: Part
  readonly change: (part: Part) => void
}
/** Nothing where the house has one desk. */
export function DeskFilter({ filter, change }: MatterFilterProps) {
  const t = useT()
  const language = useLanguage()
  if (allDesks().length < 2) return null
  return (
    <select className="text-box" aria-label={t('ledger.desk')} value={filter.desk ?? ''} onChange={(e) => change({ desk: e.target.value })}>
      <option value="">{t('ledger.allDesks')}</option>
      {allDesks().map((desk) => (
        <option key={desk.key} value={desk.key}>
          {desk.words[language].name}
        </option>
      ))}
    </select>
  )
}
export function StandingFilters({ filter, change }: MatterFilterProps) {
  const t = useT()
  const words = useKernelWords()
  const unitRows = useReadingLater(units, {}).data?.rows ?? []
  return (
    <>
      <select className="text-box" aria-label={t('ledger.phase')} value={filter.phase ?? ''} onChange={(e) => change({ phase: e.target.value })}>
        <option value="">{t('ledger.phase')}</option>
        {phases.map((one) => (
          <option key={one} value={one}>
            {one === 'open' ? t('ledger.open') : words.phases[one]}
          </option>
        ))}
      </select>
      <select className="text-box filter-unit" aria-label={t('ledger.unit')} value={filter.unit ?? ''} onChange={(e) => change({ unit: e.target.value })}>
        <option value="">{t('ledger.unit')}</option>
        {unitRows.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.name}
          </option>
        ))}
      </select>
      <span className="date-pair">
        <DateField aria-label={t('ledger.from')} placeholder={t('ledger.from')} value={filter.from ?? ''} onChange={(day) => change({ from: day })} />
        <span aria-hidden="true">–</span>
        <DateField aria-label={t('ledger.to')} placeholder={t('ledger.to')} value={filter.to ?? ''} onChange={(day) => change({ to: day })} />
      </span>
    </>
  )
}
