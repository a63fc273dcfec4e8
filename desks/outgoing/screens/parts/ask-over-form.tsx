/** 超限额报批: why, and who is asked to agree. Rule: HB-29 */
import { useState } from 'react'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { ConsentNeeded } from '../../../../web/matter/move-form.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import type { PaperDetail } from '../../shape.ts'
import { askOver } from '../../tables-shape.ts'
import { useScreenWords } from './use-outgoing-words.ts'

export function AskOverForm(form: DeskForm) {
  const s = useScreenWords()
  const [reason, setReason] = useState((form.matter.detail as PaperDetail).overYear?.reason ?? '')
  const act = useAct(askOver, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={reason.trim() !== ''} onLand={() => act.run({ ...seen, reason })}>
      <TextLines label={s.fields.overReason} value={reason} onChange={setReason} max={500} rows={2} first />
      <ConsentNeeded matter={form.matter} move={form.move} />
      <p className="small quiet">{s.hints.askOver}</p>
    </ActFrame>
  )
}
