/** The fields the chosen desk knows, filled with what was read; under each, the words it was read from. */
import type { ArrivedField, Entrance } from '../../kernel/entrance.ts'
import { officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { DateField } from '../parts/date-field.tsx'
import { Field } from '../parts/field.tsx'
import { HolderPicker } from '../parts/holder-picker.tsx'
import { useT } from '../words/use-words.ts'
import { fieldsOf, isThere, type WindowState } from './window-state.ts'

interface Props {
  readonly state: WindowState
  readonly entrance: Entrance
  readonly missing: readonly (ArrivedField | 'title')[]
}
export function WindowForm({ state, entrance, missing }: Props) {
  const t = useT()
  const seen = state.chosen?.arrived
  if (!seen) return null
  const fields = { ...fieldsOf(seen), ...state.own }
  const shows = (field: ArrivedField) => entrance.shows.includes(field)
  const fault = (field: ArrivedField | 'title') =>
    missing.includes(field) && (field === 'title' ? fields.title.trim() === '' : !isThere(field, fields)) ? { message: 'required' } : undefined
  // some desks give a reason in words of their own, with the quotes in it
  const from = (said: string | undefined) => (said ? (said.includes('“') ? said : t('window.readFrom', { said })) : undefined)
  const people = (['asker', 'lead'] as const).filter(shows)
  const lines = (['name', 'phone', 'place'] as const).filter(shows)
  return (
    <>
      <Field label={t('window.matter')} error={fault('title')}>
        {(ids) => <input {...ids} className="text-box" maxLength={100} value={fields.title} onChange={(e) => state.change('title', e.target.value)} />}
      </Field>
      <div className="window-fields">
        {people.map((field) => (
          <Field key={field} label={t(`window.${field}`)} hint={from(fields[field][0]?.note)} error={fault(field)}>
            {(ids) => <HolderPicker {...ids} label={t(`window.${field}`)} value={fields[field]} onChange={(value) => state.change(field, value)} />}
          </Field>
        ))}
        {shows('due') && (
          <Field label={t('window.due')} hint={state.own.due === undefined && seen.due ? from(seen.due.said) : fields.due ? undefined : t('window.dueUsual')}>
            {(ids) => <DateField {...ids} value={fields.due} min={officeDate(officeNow())} onChange={(day) => state.change('due', day)} />}
          </Field>
        )}
        {lines.map((field) => (
          <Field key={field} label={t(`window.${field}`)}>
            {(ids) => (
              <input
                {...ids}
                className="text-box"
                maxLength={field === 'place' ? 200 : field === 'name' ? 50 : 30}
                inputMode={field === 'phone' ? 'tel' : 'text'}
                value={fields[field]}
                onChange={(e) => state.change(field, e.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
    </>
  )
}
