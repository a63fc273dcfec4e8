/** Some lines of text under a label. */
import { Field } from '../../../../web/parts/field.tsx'

export interface TextProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly max: number
  readonly rows?: number
  readonly first?: boolean
}
export function Text({ label, value, onChange, max, rows = 3, first = false }: TextProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <textarea {...ids} {...(first ? { 'data-first': true } : {})} className="text-box" rows={rows} maxLength={max} value={value} onChange={(e) => onChange(e.target.value)} />
      )}
    </Field>
  )
}
