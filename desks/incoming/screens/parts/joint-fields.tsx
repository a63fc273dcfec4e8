/** 两办联合文: the other office, the number it gave the paper, and which of the two leads. Asked for only where it is one. */
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { useIncomingWords } from './use-incoming-words.ts'

export interface JointForm {
  readonly joint: boolean
  readonly jointOffice: string
  readonly jointNumber: string
  readonly jointLead: 'ours' | 'theirs'
}
interface Props {
  readonly form: JointForm
  readonly missed: boolean
  readonly onChange: (part: Partial<JointForm>) => void
}
export function JointFields({ form, missed, onChange }: Props) {
  const w = useIncomingWords()
  return (
    <div className="stack tight">
      <label className="row">
        <input type="checkbox" checked={form.joint} onChange={(e) => onChange({ joint: e.target.checked })} /> {w.fields.joint}
      </label>
      {form.joint && (
        <div className="three">
          <Field label={w.fields.jointOffice} error={missed ? { message: 'required' } : undefined}>
            {(ids) => <input {...ids} className="text-box" maxLength={60} value={form.jointOffice} onChange={(e) => onChange({ jointOffice: e.target.value })} />}
          </Field>
          <Field label={w.fields.jointNumber}>
            {(ids) => <input {...ids} className="text-box" maxLength={60} value={form.jointNumber} onChange={(e) => onChange({ jointNumber: e.target.value })} />}
          </Field>
          <Choice
            label={w.fields.jointLead}
            value={form.jointLead}
            options={(['ours', 'theirs'] as const).map((value) => ({ value, word: w.jointLeads[value] }))}
            onChange={(jointLead) => onChange({ jointLead })}
          />
        </div>
      )}
    </div>
  )
}
