/** 领域 (BZ-16): one list for every desk, with who has charge of each, the departments and the divisions under it. */
import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import type { UnitId } from '../../kernel/ids.ts'
import { fields, placeUnit, putField } from '../../kernel/people/organisation-shape.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { PeoplePlaces } from '../parts/people-places.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReading } from '../reading.ts'
import { useT } from '../words/use-words.ts'

type Row = z.output<(typeof fields)['output']>['rows'][number]
type Part = 'department' | 'division'

function AddField({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const [key, setKey] = useState('')
  const [name, setName] = useState('')
  const act = useAct(putField, { onDone: onClose })
  const land = (event: FormEvent) => {
    event.preventDefault()
    act.run({ key: key.trim(), name: name.trim() })
  }
  return (
    <Dialog title={t('org.addField')} onClose={onClose}>
      <form className="stack tight" onSubmit={land}>
        <Field label={t('org.fieldName')}>{(ids) => <input {...ids} data-first className="text-box" value={name} onChange={(e) => setName(e.target.value)} />}</Field>
        <Field label={t('org.fieldKey')}>{(ids) => <input {...ids} className="text-box" placeholder="education" value={key} onChange={(e) => setKey(e.target.value)} />}</Field>
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button type="submit" kind="primary" busy={act.busy} disabled={!name.trim() || !/^[a-z][a-z0-9-]*$/.test(key.trim())}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
function Place({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const t = useT()
  const [unit, setUnit] = useState<readonly Chosen[]>([])
  const [part, setPart] = useState<Part>('department')
  const act = useAct(placeUnit, { onDone: onClose })
  const land = (event: FormEvent) => {
    event.preventDefault()
    const id = unit[0]?.holder.unit
    if (id) act.run({ field: row.key, unit: id, part, in: true })
  }
  return (
    <Dialog title={`${t('org.placeUnit')}　${row.name}`} onClose={onClose}>
      <form className="stack tight" onSubmit={land}>
        <Field label={t('org.unit')}>{(ids) => <HolderPicker {...ids} label={t('org.unit')} only="unit" value={unit} onChange={setUnit} />}</Field>
        <Choice label={t('org.part')} value={part} options={(['department', 'division'] as const).map((value) => ({ value, word: t(`org.parts.${value}`) }))} onChange={setPart} />
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button type="submit" kind="primary" busy={act.busy} disabled={unit.length === 0}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
function Units({ row, part, keeps }: { readonly row: Row; readonly part: Part; readonly keeps: boolean }) {
  const t = useT()
  const act = useAct(placeUnit)
  const list = part === 'department' ? row.departments : row.divisions
  return (
    <>
      {list.map((unit) => (
        <span key={unit.id} className="picked">
          {unit.name}
          {keeps && (
            <button
              type="button"
              className="no-print"
              aria-label={`${t('org.takeOut')} ${unit.name}`}
              onClick={() => act.run({ field: row.key, unit: unit.id as UnitId, part, in: false })}
            >
              <X size={12} aria-hidden="true" />
            </button>
          )}
        </span>
      ))}
      <RefusalNote error={act.refused} />
    </>
  )
}
export function FieldsPage() {
  const t = useT()
  const keeps = useMay('office.people')
  const { rows } = useReading(fields, {})
  const [adding, setAdding] = useState(false)
  const [placing, setPlacing] = useState<Row | null>(null)
  return (
    <div className="people">
      <div className="page-head">
        <h1>{t('org.fields')}</h1>
        {keeps && (
          <Button className="no-print" onClick={() => setAdding(true)}>
            {t('org.addField')}
          </Button>
        )}
      </div>
      <PeoplePlaces />
      <Card id="fields">
        {rows.length === 0 ? (
          <p className="empty">{t('org.noFields')}</p>
        ) : (
          <table className="ledger posts">
            <thead>
              <tr>
                <th scope="col">{t('org.field')}</th>
                <th scope="col">{t('org.leaders')}</th>
                <th scope="col">{t('org.departments')}</th>
                <th scope="col">{t('org.divisions')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <td>
                    {row.name}
                    {keeps && (
                      <Button small kind="text" className="no-print" aria-label={`${t('org.placeUnit')} ${row.name}`} onClick={() => setPlacing(row)}>
                        {t('org.placeUnit')}
                      </Button>
                    )}
                  </td>
                  <td>{row.leaders.map((p) => `${p.name}（${p.kind}）`).join('、')}</td>
                  <td>
                    <Units row={row} part="department" keeps={keeps} />
                  </td>
                  <td>
                    <Units row={row} part="division" keeps={keeps} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
      {adding && <AddField onClose={() => setAdding(false)} />}
      {placing && <Place row={placing} onClose={() => setPlacing(null)} />}
    </div>
  )
}
