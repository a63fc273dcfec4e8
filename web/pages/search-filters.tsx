/** What narrows a search: desk, kind of text, state, unit, days. */
import { textKinds } from '../../kernel/reading/find-shape.ts'
import { Button } from '../parts/button.tsx'
import { useT } from '../words/use-words.ts'
import { DeskFilter, StandingFilters } from './matter-filters.tsx'
import type { Asked, Narrowing } from './search-filter.ts'

export function SearchFilters({ asked, change }: { readonly asked: Asked; readonly change: (part: { readonly [K in keyof Narrowing]?: string | undefined }) => void }) {
  const t = useT()
  const { q: _, ...narrow } = asked
  const none = { desk: undefined, kind: undefined, phase: undefined, unit: undefined, from: undefined, to: undefined }
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served
    <div className="filters no-print" role="search" aria-label={t('ledger.filters')}>
      <DeskFilter filter={asked} change={change} />
      <select className="text-box" aria-label={t('search.kind')} value={asked.kind ?? ''} onChange={(e) => change({ kind: e.target.value })}>
        <option value="">{t('search.anyKind')}</option>
        {textKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`search.kinds.${kind}`)}
          </option>
        ))}
      </select>
      <StandingFilters filter={asked} change={change} />
      {Object.keys(narrow).length > 0 && (
        <Button small kind="text" onClick={() => change(none)}>
          {t('ledger.reset')}
        </Button>
      )}
    </div>
  )
}
