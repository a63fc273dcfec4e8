/** 报结、由他处接办、关联: the desk's own forms. Ctrl+Enter lands; what was refused stands under what was typed. */
import { type ReactNode, useState } from 'react'
import { useDictionary } from '../../../../web/dictionary.ts'
import { EraseForm } from '../../../../web/matter/erase-form.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { MoveControl } from '../../../../web/matter/move-controls.tsx'
import { landByKey } from '../../../../web/matter/move-form.tsx'
import { judged } from '../../../../web/matter/open-act.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../../web/parts/file-drop.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Kbd } from '../../../../web/parts/small.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { type AffairDetail, relate, reportAffair, takeOver } from '../../shape.ts'
import { useAffairsWords } from './use-affairs-words.ts'

interface Frame {
  readonly form: DeskForm
  readonly acting: { readonly busy: boolean; readonly refused: unknown }
  readonly ready: boolean
  readonly onLand: () => void
  readonly word: string
  readonly children: ReactNode
}
function Frame({ form, acting, ready, onLand, word, children }: Frame) {
  const t = useT()
  return (
    <form
      className="stack move-form"
      noValidate
      onKeyDown={landByKey}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (ready && !acting.busy) onLand()
      }}
    >
      {children}
      <RefusalNote error={acting.refused} desk="affairs" />
      <div className="row end form-foot">
        <Button onClick={form.onCancel}>{t('act.cancel')}</Button>
        <Button type="submit" kind="primary" busy={acting.busy} disabled={!ready}>
          {word} <Kbd>Ctrl ↵</Kbd>
        </Button>
      </div>
    </form>
  )
}

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
    <Frame form={form} acting={act} ready={result !== null && text.trim() !== ''} onLand={land} word={w.moves.report}>
      <Choice label={t('form.result')} value={result} options={dictionary.options.filter((one) => one.value !== 'takenOver')} onChange={setResult} />
      <Field label={t('form.resultText')}>
        {(ids) => <textarea {...ids} data-first className="text-box" rows={5} maxLength={4000} value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
      <MoveControl field={helpersField} matter={form.matter} mine={null} value={unheard} onChange={(value) => setUnheard(value as never)} />
      <FileDrop label={t('form.files')} value={files} onChange={setFiles} />
    </Frame>
  )
}
export function TakeOverForm(form: DeskForm) {
  const w = useAffairsWords()
  const [number, setNumber] = useState('')
  const [text, setText] = useState('')
  const act = useAct(takeOver, { onDone: form.onDone })
  return (
    <Frame
      form={form}
      acting={act}
      ready={number.trim() !== ''}
      onLand={() => act.run({ matter: form.matter.id as never, number, text: text.trim() || null })}
      word={w.moves.takeOver}
    >
      <Field label={w.fields.successor} hint={w.fields.basisHint}>
        {(ids) => <input {...ids} data-first className="text-box" maxLength={40} value={number} onChange={(e) => setNumber(e.target.value)} />}
      </Field>
      <Field label={w.fields.told} hint={w.fields.toldHint}>
        {(ids) => <textarea {...ids} className="text-box" rows={3} maxLength={1000} value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
    </Frame>
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
    <Frame form={form} acting={act} ready={number.trim() !== ''} onLand={() => act.run({ ...(judged(form.matter, form.move) as object), number } as never)} word={w.moves.relate}>
      <Field label={w.fields.relateTo} hint={w.fields.basisHint}>
        {(ids) => <input {...ids} data-first className="text-box" maxLength={40} value={number} onChange={(e) => setNumber(e.target.value)} />}
      </Field>
    </Frame>
  )
}
