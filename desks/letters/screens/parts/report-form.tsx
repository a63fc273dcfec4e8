/** 报结: the result, in the unit's words; the day of the visit and files where one was asked for; one sentence for every helper not done. */
import { useState } from 'react'
import { type OfficeDate, officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { useDictionary } from '../../../../web/dictionary.ts'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { MoveControl } from '../../../../web/matter/move-controls.tsx'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../../web/parts/file-drop.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { type LetterDetail, reportLetter } from '../../shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

interface Unheard {
  readonly piece: string
  readonly why: string
}
const helpersField = { name: 'withoutHelpers', label: 'helperWhy', kind: 'helpers' } as const
export function ReportForm(form: DeskForm) {
  const t = useT()
  const w = useLettersWords()
  const dictionary = useDictionary('letters.results', w.results)
  const act = useAct(reportLetter, { onDone: form.onDone })
  const seen = useJudged(form, act.error)
  const { visit } = form.matter.detail as LetterDetail
  const [result, setResult] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [day, setDay] = useState('')
  const [files, setFiles] = useState<readonly SentFile[]>([])
  const [unheard, setUnheard] = useState<readonly Unheard[]>([])
  const land = () =>
    result &&
    act.run({
      ...seen,
      result,
      text,
      visitedOn: day ? (day as OfficeDate) : null,
      files: files.map((f) => f.id) as never,
      withoutHelpers: unheard.map((u) => ({ ...u, piece: u.piece as never })),
    })
  return (
    <ActFrame form={form} acting={act} ready={result !== null && text.trim() !== ''} onLand={land}>
      {visit && <p className="amber small">{w.screen.letter.visitAsked}</p>}
      <Choice label={w.form.result} value={result} options={dictionary.options.filter((one) => one.value !== 'replied')} onChange={setResult} />
      <Field label={w.form.resultText} hint={fill(w.form.length, { n: [...text].length })}>
        {(ids) => <textarea {...ids} data-first className="text-box" rows={6} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <MoveControl field={helpersField} matter={form.matter} mine={null} value={unheard} onChange={(value) => setUnheard(value as readonly Unheard[])} />
      <div className="two">
        <Field label={w.form.visitedOn}>{(ids) => <DateField {...ids} value={day} max={officeDate(officeNow())} onChange={setDay} />}</Field>
        <FileDrop label={t('form.files')} value={files} onChange={setFiles} />
      </div>
    </ActFrame>
  )
}
