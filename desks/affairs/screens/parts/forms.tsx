/** 报结、由他处接办、关联: the desk's own forms. Ctrl+Enter lands; what was refused stands under what was typed. */
import { useState } from 'react'
import { useDictionary } from '../../../../web/dictionary.ts'
import { ActFrame } from '../../../../web/matter/act-frame.tsx'
import { EraseForm } from '../../../../web/matter/erase-form.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { MoveControl } from '../../../../web/matter/move-controls.tsx'
import { judged } from '../../../../web/matter/open-act.ts'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../../web/parts/file-drop.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { type AffairDetail, relate, reportAffair, takeOver } from '../../shape.ts'
import { useAffairsWords } from './use-affairs-words.ts'

const helpersField = { name: 'withoutHelpers', label: 'helperWhy', kind: 'helpers' } as const
export function ReportForm(form: DeskForm) {
  const t = useT()
  const w = useAffairsWords()
  const dictionary = useDictionary('affairs.results', w.results)
  const [result, setResult] = useState<string | null>('done')
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly SentFile[]>([])
  const [unheard, setUnheard] = useState<readonly { readonly piece: string; readonly why: string }[]>([])
  const [seen] = useState(() => judged(form.matter, form.move))
  const act = useAct(reportAffair, { onDone: form.onDone })
  const land = () => result && act.run({ ...(seen as object), result, text, files: files.map((f) => f.id), withoutHelpers: unheard } as never)
  return (
    <ActFrame form={form} acting={act} ready={result !== null && text.trim() !== ''} onLand={land}>
      <Choice label={t('form.result')} value={result} options={dictionary.options.filter((one) => one.value !== 'takenOver')} onChange={setResult} />
      <Field label={t('form.resultText')}>
        {(ids) => <textarea {...ids} data-first className="text-box" rows={5} maxLength={4000} value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
      <MoveControl field={helpersField} matter={form.matter} mine={null} value={unheard} onChange={(value) => setUnheard(value as never)} />
      <FileDrop label={t('form.files')} value={files} onChange={setFiles} />
    </ActFrame>
  )
}
export function TakeOverForm(form: DeskForm) {
  const w = useAffairsWords()
  const [number, setNumber] = useState('')
  const [text, setText] = useState('')
  const act = useAct(takeOver, { onDone: form.onDone })
  return (
    <ActFrame form={form} acting={act} ready={number.trim() !== ''} onLand={() => act.run({ matter: form.matter.id as never, number, text: text.trim() || null })}>
      <Field label={w.fields.successor} hint={w.fields.basisHint}>
        {(ids) => <input {...ids} data-first className="text-box" maxLength={40} value={number} onChange={(e) => setNumber(e.target.value)} />}
      </Field>
      <Field label={w.fields.told} hint={w.fields.toldHint}>
        {(ids) => <textarea {...ids} className="text-box" rows={3} maxLength={1000} value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
    </ActFrame>
  )
}
/** 依法删除: beside the texts every matter has, the order as it was said and who relayed it. */
export function EraseAffairForm(form: DeskForm) {
  const { body, relayedBy } = form.matter.detail as AffairDetail
  return <EraseForm {...form} own={{ body, relayedBy }} />
}
export function RelateForm(form: DeskForm) {
  const w = useAffairsWords()
  const [number, setNumber] = useState('')
  const act = useAct(relate, { onDone: form.onDone })
  return (
    <ActFrame form={form} acting={act} ready={number.trim() !== ''} onLand={() => act.run({ ...(judged(form.matter, form.move) as object), number } as never)}>
      <Field label={w.fields.relateTo} hint={w.fields.basisHint}>
        {(ids) => <input {...ids} data-first className="text-box" maxLength={40} value={number} onChange={(e) => setNumber(e.target.value)} />}
      </Field>
    </ActFrame>
  )
}
