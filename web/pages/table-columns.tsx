/** Which columns a saved ledger has, in which order, under which heads; by the keyboard as by the mouse. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useT } from '../words/use-words.ts'
import { type AnyColumn, useColumnName } from './column-names.ts'

export interface ColumnChoice {
  readonly key: AnyColumn
  readonly on: boolean
  readonly head: string
}
export function TableColumns({ value, onChange }: { readonly value: readonly ColumnChoice[]; readonly onChange: (value: readonly ColumnChoice[]) => void }) {
  const t = useT()
  const nameOf = useColumnName()
  const change = (key: AnyColumn, part: Partial<ColumnChoice>) => onChange(value.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const move = (at: number, by: -1 | 1) => {
    const next = [...value]
    const [one] = next.splice(at, 1)
    if (one) next.splice(at + by, 0, one)
    onChange(next)
  }
  return (
    <fieldset className="table-columns">
      <legend className="field-label">{t('tables.columns')}</legend>
      <ul>
        {value.map(({ key, on, head }, at) => {
          const name = nameOf(key)
          return (
            <li key={key} data-column={key}>
              <label>
                <input type="checkbox" checked={on} aria-label={t('tables.show', { name })} onChange={(e) => change(key, { on: e.target.checked })} /> {name}
              </label>
              <input
                className="text-box"
                maxLength={20}
                value={head}
                placeholder={name}
                disabled={!on}
                aria-label={t('tables.headOf', { name })}
                onChange={(e) => change(key, { head: e.target.value })}
              />
              <button type="button" className="icon-button" aria-label={t('tables.up', { name })} disabled={at === 0} onClick={() => move(at, -1)}>
                <ArrowUp size={14} aria-hidden="true" />
              </button>
              <button type="button" className="icon-button" aria-label={t('tables.down', { name })} disabled={at === value.length - 1} onClick={() => move(at, 1)}>
                <ArrowDown size={14} aria-hidden="true" />
              </button>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
