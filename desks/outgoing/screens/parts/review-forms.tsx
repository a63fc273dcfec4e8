/** 送审、退回、会签、核稿、合法性审核. */
import { useRef, useState } from 'react'
import { Refused } from '../../../../web/call.ts'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { materialsMissing } from '../../materials.ts'
import { type CheckKey, checkKeys, countersign, keepMaterials, type PaperDetail, returnPaper, reviewLegality, reviewPaper, submitPaper } from '../../shape.ts'
import { ChangeChoice, useChange } from './change-choice.tsx'
import { linesOf } from './draft-form.ts'
import { type Material, MaterialsFields } from './materials-fields.tsx'
import { fill, useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

const detailOf = (form: DeskForm) => form.matter.detail as PaperDetail

export function SubmitForm(form: DeskForm) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const [to, setTo] = useState<readonly Chosen[]>([])
  const [ask, setAsk] = useState<string>(w.say.submit)
  const change = useChange()
  const act = useAct(submitPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const missing = materialsMissing(detailOf(form))
  const [reason, setReason] = useState('')
  // a rule asks for a reason: the field comes, and stays
  const asked = useRef(false)
  asked.current ||= act.refused instanceof Refused && act.refused.code === 'outgoing.rule-reason'
  const land = () => to[0] && act.run({ ...seen, to: to[0].holder, ask: ask.trim() || null, ruleReason: reason.trim() || null, change: change.change })
  return (
    <ActFrame form={form} acting={act} ready={to.length === 1 && missing.length === 0 && change.ready} onLand={land}>
      {missing.length > 0 && <p className="small amber">{fill(s.hints.missing, { materials: missing.map((kind) => w.materials[kind]).join('、') })}</p>}
      <Field label={s.fields.to}>{(ids) => <HolderPicker {...ids} label={s.fields.to} autoFocus value={to} onChange={setTo} />}</Field>
      <TextLines label={s.fields.ask} value={ask} onChange={setAsk} max={500} rows={2} />
      {asked.current && <TextLines label={s.fields.reason} value={reason} onChange={setReason} max={500} rows={2} first />}
      <p className="small quiet">{s.hints.rules}</p>
      <ChangeChoice of={change} first={form.matter.draft === null} />
    </ActFrame>
  )
}

/** 补送审材料: what is still missing, or why there is none. Rule: BZ-47, GN-46 */
export function KeepMaterialsForm(form: DeskForm) {
  const [missing] = useState(() => materialsMissing(detailOf(form)))
  const [value, setValue] = useState<Readonly<Partial<Record<(typeof missing)[number], Material>>>>({})
  const act = useAct(keepMaterials, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const said = missing.flatMap((kind) => {
    const one = value[kind]
    return one?.file || one?.without.trim() ? [{ kind, file: (one.file?.id ?? null) as never, without: one.file ? null : one.without.trim() }] : []
  })
  return (
    <ActFrame form={form} acting={act} ready={said.length > 0} onLand={() => act.run({ ...seen, materials: said })}>
      <MaterialsFields kinds={missing} value={value} onChange={(kind, one) => setValue((now) => ({ ...now, [kind]: one }))} />
    </ActFrame>
  )
}

export function ReturnForm(form: DeskForm) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const earlier = detailOf(form).returns.length > 0
  const [reasons, setReasons] = useState('')
  const [checks, setChecks] = useState<ReadonlySet<CheckKey>>(new Set())
  const [late, setLate] = useState('')
  const act = useAct(returnPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const turn = (key: CheckKey) => {
    const next = new Set(checks)
    if (!next.delete(key)) next.add(key)
    setChecks(next)
  }
  const land = () => act.run({ ...seen, reasons: linesOf(reasons), checks: checkKeys.filter((key) => checks.has(key)), late: late.trim() || null })
  return (
    <ActFrame form={form} acting={act} ready={linesOf(reasons).length > 0} onLand={land}>
      <TextLines label={s.fields.reasons} value={reasons} onChange={setReasons} max={4000} rows={4} first />
      <fieldset className="outgoing-box stack tight">
        <legend className="field-label">{s.fields.checks}</legend>
        {checkKeys.map((key) => (
          <label key={key} className="check">
            <input type="checkbox" checked={checks.has(key)} onChange={() => turn(key)} /> {w.checks[key]}
          </label>
        ))}
      </fieldset>
      {earlier && <TextLines label={s.fields.late} value={late} onChange={setLate} max={500} rows={2} />}
      <p className="small quiet">{s.hints.returned}</p>
    </ActFrame>
  )
}

export function CountersignForm(form: DeskForm) {
  const s = useScreenWords()
  const [to, setTo] = useState<readonly Chosen[]>([])
  const [ask, setAsk] = useState('')
  const change = useChange()
  const act = useAct(countersign, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame
      form={form}
      acting={act}
      ready={to.length > 0 && ask.trim() !== '' && change.ready}
      onLand={() => act.run({ ...seen, to: to.map((one) => one.holder), ask, change: change.change })}
    >
      <Field label={s.fields.to}>{(ids) => <HolderPicker {...ids} label={s.fields.to} autoFocus many value={to} onChange={setTo} />}</Field>
      <TextLines label={s.fields.ask} value={ask} onChange={setAsk} max={1000} rows={2} />
      <ChangeChoice of={change} first={form.matter.draft === null} />
    </ActFrame>
  )
}

export function ReviewForm(form: DeskForm) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  // nothing is ticked beforehand: each is answered
  const [met, setMet] = useState<ReadonlySet<CheckKey>>(new Set())
  const [first, setFirst] = useState<readonly Chosen[]>([])
  const [second, setSecond] = useState<readonly Chosen[]>([])
  const [note, setNote] = useState('')
  const change = useChange()
  const act = useAct(reviewPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const turn = (key: CheckKey) => {
    const next = new Set(met)
    if (!next.delete(key)) next.add(key)
    setMet(next)
  }
  const [one, two] = [first[0]?.holder.person, second[0]?.holder.person]
  const land = () =>
    one &&
    two &&
    act.run({
      ...seen,
      checks: checkKeys.map((key) => ({ key, ok: met.has(key), note: null })),
      proof: { first: one, second: two, note: note.trim() || null },
      change: change.change,
    })
  const reader = (label: string, value: readonly Chosen[], set: (value: readonly Chosen[]) => void) => (
    <Field label={label}>{(ids) => <HolderPicker {...ids} label={label} only="person" value={value} onChange={set} />}</Field>
  )
  return (
    <ActFrame form={form} acting={act} ready={met.size === checkKeys.length && Boolean(one) && Boolean(two) && one !== two && change.ready} onLand={land}>
      <fieldset className="outgoing-box stack tight">
        <legend className="field-label">{s.fields.checks}</legend>
        {checkKeys.map((key, n) => (
          <label key={key} className="check">
            <input type="checkbox" {...(n === 0 ? { 'data-first': true } : {})} checked={met.has(key)} onChange={() => turn(key)} /> {w.checks[key]}
          </label>
        ))}
      </fieldset>
      <p className="small quiet">{s.hints.checks}</p>
      <div className="two">
        {reader(s.fields.first, first, setFirst)}
        {reader(s.fields.second, second, setSecond)}
      </div>
      <TextLines label={s.fields.note} value={note} onChange={setNote} max={300} rows={2} />
      <ChangeChoice of={change} first={form.matter.draft === null} />
    </ActFrame>
  )
}

export function LegalityForm(form: DeskForm) {
  const s = useScreenWords()
  const [basis, setBasis] = useState('')
  const [opinion, setOpinion] = useState('')
  const [lawful, setLawful] = useState<'yes' | 'no'>('yes')
  const [reviewer, setReviewer] = useState('')
  const act = useAct(reviewLegality, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame
      form={form}
      acting={act}
      ready={basis.trim() !== '' && opinion.trim() !== '' && reviewer.trim() !== ''}
      onLand={() => act.run({ ...seen, basis, opinion, lawful: lawful === 'yes', reviewer })}
    >
      <TextLines label={s.fields.basis} value={basis} onChange={setBasis} max={1000} rows={2} first />
      <TextLines label={s.fields.opinion} value={opinion} onChange={setOpinion} max={2000} />
      <Choice label={s.fields.lawful} value={lawful} options={(['yes', 'no'] as const).map((value) => ({ value, word: s.lawfulWords[value] }))} onChange={setLawful} />
      <Field label={s.fields.reviewer}>{(ids) => <input {...ids} className="text-box" maxLength={60} value={reviewer} onChange={(e) => setReviewer(e.target.value)} />}</Field>
    </ActFrame>
  )
}
