/** 呈签、质量评定、签发后修改、细微更正、联署、复核、编号、作废文号. */
import { useState } from 'react'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../../web/parts/file-drop.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { changeText, correctText, gradePaper, grades, joinPaper, numberPaper, type PaperDetail, recheckPaper, toSign, voidNumber } from '../../shape.ts'
import { ChangeChoice, useChange } from './change-choice.tsx'
import { Select } from './select.tsx'
import { useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

const detailOf = (form: DeskForm) => form.matter.detail as PaperDetail
const disagreed = (form: DeskForm) => form.matter.stages.some((stage) => stage.role === 'sign' && stage.pieces.some((piece) => piece.ending === 'disagreed'))

export function ToSignForm(form: DeskForm) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const told = disagreed(form)
  const [signer, setSigner] = useState<readonly Chosen[]>([])
  const [ask, setAsk] = useState<string>(w.say.sign)
  const [dissent, setDissent] = useState('')
  const change = useChange()
  const act = useAct(toSign, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const person = signer[0]?.holder.person
  const land = () => person && act.run({ ...seen, signer: person, ask: ask.trim() || null, dissent: dissent.trim() || null, change: change.change })
  return (
    <ActFrame form={form} acting={act} ready={Boolean(person) && (!told || dissent.trim() !== '') && change.ready} onLand={land}>
      <Field label={s.fields.signer} hint={s.hints.toSign}>
        {(ids) => <HolderPicker {...ids} label={s.fields.signer} autoFocus only="person" value={signer} onChange={setSigner} />}
      </Field>
      <TextLines label={s.fields.ask} value={ask} onChange={setAsk} max={500} rows={2} />
      {told && <TextLines label={s.fields.dissent} hint={s.hints.dissent} value={dissent} onChange={setDissent} max={1000} />}
      <ChangeChoice of={change} first={form.matter.draft === null} />
    </ActFrame>
  )
}

export function GradeForm(form: DeskForm) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const [grade, setGrade] = useState<(typeof grades)[number] | null>(null)
  const act = useAct(gradePaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={grade !== null} onLand={() => grade && act.run({ ...seen, grade })}>
      <Choice label={s.fields.grade} value={grade} options={grades.map((value) => ({ value, word: w.grades[value] }))} onChange={setGrade} />
    </ActFrame>
  )
}

/** One reason, and the office's word for what follows from it. */
function useReason(contract: typeof changeText | typeof correctText | typeof voidNumber, form: DeskForm, hint: string | null, max = 1000) {
  const s = useScreenWords()
  const [reason, setReason] = useState('')
  const act = useAct(contract, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={reason.trim() !== ''} onLand={() => act.run({ ...seen, reason } as never)}>
      <TextLines label={s.fields.reason} value={reason} onChange={setReason} max={max} rows={2} first />
      {hint && <p className="small quiet">{hint}</p>}
    </ActFrame>
  )
}
export const ChangeTextForm = (form: DeskForm) => useReason(changeText, form, useScreenWords().hints.changeText)
export const CorrectForm = (form: DeskForm) => useReason(correctText, form, useScreenWords().hints.correct, 200)
export const VoidNumberForm = (form: DeskForm) => useReason(voidNumber, form, null)

export function JoinForm(form: DeskForm) {
  const s = useScreenWords()
  const waiting = detailOf(form).joint.filter((one) => one.signedOn === null)
  const [organ, setOrgan] = useState(waiting[0]?.organ ?? '')
  const [signer, setSigner] = useState('')
  const [signedOn, setSignedOn] = useState('')
  const [files, setFiles] = useState<readonly SentFile[]>([])
  const act = useAct(joinPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const land = () => act.run({ ...seen, organ, signer, signedOn: signedOn as never, file: (files[0]?.id ?? null) as never })
  return (
    <ActFrame form={form} acting={act} ready={organ !== '' && signer.trim() !== '' && signedOn !== ''} onLand={land}>
      <Select label={s.fields.organ} value={organ} options={waiting.map((one) => ({ value: one.organ, word: one.organ }))} onChange={setOrgan} />
      <div className="two">
        <Field label={s.fields.signer}>{(ids) => <input {...ids} className="text-box" maxLength={40} value={signer} onChange={(e) => setSigner(e.target.value)} />}</Field>
        <Field label={s.fields.signedOn}>{(ids) => <DateField {...ids} value={signedOn} onChange={setSignedOn} />}</Field>
      </div>
      <FileDrop label={s.fields.page} max={1} value={files} onChange={setFiles} />
    </ActFrame>
  )
}

export function RecheckForm(form: DeskForm) {
  const s = useScreenWords()
  const [note, setNote] = useState('')
  const act = useAct(recheckPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready onLand={() => act.run({ ...seen, note: note.trim() || null })}>
      <TextLines label={s.fields.note} value={note} onChange={setNote} max={500} rows={2} first />
    </ActFrame>
  )
}

export function NumberForm(form: DeskForm) {
  const s = useScreenWords()
  const theirs = detailOf(form).ledBy !== null
  const [text, setText] = useState('')
  const act = useAct(numberPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const kept = Number(text)
  const ready = theirs ? text.trim() !== '' : text.trim() === '' || (Number.isInteger(kept) && kept > 0)
  const land = () => act.run({ ...seen, reserved: theirs || text.trim() === '' ? null : kept, theirs: theirs ? text.trim() : null })
  return (
    <ActFrame form={form} acting={act} ready={ready} onLand={land}>
      <Field label={theirs ? s.fields.theirs : s.fields.reserved}>
        {(ids) => (
          <input
            {...ids}
            data-first
            className="text-box num"
            maxLength={60}
            {...(theirs ? {} : { inputMode: 'numeric' as const })}
            value={text}
            onChange={(e) => setText(e.target.value)}
          />
        )}
      </Field>
      <p className="small quiet">{s.hints.number}</p>
    </ActFrame>
  )
}
