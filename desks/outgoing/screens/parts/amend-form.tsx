/** 更正要素: what the paper says of itself, before it is numbered; what stays as it was is not put on record. */
import { useState } from 'react'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { Choice } from '../../../../web/parts/field.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct, useReading } from '../../../../web/reading.ts'
import { amendPaper, directions, levels, type PaperDetail, paperTypes, urgencies } from '../../shape.ts'
import { letterheads } from '../../tables-shape.ts'
import { formOf, organsOf, passing } from './draft-form.ts'
import { Line } from './line.tsx'
import { OrganFields } from './organ-fields.tsx'
import { PassingFields } from './passing-fields.tsx'
import { Select } from './select.tsx'
import { useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

const startOf = ({ organs, code, paperType, direction, level, important, urgency, purpose, ledBy, sealed, passesOn, inclination }: PaperDetail) => ({
  organ: organs[0] ?? '',
  others: organs.slice(1).join('\n'),
  code: code ?? '',
  purpose: purpose ?? '',
  ledBy: ledBy ?? '',
  inclination: inclination ?? '',
  ...{ paperType, direction, level, important, urgency, sealed, passesOn },
})
type Typed = ReturnType<typeof startOf>
const fieldsOf = (form: Typed) => {
  const { paperType, direction, level, important, urgency, sealed } = form
  return {
    ...{ paperType, direction, level, important, urgency, sealed },
    form: formOf(form),
    organs: organsOf(form),
    code: form.code.trim() || null,
    purpose: form.purpose.trim() || null,
    ledBy: form.ledBy.trim() || null,
    ...passing(form),
  }
}
export function AmendForm(form: DeskForm) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const { table } = useReading(letterheads, {})
  const [typed, setTyped] = useState<Typed>(() => startOf(form.matter.detail as PaperDetail))
  const [reason, setReason] = useState('')
  const act = useAct(amendPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const change = (part: Partial<Typed>) => setTyped((now) => ({ ...now, ...part }))
  const words = <V extends string>(list: readonly V[], of: Readonly<Record<V, string>>) => list.map((value) => ({ value, word: of[value] }))
  const fields = fieldsOf(typed)
  return (
    <ActFrame form={form} acting={act} ready={reason.trim() !== '' && fields.organs.length > 0} onLand={() => act.run({ ...seen, fields, reason })}>
      <OrganFields table={table} form={fields.form} organ={typed.organ} code={typed.code} onChange={change} />
      <div className="three">
        <Select label={s.fields.paperType} value={typed.paperType} options={words(paperTypes, w.paperTypes)} onChange={(paperType) => change({ paperType })} />
        <Select label={s.fields.direction} value={typed.direction} options={words(directions, w.directions)} onChange={(direction) => change({ direction })} />
        <Select label={s.fields.level} value={typed.level} options={words(levels, w.levels)} onChange={(level) => change({ level })} />
      </div>
      <Choice label={s.fields.urgency} value={typed.urgency} options={words(urgencies, w.urgencies)} onChange={(urgency) => change({ urgency })} />
      <div className="row wrap">
        <label className="check">
          <input type="checkbox" checked={typed.important} onChange={() => change({ important: !typed.important })} /> {s.fields.important}
        </label>
        <label className="check">
          <input type="checkbox" checked={typed.sealed} onChange={() => change({ sealed: !typed.sealed })} /> {s.fields.sealed}
        </label>
      </div>
      {typed.direction === 'up' && <PassingFields value={typed} onChange={change} />}
      <Line label={w.fields.purpose} value={typed.purpose} onChange={(purpose) => change({ purpose })} max={200} />
      <TextLines label={s.fields.others} hint={s.hints.namesHint} value={typed.others} onChange={(others) => change({ others })} max={1000} rows={2} />
      <Line label={s.fields.ledBy} value={typed.ledBy} onChange={(ledBy) => change({ ledBy })} max={60} />
      <TextLines label={s.fields.reason} value={reason} onChange={setReason} max={500} rows={2} />
    </ActFrame>
  )
}
