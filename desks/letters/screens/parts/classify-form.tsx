/** 归类: one entry of the dictionary, the present one chosen. */
import { useState } from 'react'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { useAct } from '../../../../web/reading.ts'
import { classifyLetter, type LetterDetail } from '../../shape.ts'
import { CategorySelect } from './category-select.tsx'
import { useLettersWords } from './use-letters-words.ts'

export function ClassifyForm(form: DeskForm) {
  const w = useLettersWords()
  const now = (form.matter.detail as LetterDetail).category ?? ''
  const [category, setCategory] = useState(now)
  const act = useAct(classifyLetter, { onDone: form.onDone })
  const seen = useJudged(form, act.error)
  return (
    <ActFrame form={form} acting={act} ready={category !== '' && category !== now} onLand={() => act.run({ ...seen, category })}>
      <Field label={w.form.category}>{(ids) => <CategorySelect {...ids} label={w.form.category} none={w.form.noCategory} value={category} onChange={setCategory} />}</Field>
    </ActFrame>
  )
}
