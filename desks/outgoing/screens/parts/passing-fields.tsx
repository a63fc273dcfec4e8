/** 转报下级请示: asked of what goes up, with our own inclination in one line. Rule: R-D05; 条例 art. 15(3) */
import { Field } from '../../../../web/parts/field.tsx'
import { useScreenWords } from './use-outgoing-words.ts'

interface Passing {
  readonly passesOn: boolean
  readonly inclination: string
}
export function PassingFields({ value, onChange }: { readonly value: Passing; readonly onChange: (part: Partial<Passing>) => void }) {
  const s = useScreenWords()
  return (
    <>
      <label className="check">
        <input type="checkbox" checked={value.passesOn} onChange={() => onChange({ passesOn: !value.passesOn })} /> {s.fields.passesOn}
      </label>
      {value.passesOn && (
        <Field label={s.fields.inclination} hint={s.hints.inclination}>
          {(ids) => <input {...ids} className="text-box" maxLength={500} value={value.inclination} onChange={(e) => onChange({ inclination: e.target.value })} />}
        </Field>
      )}
    </>
  )
}
