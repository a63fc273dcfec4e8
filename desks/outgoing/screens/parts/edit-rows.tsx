/** Rows of a table while it is filled in: each with a key that takes it out, and one that adds another. */
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../../../web/parts/button.tsx'
import { useScreenWords } from './use-outgoing-words.ts'

interface Rows<R> {
  readonly legend: string
  readonly add: string
  readonly rows: readonly R[]
  readonly fresh: R
  /** How a row is told from the others, where it is taken out. */
  readonly nameOf: (row: R) => string
  readonly onChange: (rows: R[]) => void
  readonly children: (row: R, change: (part: Partial<R>) => void) => ReactNode
}
export function EditRows<R>({ legend, add, rows, fresh, nameOf, onChange, children }: Rows<R>) {
  const s = useScreenWords()
  return (
    <fieldset className="outgoing-box stack tight">
      <legend className="field-label">{legend}</legend>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what would name it is being typed
        <div key={at} className="outgoing-edit-row">
          {children(row, (part) => onChange(rows.map((one, n) => (n === at ? { ...one, ...part } : one))))}
          <button type="button" className="icon-button" aria-label={`${s.acts.remove} ${nameOf(row)}`} onClick={() => onChange(rows.filter((_, n) => n !== at))}>
            <X size={14} aria-hidden="true" />
          </button>
        </div>
      ))}
      <Button small icon={<Plus size={14} aria-hidden="true" />} onClick={() => onChange([...rows, fresh])}>
        {add}
      </Button>
    </fieldset>
  )
}
interface Cell {
  readonly label: string
  readonly value: string
  readonly max: number
  readonly numeric?: boolean
  readonly onChange: (value: string) => void
}
export const TextCell = ({ label, value, max, numeric = false, onChange }: Cell) => (
  <input
    className={`text-box ${numeric ? 'num' : ''}`}
    {...(numeric ? { inputMode: 'numeric' as const } : {})}
    aria-label={label}
    placeholder={label}
    maxLength={max}
    value={value}
    onChange={(e) => onChange(e.target.value)}
  />
)
interface Chosen<V extends string> {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly word: string }[]
  readonly onChange: (value: V) => void
}
export const ChoiceCell = <V extends string>({ label, value, options, onChange }: Chosen<V>) => (
  <select className="text-box" aria-label={label} value={value} onChange={(e) => onChange(e.target.value as V)}>
    {options.map((one) => (
      <option key={one.value} value={one.value}>
        {one.word}
      </option>
    ))}
  </select>
)
