/** What is written down of a paper: the fields of its form. */
import type { ReactNode } from 'react'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { handlings, type PaperType, paperTypes, type Urgency, urgencies } from '../../shape.ts'
import { JointFields, type JointForm } from './joint-fields.tsx'
import { useIncomingWords } from './use-incoming-words.ts'

export interface PaperForm extends JointForm {
  readonly title: string
  readonly sender: string
  readonly senderNumber: string
  readonly paperType: PaperType
  readonly urgency: Urgency
  readonly handling: (typeof handlings)[number]
  readonly writtenOn: string
  readonly copies: string
  readonly copyFrom: string
  readonly copyTo: string
  readonly attachments: string
  readonly answerBy: string
  readonly gist: string
}
export const freshPaper: PaperForm = {
  title: '',
  sender: '',
  senderNumber: '',
  paperType: 'notice',
  urgency: 'normal',
  handling: 'act',
  writtenOn: '',
  copies: '1',
  copyFrom: '',
  copyTo: '',
  attachments: '',
  answerBy: '',
  gist: '',
  joint: false,
  jointOffice: '',
  jointNumber: '',
  jointLead: 'ours',
}
const whole = (text: string): number | null => (text.trim() === '' ? null : Number(text))
/** As the contract takes it. */
export const paperInput = (form: PaperForm) => ({
  title: form.title.trim(),
  sender: form.sender.trim(),
  senderNumber: form.senderNumber.trim() || null,
  paperType: form.paperType,
  urgency: form.urgency,
  handling: form.handling,
  writtenOn: form.writtenOn || null,
  copies: whole(form.copies) ?? 1,
  copyFrom: whole(form.copyFrom),
  copyTo: whole(form.copyTo),
  attachmentsNamed: form.attachments
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean),
  answerBy: form.answerBy || null,
  gist: form.gist.trim() || null,
  joint: form.joint ? { office: form.jointOffice.trim(), number: form.jointNumber.trim() || null, lead: form.jointLead } : null,
})

interface Props {
  readonly form: PaperForm
  readonly missed: ReadonlySet<string>
  readonly onChange: (part: Partial<PaperForm>) => void
  /** 更正登记: the title is the matter's and stays. */
  readonly fixedTitle?: boolean
  /** Beside a field: where it was read from. */
  readonly places?: Partial<Record<keyof PaperForm, ReactNode>>
}
export function PaperFields({ form, missed, onChange, fixedTitle = false, places = {} }: Props) {
  const w = useIncomingWords()
  const wrong = (field: string) => (missed.has(field) ? { message: 'required' } : undefined)
  const line = (field: 'title' | 'sender' | 'senderNumber' | 'copies' | 'copyFrom' | 'copyTo', max: number, more: object = {}) => (
    <Field label={w.fields[field]} hint={places[field]} error={wrong(field)}>
      {(ids) => <input {...ids} {...more} className="text-box" autoComplete="off" maxLength={max} value={form[field]} onChange={(e) => onChange({ [field]: e.target.value })} />}
    </Field>
  )
  const day = (field: 'writtenOn' | 'answerBy') => (
    <Field label={w.fields[field]} hint={places[field]} error={wrong(field)}>
      {(ids) => <DateField {...ids} value={form[field]} onChange={(value: string) => onChange({ [field]: value })} />}
    </Field>
  )
  return (
    <>
      <div className="two">
        {line('sender', 100, fixedTitle ? {} : { autoFocus: true })}
        {line('senderNumber', 60)}
      </div>
      {!fixedTitle && line('title', 200)}
      <div className="three">
        <Field label={w.fields.paperType} hint={places.paperType}>
          {(ids) => (
            <select {...ids} className="text-box" value={form.paperType} onChange={(e) => onChange({ paperType: e.target.value as PaperType })}>
              {paperTypes.map((value) => (
                <option key={value} value={value}>
                  {w.paperTypes[value]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {day('writtenOn')}
        {day('answerBy')}
      </div>
      <div className="row wrap">
        <Choice
          label={w.fields.urgency}
          value={form.urgency}
          options={urgencies.map((value) => ({ value, word: w.urgencies[value] }))}
          onChange={(urgency) => onChange({ urgency })}
        />
        {places.urgency}
        <Choice
          label={w.fields.handling}
          value={form.handling}
          options={handlings.map((value) => ({ value, word: w.handlings[value] }))}
          onChange={(handling) => onChange({ handling })}
        />
      </div>
      <div className="three">
        {line('copies', 4, { inputMode: 'numeric' })}
        {line('copyFrom', 6, { inputMode: 'numeric' })}
        {line('copyTo', 6, { inputMode: 'numeric' })}
      </div>
      <JointFields form={form} missed={missed.has('joint') || missed.has('office')} onChange={onChange} />
      <div className="two">
        <Field label={w.fields.attachments} hint={places.attachments ?? w.fields.attachmentsHint} error={wrong('attachmentsNamed')}>
          {(ids) => <textarea {...ids} className="text-box" rows={3} maxLength={4000} value={form.attachments} onChange={(e) => onChange({ attachments: e.target.value })} />}
        </Field>
        <Field label={w.fields.gist} error={wrong('gist')}>
          {(ids) => <textarea {...ids} className="text-box" rows={3} maxLength={4000} value={form.gist} onChange={(e) => onChange({ gist: e.target.value })} />}
        </Field>
      </div>
    </>
  )
}
