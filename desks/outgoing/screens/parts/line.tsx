/** One line of text, or a day, under its label; and a count as it is typed. */
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Field } from '../../../../web/parts/field.tsx'

interface LineProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly max: number
  readonly numeric?: boolean
  readonly error?: { readonly message: string } | undefined
}
export function Line({ label, value, onChange, max, numeric = false, error }: LineProps) {
  return (
    <Field label={label} error={error}>
      {(ids) => (
        <input
          {...ids}
          className={`text-box ${numeric ? 'num' : ''}`}
          {...(numeric ? { inputMode: 'numeric' as const } : {})}
          maxLength={max}
          value={value}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </Field>
  )
}
export const Day = ({ label, value, onChange }: Pick<LineProps, 'label' | 'value' | 'onChange'>) => (
  <Field label={label}>{(ids) => <DateField {...ids} value={value} onChange={onChange} />}</Field>
)
/** A positive count; null where it is none. */
export const whole = (text: string): number | null => (/^[1-9]\d{0,4}$/.test(text.trim()) ? Number(text) : null)
