/** 公开属性、用印、分发、印发、公开、备案、撤销和废止. */
import { useState } from 'react'
import { officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { useDictionary } from '../../../../web/dictionary.ts'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { distribute, filePaper, issuePaper, publishPaper, useSeal as sealPaper, setNormative, setOpenness, withdrawPaper } from '../../issue-shape.ts'
import { opennessKinds, type PaperDetail, withdrawalKinds } from '../../shape.ts'
import { linesOf } from './draft-form.ts'
import { Day, Line, whole } from './line.tsx'
import { useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

const today = () => officeDate(officeNow()) as string
export function OpennessForm(form: DeskForm) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const { openness } = form.matter.detail as PaperDetail
  const [kind, setKind] = useState<(typeof opennessKinds)[number]>(openness?.kind ?? 'open')
  const [reason, setReason] = useState(openness?.reason ?? '')
  const act = useAct(setOpenness, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={reason.trim() !== ''} onLand={() => act.run({ ...seen, kind, reason })}>
      <Choice label={s.fields.openness} value={kind} options={opennessKinds.map((value) => ({ value, word: w.opennessKinds[value] }))} onChange={setKind} />
      <TextLines label={s.fields.reason} value={reason} onChange={setReason} max={500} rows={2} />
    </ActFrame>
  )
}

export function NormativeForm(form: DeskForm) {
  const s = useScreenWords()
  const { normative } = form.matter.detail as PaperDetail
  const [register, setRegister] = useState(normative?.register ?? '')
  const [effectiveOn, setEffective] = useState(normative?.effectiveOn ?? '')
  const [validUntil, setValid] = useState(normative?.validUntil ?? '')
  const [reviewOn, setReview] = useState(normative?.reviewOn ?? '')
  const act = useAct(setNormative, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const land = () =>
    act.run({ ...seen, register: register.trim() || null, effectiveOn: (effectiveOn || null) as never, validUntil: validUntil as never, reviewOn: reviewOn as never })
  return (
    <ActFrame form={form} acting={act} ready={validUntil !== '' && reviewOn !== ''} onLand={land}>
      <Line label={s.fields.register} value={register} onChange={setRegister} max={60} />
      <div className="three">
        <Day label={s.fields.effectiveOn} value={effectiveOn} onChange={setEffective} />
        <Day label={s.fields.validUntil} value={validUntil} onChange={setValid} />
        <Day label={s.fields.reviewOn} value={reviewOn} onChange={setReview} />
      </div>
    </ActFrame>
  )
}

export function FileForm(form: DeskForm) {
  const s = useScreenWords()
  const [filedOn, setFiled] = useState(today)
  const [filedWith, setWith] = useState('')
  const act = useAct(filePaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={filedOn !== '' && filedWith.trim() !== ''} onLand={() => act.run({ ...seen, filedOn: filedOn as never, filedWith })}>
      <Line label={s.fields.filedWith} value={filedWith} onChange={setWith} max={60} />
      <Day label={s.fields.filedOn} value={filedOn} onChange={setFiled} />
    </ActFrame>
  )
}

export function SealForm(form: DeskForm) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const dictionary = useDictionary('outgoing.seals', w.seals)
  const [seal, setSeal] = useState<string | null>(null)
  const [copies, setCopies] = useState('')
  const [keeper, setKeeper] = useState<readonly Chosen[]>([])
  const act = useAct(sealPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const [n, person] = [whole(copies), keeper[0]?.holder.person]
  return (
    <ActFrame
      form={form}
      acting={act}
      ready={seal !== null && n !== null && Boolean(person)}
      onLand={() => seal && n && person && act.run({ ...seen, seal, copies: n, keeper: person })}
    >
      <Choice label={s.fields.seal} value={seal} options={dictionary.options} onChange={setSeal} />
      <Line label={s.fields.copies} value={copies} onChange={setCopies} max={5} numeric />
      <Field label={s.fields.keeper}>{(ids) => <HolderPicker {...ids} label={s.fields.keeper} only="person" value={keeper} onChange={setKeeper} />}</Field>
    </ActFrame>
  )
}

/** 某某（5份，1-5号） a line, or the name alone. */
const outsideOf = (text: string) =>
  linesOf(text).map((line) => {
    const [, name, copies, from, to] = /^(.+?)[\s　,，]+(\d{1,4})(?:[\s　,，]+(\d{1,5})\s*[-–]\s*(\d{1,5}))?$/.exec(line) ?? []
    return name && copies
      ? { name, copies: Number(copies), from: from ? Number(from) : null, to: to ? Number(to) : null }
      : { name: line.slice(0, 60), copies: 1, from: null, to: null }
  })
function useRecipients() {
  const s = useScreenWords()
  const [to, setTo] = useState<readonly Chosen[]>([])
  const [outside, setOutside] = useState('')
  const [ask, setAsk] = useState('')
  const fields = (
    <>
      <Field label={s.fields.recipients}>{(ids) => <HolderPicker {...ids} label={s.fields.recipients} many value={to} onChange={setTo} />}</Field>
      <TextLines label={s.fields.outside} hint={s.hints.outside} value={outside} onChange={setOutside} max={8000} />
      <TextLines label={s.fields.ask} value={ask} onChange={setAsk} max={500} rows={2} />
    </>
  )
  return { fields, given: to.length + linesOf(outside).length, input: { to: to.map((one) => one.holder), outside: outsideOf(outside), ask: ask.trim() || null } }
}
export function DistributeForm(form: DeskForm) {
  const recipients = useRecipients()
  const act = useAct(distribute, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={recipients.given > 0} onLand={() => act.run({ ...seen, ...recipients.input })}>
      {recipients.fields}
    </ActFrame>
  )
}
export function IssueForm(form: DeskForm) {
  const s = useScreenWords()
  const [copies, setCopies] = useState('')
  const recipients = useRecipients()
  const act = useAct(issuePaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const n = whole(copies)
  return (
    <ActFrame form={form} acting={act} ready={n !== null} onLand={() => n && act.run({ ...seen, copies: n, ...recipients.input })}>
      <Line label={s.fields.copies} value={copies} onChange={setCopies} max={5} numeric />
      {recipients.fields}
    </ActFrame>
  )
}

export function PublishForm(form: DeskForm) {
  const s = useScreenWords()
  const [on, setOn] = useState(today)
  const [where, setWhere] = useState('')
  const act = useAct(publishPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={on !== '' && where.trim() !== ''} onLand={() => act.run({ ...seen, on: on as never, where })}>
      <Line label={s.fields.where} value={where} onChange={setWhere} max={100} />
      <Day label={s.fields.publishedOn} value={on} onChange={setOn} />
    </ActFrame>
  )
}

export function WithdrawPaperForm(form: DeskForm) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const [kind, setKind] = useState<(typeof withdrawalKinds)[number]>('repealed')
  const [reason, setReason] = useState('')
  const [basis, setBasis] = useState('')
  const [from, setFrom] = useState(today)
  const act = useAct(withdrawPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const { issuedAt } = form.matter.detail as PaperDetail
  const land = () => act.run({ ...seen, kind, reason, basis, from: (kind === 'revoked' ? null : from) as never })
  return (
    <ActFrame form={form} acting={act} ready={issuedAt !== null && reason.trim() !== '' && basis.trim() !== ''} onLand={land}>
      <Choice label={s.fields.withdrawn} value={kind} options={withdrawalKinds.map((value) => ({ value, word: w.withdrawalKinds[value] }))} onChange={setKind} />
      <TextLines label={s.fields.reason} value={reason} onChange={setReason} max={1000} rows={2} />
      <Line label={s.fields.basis} value={basis} onChange={setBasis} max={200} />
      {kind === 'repealed' && <Day label={s.fields.effectiveOn} value={from} onChange={setFrom} />}
      <p className="small quiet">{kind === 'revoked' ? s.hints.revoked : s.hints.repealed}</p>
    </ActFrame>
  )
}
