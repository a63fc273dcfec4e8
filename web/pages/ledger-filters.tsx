/** The ledger's filters beside its words: light, desk, phase, unit, days, order; and, as one line to take away, what a figure of another page asked for. */
import { units } from '../../kernel/reading/shape.ts'
import { deskOf } from '../desk-pages.ts'
import { LightBar } from '../parts/light-bar.tsx'
import { useReadingLater } from '../reading.ts'
import { sayDate } from '../say-time.ts'
import { useLanguage, useStepWord, useT } from '../words/use-words.ts'
import type { Filter } from './ledger-filter.ts'
import { DeskFilter, StandingFilters } from './matter-filters.tsx'

interface Props {
  readonly filter: Filter
  readonly change: (part: Partial<Record<keyof Filter, string | undefined>>) => void
}
/** 现在该单位、停在该环节、办结日期: asked for by a figure, told in words. */
function Narrowed({ filter, change }: Props) {
  const t = useT()
  const language = useLanguage()
  const stepWord = useStepWord()
  const unitRows = useReadingLater(units, filter.lies ? {} : null).data?.rows ?? []
  const step = (key: string) => (key === 'registrar' || key === 'accept' ? t(`overview.step.${key}`) : stepWord(filter.desk ?? deskOf(key)?.key ?? '', { role: key, kind: 'do' }))
  const told = [
    ...(filter.lies ? [{ key: 'lies' as const, word: t('ledger.lies', { unit: unitRows.find((unit) => unit.id === filter.lies)?.short ?? '' }) }] : []),
    ...(filter.step ? [{ key: 'step' as const, word: t('ledger.step', { step: step(filter.step) }) }] : []),
    ...(filter.closedFrom ? [{ key: 'closedFrom' as const, word: t('ledger.closedFrom', { day: sayDate(filter.closedFrom, language) }) }] : []),
    ...(filter.answeredFrom ? [{ key: 'answeredFrom' as const, word: t('ledger.answeredFrom', { day: sayDate(filter.answeredFrom, language) }) }] : []),
    ...(filter.returnedFrom ? [{ key: 'returnedFrom' as const, word: t('ledger.returnedFrom', { day: sayDate(filter.returnedFrom, language) }) }] : []),
    ...(filter.closedTo ? [{ key: 'closedTo' as const, word: t('ledger.closedTo', { day: sayDate(filter.closedTo, language) }) }] : []),
  ]
  return told.map(({ key, word }) => (
    <button key={key} type="button" className="btn is-plain is-small" aria-label={`${t('act.remove')} ${word}`} onClick={() => change({ [key]: undefined })}>
      {word} <span aria-hidden="true">×</span>
    </button>
  ))
}
export function LedgerFilters({ filter, change }: Props) {
  const t = useT()
  return (
    <>
      <LightBar light={filter.light} onChange={(light) => change({ light })} />
      <DeskFilter filter={filter} change={change} />
      <StandingFilters filter={filter} change={change} />
      <select
        className="text-box"
        aria-label={t('ledger.order')}
        value={filter.sort ?? 'newest'}
        onChange={(e) => change({ sort: e.target.value === 'newest' ? undefined : e.target.value })}
      >
        <option value="newest">{t('ledger.newest')}</option>
        <option value="due">{t('ledger.soonest')}</option>
        <option value="oldest">{t('ledger.oldest')}</option>
      </select>
      <Narrowed filter={filter} change={change} />
    </>
  )
}
