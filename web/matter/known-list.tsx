/** 知悉名单 in a form: who knows of the matter by name; where one may choose, who is to go off the list. Rule: R-C04 */
import type { MatterView } from '../../kernel/view.ts'

interface KnownListProps {
  readonly label: string
  readonly known: MatterView['known']
  readonly choose: boolean
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}
export function KnownList({ label, known, choose, value, onChange }: KnownListProps) {
  if (!choose)
    return (
      <p className="small">
        <span className="quiet">{label}</span> {known.map((one) => one.name).join('、')}
      </p>
    )
  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      <div className="known-list">
        {known.map((one) => (
          <label key={one.id} className="check">
            <input type="checkbox" checked={value.includes(one.id)} onChange={(e) => onChange(e.target.checked ? [...value, one.id] : value.filter((id) => id !== one.id))} />{' '}
            {one.name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
