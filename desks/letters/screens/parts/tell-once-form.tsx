/** 一次性告知: every paper still needed, said in one go. Rule: BZ-47 */
import { useState } from 'react'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useKernelWords } from '../../../../web/words/use-words.ts'
import { type LetterDetail, tellOnce } from '../../shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const vias = ['phone', 'letter', 'portal'] as const
export function TellOnceForm(form: DeskForm) {
  const w = useLettersWords()
  const kernel = useKernelWords()
  const act = useAct(tellOnce, { onDone: form.onDone })
  const seen = useJudged(form, act.error)
  const told = (form.matter.detail as LetterDetail).supplements
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [via, setVia] = useState<(typeof vias)[number]>('phone')
  return (
    <ActFrame
      form={form}
      acting={act}
      ready={text.trim() !== '' && (told === 0 || reason.trim() !== '')}
      onLand={() => act.run({ ...seen, text, via, reason: told > 0 ? reason : null })}
    >
      {told > 0 && <p className="amber small">{fill(w.form.onceAgain, { n: told })}</p>}
      <Field label={w.form.onceText}>
        {(ids) => <textarea {...ids} data-first className="text-box" rows={4} maxLength={2000} value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
      {told > 0 && (
        <Field label={w.form.onceReason}>{(ids) => <input {...ids} className="text-box" maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}</Field>
      )}
      <Choice label={w.form.via} value={via} options={vias.map((value) => ({ value, word: kernel.vias[value] }))} onChange={setVia} />
    </ActFrame>
  )
}
