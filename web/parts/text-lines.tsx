/** Some lines of text under a label; what they cite is judged while they are written. */
import { CitationNoteLater } from '../policies/citation-note-later.tsx'
import { Field } from './field.tsx'

interface TextLinesProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly max: number
  readonly rows?: number
  readonly first?: boolean
  readonly hint?: string
}
export function TextLines({ label, value, onChange, max, rows = 3, first = false, hint }: TextLinesProps) {
  return (
    <Field label={label} {...(hint ? { hint } : {})}>
      {(ids) => (
        <>
          <textarea {...ids} {...(first ? { 'data-first': true } : {})} className="text-box" rows={rows} maxLength={max} value={value} onChange={(e) => onChange(e.target.value)} />
          <CitationNoteLater text={value} />
        </>
      )}
    </Field>
  )
}
