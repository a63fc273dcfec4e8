/** 初审: five questions, yes or no each; what is not met is said, and all of it goes back at once. */
import { useState } from 'react'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { Choice } from '../../../../web/parts/field.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { type CheckKey, checkKeys, examinePaper, type PaperDetail, returnPaper } from '../../shape.ts'
import { useIncomingWords } from './use-incoming-words.ts'

type Notes = Readonly<Partial<Record<CheckKey, string>>>
interface Answers {
  readonly failed: ReadonlySet<CheckKey>
  readonly notes: Notes
}
const toInput = ({ failed, notes }: Answers) => checkKeys.map((key) => ({ key, ok: !failed.has(key), note: notes[key]?.trim() || null }))

/** @param asks `met`: each is ticked when it is; `failed`: what is not is ticked, and said */
function Five({ answers, onChange, asks }: { readonly answers: Answers; readonly onChange: (answers: Answers) => void; readonly asks: 'met' | 'failed' }) {
  const w = useIncomingWords()
  const { failed, notes } = answers
  const turn = (key: CheckKey) => {
    const next = new Set(failed)
    if (!next.delete(key)) next.add(key)
    onChange({ failed: next, notes })
  }
  return (
    <fieldset className="incoming-checks stack tight">
      <legend className="field-label">{asks === 'met' ? w.fields.checks : w.fields.why}</legend>
      {checkKeys.map((key, n) => (
        <div key={key} className="stack tight">
          <label className="check">
            <input type="checkbox" {...(n === 0 ? { 'data-first': true } : {})} checked={failed.has(key) === (asks === 'failed')} onChange={() => turn(key)} /> {w.checks[key]}
          </label>
          {asks === 'failed' && failed.has(key) && (
            <input
              className="text-box"
              aria-label={`${w.fields.why}：${w.checks[key]}`}
              placeholder={w.fields.why}
              maxLength={300}
              value={notes[key] ?? ''}
              onChange={(e) => onChange({ failed, notes: { ...notes, [key]: e.target.value } })}
            />
          )}
        </div>
      ))}
    </fieldset>
  )
}

export function ExamineForm(form: DeskForm) {
  const w = useIncomingWords()
  // nothing is ticked beforehand: each is answered
  const [answers, setAnswers] = useState<Answers>({ failed: new Set(checkKeys), notes: {} })
  const act = useAct(examinePaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={answers.failed.size === 0} onLand={() => act.run({ ...seen, checks: toInput(answers) })}>
      <Five answers={answers} onChange={setAnswers} asks="met" />
      <p className="small quiet">{w.hints.checks}</p>
    </ActFrame>
  )
}
export function ReturnForm(form: DeskForm) {
  const w = useIncomingWords()
  const before = (form.matter.detail as PaperDetail).resubmits !== null
  const [answers, setAnswers] = useState<Answers>({ failed: new Set(), notes: {} })
  const [via, setVia] = useState<'letter' | 'phone' | 'in_person'>('letter')
  const [add, setAdd] = useState('')
  const [slip, setSlip] = useState('')
  const act = useAct(returnPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const ready = answers.failed.size > 0 && [...answers.failed].every((key) => answers.notes[key]?.trim())
  const land = () => act.run({ ...seen, checks: toInput(answers), via, add: add.trim() || null, slip: slip.trim() || null })
  return (
    <ActFrame form={form} acting={act} ready={ready} onLand={land}>
      <Five answers={answers} onChange={setAnswers} asks="failed" />
      <Choice label={w.fields.via} value={via} options={(['letter', 'phone', 'in_person'] as const).map((value) => ({ value, word: w.ways[value] }))} onChange={setVia} />
      <TextLines label={w.fields.add} value={add} onChange={setAdd} max={1000} rows={2} />
      {before && <TextLines label={w.fields.slip} value={slip} onChange={setSlip} max={500} rows={2} />}
      <p className="small quiet">{w.hints.returned}</p>
    </ActFrame>
  )
}
