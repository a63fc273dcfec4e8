/** One of many under a label. */
import { Field } from '../../../../web/parts/field.tsx'

export function Select<V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly word: string }[]
  readonly onChange: (value: V) => void
}) {
  return (
    <Field label={label}>
      {(ids) => (
        <select {...ids} className="text-box" value={value} onChange={(e) => onChange(e.target.value as V)}>
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.word}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
