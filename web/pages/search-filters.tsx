/** What narrows a search: desk, kind of text, state, unit, days. */
import { textKinds } from '../../kernel/reading/find-shape.ts'
import { units } from '../../kernel/reading/shape.ts'
import { allDesks } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { useReadingLater } from '../reading.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'
import type { Asked, Narrowing } from './search-filter.ts'

const phases = ['open', 'registered', 'assigned', 'working', 'reported', 'closed', 'void'] as const

export function SearchFilters({ asked, change }: { readonly asked: Asked; readonly change: (part: { readonly [K in keyof Narrowing]?: string | undefined }) => void }) {
  const t = useT()
  const language = useLanguage()
  const words = useKernelWords()
  const unitRows = useReadingLater(units, {}).data?.rows ?? []
  const { q: _, ...narrow } = asked
  const none = { desk: undefined, kind: undefined, phase: undefined, unit: undefined, from: undefined, to: undefined }
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served
    <div className="filters no-print" role="search" aria-label={t('ledger.filters')}>
      {allDesks().length > 1 && (
        <select className="text-box" aria-label={t('ledger.desk')} value={asked.desk ?? ''} onChange={(e) => change({ desk: e.target.value })}>
          <option value="">{t('ledger.allDesks')}</option>
          {allDesks().map((desk) => (
            <option key={desk.key} value={desk.key}>
              {desk.words[language].name}
            </option>
          ))}
        </select>
      )}
      <select className="text-box" aria-label={t('search.kind')} value={asked.kind ?? ''} onChange={(e) => change({ kind: e.target.value })}>
        <option value="">{t('search.anyKind')}</option>
        {textKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`search.kinds.${kind}`)}
          </option>
        ))}
      </select>
      <select className="text-box" aria-label={t('ledger.phase')} value={asked.phase ?? ''} onChange={(e) => change({ phase: e.target.value })}>
        <option value="">{t('ledger.phase')}</option>
        {phases.map((one) => (
          <option key={one} value={one}>
            {one === 'open' ? t('ledger.open') : words.phases[one]}
          </option>
        ))}
      </select>
      <select className="text-box filter-unit" aria-label={t('ledger.unit')} value={asked.unit ?? ''} onChange={(e) => change({ unit: e.target.value })}>
        <option value="">{t('ledger.unit')}</option>
        {unitRows.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.name}
          </option>
        ))}
      </select>
      <span className="date-pair">
        <DateField aria-label={t('ledger.from')} placeholder={t('ledger.from')} value={asked.from ?? ''} onChange={(day) => change({ from: day })} />
        <span aria-hidden="true">–</span>
        <DateField aria-label={t('ledger.to')} placeholder={t('ledger.to')} value={asked.to ?? ''} onChange={(day) => change({ to: day })} />
      </span>
      {Object.keys(narrow).length > 0 && (
        <Button small kind="text" onClick={() => change(none)}>
          {t('ledger.reset')}
        </Button>
      )}
    </div>
  )
}
