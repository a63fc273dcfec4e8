/** 告知延期: what the citizen is told of the later date, and how. Rule: R-H08 */
import { useState } from 'react'
import { officeNow } from '../../../../web/clock.ts'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { useAct } from '../../../../web/reading.ts'
import { sayDue } from '../../../../web/say-time.ts'
import { useKernelWords, useLanguage } from '../../../../web/words/use-words.ts'
import { tellExtended } from '../../shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const vias = ['phone', 'letter', 'portal'] as const
export function TellExtendedForm(form: DeskForm) {
  const w = useLettersWords()
  const kernel = useKernelWords()
  const language = useLanguage()
  const act = useAct(tellExtended, { onDone: form.onDone })
  const seen = useJudged(form, act.error)
  const running = form.matter.clocks.find((c) => c.whole && c.stoppedAt === null)
  const [text, setText] = useState(fill(w.form.extendText, { title: form.matter.title ?? '', due: running ? sayDue(running.dueAt, officeNow(), language) : '' }))
  const [via, setVia] = useState<(typeof vias)[number]>('phone')
  return (
    <ActFrame form={form} acting={act} ready={text.trim() !== ''} onLand={() => act.run({ ...seen, text, via })}>
      <Field label={w.form.extendTold}>
        {(ids) => <textarea {...ids} data-first className="text-box" rows={4} maxLength={1000} value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
      <Choice label={w.form.via} value={via} options={vias.map((value) => ({ value, word: kernel.vias[value] }))} onChange={setVia} />
    </ActFrame>
  )
}
