/** Name, field and note of a file: the same when it is opened and when it is changed. */
import type { ReactNode } from 'react'
import { fields } from '../../kernel/people/organisation-shape.ts'
import { Field } from '../parts/field.tsx'
import { useReadingLater } from '../reading.ts'
import { useDossierWords } from './use-dossier-words.ts'

interface Said {
  readonly title: string
  readonly field: string
  readonly note: string
}
/** @param children what stands under the name */
export function DossierFields({ said, onChange, children }: { readonly said: Said; readonly onChange: (part: Partial<Said>) => void; readonly children?: ReactNode }) {
  const w = useDossierWords()
  const names = useReadingLater(fields, {}).data?.rows ?? []
  return (
    <>
      <Field label={w.name}>
        {(ids) => <input {...ids} data-first className="text-box" required maxLength={100} value={said.title} onChange={(e) => onChange({ title: e.target.value })} />}
      </Field>
      {children}
      <Field label={w.field}>
        {(ids) => (
          <select {...ids} className="text-box" value={said.field} onChange={(e) => onChange({ field: e.target.value })}>
            <option value="" />
            {names.map((one) => (
              <option key={one.key} value={one.key}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={w.note}>
        {(ids) => <textarea {...ids} className="text-box" rows={3} maxLength={1000} value={said.note} onChange={(e) => onChange({ note: e.target.value })} />}
      </Field>
    </>
  )
}
