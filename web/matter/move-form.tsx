/** One move's form: its fields, the contract's own check, what the office said, and what was typed kept whatever happens. */
import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode, useRef } from 'react'
import { Controller, type FieldValues, type Resolver, useForm } from 'react-hook-form'
import type { MatterView } from '../../kernel/view.ts'
import { isStale } from '../call.ts'
import { Button } from '../parts/button.tsx'
import type { SentFile } from '../parts/file-drop.tsx'
import type { Chosen } from '../parts/holder-picker.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Kbd } from '../parts/small.tsx'
import { useAct } from '../reading.ts'
import { moveWord, useDeskWords, useLanguage, useT } from '../words/use-words.ts'
import { chosenOf, MoveControl } from './move-controls.tsx'
import { type MoveField, moveFields, startValues } from './move-fields.ts'
import { judged, openAct, type Words, wordOf } from './open-act.ts'

export interface MoveFormProps {
  readonly matter: MatterView
  readonly move: string
  readonly words?: Words
  /** Fields of the desk's own, instead of the word's. */
  readonly fields?: readonly MoveField[]
  readonly start?: Readonly<Record<string, unknown>>
  readonly onDone: () => void
  readonly onCancel?: () => void
  readonly children?: ReactNode
}
/** From what the controls hold to what the contract takes. */
function toInput(values: FieldValues, fields: readonly MoveField[]): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const field of fields) {
    const value: unknown = values[field.name]
    if (field.kind === 'holder') input[field.name] = chosenOf(value)[0]?.holder
    else if (field.kind === 'holders') input[field.name] = chosenOf(value).map((one: Chosen) => one.holder)
    else if (field.kind === 'persons') input[field.name] = chosenOf(value).flatMap((one) => one.holder.person ?? [])
    else if (field.kind === 'files') input[field.name] = ((value as SentFile[] | undefined) ?? []).map((file) => file.id)
    else if (value === '' || value === undefined) {
      if ('optional' in field && field.optional) input[field.name] = null
    } else input[field.name] = value
  }
  return input
}
/** Fields that say themselves what is wrong with them. */
const saysItself: ReadonlySet<MoveField['kind']> = new Set(['text', 'line', 'holder', 'holders', 'persons', 'wall', 'piece', 'stage', 'told', 'phone'])
/** Whose agreement it takes, by post and name. */
export function ConsentNeeded({ matter, move }: { readonly matter: MatterView; readonly move: string }) {
  const t = useT()
  const desk = useDeskWords(matter.desk)
  const may = matter.may[move]
  if (!may?.allowed || !may.consent) return null
  const { power, by } = may.consent
  return <p className="amber small">{by ? t('form.consent', { by }) : t('form.consentPower', { power: desk?.powers[power] ?? power })}</p>
}
/** Ctrl+Enter lands a form from anywhere inside it. */
export const landByKey = (event: React.KeyboardEvent<HTMLFormElement>) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

export function MoveForm({ matter, move, words = {}, fields: own, start, onDone, onCancel, children }: MoveFormProps) {
  const t = useT()
  const language = useLanguage()
  const word = wordOf(move, words)
  const fields = own ?? (word ? (moveFields[word] ?? []) : [])
  const contract = openAct(matter.desk, move, words)
  const act = useAct(contract, { onDone })
  // What was on screen when the form opened is what is judged; after «别人刚刚改过», what is on screen now.
  const seen = useRef(judged(matter, move))
  if (act.error && isStale(act.error)) seen.current = judged(matter, move)
  // The contract checks what would be sent; what the controls hold (names, files) stays as it is.
  const check: Resolver<FieldValues> = async (values, context, options) => {
    const sent = { ...seen.current, ...toInput(values, fields) }
    const checked = await (zodResolver(contract.input as never) as unknown as Resolver<FieldValues>)(sent, context, options)
    return Object.keys(checked.errors).length > 0 ? checked : { values, errors: {} }
  }
  const form = useForm<FieldValues>({ resolver: check, defaultValues: { ...(word ? startValues[word] : {}), ...start }, shouldFocusError: true })
  const may = matter.may[move]
  const mine = (may?.allowed && matter.stages.flatMap((s) => s.pieces).find((p) => p.id === may.piece)) || null
  const name = moveWord(matter.desk, move, language)
  const land = form.handleSubmit((values) => act.run({ ...seen.current, ...toInput(values, fields) }))
  return (
    <form
      className="stack move-form"
      noValidate
      onKeyDown={landByKey}
      onSubmit={(event) => {
        event.stopPropagation()
        void land(event)
      }}
    >
      {fields.length === 0 && !children && <p>{t('form.confirm', { move: name })}</p>}
      {fields.map((field, n) => (
        <Controller
          key={field.name}
          name={field.name}
          control={form.control}
          render={({ field: held, fieldState }) => (
            <MoveControl field={field} matter={matter} mine={mine} value={held.value as unknown} onChange={held.onChange} error={fieldState.error} first={n === 0} />
          )}
        />
      ))}
      {children}
      <ConsentNeeded matter={matter} move={move} />
      {Object.keys(form.formState.errors).some((name) => !fields.some((field) => field.name === name && saysItself.has(field.kind))) && (
        <p className="field-fault" role="alert">
          {t('form.bad')}
        </p>
      )}
      <RefusalNote error={act.refused} desk={matter.desk} />
      <div className="row end form-foot">
        {onCancel && <Button onClick={onCancel}>{t('act.cancel')}</Button>}
        <Button type="submit" kind="primary" busy={act.busy} {...(fields.length === 0 ? { 'data-first': true } : {})}>
          {name} <Kbd>Ctrl ↵</Kbd>
        </Button>
      </div>
    </form>
  )
}
