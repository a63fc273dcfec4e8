/** 提出意见、复查、复核、销号. */
import { useState } from 'react'
import { useDictionary } from '../../../../web/dictionary.ts'
import { ActFrame } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../../web/parts/file-drop.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { askRecheck, askReview, closePetition, reportPetition } from '../../shape.ts'
import { useSeen } from './told-forms.tsx'
import { usePetitionsWords } from './use-petitions-words.ts'

export function ReportForm(form: DeskForm) {
  const t = useT()
  const w = usePetitionsWords()
  const seen = useSeen(form)
  const dictionary = useDictionary('petitions.results', w.results)
  const [result, setResult] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly SentFile[]>([])
  const act = useAct(reportPetition, { onDone: form.onDone })
  return (
    <ActFrame
      form={form}
      acting={act}
      ready={result !== null && text.trim() !== ''}
      onLand={() => result && act.run({ ...seen, result, text, files: files.map((f) => f.id) as never, withoutHelpers: [] })}
    >
      <Choice label={w.fields.result} value={result} options={dictionary.options} onChange={setResult} />
      <TextLines label={w.fields.resultText} value={text} onChange={setText} max={4000} rows={5} first />
      <FileDrop label={t('form.files')} value={files} onChange={setFiles} />
    </ActFrame>
  )
}

function AskForm({ form, contract }: { readonly form: DeskForm; readonly contract: typeof askReview }) {
  const w = usePetitionsWords()
  const seen = useSeen(form)
  const [to, setTo] = useState<readonly Chosen[]>([])
  const [reason, setReason] = useState('')
  const act = useAct(contract, { onDone: form.onDone })
  const holder = to[0]?.holder
  return (
    <ActFrame form={form} acting={act} ready={holder !== undefined && reason.trim() !== ''} onLand={() => holder && act.run({ ...seen, to: holder, reason })}>
      <Field label={w.fields.to}>{(ids) => <HolderPicker {...ids} label={w.fields.to} value={to} onChange={setTo} />}</Field>
      <TextLines label={w.fields.reason} value={reason} onChange={setReason} max={1000} />
    </ActFrame>
  )
}
export const AskReviewForm = (form: DeskForm) => <AskForm form={form} contract={askReview} />
export const AskRecheckForm = (form: DeskForm) => <AskForm form={form} contract={askRecheck as unknown as typeof askReview} />

export function CloseForm(form: DeskForm) {
  const w = usePetitionsWords()
  const seen = useSeen(form)
  const [accepts, setAccepts] = useState(false)
  const act = useAct(closePetition, { onDone: form.onDone })
  return (
    <ActFrame form={form} acting={act} ready onLand={() => act.run({ ...seen, accepts })}>
      <label className="check">
        <input type="checkbox" data-first checked={accepts} onChange={(e) => setAccepts(e.target.checked)} /> {w.fields.accepts}
      </label>
    </ActFrame>
  )
}
