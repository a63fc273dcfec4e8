/** Columns of the letters' lists. */
import { officeNow } from '../../../../web/clock.ts'
import type { Column } from '../../../../web/parts/ledger-table.tsx'
import { TimeLeft } from '../../../../web/parts/light.tsx'
import { Urgency } from '../../../../web/parts/small.tsx'
import { sayDay } from '../../../../web/say-time.ts'
import { useKernelWords, useLanguage, useT } from '../../../../web/words/use-words.ts'
import type { LetterRow } from '../../shape.ts'
import { useCategories } from './category-select.tsx'
import { useLettersWords } from './use-letters-words.ts'

/** @param rated with what citizens said at the call-back */
export function useLetterColumns({ rated = false } = {}): readonly Column<LetterRow>[] {
  const t = useT()
  const w = useLettersWords()
  const language = useLanguage()
  const categories = useCategories()
  const marks: Readonly<Record<string, string>> = useKernelWords().satisfied
  const now = officeNow()
  const satisfied: Column<LetterRow> = { key: 'satisfied', head: w.columns.satisfied, width: '6.5em', spare: true, phone: 'hide', cell: (row) => marks[row.satisfied ?? ''] ?? '' }
  return [
    { key: 'left', head: w.columns.due, width: '8.5em', phone: 'top', cell: (row) => <TimeLeft state={row.light} due={row.due} /> },
    {
      key: 'title',
      head: w.columns.title,
      opens: true,
      phone: 'top',
      cell: (row) => (
        <>
          <Urgency level={row.urgency} /> {row.title ?? t('matter.hidden')}
        </>
      ),
    },
    { key: 'number', head: w.columns.number, width: '10em', spare: true, cell: (row) => <span className="num">{row.number}</span> },
    { key: 'kind', head: w.columns.kind, width: '4.5em', cell: (row) => w.kinds[row.letterKind] },
    { key: 'category', head: w.form.category, width: '8em', spare: true, phone: 'hide', cell: (row) => (row.category ? categories.word(row.category) : '') },
    { key: 'channel', head: w.columns.channel, width: '6em', spare: true, phone: 'hide', cell: (row) => w.channels[row.channel] },
    {
      key: 'state',
      head: w.columns.state,
      width: language === 'en' ? '11em' : '6em',
      cell: (row) => (
        <>
          {(w.states as Readonly<Record<string, string>>)[row.state] ?? row.state}
          {row.round > 1 && <span className="amber small num"> {row.round}</span>}
        </>
      ),
    },
    { key: 'unit', head: w.columns.unit, width: '8em', cell: (row) => row.ownerUnit },
    { key: 'holder', head: w.columns.holder, width: '7.5em', cell: (row) => row.holder },
    {
      key: 'registered',
      head: w.columns.registered,
      width: '7em',
      spare: true,
      phone: 'hide',
      cell: (row) => <span className="num">{sayDay(row.registeredAt, now, language)}</span>,
    },
    ...(rated ? [satisfied] : []),
  ]
}
