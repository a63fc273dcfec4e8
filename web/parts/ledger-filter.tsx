/** What narrows a desk's ledger, the same on every desk: words, choices, days of registration; all of it stands in the address. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { useT } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { DateField } from './date-field.tsx'

export interface FilterChoice {
  /** Field of the filter. */
  readonly name: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly word: string }[]
  /** Its words are long: units. */
  readonly wide?: boolean
}
type Narrowed = Readonly<Record<string, string | undefined>>
export interface LedgerFilterProps {
  readonly filter: Narrowed
  readonly change: (part: Narrowed) => void
  /** What the words are looked for in. */
  readonly find: string
  readonly choices: readonly FilterChoice[]
  /** Narrowed by days too. */
  readonly days?: boolean
  /** The desk's own, between the words and the choices. */
  readonly children?: ReactNode
  readonly onReset: () => void
}
export function LedgerFilter({ filter, change, find, choices, days = false, children, onReset }: LedgerFilterProps) {
  const t = useT()
  const [text, setText] = useState(filter.text ?? '')
  const search = (event: FormEvent) => {
    event.preventDefault()
    change({ text: text.trim() || undefined })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served
    <form className="filters no-print" role="search" aria-label={t('ledger.filters')} onSubmit={search}>
      <input className="text-box filter-find" value={text} placeholder={find} aria-label={find} onChange={(e) => setText(e.target.value)} />
      {children}
      {choices.map(({ name, label, options, wide }) => (
        <select key={name} className={`text-box ${wide ? 'filter-unit' : ''}`} aria-label={label} value={filter[name] ?? ''} onChange={(e) => change({ [name]: e.target.value })}>
          <option value="">{label}</option>
          {options.map(({ value, word }) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      ))}
      {days && (
        <span className="date-pair">
          <DateField aria-label={t('ledger.from')} placeholder={t('ledger.from')} value={filter.from ?? ''} onChange={(from) => change({ from })} />
          <span aria-hidden="true">–</span>
          <DateField aria-label={t('ledger.to')} placeholder={t('ledger.to')} value={filter.to ?? ''} onChange={(to) => change({ to })} />
        </span>
      )}
      {Object.keys(filter).length > 0 && (
        <Button
          small
          kind="text"
          onClick={() => {
            setText('')
            onReset()
          }}
        >
          {t('ledger.reset')}
        </Button>
      )}
    </form>
  )
}
