/** One labelled field: label, hint, the control, what is wrong with it in words. */
import { type ReactNode, useId } from 'react'
import type { FieldError } from 'react-hook-form'
import { useT } from '../words/use-words.ts'

interface Ids {
  readonly id: string
  readonly 'aria-invalid': true | undefined
  readonly 'aria-describedby': string | undefined
}
/** What is wrong, in words: by kind, never by the validator's own English. */
function useFault(): (error: FieldError | { readonly message?: string; readonly type?: string } | undefined) => string | null {
  const t = useT()
  return (error) => {
    if (!error) return null
    const what = `${error.message ?? ''} ${error.type ?? ''}`
    if (/nobody-named/.test(what)) return t('form.pickSomeone')
    if (/one-line/.test(what)) return t('form.oneLine')
    if (/too_big/.test(what)) return t('form.tooLong', { max: /<=\s*(\d+)/.exec(what)?.[1] ?? '' })
    if (/empty|too_small|invalid_type|required/.test(what)) return t('form.required')
    return t('form.bad')
  }
}
export interface FieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: FieldError | { readonly message?: string; readonly type?: string } | undefined
  readonly optional?: boolean
  readonly children: (ids: Ids) => ReactNode
}
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const fault = useFault()(error)
  return (
    <div className={`field ${fault ? 'is-wrong' : ''}`}>
      <div className="field-head">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        {hint && <span className="field-hint">{hint}</span>}
      </div>
      {children({ id, 'aria-invalid': fault ? true : undefined, 'aria-describedby': fault ? `${id}-fault` : undefined })}
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}

/** A few exclusive choices in one bar; arrows move, as in any radio group. */
export function Choice<V extends string>({
  label,
  name,
  value,
  options,
  onChange,
  hideLabel,
}: {
  readonly label: string
  readonly name?: string
  readonly value: V | null
  readonly options: readonly { readonly value: V; readonly word: ReactNode }[]
  readonly onChange: (value: V) => void
  readonly hideLabel?: boolean
}) {
  const own = useId()
  return (
    <fieldset className="choice">
      <legend className={hideLabel ? 'off-screen' : 'field-label'}>{label}</legend>
      <div className="choice-bar">
        {options.map((option) => (
          <label key={option.value} className={`choice-one ${option.value === value ? 'is-on' : ''}`}>
            <input type="radio" name={name ?? own} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.word}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
