/** 列的对应: every heading with its first cells, and which field it is; saved under a name for the next sheet. By the keyboard as by the mouse. */
import { useState } from 'react'
import type { z } from 'zod'
import { type lookAtSheet, saveMapping, type What } from '../../kernel/reading/import-shape.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct } from '../reading.ts'
import { useT } from '../words/use-words.ts'

export type Looked = z.output<typeof lookAtSheet.output>
interface ImportColumnsProps {
  readonly what: What
  readonly looked: Looked
  readonly columns: Readonly<Record<string, string>>
  readonly onChange: (columns: Readonly<Record<string, string>>) => void
  readonly mapping: string
  readonly onMapping: (name: string) => void
}
export function ImportColumns({ what, looked, columns, onChange, mapping, onMapping }: ImportColumnsProps) {
  const t = useT()
  const [name, setName] = useState(mapping)
  const [kept, setKept] = useState(false)
  const act = useAct(saveMapping, { onDone: () => setKept(true) })
  const set = (heading: string, field: string) => {
    const { [heading]: _, ...rest } = columns
    setKept(false)
    onChange(field === '' ? rest : { ...rest, [heading]: field })
  }
  const twice = (field: string | undefined) => field !== undefined && Object.values(columns).filter((one) => one === field).length > 1
  return (
    <Card id="columns" title={t('imports.columns')} aside={t('imports.rows', { count: looked.rows })}>
      <div className="card-body stack">
        {looked.mappings.length > 0 && (
          <Field label={t('imports.mapping')}>
            {(ids) => (
              <select {...ids} className="text-box" value={mapping} onChange={(e) => onMapping(e.target.value)}>
                <option value="">{t('imports.mappingNone')}</option>
                {looked.mappings.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <table className="ledger import-columns">
          <thead>
            <tr>
              <th scope="col">{t('imports.heading')}</th>
              <th scope="col">{t('imports.samples')}</th>
              <th scope="col">{t('imports.field')}</th>
            </tr>
          </thead>
          <tbody>
            {looked.headings.map(({ heading, samples }) => (
              <tr key={heading}>
                <th scope="row">{heading}</th>
                <td className="small quiet">
                  <span className="clip">{samples.join('　')}</span>
                </td>
                <td>
                  <select
                    className="text-box"
                    aria-label={`${t('imports.field')} ${heading}`}
                    aria-invalid={twice(columns[heading]) || undefined}
                    value={columns[heading] ?? ''}
                    onChange={(e) => set(heading, e.target.value)}
                  >
                    <option value="">{t('imports.notUsed')}</option>
                    {looked.fields.map((field) => (
                      <option key={field} value={field}>
                        {t(`imports.fields.${field as 'id'}`)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <form
          className="row import-save"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim()) act.run({ what, name: name.trim(), columns })
          }}
        >
          <Field label={t('imports.saveAs')}>
            {(ids) => (
              <input
                {...ids}
                className="text-box"
                maxLength={40}
                value={name}
                onChange={(e) => {
                  setKept(false)
                  setName(e.target.value)
                }}
              />
            )}
          </Field>
          <Button type="submit" busy={act.busy} disabled={!name.trim()}>
            {t('act.save')}
          </Button>
          {kept && (
            <span role="status" className="small green">
              {t('imports.saved')}
            </span>
          )}
        </form>
        <RefusalNote error={act.refused} />
      </div>
    </Card>
  )
}
